"""Actors, and all that stands around the measures: municipalities, projects, money, events."""

from __future__ import annotations

from invented import words
from invented.outline import Outline
from invented.rows import Rows

__all__ = ["add_actors", "add_surroundings"]


def add_actors(made: Outline, rows: Rows) -> None:
    """Add the region, its departments, organisations and groups, and their spellings."""
    region = made.shape.region
    plain: list[tuple[str, str, str, str, str, str]] = [
        ("lk", "Organisation", f"{region} kraj", f"{region} Region", "KR", ""),
        (
            "kulk",
            "Organisation",
            f"Krajský úřad {words.genitive(region)}",
            f"Regional Office of the {region} Region",
            "KÚ",
            "lk",
        ),
        ("rada-lk", "Organisation", "Rada kraje", "Regional Council", "RK", "lk"),
        (
            "zastupitelstvo-lk",
            "Organisation",
            "Zastupitelstvo kraje",
            "Regional Assembly",
            "ZK",
            "lk",
        ),
        *(
            (name, "OrganisationalUnit", cs, en, short, "kulk")
            for name, cs, en, short in words.UNITS
        ),
        *((name, "Organisation", cs, en, short, "") for name, cs, en, short in words.ORGANISATIONS),
        *(
            (f"skupina-{place + 1}", "ActorGroup", cs, en, "", "")
            for place, (cs, en) in enumerate(words.GROUPS)
        ),
        ("ostrov-skupina", "ActorGroup", "ostrovní dílny", "island workshops", "", ""),
    ]
    for name, kind, cs, en, short, parent in plain:
        where = rows.lines("000")
        rows.add(
            "actors.csv",
            where,
            id=name,
            kind=kind,
            label_cs=cs,
            label_en=en,
            abbreviation=short,
            unit_of=parent,
        )
        if short:
            rows.add("actor_variants.csv", where, actor=name, variant=f"{short} kraje")
        if short and (rows.full or rows.rng.random() < 0.6):
            rows.add(
                "abbreviations.csv",
                where,
                id=f"zkratka-{name}",
                abbreviation=short,
                expansion_cs=cs,
                expansion_en=en,
                defined="true",
                actor=name,
            )
    _add_unknown(made, rows)


def _add_unknown(made: Outline, rows: Rows) -> None:
    """Add abbreviations that the list of abbreviations does not explain."""
    for place in range(30 if rows.full else 2):
        short = f"ZK{place + 1}"
        rows.add(
            "abbreviations.csv",
            rows.lines("000"),
            id=f"neznama-{place + 1}",
            abbreviation=short,
            defined="false",
        )
        rows.add(
            "discrepancies.csv",
            rows.lines("000"),
            id=f"neznama-{place + 1}",
            kind="undefined-abbreviation",
            about=f"abbreviation/neznama-{place + 1}",
            description_cs=f"Zkratka {short} není v seznamu zkratek.",
            description_en=f"The abbreviation {short} is not in the list.",
            resolution_cs="Ponechána.",
            resolution_en="Kept.",
        )
        made.gaps.setdefault("undefined-abbreviation", []).append(short)


def add_surroundings(made: Outline, rows: Rows) -> None:
    """Add what is not in the table of measures itself."""
    _add_places(made, rows)
    _add_money(made, rows)
    _add_figures(made, rows)
    _add_asides(made, rows)
    _add_telling(made, rows)
    nodes = [f"actor/{row['id']}" for row in rows.tables["actors.csv"]]
    nodes += [f"goal/{number}" for number in made.goals]
    if rows.full:
        nodes += [f"measure/{measure.code}" for measure in made.measures]
    for node in nodes if rows.full else rows.rng.sample(nodes, 12):
        for _ in range(14 if rows.full else 1):
            rows.add("evidence.csv", rows.lines("001"), node=node)


def _codes(made: Outline, rows: Rows, count: int) -> list[str]:
    """Return the codes of some measures."""
    codes = [measure.code for measure in made.measures]
    return rows.rng.sample(codes, min(count, len(codes)))


def _add_places(made: Outline, rows: Rows) -> None:
    """Add municipalities with codes that the register of municipalities does not give out."""
    towns = rows.rng.sample(range(len(words.TOWNS)), 12 if rows.full else rows.rng.randint(4, 7))
    for town in towns:
        code = str(990001 + town)
        rows.add("municipalities.csv", rows.lines("004"), code=code, name=words.TOWNS[town])
        if town % 2:
            rows.add(
                "partner_municipalities.csv",
                rows.lines("004"),
                municipality=code,
                status_cs="zahájila spolupráci s agenturou",
                status_en="began to work with the agency",
                since_year=2023,
            )
        for measure in _codes(made, rows, 5 if rows.full else 2):
            rows.add(
                "measure_municipalities.csv",
                rows.lines("000"),
                measure=measure,
                municipality=code,
                wording=words.TOWNS[town],
                mention="place",
                certainty=rows.rng.choice(["certain", "certain", "probable"]),
            )


def _add_money(made: Outline, rows: Rows) -> None:
    """Add programmes, projects and which measure rests on them."""
    for name, cs, en, short in words.PROGRAMMES:
        rows.add(
            "funding_programmes.csv",
            rows.lines("002"),
            id=name,
            title_cs=cs,
            title_en=en,
            abbreviation=short,
        )
        for measure in _codes(made, rows, 8 if rows.full else 2):
            rows.add("measure_programmes.csv", rows.lines("000"), measure=measure, programme=name)
    rows.add(
        "strategy_funding.csv",
        rows.lines("002"),
        id="zamer-1",
        programme="op-zamestnanost",
        purpose_cs="komunitní práce",
        purpose_en="community work",
    )
    for place in range(30 if rows.full else rows.rng.randint(3, 6)):
        cs, en = words.THINGS[(place + len(made.goals)) % len(words.THINGS)]
        name = f"projekt-{place + 1}"
        rows.add(
            "projects.csv",
            rows.lines("000"),
            id=name,
            title_cs=f"Projekt {cs} {place + 1}",
            title_en=f"Project of {en} {place + 1}",
            start_year=2022 + place % 3,
            end_year=2025 + place % 3,
        )
        rows.add(
            "project_programmes.csv",
            rows.lines("000"),
            project=name,
            programme=words.PROGRAMMES[place % 4][0],
        )
        for measure in _codes(made, rows, 2):
            rows.add("measure_projects.csv", rows.lines("000"), measure=measure, project=name)
    number = rows.tables["resolutions.csv"][0]["number"]
    for measure in _codes(made, rows, 3):
        rows.add("measure_resolutions.csv", rows.lines("000"), measure=measure, number=number)


def _add_figures(made: Outline, rows: Rows) -> None:
    """Add figures of measures, and the official totals by status."""
    for place, measure in enumerate(_codes(made, rows, 43 if rows.full else 10)):
        rows.add(
            "observations.csv",
            rows.lines("000"),
            id=f"udaj-{place + 1}",
            about=f"measure/{measure}",
            quantity_cs="podpořené osoby",
            quantity_en="people supported",
            value=rows.rng.randint(3, 400),
            unit="persons",
            year=2024,
            precision="exact",
        )
    for status in words.STATUS_REASONS:
        count = sum(measure.status == status for measure in made.measures)
        rows.add(
            "reported_totals.csv",
            rows.lines("004"),
            status=status,
            count=count,
            percent=round(100 * count / len(made.measures)),
            total=len(made.measures),
        )
        cs, en = words.STATUS_REASONS[status][0]
        rows.add(
            "status_criteria.csv",
            rows.lines("004"),
            id=f"kriterium-{status.lower()}",
            status=status,
            criterion_cs=cs,
            criterion_en=en,
        )


def _add_telling(made: Outline, rows: Rows) -> None:
    """Add events, instruments, who took part in what, mentions, and remarks of the report."""
    for place in range(25 if rows.full else rows.rng.randint(3, 6)):
        rows.add(
            "events.csv",
            rows.lines("002"),
            id=f"setkani-{place + 1}",
            status="held",
            title_cs=f"Setkání partnerů {place + 1}",
            title_en=f"Partner meeting {place + 1}",
            date=f"2023-{place % 12 + 1:02}-15",
        )
    rows.add(
        "instruments.csv",
        rows.lines("003"),
        id="komunitni-prace",
        group="target-group",
        title_cs="Komunitní práce",
        title_en="Community work",
    )
    rows.add(
        "report_statements.csv",
        rows.lines("004"),
        id="meze",
        kind="limit",
        statement_cs="Údaje dodali gestoři.",
        statement_en="The data come from the responsible bodies.",
    )
    names = [row["id"] for row in rows.tables["actors.csv"]]
    for actor in rows.rng.sample(names, len(names) if rows.full else 8):
        rows.add(
            "participations.csv",
            rows.lines("002"),
            id=f"ucast-{actor}",
            actor=actor,
            activity="preparation",
            role_cs="partner přípravy",
            role_en="partner",
        )
        for measure in _codes(made, rows, 3 if rows.full else 1):
            rows.add(
                "mentions.csv",
                rows.lines("000"),
                measure=measure,
                actor=actor,
                wording=actor.replace("-", " "),
            )


def _add_asides(made: Outline, rows: Rows) -> None:
    """Add strategies named in passing, and a cell excused by the last discrepancy."""
    for measure in _codes(made, rows, 2):
        rows.add(
            "strategy_mentions.csv",
            rows.lines("000"),
            measure=measure,
            strategy=words.OUTSIDE[4][0],
            wording=words.OUTSIDE[4][1],
        )
    damage = rows.tables["discrepancies.csv"][-1]["id"]
    rows.add(
        "excused_claims.csv",
        None,
        node=f"measure/{made.measures[0].code}",
        column="title_cs",
        discrepancy=damage,
    )

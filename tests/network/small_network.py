"""A network of six measures whose answers are known by head, as rows of the page queries."""

from __future__ import annotations

from graph_tools.network.model import QUERIES

# measure: lead / collaborators > goals; ? is probable, ?? is uncertain; G is a group.
SMALL = """
A1.1: X / Y > 1 2
A1.2: X / > 1
A1.10: Y / Z? > 3?? 4
B1.1: Z / G > 2
B1.2: W / > 4
B1.3: G / > 5
"""
CODES = {"A1": ("c1", "c2"), "B1": ("c1",)}


def small_answers() -> dict[str, tuple[list[str], list[list[str]]]]:
    """Rows as the page queries would give them; Y is a unit of W."""
    nodes = [["barrier/funding", "barrier", "funding", "financování", "funding", "", "", "", ""]]
    nodes += [["s/strategy/s", "strategy", "", "Strategie S", "", "", "", "", ""]]
    nodes += [[f"s/goal/{n}", "goal", str(n), f"Cíl {n}", f"Goal {n}", "", "", "", ""]
              for n in range(1, 6)]  # fmt: skip
    nodes += [[f"s/sub-area/{s}", "sub-area", s, s, s, s[0], "", "", ""] for s in CODES]
    nodes += [[f"s/actor/{a}", "group" if a == "G" else "organisation", a, f"Aktér {a}",
               f"Actor {a}", "", "d.txt", "1", "2"] for a in "GWXYZ"]  # fmt: skip
    links = [["unit-of", "s/actor/Y", "s/actor/W", "", "certain"]]
    links += [["refers-to", f"s/sub-area/{s}", "s/strategy/s", code, "certain"]
              for s, codes in CODES.items() for code in codes]  # fmt: skip
    links += [["has-barrier", f"s/measure/{m}", "barrier/funding", "", "certain"]
              for m in ("A1.1", "B1.1")]  # fmt: skip
    for line in SMALL.strip().splitlines():
        code, _, rest = line.partition(":")
        actors, _, goals = rest.partition(">")
        lead, _, others = actors.partition("/")
        key = f"s/measure/{code}"
        nodes.append([key, "measure", code, f"Opatření {code}", "", code[0], "d.txt", "3", "4"])
        links.append(["in-sub-area", key, f"s/sub-area/{code[:2]}", "", "certain"])
        for relation, kind, names in (
            ("responsible", "actor", lead),
            ("collaborating", "actor", others),
            ("contributes-to", "goal", goals),
        ):
            for name in names.split():
                certainty = ("certain", "probable", "uncertain")[name.count("?")]
                links.append([relation, key, f"s/{kind}/{name.strip('?')}", "", certainty])
    rows = {"network-nodes": nodes, "network-links": links, "network-names": [
        ["s/actor/X", "Iks"], ["s/actor/Y", "Společný"], ["s/actor/Z", "společný"],
    ]}  # fmt: skip
    return {name: (QUERIES[name].split(), found) for name, found in rows.items()}

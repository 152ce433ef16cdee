"""Words of invented strategies, Czech with English beside them; no region here exists."""

from __future__ import annotations

__all__ = [
    "ACTS",
    "AREAS",
    "BARRIERS",
    "FOR_WHOM",
    "GOALS",
    "GROUPS",
    "INDICATORS",
    "ORGANISATIONS",
    "OUTSIDE",
    "PRIORITIES",
    "PROGRAMMES",
    "REGIONS",
    "STATUS_REASONS",
    "SUB_AREAS",
    "THINGS",
    "TOPICS",
    "TOWNS",
    "UNITS",
    "Pair",
    "genitive",
]

Pair = tuple[str, str]
"""A Czech text and the same in English."""

REGIONS = (
    "Podhorský",
    "Záleský",
    "Lužnický",
    "Orlický",
    "Doubravský",
    "Metujský",
    "Blanický",
    "Podlesský",
    "Oslavský",
    "Sázavský",
    "Vrchovinský",
    "Kamenický",
    "Brodský",
    "Polabský",
)
"""Adjectives of regions that do not exist."""

TOPICS: tuple[tuple[str, str, str], ...] = (
    ("socialni-zaclenovani", "Strategie sociálního začleňování", "Social Inclusion Strategy"),
    ("socialni-bydleni", "Koncepce sociálního bydlení", "Social Housing Concept"),
    ("prevence-kriminality", "Koncepce prevence kriminality", "Crime Prevention Concept"),
    ("protidrogova-politika", "Plán protidrogové politiky", "Drug Policy Plan"),
    ("rodinna-politika", "Koncepce rodinné politiky", "Family Policy Concept"),
    ("socialni-sluzby", "Plán rozvoje sociálních služeb", "Plan for Social Services"),
    ("podpora-zdravi", "Program podpory zdraví", "Health Promotion Programme"),
    ("rozvoj-vzdelavani", "Strategie rozvoje vzdělávání", "Education Strategy"),
)

OUTSIDE: tuple[tuple[str, str, str, str], ...] = (
    (
        "narodni-ramec",
        "Národní rámec soudržnosti",
        "National Cohesion Framework",
        r"[A-E][1-9]\.[1-9][a-z]",
    ),
    (
        "plan-bydleni",
        "Státní plán dostupného bydlení",
        "State Plan for Affordable Housing",
        r"[1-9]\.[1-9]\.[1-9]",
    ),
    (
        "plan-sluzeb",
        "Střednědobý plán veřejných služeb",
        "Medium-term Plan of Public Services",
        r"[1-9]\.[1-9]\.[0-9]{1,2}",
    ),
    ("plan-zdravi", "Program zdravého stáří", "Programme of Healthy Old Age", r"[1-9]\.[1-9]"),
    ("plan-prace", "Plán podpory zaměstnanosti", "Employment Support Plan", r"cíl [1-9]"),
)
"""Strategies outside the portfolio: id, titles, pattern of their codes."""

PRIORITIES: tuple[tuple[str, str, str], ...] = (
    ("bydleni", "Dostupné bydlení", "Affordable housing"),
    ("dluhy", "Zvládnutí předluženosti", "Coping with over-indebtedness"),
    ("bezpeci", "Bezpečí a zdraví", "Safety and health"),
    ("vzdelavani", "Vzdělávání pro všechny", "Education for all"),
    ("zamestnanost", "Zaměstnanost", "Employment"),
    ("sluzby", "Dostupné služby", "Services within reach"),
)
GOALS: tuple[Pair, ...] = (
    ("Bezpečné sousedství a komunitní život", "Safe neighbourhoods and community life"),
    ("Dobré podmínky pro fungování rodin", "Good conditions for families"),
    ("Zdravý životní styl sociálně vyloučených osob", "Healthy living of excluded people"),
    ("Dostupné bydlení pro domácnosti s nízkým příjmem", "Housing for low-income households"),
    ("Prostupné bydlení s podporou sociální práce", "Step-up housing with social work"),
    ("Předcházení ztrátě bydlení", "Prevention of loss of housing"),
    ("Dluhové poradenství v každém okrese", "Debt counselling in every district"),
    ("Finanční gramotnost dospělých", "Financial literacy of adults"),
    ("Oddlužení a návrat k legální práci", "Debt relief and return to legal work"),
    ("Včasná podpora předškolních dětí", "Early support of pre-school children"),
    ("Společné vzdělávání na základních školách", "Inclusive education at primary schools"),
    ("Podpora přechodu ze základní na střední školu", "Support in the move to secondary school"),
    ("Uplatnění osob obtížně zaměstnatelných", "Work for people hard to employ"),
    ("Rozvoj sociálního podnikání", "Development of social enterprise"),
    ("Terénní práce ve vyloučených lokalitách", "Outreach work in excluded localities"),
    ("Dostupnost lékařské péče", "Access to medical care"),
    ("Prevence závislostí u dětí a mládeže", "Prevention of addiction among the young"),
    ("Pomoc osobám bez domova", "Help for people without a home"),
    ("Podpora pečujících osob", "Support of carers"),
    ("Důstojné stáří v přirozeném prostředí", "Old age with dignity at home"),
    ("Péče o duševní zdraví", "Mental health care"),
    ("Ochrana obětí domácího násilí", "Protection of victims of domestic violence"),
    ("Práce s pachateli trestné činnosti", "Work with offenders"),
    ("Soužití s národnostními menšinami", "Living together with national minorities"),
    ("Začleňování cizinců", "Integration of foreigners"),
    ("Volný čas dětí a mládeže", "Leisure of children and young people"),
)
"""Goals shared by all regions, so that several strategies work for the same one."""

AREAS: tuple[Pair, ...] = (
    ("Systémová opatření", "System measures"),
    ("Osvěta a komunikace", "Awareness and communication"),
    ("Znalosti a vzdělávání", "Knowledge and education"),
    ("Přímá podpora obyvatel", "Direct support of inhabitants"),
    ("Data a vyhodnocování", "Data and evaluation"),
)
SUB_AREAS: tuple[Pair, ...] = (
    ("Mezioborová spolupráce", "Cross-sector cooperation"),
    ("Návaznost sítě služeb", "Linking of services"),
    ("Metodické vedení obcí", "Guidance for municipalities"),
    ("Kampaně a osvěta", "Campaigns and awareness"),
    ("Vzdělávání pracovníků", "Training of staff"),
    ("Práce v lokalitách", "Work in localities"),
    ("Podpora škol", "Support of schools"),
    ("Sběr a sdílení dat", "Collecting and sharing data"),
    ("Financování a dotace", "Funding and subsidies"),
    ("Zapojení veřejnosti", "Public participation"),
)
ACTS: tuple[Pair, ...] = (
    ("Rozvoj", "Development of"),
    ("Podpora", "Support of"),
    ("Koordinace", "Coordination of"),
    ("Rozšíření", "Extension of"),
    ("Zajištění", "Provision of"),
    ("Vyhodnocení", "Evaluation of"),
    ("Zkvalitnění", "Improvement of"),
    ("Udržení", "Continuation of"),
    ("Příprava", "Preparation of"),
    ("Propagace", "Promotion of"),
)
THINGS: tuple[Pair, ...] = (
    ("terénních programů", "outreach programmes"),
    ("dluhového poradenství", "debt counselling"),
    ("sociálního bydlení", "social housing"),
    ("komunitních center", "community centres"),
    ("předškolního vzdělávání", "pre-school education"),
    ("krizové pomoci", "crisis help"),
    ("případových setkání", "case conferences"),
    ("nízkoprahových klubů", "low-threshold clubs"),
    ("kariérového poradenství", "career counselling"),
    ("dobrovolnických aktivit", "volunteering"),
    ("odlehčovacích služeb", "respite services"),
    ("tréninkových pracovních míst", "training jobs"),
    ("doučování v rodinách", "tutoring in families"),
    ("mapování lokalit", "mapping of localities"),
    ("sdílených metodik", "shared methodologies"),
    ("preventivních programů", "prevention programmes"),
)
FOR_WHOM: tuple[Pair, ...] = (
    ("pro rodiny s dětmi", "for families with children"),
    ("pro seniory", "for older people"),
    ("pro osoby bez domova", "for people without a home"),
    ("pro mladé dospělé", "for young adults"),
    ("pro předlužené domácnosti", "for indebted households"),
    ("pro pedagogické pracovníky", "for teachers"),
    ("pro malé obce", "for small municipalities"),
    ("pro cizince", "for foreigners"),
    ("pro osoby se zdravotním postižením", "for people with disabilities"),
    ("pro pracovníky v sociálních službách", "for staff of social services"),
)
INDICATORS: tuple[Pair, ...] = (
    ("Počet podpořených osob za rok", "Number of people supported a year"),
    ("Počet zasedání pracovní skupiny", "Number of meetings of the working group"),
    ("Počet zapojených obcí", "Number of municipalities taking part"),
    ("Vydaná metodika", "Methodology published"),
    ("Počet uskutečněných školení", "Number of training courses held"),
    ("Podíl domácností, které si bydlení udržely", "Share of households that kept their housing"),
)
STATUS_REASONS: dict[str, tuple[Pair, ...]] = {
    "fulfilled": (
        (
            "Podklady přímo dokládají splnění kritéria.",
            "The record directly confirms the criterion.",
        ),
        ("Aktivity probíhají v celém kraji.", "The activities run in the whole region."),
    ),
    "partiallyFulfilled": (
        (
            "Doložena je jen část plánovaných aktivit.",
            "Only a part of the planned activities is documented.",
        ),
        (
            "Aktivity probíhají jen v některých obcích.",
            "The activities run in some municipalities only.",
        ),
    ),
    "notFulfilled": (
        ("Žádné výstupy doloženy nejsou.", "No outputs are documented."),
        (
            "Gestor sdělil, že opatření začne později.",
            "The responsible body says that it will begin later.",
        ),
    ),
}
BARRIERS: dict[str, Pair] = {
    "funding": ("Chybí stálé financování.", "There is no lasting funding."),
    "staffing": ("Chybí odborní pracovníci.", "Qualified staff are missing."),
    "methodology": ("Chybí jednotný postup.", "There is no common procedure."),
    "coordination": ("Není jasné, kdo koordinuje.", "It is not clear who coordinates."),
    "data-and-evidence": ("Údaje nelze z podkladů ověřit.", "The data cannot be verified."),
    "engagement": ("Obce se zapojují málo.", "Municipalities take little part."),
    "project-dependence": (
        "Aktivita stojí na jednom projektu.",
        "The activity rests on one project.",
    ),
}
UNITS: tuple[tuple[str, str, str, str], ...] = (
    ("osv", "Odbor sociálních věcí", "Department of Social Affairs", "OSV"),
    ("oskol", "Odbor školství", "Department of Education", "OŠ"),
    ("ozdrav", "Odbor zdravotnictví", "Department of Health", "OZ"),
    ("orr", "Odbor regionálního rozvoje", "Department of Regional Development", "ORR"),
    ("odopr", "Odbor dopravy", "Department of Transport", "OD"),
    ("okult", "Odbor kultury", "Department of Culture", "OK"),
    ("okan", "Odbor kancelář hejtmana", "Governor's Office", "OKH"),
    ("oeko", "Ekonomický odbor", "Department of Finance", "EO"),
)
ORGANISATIONS: tuple[tuple[str, str, str, str], ...] = (
    ("up-cr", "Úřad práce", "Labour Office", "ÚP"),
    ("asz", "Agentura pro začleňování", "Agency for Inclusion", "APZ"),
    ("univerzita", "Krajská univerzita", "Regional University", "KU"),
    ("charita", "Oblastní charita", "Area Caritas", ""),
    ("most", "Spolek Most", "Most Association", ""),
    ("opora", "Poradna Opora", "Opora Counselling", ""),
    ("hospodarska-komora", "Hospodářská komora", "Chamber of Commerce", ""),
    ("hygiena", "Krajská hygienická stanice", "Public Health Authority", "KHS"),
    ("domov", "Obecně prospěšná společnost Domov", "Domov Public Benefit Company", ""),
    ("arr", "Agentura regionálního rozvoje", "Regional Development Agency", "ARR"),
)
GROUPS: tuple[Pair, ...] = (
    ("obce", "municipalities"),
    ("školy", "schools"),
    ("nestátní organizace", "non-governmental organisations"),
    ("poskytovatelé služeb", "service providers"),
    ("místní akční skupiny", "local action groups"),
    ("mikroregiony", "micro-regions"),
    ("knihovny", "libraries"),
    ("zaměstnavatelé", "employers"),
)
PROGRAMMES: tuple[tuple[str, str, str, str], ...] = (
    ("fond-kraje", "Dotační fond kraje", "Subsidy Fund of the region", "DF"),
    ("op-vzdelavani", "Operační program Vzdělávání", "Operational Programme Education", "OPV"),
    ("op-zamestnanost", "Operační program Zaměstnanost", "Operational Programme Employment", "OPZ"),
    ("statni-rozpocet", "Státní rozpočet", "State budget", ""),
    ("obecni-rozpocty", "Rozpočty obcí", "Budgets of municipalities", ""),
)
TOWNS = (
    "Nová Lhota",
    "Horní Brod",
    "Kamenné Hradiště",
    "Dolní Ves",
    "Bukovina",
    "Staré Sady",
    "Zálesí",
    "Podhradí",
    "Vysoký Důl",
    "Lipová Hora",
    "Javorník",
    "Hluboká Strž",
)


def genitive(region: str) -> str:
    """Return the name of a region in the genitive.

    >>> genitive("Podhorský")
    'Podhorského kraje'
    """
    return f"{region.removesuffix('ý')}ého kraje"

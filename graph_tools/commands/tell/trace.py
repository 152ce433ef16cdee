"""A trace in words: the tree of an item as lines, each fact with its place."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from graph_tools.answers import READINGS
from graph_tools.commands.tell.words import RESOLUTION, Words
from graph_tools.errors import Text
from graph_tools.queries.atlas import Fact, Item, Source
from graph_tools.queries.trace import Group, Node
from graph_tools.render.tree import Branch, as_markdown, as_tree

__all__ = ["printed_tree", "told"]

_GROUPS: dict[str, Text] = {
    "responsible": Text("Odpovídá", "Responsible"),
    "collaborating": Text("Spolupracuje", "Collaborates"),
    "implements": Text("Provádí strategická opatření", "Implements strategic measures"),
    "contributes-to": Text("Přispívá k cílům", "Contributes to goals"),
}
_FACTS: dict[str, Text] = {
    "indicator": Text("Ukazatel", "Indicator"),
    "deadline": Text("Termín", "Deadline"),
    "status": Text("Stav podle našeho hodnocení (není úřední)",
                   "Status by our assessment (not official)"),
    "barrier": Text("Překážka", "Barrier"),
    "discrepancy": Text("Sporné místo", "Doubtful place"),
}  # fmt: skip
_NO_CODES = Text(
    "Kódy jiných strategií; dokument je uvádí u celého podokruhu, ne u jednotlivých opatření",
    "Codes of other strategies; the document gives them for a whole sub-area, not for a measure",
)


def printed_tree(branch: Branch, words: Words, form: str, notes: Sequence[str]) -> str:
    """Return a tree as a text, with notes below and the documents it cites.

    Args:
        branch: the tree.
        words: what was used to tell it.
        form: ``tree`` or ``md``.
        notes: sentences on what is shown.
    """
    heading = words.say("Dokumenty", "Documents")
    documents = Branch(heading, tuple(Branch(text) for text in words.documents()))
    width = shutil.get_terminal_size((120, 24)).columns
    if form == "md":
        below = [Branch(text) for text in notes]
        return as_markdown(Branch(branch.text, (*branch.branches, *below, documents)))
    parts = [as_tree(branch, width), *(as_tree(Branch(text), width) for text in notes)]
    return "\n\n".join([*parts, as_tree(documents, width)] if documents.branches else parts)


def told(node: Node, words: Words, rank: int) -> Branch:
    """Return a trace in words.

    Args:
        node: the root of the trace.
        words: the language, and what is cited.
        rank: the least sure degree of certainty the trace shows.
    """
    return _Teller(words, rank).root(node)


class _Teller:
    """Tells a tree of nodes in words."""

    def __init__(self, words: Words, rank: int) -> None:
        self.words = words
        self.say = words.say
        self.lang = words.lang
        self.rank = rank

    def root(self, node: Node) -> Branch:
        """Return the whole tree."""
        item = node.item
        branches = [self._belongs(group) for group in node.groups
                    if group.name in {"priority", "superior", "sub-area"}]  # fmt: skip
        if node.counts:
            branches.append(Branch(self._counts(node)))
        if item.is_group:
            branches.append(Branch(self.say(
                "Jde o neurčitou skupinu, ne o jednu organizaci.",
                "This is an unspecified group, not one organisation.",
            )))  # fmt: skip
        branches += self.facts(node, whole=True)
        by_name = {group.name: group for group in node.groups}
        for name in ("declares", "contributes-to", "implements", "responsible", "collaborating"):
            branches += self._part(item, by_name.get(name, Group(name, ())))
        branches += [self._sub_area(below) for below in by_name.get("refers-to", _NOTHING).nodes]
        branches += [self.root(below) for below in by_name.get("code", _NOTHING).nodes]
        if "codes" in by_name:
            branches.append(self._codes(by_name["codes"]))
        return Branch(self._title(item), tuple(branches))

    def _title(self, item: Item) -> str:
        """Return the first line of a tree."""
        words = self.words
        if item.kind == "code" and not item.id:
            return self.say(
                f"Kód {item.code} stojí v několika strategiích nebo oddílech",
                f"The code {item.code} stands in several strategies or sections",
            )
        if item.kind == "code":
            strategy = words.atlas.items[item.parent]
            return words.titled(item) + words.place(strategy.sources)
        if item.kind == "strategic-measure":
            cross = item.form == "CrossCuttingMeasure"
            kind = self.say("průřezové" if cross else "tematické",
                            "cross-cutting" if cross else "thematic")  # fmt: skip
            return f"{words.titled(item)} ({kind}){words.place(item.sources)}"
        return words.titled(item) + words.place(item.sources)

    def _belongs(self, group: Group) -> Branch:
        """Return what an item belongs to."""
        item = group.nodes[0].item
        said = {
            "priority": self.say("Priorita", "Priority"),
            "superior": self.say("Je součástí", "Part of"),
            "sub-area": self.say("Podokruh", "Sub-area"),
        }[group.name]
        return Branch(f"{said}: {self.words.named(item)}{self.words.place(item.sources)}")

    def _counts(self, node: Node) -> str:
        """Return how many measures lead to a root in each reading."""
        strict, default, lenient = node.counts
        goal = node.item.kind == "goal"
        done = self.say("k cíli přispívají" if goal else "ho provádějí",
                        "contribute to the goal" if goal else "implement it")  # fmt: skip
        return self.say(
            f"Počet opatření, která {done}: {strict} podle jistých čtení, "
            f"{default} i s pravděpodobnými, {lenient} se všemi",
            f"Number of measures that {done}: {strict} by certain readings, "
            f"{default} with probable ones too, {lenient} with all",
        )

    def facts(self, node: Node, *, whole: bool = False) -> list[Branch]:
        """Return the facts of an item; in short, barriers stand on one line without reasons."""
        barriers = [fact for fact in node.facts if fact.name == "barrier"]
        branches = []
        for fact in node.facts:
            if fact.name != "barrier" or whole:
                branches.append(Branch(self._fact(fact)))
            elif fact is barriers[0]:
                by_place: dict[tuple[Source, ...], list[str]] = {}
                for barrier in barriers:
                    by_place.setdefault(barrier.sources, []).append(barrier.term.to(self.lang))
                listed = "; ".join(", ".join(terms) + self.words.place(sources)
                                   for sources, terms in by_place.items())  # fmt: skip
                branches.append(Branch(self.say("Překážky: ", "Barriers: ") + listed))
        return branches

    def _fact(self, fact: Fact) -> str:
        """Return one fact in words, with its place."""
        said, term, text = _FACTS[fact.name].to(self.lang), *(
            part.to(self.lang) for part in (fact.term, fact.text)
        )  # fmt: skip
        if fact.name == "deadline":
            english = self.lang == "en" and term
            said = f"{said}: {term}, {self.words.quoted(text)}" if english else f"{said}: {text}"
        elif fact.name == "discrepancy":
            said = f"{said} ({term}): {text}"
        else:
            said = f"{said}: {' – '.join(part for part in (term, text) if part)}"
        return said + self.words.place(fact.sources)

    def _part(self, root: Item, group: Group) -> list[Branch]:
        """Return the branches of a root for one relation; say where there is none."""
        heading = self._heading(root, group)
        if not heading:
            return []
        if group.nodes and group.nodes[0].item.kind == "measure":
            return [Branch(heading, tuple(self._block(root, node) for node in group.nodes))]
        alike: dict[tuple[str, str], list[Node]] = {}
        for node in group.nodes:
            link = node.links[0]
            key = (self.words.doubt(link, reason=True), self.words.place(link.sources))
            alike.setdefault(key, []).append(node)
        branches = []
        for (doubt, place), nodes in alike.items():
            if len(nodes) == 1:
                branches.append(self._end(nodes[0], f" ({doubt}){place}"))
            else:
                ends = (self._end(node, self.words.place(node.item.sources)) for node in nodes)
                branches.append(Branch(doubt[0].upper() + doubt[1:] + place, tuple(ends)))
        return [Branch(heading, tuple(branches))]

    def _heading(self, root: Item, group: Group) -> str:
        """Return what stands above the items of ``group``; empty where it does not concern it."""
        key, count = (root.kind, group.name), len(group.nodes)
        headings = {
            ("goal", "declares"): Text("Strategie ho deklaruje u strategických opatření",
                                       "The strategy declares it for strategic measures"),
            ("goal", "contributes-to"): Text("Opatření, která k cíli přispívají",
                                             "Measures that contribute to the goal"),
            ("strategic-measure", "declares"): Text("Strategie u něj deklaruje cíle",
                                                    "Goals that the strategy declares for it"),
            ("strategic-measure", "implements"): Text("Opatření, která ho provádějí",
                                                      "Measures that implement it"),
            ("actor", "responsible"): Text("Opatření, za která odpovídá",
                                           "Measures it is responsible for"),
            ("actor", "collaborating"): Text("Opatření, na kterých spolupracuje",
                                             "Measures it collaborates on"),
            **{("measure", name): text for name, text in _GROUPS.items()},
        }  # fmt: skip
        if key not in headings:
            return ""
        heading = headings[key].to(self.lang)
        if count:
            return f"{heading} ({count})" if group.nodes[0].item.kind == "measure" else heading
        none = self.say("žádná taková vazba není zaznamenána", "no such link is recorded")
        if self.rank < READINGS["lenient"]:
            none += self.say(" ve zvoleném čtení", " in the chosen reading")
        return f"{heading}: {none}"

    def _end(self, node: Node, tail: str) -> Branch:
        """Return an item at the end of a link of the root, with ``tail`` after its name."""
        words, text = self.words, self.words.named(node.item)
        if node.item.is_group:
            text += self.say(" – neurčitá skupina", " – unspecified group")
        below = [
            Branch(self.say("Strategie u něj deklaruje cíle: ", "Goals declared for it: ")
                   + words.listed([(words.brief(end.item), end.links[0]) for end in group.nodes]))
            for group in node.groups
        ]  # fmt: skip
        return Branch(text + tail, tuple(below))

    def _block(self, root: Item, node: Node) -> Branch:
        """Return a measure below a goal, a strategic measure or an actor, in short."""
        words, item = self.words, node.item
        link = node.links[0]
        lines = []
        if root.kind != "actor" or link.certainty != "certain":
            said = {
                "goal": self.say(f"Vazba na cíl {root.code}", f"Link to goal {root.code}"),
                "actor": self.say("Zapojení", "Involvement"),
            }.get(root.kind, self.say(f"Vazba na {root.code}", f"Link to {root.code}"))
            lines.append(Branch(f"{said}: {words.doubt(link)}{words.place(link.sources)}"))
        lines += self._lines(node, link.relation)
        lines += self.facts(node)
        title = words.named(item) + words.place(item.sources)
        return Branch(title, tuple(lines))

    def _lines(self, node: Node, told: str = "") -> list[Branch]:
        """Return the links of a measure, one line a relation; others by ``told`` are more of it."""
        words = self.words
        return [
            Branch(_GROUPS[group.name].to(self.lang)
                   + (self.say(" také", " too") if group.name == told else "") + ": "
                   + words.listed([(words.brief(end.item), end.links[0]) for end in group.nodes]))
            for group in node.groups
        ]  # fmt: skip

    def _sub_area(self, node: Node) -> Branch:
        """Return a sub-area below a code, with its measures."""
        words = self.words
        lines = [
            Branch(self.say("Kód u podokruhu: ", "The code at the sub-area: ")
                   + words.doubt(link, reason=True) + "; "
                   + RESOLUTION[link.resolution].to(self.lang) + words.place(link.sources))
            for link in node.links
        ]  # fmt: skip
        for group in node.groups:
            heading = self.say(
                f"Opatření podokruhu ({len(group.nodes)}); kód platí pro podokruh jako celek",
                f"Measures of the sub-area ({len(group.nodes)}); the code holds for it as a whole",
            )
            lines.append(Branch(heading, tuple(
                Branch(words.named(below.item) + words.place(below.item.sources),
                       (*self._lines(below), *self.facts(below)))
                for below in group.nodes
            )))  # fmt: skip
        return Branch(words.titled(node.item) + words.place(node.item.sources), tuple(lines))

    def _codes(self, group: Group) -> Branch:
        """Return the codes of other strategies by sub-area and strategy."""
        words = self.words
        areas = []
        for node in group.nodes:
            by_strategy: dict[str, list[Node]] = {}
            for end in (end for below in node.groups for end in below.nodes):
                by_strategy.setdefault(end.item.label.to(self.lang), []).append(end)
            lines = []
            for strategy, ends in sorted(by_strategy.items()):
                pairs = [(self._code(end), end.links[0]) for end in ends]
                lines.append(Branch(f"{strategy}: {words.listed(pairs)}"))
            if not lines:
                none = self.say("žádné kódy nejsou zaznamenány", "no codes are recorded")
                lines.append(Branch(none))
            areas.append(Branch(words.named(node.item) + words.place(node.item.sources),
                                tuple(lines)))  # fmt: skip
        return Branch(_NO_CODES.to(self.lang), tuple(areas))

    def _code(self, end: Node) -> str:
        """Return a code, marked where it is verified or malformed."""
        resolution = end.links[0].resolution
        if resolution == "unresolved":
            return end.item.code
        return f"{end.item.code} – {RESOLUTION[resolution].to(self.lang)}"


_NOTHING = Group("", ())

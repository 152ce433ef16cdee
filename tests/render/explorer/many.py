"""A graph of several strategies of the shape of the real one, for seeing how the page bears it."""

import re
from pathlib import Path

from graph_tools.project import LAST_LINE

ID = "https://w3id.org/strategy-graph/id/"
_LOCAL = re.compile(rf"(<{re.escape(ID)}[^/>]+/[^/>]+/)([^>]+>)")
_CODE = re.compile(
    rf"^(<{re.escape(ID)}[^>]+> <[^>]+[#/](?:notation|abbreviation|number|shortName)> \")([^\"]+\")"
)


def multiplied(nquads: Path, target: Path, copies: int) -> Path:
    """Write a graph with `copies` times all that ``nquads`` holds, each under codes of its own.

    The first copy keeps its names; the items of copy 2 are called ``2.A1.1``, numbers such as 9
    become 209, since goals are numbered.
    """

    def code(found: re.Match[str]) -> str:
        value = found[2].removesuffix('"')
        return f'{found[1]}{copy * 100 + int(value) if value.isdigit() else f"{copy}.{value}"}"'

    lines = nquads.read_text(encoding="utf-8").splitlines(keepends=True)
    assert lines[-1] == LAST_LINE.decode()
    with target.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(lines[:-1])
        for copy in range(2, copies + 1):
            for line in lines[:-1]:
                renamed = _LOCAL.sub(rf"\g<1>{copy}.\g<2>", line)
                out.write(_CODE.sub(code, renamed))
        out.write(lines[-1])
    return target

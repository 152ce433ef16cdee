"""A tree of lines: box characters, widths, Markdown and JSON that nothing can break out of."""

from __future__ import annotations

import json

import pytest

from graph_tools.render.tree import Branch, as_json, as_markdown, as_tree

TREE = Branch("root", (Branch("a", (Branch("a1"), Branch("a2"))), Branch("b")))


def test_box_characters_lead_from_branch_to_branch() -> None:
    assert as_tree(TREE, 80).splitlines() == [
        "root", "├─ a", "│  ├─ a1", "│  └─ a2", "└─ b",
    ]  # fmt: skip


def test_equal_branches_are_told_apart_by_their_place() -> None:
    same = Branch("x")
    assert as_tree(Branch("root", (same, same)), 80).splitlines() == ["root", "├─ x", "└─ x"]


@pytest.mark.parametrize("width", [45, 60, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    words = "příliš žluťoučký kůň " * 20 + "x" * 200
    deep = Branch(words, (Branch(words, (Branch(words), Branch(words))), Branch(words)))
    lines = as_tree(deep, width).splitlines()
    assert max(len(line) for line in lines) <= width
    assert "".join(lines).count("x") == 5 * 200


def test_a_long_text_goes_on_under_its_own_start() -> None:
    lines = as_tree(Branch("root", (Branch("word " * 20), Branch("b"))), 40).splitlines()
    assert lines[1].startswith("├─ word")
    assert lines[2].startswith("│     word")


def test_a_terminal_gets_no_control_characters() -> None:
    text = as_tree(Branch("a\x1b[2J\nb", (Branch("c\u202ed\x9b"),)), 80)
    assert text.splitlines() == ["a\\x1b[2J\\nb", "└─ c\\u202ed\\x9b"]


def test_markdown_is_a_heading_and_a_nested_list() -> None:
    assert as_markdown(TREE).splitlines() == [
        "# root", "", "- a", "  - a1", "  - a2", "- b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("<script>", r"\<script\>"),
        ("[a](b)", r"\[a\](b)"),
        ("# a", r"\# a"),
        ("1. a", r"1\. a"),
        ("- a", r"\- a"),
        ("1.1 a", "1.1 a"),
        ("&lt;", r"\&lt;"),
        ("a\nb", r"a\\nb"),
    ],
)
def test_no_text_is_markup(text: str, said: str) -> None:
    assert as_markdown(Branch("root", (Branch(text),))) == f"# root\n\n- {said}"


def test_json_keeps_the_text_and_sends_no_control_character() -> None:
    data = {"a": ["x\x1b\x9b\n\u202eč", 1, None]}
    text = as_json(data)
    assert not set("\x1b\x9b\u202e") & set(text)
    assert "č" in text
    assert json.loads(text) == data

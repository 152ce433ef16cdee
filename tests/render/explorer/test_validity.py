"""The Nu HTML checker finds no error: in the file, and in what the scripts make of it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from looks import VIEWS, settled

VNU = Path(__file__).resolve().parents[1] / "node_modules/vnu-jar/build/dist/vnu.jar"


def errors(*pages):
    """Return what the checker says about pages, warnings left out."""
    java = shutil.which("java")
    if not java or not VNU.is_file():
        pytest.fail("the Nu checker is missing; install it: apt-get install default-jre-headless, "
                    "cd tests/render && npm install")  # fmt: skip
    found = subprocess.run(
        [java, "-jar", VNU, "--errors-only", "--format", "gnu", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    return [line.rpartition("/")[2] for line in found.stderr.splitlines() if "error" in line]


def test_the_file_is_valid(explorer):
    assert errors(explorer) == []


def test_what_the_scripts_make_of_it_is_valid(open_page, tmp_path):
    page = open_page("view=overview")
    pages = []
    for view in VIEWS:
        for lang, chosen in (("cs", ""), ("en", "&id=goal/9")):
            page.evaluate("hash => { location.hash = hash }", f"view={view}&lang={lang}{chosen}")
            settled(page)
            # The data are not of interest here, and large.
            html = re.sub(r"<script.*?</script>", "", page.content(), flags=re.S)
            pages.append(tmp_path / f"{view}-{lang}.html")
            pages[-1].write_text(html, encoding="utf-8")
    assert errors(*pages) == []


def test_the_checker_would_notice_a_fault(tmp_path):
    page = tmp_path / "wrong.html"
    page.write_text("<!DOCTYPE html><title>x</title><p><div id=a></div><div id=a></div></p>")
    assert len(errors(page)) >= 2

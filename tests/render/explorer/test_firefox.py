"""The page in another browser: Debian's Firefox, offline."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from looks import VIEWS

RENDER = Path(__file__).resolve().parents[1]


def test_firefox_shows_every_view(explorer):
    firefox = os.environ.get("FIREFOX") or shutil.which("firefox-esr")
    if not firefox:
        pytest.fail("firefox-esr is missing; install it: apt-get install firefox-esr")
    found = subprocess.run(
        ["node", RENDER / "firefox.mjs", firefox, explorer, *VIEWS],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert found.returncode == 0, found.stderr
    seen = json.loads(found.stdout)
    assert seen["faults"] == []
    for view in VIEWS:
        assert seen["views"][view]["tab"] == view
        assert seen["views"][view]["title"].startswith("Prevence zadlužení")
        assert seen["views"][view]["text"] > 50 and seen["views"][view]["wide"], view

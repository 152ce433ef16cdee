"""``site`` as a person types it: where it writes, and where it refuses to."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest

from graph_tools.cli import main
from graph_tools.errors import StrategyGraphError, UsageError
from graph_tools.project import Project
from graph_tools.render.site import replaced


def run(folder: Path, build: Path, *more: str) -> int:
    return main(["site", str(folder), "--build", str(build), "--lang", "cs", *more])


def made(folder: Path, text: str = "1") -> None:
    with replaced(folder) as new:
        (new / "id").mkdir()
        (new / "id" / "index.html").write_text(text)


def test_a_folder_with_other_files_is_refused(
    built: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "moje.txt").write_text("x")
    assert run(tmp_path, built.build) == 2
    assert "není prázdná a není to dříve vytvořený web" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["moje.txt"]


@pytest.mark.parametrize(
    "address", ["www.kraj.cz", "ftp://a.cz/", "https://a.cz/?x=1", 'https://a.cz/"', "https://a/.."]
)
def test_an_address_that_is_none_is_refused(
    address: str, built: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "s", built.build, "--base-url", address) == 2
    assert "není adresa webu" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_a_build_the_message_says_what_to_do(
    built: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "s", tmp_path) == 2
    for name in ("graph.nq", "vocabulary.nt"):
        shutil.copy(built.build / name, tmp_path / name)
    assert run(tmp_path / "s", tmp_path) == 2
    assert capsys.readouterr().err.count("strategy-graph build") == 2
    assert not (tmp_path / "s").exists()


def test_the_folder_of_the_build_is_never_replaced(
    built: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(tmp_path / "site")
    shutil.copytree(built.build, tmp_path / "site" / "build")
    assert run(tmp_path / "site", tmp_path / "site" / "build") == 2
    assert "nahradil by složku" in capsys.readouterr().err
    assert (tmp_path / "site" / "build" / "graph.nq").is_file()


def test_a_site_made_earlier_is_replaced_whole(tmp_path: Path) -> None:
    made(tmp_path / "s")
    with replaced(tmp_path / "s") as new:
        (new / "other.html").write_text("2")
    assert sorted(path.name for path in (tmp_path / "s").iterdir()) == [
        ".strategy-graph-site", "other.html",
    ]  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


@pytest.mark.parametrize("added", ["CNAME", ".git/config", "id/extra.txt", "empty/"])
def test_what_somebody_added_to_a_site_is_never_lost(added: str, tmp_path: Path) -> None:
    made(tmp_path / "s")
    path = tmp_path / "s" / added
    path.parent.mkdir(exist_ok=True)
    path.mkdir() if added.endswith("/") else path.write_text("mine")
    with pytest.raises(UsageError, match=r"not part of the site"), replaced(tmp_path / "s"):
        pytest.fail("nothing may be written")
    assert path.exists()


def test_a_run_cut_short_leaves_the_old_site(tmp_path: Path) -> None:
    made(tmp_path / "s", "old")
    with pytest.raises(KeyboardInterrupt), replaced(tmp_path / "s") as new:
        (new / "index.html").write_text("half")
        raise KeyboardInterrupt
    assert (tmp_path / "s" / "id" / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


HALF = """
import sys
from pathlib import Path
from graph_tools.render.site.folder import replaced
with replaced(Path(sys.argv[1])) as new:
    (new / "index.html").write_text("half")
    print("begun", flush=True)
    sys.stdin.read()
"""


def test_a_run_told_to_end_leaves_the_old_site_and_nothing_else(tmp_path: Path) -> None:
    made(tmp_path / "s", "old")
    with subprocess.Popen(
        [sys.executable, "-c", HALF, tmp_path / "s"], stdin=PIPE, stdout=PIPE, text=True
    ) as process:
        assert process.stdout is not None and process.stdout.readline() == "begun\n"
        process.terminate()
        assert process.wait(60) == 128 + signal.SIGTERM
    assert (tmp_path / "s" / "id" / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_a_run_that_ends_between_the_two_moves_puts_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "s", "old")
    before, real = signal.getsignal(signal.SIGTERM), Path.rename

    def rename(self: Path, target: Path) -> Path:
        moved = real(self, target)
        if target.name == "old":
            signal.raise_signal(signal.SIGTERM)
        return moved

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(SystemExit), replaced(tmp_path / "s"):
        pass
    assert (tmp_path / "s" / "id" / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["s"]
    assert signal.getsignal(signal.SIGTERM) == before


def test_where_the_new_site_cannot_take_its_place_the_old_one_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "s", "old")
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise PermissionError(13, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(StrategyGraphError, match="cannot be written"), replaced(tmp_path / "s"):
        pass
    assert (tmp_path / "s" / "id" / "index.html").read_text() == "old"


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("x")
    with pytest.raises(UsageError, match="is not a folder"), replaced(tmp_path / "s"):
        pytest.fail("nothing may be written")
    with pytest.raises(StrategyGraphError), replaced(tmp_path / "s" / "below"):
        pytest.fail("nothing may be written")


def test_the_folder_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    made(tmp_path / "s")
    (tmp_path / "plain").mkdir()
    assert (tmp_path / "s").stat().st_mode == (tmp_path / "plain").stat().st_mode

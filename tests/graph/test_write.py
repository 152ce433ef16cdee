"""A build changes the files of the last one all together or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph_tools.cli import main
from graph_tools.errors import StrategyGraphError
from graph_tools.project import staged

NAMES = ["explorer.html", "graph.jsonld", "graph.nq", "graph.ttl", "vocabulary.nt"]


def content(folder: Path) -> dict[str, str]:
    """The regular files of ``folder``, hidden ones too."""
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


@contextmanager
def without_root() -> Iterator[None]:
    """Runs as nobody: root may write everywhere."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """A build folder with the files of an earlier build."""
    for name in NAMES:
        (tmp_path / name).write_text(f"old {name}")
    return tmp_path


def test_all_files_move_out_and_the_staging_folder_goes(last: Path) -> None:
    (last / "mine.txt").write_text("mine")
    with staged(last) as staging:
        assert staging.parent == last and staging.name.startswith(".")
        for name in NAMES:
            (staging / name).write_text(f"new {name}")
        assert content(last)["graph.nq"] == "old graph.nq"
    assert content(last) == {name: f"new {name}" for name in NAMES} | {"mine.txt": "mine"}
    assert len(list(last.iterdir())) == len(NAMES) + 1


@pytest.mark.parametrize(
    ("name", "lang"), list(zip(NAMES, ["cs", "en", "cs", "en", "cs"], strict=True))
)
def test_a_build_over_a_folder_of_that_name_changes_nothing(
    last: Path, name: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (last / name).unlink()
    (last / name).mkdir()
    before = content(last)
    assert main(["build", "--build", str(last), "--lang", lang]) == 2
    assert content(last) == before and len(list(last.iterdir())) == len(NAMES)
    error = capsys.readouterr().err.splitlines()[-1]
    assert str(last / name) in error and ".staged" not in error
    assert ("není to obyčejný soubor" if lang == "cs" else "not a regular file") in error


@pytest.mark.parametrize("nth", range(len(NAMES)))
@pytest.mark.parametrize("fault", [PermissionError(13, "Permission denied"), KeyboardInterrupt()])
def test_files_already_replaced_are_put_back(
    last: Path, monkeypatch: pytest.MonkeyPatch, nth: int, fault: BaseException
) -> None:
    (last / NAMES[0]).unlink()  # one that was not there must not be there afterwards
    before = content(last)
    replace = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if self.parent.name.startswith(".staged") and target.name == NAMES[nth]:
            raise fault
        return replace(self, target)

    wanted = StrategyGraphError if isinstance(fault, OSError) else KeyboardInterrupt
    with pytest.raises(wanted) as caught, staged(last) as staging:
        for name in NAMES:
            (staging / name).write_text(f"new {name}")
        monkeypatch.setattr(Path, "replace", fails)
    assert content(last) == before
    assert sorted(path.name for path in last.iterdir()) == NAMES[1:]
    if wanted is StrategyGraphError:
        assert str(last / NAMES[nth]) in str(caught.value) and ".staged" not in str(caught.value)


def test_old_files_are_kept_as_copies_where_links_are_not_known(
    last: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _no_links)
    replace = Path.replace
    before = content(last)

    def fails(self: Path, target: Path) -> Path:
        if target.name == NAMES[-1]:
            raise OSError(1, "no")
        return replace(self, target)

    with pytest.raises(StrategyGraphError), staged(last) as staging:
        for name in NAMES:
            (staging / name).write_text("new")
        monkeypatch.setattr(Path, "replace", fails)
    assert content(last) == before


def _no_links(*_: object, **__: object) -> None:
    raise OSError(95, "Operation not supported")


def test_a_fault_while_writing_names_the_final_file_and_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "build"
    with pytest.raises(StrategyGraphError) as caught, staged(folder) as staging:
        raise OSError(28, "No space left on device", str(staging / "graph.nq"))
    assert str(folder / "graph.nq") in caught.value.message.cs
    assert not (tmp_path / "new").exists()


def test_a_fault_elsewhere_stays_what_it_is(last: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"queries\.rq"), staged(last):
        raise FileNotFoundError(2, "No such file", "queries.rq")
    assert len(list(last.iterdir())) == len(NAMES)


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_build_path_that_is_a_file_gives_one_sentence(
    tmp_path: Path, below: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    assert main(["build", "--build", str(file / below), "--lang", "en"]) == 2
    errors = [line for line in capsys.readouterr().err.splitlines() if "rror" in line]
    assert len(errors) == 1 and "a file, not a folder, is in the way" in errors[0]
    assert file.read_text() == "mine"


@pytest.mark.parametrize("below", ["", "build"])
def test_a_folder_without_write_permission_gives_one_sentence(below: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o555)
        with (
            without_root(),
            pytest.raises(StrategyGraphError, match="Cannot write into the folder") as caught,
            staged(Path(name) / below),
        ):
            pass
        assert str(Path(name) / below) in str(caught.value)
        assert list(Path(name).iterdir()) == []
        Path(name).chmod(0o755)

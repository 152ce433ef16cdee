"""Start and end: what it needs, what it refuses, and that it leaves nothing behind."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from serving import SLOW, Served, children, command, serving, until

from graph_tools.cli import main
from graph_tools.project import Project


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def options(built: Project, site: Path) -> list[str]:
    return ["--build", str(built.build), "--site", str(site), "--lang", "en"]


def asked(served: Served, query: str) -> httpx.Response:
    return httpx.post(served.sparql, data={"query": query}, timeout=60)


def test_told_to_end_it_answers_what_runs_and_leaves_nothing(
    built: Project, site: Path, tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with serving(tmp_path, *options(built, site), "--timeout", "4", temporary=temporary) as served:
        engines = children(served.process.pid)
        assert len(engines) >= 2
        assert list(temporary.iterdir())
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(asked, served, SLOW)
            time.sleep(0.5)
            served.process.send_signal(signal.SIGTERM)
            assert answer.result().status_code == 422  # by its own limit, not cut off
        assert served.process.wait(30) == 0
        told = served.log.read_text().splitlines()
        assert told[2:] == ["The server is running; Ctrl+C ends it.", "The server has ended."]
    assert not any(map(alive, engines))
    assert list(temporary.iterdir()) == []


def test_ctrl_c_ends_it_well(built: Project, site: Path, tmp_path: Path) -> None:
    with serving(tmp_path, *options(built, site)) as served:
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(30) == 0


def test_no_engine_outlives_a_server_that_was_killed(
    built: Project, site: Path, tmp_path: Path
) -> None:
    with serving(tmp_path, *options(built, site), temporary=tmp_path) as served:
        engines = children(served.process.pid)
        served.process.kill()
        served.process.wait()
        until(lambda: not any(map(alive, engines)))


@pytest.mark.parametrize(("lang", "said"), [
    ("cs", "Chyba: Port {} na adrese 127.0.0.1 už používá jiný program, možná dříve spuštěný "
           "server. Ukončete jej (Ctrl+C v jeho okně), nebo zvolte jiný port: --port {} "
           "(--port 0 najde volný).\n"),
    ("en", "Error: Port {} at 127.0.0.1 is already used by another program, perhaps a server "
           "started earlier. End it (Ctrl+C in its window) or choose another port: --port {} "
           "(--port 0 finds a free one).\n"),
])  # fmt: skip
def test_a_port_in_use_is_named(
    lang: str, said: str, built: Project, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        given = [*options(built, site), "--lang", lang, "--port", str(port)]
        assert main(["serve", *given]) == 2
    other = port + 1 if port < 65535 else port - 1
    assert capsys.readouterr().err == said.format(port, other)


def test_another_fault_of_an_address_is_told_in_the_words_of_the_system(
    built: Project, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = "192.0.2.1"  # an address for documentation, which no machine has
    assert main(["serve", *options(built, site), "--host", elsewhere, "--port", "0"]) == 2
    why = os.strerror(errno.EADDRNOTAVAIL)
    assert f"Cannot listen at {elsewhere}, port 0 ({why}). " in capsys.readouterr().err


def test_what_is_no_http_is_refused_without_a_word_in_the_log(
    built: Project, site: Path, tmp_path: Path
) -> None:
    with serving(tmp_path, *options(built, site)) as served:
        before = served.log.read_text()
        address = httpx.URL(served.url)
        with socket.create_connection((address.host, address.port or 80), 30) as link:
            link.sendall(b"\x16\x03\x01 this is no HTTP\r\n\r\n")
            assert b" 400 " in link.recv(1000)
        assert served.log.read_text() == before


@pytest.mark.parametrize(("more", "said"), [
    (["--port", "66000"], "'66000' is not a port"),
    (["--port", "x"], "'x' is not a port"),
    (["--max-answer", "0"], "'0' is not a size in MB"),
    (["--timeout", "-1"], "'-1' is not a time in seconds"),
    (["--base-url", "ftp://a/"], "'ftp://a/' is not the address of a site"),
    (["--site", "/nowhere"], "There is no site in the folder /nowhere"),
    (["--store", "/nowhere"], "There is no store in the folder /nowhere"),
    (["--build", "/nowhere"], "/nowhere/graph.nq"),
    (["--host", "no such name"], "Cannot listen at no such name"),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence(
    more: list[str], said: str, built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["serve", "--lang", "en", "--build", str(built.build), "--port", "0", *more]
    try:
        code = main(arguments)
    except SystemExit as end:
        code = int(str(end.code))
    assert code == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told


def test_without_the_extra_it_says_how_to_get_it(tmp_path: Path) -> None:
    hidden = tmp_path / "sitecustomize.py"
    hidden.write_text(
        "import importlib.util as util\nreal = util.find_spec\n"
        "util.find_spec = lambda name, *rest: None if name == 'uvicorn' else real(name, *rest)\n"
    )
    done = subprocess.run(
        command("--lang", "en"), capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 2
    assert 'The server lacks: uvicorn. Install: pip install "strategy-graph[server]"' in done.stderr


def test_a_store_of_many_is_served_without_pages(built: Project, tmp_path: Path) -> None:
    """Also while somebody writes to it: the server reads what it was when it started."""
    from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

    folder = tmp_path / "store"
    store = Store(str(folder))
    store.bulk_load(path=built.nquads, format=RdfFormat.N_QUADS)
    other = NamedNode("https://w3id.org/strategy-graph/id/graph/other")
    item = NamedNode("https://w3id.org/strategy-graph/id/other/goal/1")
    store.add(Quad(item, NamedNode("http://www.w3.org/2004/02/skos/core#notation"),
                   Literal("1"), other))  # fmt: skip
    del store
    with serving(tmp_path, "--store", str(folder), "--lang", "en") as served:
        assert "There are no pages" in served.log.read_text()
        store = Store(str(folder))
        store.clear()
        store.optimize()
        said = httpx.get(f"{served.url}id/other/goal/1", headers={"accept": "text/turtle"},
                         follow_redirects=True)  # fmt: skip
        assert '"1"' in said.text
        graph = httpx.get(f"{served.url}id/graph/other", headers={"accept": "text/turtle"},
                          follow_redirects=True)  # fmt: skip
        assert "goal/1>" in graph.text
        home = httpx.get(served.url, headers={"accept": "text/html"}, follow_redirects=True)
        assert "<textarea" in home.text
        assert "<a " not in home.text  # there are no pages to lead to
        # Another server could not tell what it would see.
        done = subprocess.run(
            command("--store", str(folder), "--lang", "en"), capture_output=True, text=True
        )
        assert done.returncode == 2
        assert "Another program is writing to the store" in done.stderr
        del store
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_behind_another_server_it_goes_by_the_name_it_is_given(
    built: Project, tmp_path: Path
) -> None:
    """And its pages, made at the start, know that name too."""
    base = "https://www.region.example/strategy/"
    with serving(tmp_path, "--build", str(built.build), "--lang", "en", "--base-url", base) as told:
        assert f"Pages: {base}\n" in told.log.read_text()
        here = told.log.read_text().split("Listening at: ")[1].split()[0]
        named = {"host": "www.region.example"}
        item = httpx.get(f"{here}id/liberec-social-inclusion/goal/3", headers=named)
        assert item.headers["location"] == f"{base}id/liberec-social-inclusion/goal/3/index.html"
        assert f"<{base}sparql>" in httpx.get(f"{here}sparql", headers=named).text
        page = httpx.get(f"{here}index.html", headers=named).text
        assert f'<link rel="canonical" href="{base}index.html">' in page
        other = httpx.get(here, headers={"host": "www.town.example"})
        assert other.status_code == 400


def test_stopped_while_it_makes_the_site_it_leaves_nothing(built: Project, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = subprocess.Popen(
        command("--build", str(built.build), "--lang", "en"), stderr=subprocess.PIPE, text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )  # fmt: skip
    assert process.stderr is not None
    assert process.stderr.readline() == "Making the pages, which may take a minute…\n"
    assert any(temporary.iterdir())
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=30)[1]
    assert (process.returncode, said) == (2, "Interrupted.\n")
    assert list(temporary.iterdir()) == []

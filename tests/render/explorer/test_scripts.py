"""Our own scripts: typed, joined without loss, and never making elements from markup."""

import re
import subprocess
from pathlib import Path

import pytest

from graph_tools.render.explorer import bundle

RENDER = Path(__file__).resolve().parents[1]
SCRIPTS = sorted((bundle.ASSETS / "scripts").rglob("*.js"))


def test_types_hold():
    compiler = RENDER / "node_modules" / ".bin" / "tsc"
    if not compiler.exists():
        pytest.fail("TypeScript is missing; install it: cd tests/render && npm install")
    found = subprocess.run(
        [compiler, "-p", RENDER / "tsconfig.json"], capture_output=True, text=True, check=False
    )
    assert found.stdout + found.stderr == "" and found.returncode == 0


def test_types_would_notice_a_fault(tmp_path):
    (tmp_path / "wrong.js").write_text(
        "/** @param {string} a */\nfunction f(a) { return a * 2; }\n"
    )
    config = (RENDER / "tsconfig.json").read_text(encoding="utf-8")
    (tmp_path / "tsconfig.json").write_text(
        re.sub(r'"include": \[[^]]*\]', '"include": ["*.js"]', config)
    )
    compiler = RENDER / "node_modules" / ".bin" / "tsc"
    found = subprocess.run([compiler, "-p", tmp_path], capture_output=True, text=True, check=False)
    assert found.returncode != 0 and "wrong.js(2" in found.stdout


def test_no_script_makes_elements_from_markup():
    assert len(SCRIPTS) > 20
    banned = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
        r"|DOMParser|srcdoc"
    )
    for script in SCRIPTS:
        assert not re.search(banned, script.read_text(encoding="utf-8")), script.name


def test_every_module_is_on_the_page():
    joined = bundle.script()
    for script in SCRIPTS:
        name = script.relative_to(bundle.ASSETS / "scripts").as_posix()
        assert f'modules["{name}"] = ' in joined, f"{name} is imported by nothing"


def test_every_export_is_imported_somewhere():
    texts = [script.read_text(encoding="utf-8") for script in SCRIPTS]
    imported = {
        name.strip()
        for text in texts
        for names in re.findall(r"^import \{([^}]*)\}", text, re.M)
        for name in names.split(",")
    }
    exported = {
        name
        for text in texts
        for name in re.findall(r"^export (?:async )?(?:function|const|class) (\w+)", text, re.M)
    }
    assert exported - imported == set()


def test_dark_colours_stand_once_in_the_files_and_twice_in_the_page():
    rule = re.compile(r":root(\S*) (\{[^{}]*--page:[^{}]*\})")
    files = "".join(path.read_text(encoding="utf-8") for path in
                    (bundle.ASSETS / "styles").rglob("*.css"))  # fmt: skip
    assert [name for name, _ in rule.findall(files)] == ["", '[data-theme="dark"]']
    (_, light), (chosen, dark), (asked, again) = rule.findall(bundle.style())
    assert dark == again != light
    assert (chosen, asked) == ('[data-theme="dark"]', ':not([data-theme="light"])')


def test_modules_stay_small():
    for path in [*SCRIPTS, *(bundle.ASSETS / "styles").rglob("*.css")]:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path.name


MAIN = "main.js: only named"


@pytest.mark.parametrize(
    ("main", "other", "message"),
    [
        (
            'import { a } from "./b.js";\n',
            'import { m } from "./main.js";\nexport const a = 1;\n',
            "import each other: main.js → b.js → main.js",
        ),
        ('import b from "./b.js";\n', "export default 1;\n", MAIN),
        ("export let a = 1;\n", "", MAIN),
    ],
)
def test_what_cannot_be_joined_is_named(main, other, message, tmp_path, monkeypatch):
    (tmp_path / "scripts").mkdir()
    for name, text in (("main.js", main), ("b.js", other)):
        (tmp_path / "scripts" / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(bundle, "ASSETS", tmp_path)
    with pytest.raises(ValueError, match=re.escape(message)):
        bundle.script()


def test_a_text_in_two_files_is_named(tmp_path, monkeypatch):
    (tmp_path / "texts").mkdir()
    for name in ("a.json", "b.json"):
        (tmp_path / "texts" / name).write_text('{"key": {"cs": "x", "en": "x"}}', encoding="utf-8")
    monkeypatch.setattr(bundle, "ASSETS", tmp_path)
    with pytest.raises(ValueError, match=r"b\.json: key stands in another file"):
        bundle.texts()


def test_no_words_of_the_page_are_left_unused():
    code = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    code += (bundle.ASSETS / "template.html").read_text(encoding="utf-8")

    def used(key):
        stem = re.sub(r"\.(one|few|other)$", "", key)  # chosen by number
        # Composed as in t("kind." + item.kind): the part up to the last dot stands in quotes.
        return f'"{stem}"' in code or f'"{stem.rpartition(".")[0]}."' in code

    assert [key for key in bundle.texts() if not used(key)] == []


def test_every_word_of_the_page_stands_in_both_languages():
    czech = re.compile(r"[ěščřžýáíéúůďťňĚŠČŘŽÝÁÍÉÚŮĎŤŇ]")
    for key, text in bundle.texts().items():
        assert set(text) == {"cs", "en"}, key
        assert key.startswith("otherLang") or not czech.search(text["en"]), key
        places = [sorted(set(re.findall(r"\{\w+\}", text[lang]))) for lang in ("cs", "en")]
        assert places[0] == places[1], key


def test_czech_one_letter_words_are_bound_to_the_next():
    loose = re.compile(r"(?<![^\s(„\"])[AIKOSUVZaikosuvz] (?=\S)")
    found = [key for key, text in bundle.texts().items() if loose.search(text["cs"])]
    assert found == []

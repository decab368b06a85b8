"""What is committed: our own files, small ones, that name no registry and no machine."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from talentbase.layers import LAYERS

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__", ".ruff_cache", ".pytest_cache"}
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock", "package-lock.json", "package.json", ".npmrc")
PICTURES = {".png", ".jpg", ".ico", ".svg"}
CODE = {".py", ".html", ".js", ".sh"}
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_LINE = 400, 50, 1000
BYTES = 512 * 1024

ADDRESS = re.compile(r"\b[a-z][a-z+.-]*://(?:[^\s/@'\"]*@)?([\w.-]+)")
# names of XML vocabularies, one-label names (containers, placeholders), this machine, names reserved by RFC 2606
HARMLESS = re.compile(
    r"schemas\.(openxmlformats\.org|microsoft\.com)|www\.w3\.org|purl\.(oclc\.)?org"
    r"|[^.]*|127\.0\.0\.1|0\.0\.0\.0|.+\.(example|test|invalid)|(.+\.)?example\.\w+"
)
MACHINE = re.compile(r"(?<![\w.-])/(work|root|home|Users|mnt)/\w")
THIRD_PARTY = re.compile(r"(\.min\.(js|css)|\.map|\.woff2?|\.ttf|\.whl|\.jar|\.dll|\.so|\.pyc)$|(^|/)(vendor|third_party)/")


@cache
def files() -> tuple[str, ...]:
    found = (path for path in ROOT.rglob("*") if path.is_file() and not path.is_symlink())
    names = (path.relative_to(ROOT) for path in found)
    return tuple(sorted(name.as_posix() for name in names if not NOT_OURS & set(name.parts)))


def text_of(name: str) -> str:
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_a_host(name):
    text = text_of(name)
    assert "://" not in text
    assert not re.search(r"index-url|find-links|trusted-host|\"resolved\"|^registry", text, re.M)


def test_addresses_are_names_of_standards_or_of_this_house():
    wrong = [
        f"{name}: {host}"
        for name in files()
        for host in ADDRESS.findall(text_of(name))
        if not HARMLESS.fullmatch(host) and name != "tests/house/test_repository.py"
    ]
    assert not wrong, wrong


def test_no_path_of_a_machine():
    wrong = [f"{name}: {hit.group()}" for name in files() for hit in [MACHINE.search(text_of(name))] if hit]
    assert not wrong, wrong


def test_no_file_of_others():
    wrong = [name for name in files() if THIRD_PARTY.search(name)]
    wrong += [name for name in files() if name.endswith((".js", ".css")) and _longest_line(name) > LONGEST_LINE]
    assert not wrong, wrong


def test_no_large_file():
    wrong = [name for name in files() if Path(name).suffix not in PICTURES and (ROOT / name).stat().st_size > BYTES]
    assert not wrong, wrong


def test_files_are_readable_in_one_sitting():
    ours = (name for name in files() if Path(name).suffix in CODE and "/migrations/" not in name)  # those are generated
    lengths = {name: text_of(name).count("\n") for name in ours}
    wrong = {name: length for name, length in lengths.items() if length > LONGEST_FILE}
    assert not wrong, wrong


def test_functions_are_short():
    wrong = [
        f"{name}:{node.lineno} {node.name} {length}"
        for name in files()
        if name.endswith(".py")
        for node in ast.walk(ast.parse(text_of(name)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not wrong, wrong


def test_the_readme_names_every_room():
    missing = [room for room in LAYERS if f"`{room}`" not in text_of("README.md")]
    assert not missing, missing


def _longest_line(name: str) -> int:
    return max(map(len, text_of(name).splitlines()), default=0)

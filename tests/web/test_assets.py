"""What the browser gets: only our own bytes, nothing newer than Chromium 86, nothing inline."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEWER_THAN_CHROMIUM_86 = re.compile(
    r":has\(|:is\(|:where\(|color-mix|\binset:|aspect-ratio\s*:|@layer|@container|accent-color\s*:|(margin|padding)-(inline|block)"
)
STYLE_SHEETS = sorted((ROOT / "static/css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def without_comments(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)


def test_the_lock_names_no_host_and_keeps_every_checksum():
    text = (ROOT / "package-lock.json").read_text()
    assert "://" not in text and '"resolved"' not in text
    packages = json.loads(text)["packages"]
    assert all(package.get("integrity") for name, package in packages.items() if name)
    assert packages[""]["dependencies"] == json.loads((ROOT / "package.json").read_text())["dependencies"]


@pytest.mark.parametrize("sheet", STYLE_SHEETS, ids=lambda path: path.name)
def test_style_sheets_stay_within_the_oldest_browser(sheet):
    assert not NEWER_THAN_CHROMIUM_86.search(without_comments(sheet))


@pytest.mark.parametrize("file", [*STYLE_SHEETS, *SCRIPTS, *TEMPLATES], ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(file):
    addresses = re.findall(r"https?://[\w.]+", file.read_text())
    assert set(addresses) <= {"http://www.w3.org"}  # the namespace of SVG


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_pages_carry_no_inline_script(page):
    text = page.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", text)
    assert not re.search(r"\son\w+\s*=|javascript:|hx-on", text)


def test_the_finder_lists_the_files_the_pages_name():
    from talentbase.web.finders import VENDOR_FILES, VendorFinder

    finder = VendorFinder()
    assert {name for name, _ in finder.list(None)} == set(VENDOR_FILES)
    assert finder.check() == []
    assert Path(finder.find("vendor/htmx/htmx.min.js")).name == "htmx.min.js"
    assert finder.find("vendor/htmx/../../package.json") == []
    assert finder.find("css/app.css", find_all=True) == []
    named = {name for page in TEMPLATES for name in re.findall(r"static '(vendor/[^']+)'", page.read_text())}
    assert named <= set(VENDOR_FILES)


def test_static_names_ignore_source_maps():
    from talentbase.web.storage import StaticStorage

    assert "sourceMappingURL" not in str(StaticStorage.patterns)
    assert any("url" in str(rule) for _, rules in StaticStorage.patterns for rule in rules)

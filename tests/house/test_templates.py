"""Templates: every name resolves, none is left over, parts are called parts, a page says what it gets."""

import re
import subprocess
import sys
from pathlib import Path

from django.urls import get_resolver

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates"
TEMPLATES = {path.relative_to(FOLDER).as_posix(): path.read_text() for path in sorted(FOLDER.rglob("*.html"))}
PACKAGES = ("talentbase", "people", "demand", "workstations")
CODE = "\n".join(path.read_text() for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
COMMENT = re.compile(r"{#.*?#}|{% comment .*?{% endcomment %}", re.S)
URL = re.compile(r"{% url ['\"]([^'\"]+)['\"]")
NAMED = re.compile(r"[\w/{}-]+\.html")


def is_part(name: str) -> bool:
    return name.rpartition("/")[2].startswith("_")


def url_names(resolver=None, prefix: str = "") -> set[str]:
    resolver = resolver or get_resolver()
    found = {prefix + name for name in resolver.reverse_dict if isinstance(name, str)}
    for namespace, (_, inner) in resolver.namespace_dict.items():
        found |= url_names(inner, f"{prefix}{namespace}:")
    return found


def test_every_url_name_resolves():
    known = url_names()
    wrong = [f"{name}: {url}" for name, text in TEMPLATES.items() for url in URL.findall(text) if url not in known]
    assert not wrong, wrong


def test_no_template_is_unused():
    """Named in the code or in another template; a name built at run time counts for what it may become."""
    named = set(NAMED.findall(CODE))
    for own, text in TEMPLATES.items():
        named |= set(NAMED.findall(COMMENT.sub("", text))) - {own}
    patterns = [re.sub(r"\\{.*?\\}", r"[\\w-]+", re.escape(name)) for name in named]
    unused = [name for name in TEMPLATES if not any(re.fullmatch(pattern, name) for pattern in patterns)]
    assert not unused, unused


def test_every_named_template_exists():
    named = {name for name in NAMED.findall(CODE) if "{" not in name and "/" in name}
    for text in TEMPLATES.values():
        named |= set(re.findall(r"{% (?:include|extends) \"([^\"]+)\"", text))
    missing = sorted(named - set(TEMPLATES))
    assert not missing, missing


def test_parts_and_pages_are_told_apart():
    """A page is a whole document; whatever is not one is a part and starts with an underscore."""
    whole = {name for name, text in TEMPLATES.items() if "{% extends" in text or "<!doctype html>" in text.lower()}
    wrong = [name for name in TEMPLATES if is_part(name) == (name in whole)]
    assert not wrong, wrong


def test_every_page_opens_with_its_context():
    silent = [name for name, text in TEMPLATES.items() if not is_part(name) and not text.startswith("{#")]
    assert not silent, silent


def test_the_linter_has_nothing_to_say():
    command = [sys.executable, "-m", "djlint", str(FOLDER), "--lint", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout

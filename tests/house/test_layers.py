"""Imports and foreign keys point only down the order of rooms."""

import ast
from pathlib import Path

from django.apps import apps

from talentbase.layers import LAYERS, OUTSIDE

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("talentbase", "people", "demand", "workstations")
FILES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(module: str) -> str | None:
    """The longest listed name the module lies in; None for packages of the outside world and bare package files."""
    found = [room for room in (*LAYERS, *OUTSIDE) if module == room or module.startswith(f"{room}.")]
    return max(found, key=len, default=None)


def imports_of(path: Path) -> set[str]:
    """Every module named in an import statement, those inside functions included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return {name for name in found if name.split(".")[0] in PACKAGES}


def test_imports_point_down():
    wrong = []
    for path in FILES:
        importing = room_of(module_of(path))
        if importing not in LAYERS:
            continue
        for name in imports_of(path):
            imported = room_of(name)
            if imported in LAYERS and LAYERS.index(imported) > LAYERS.index(importing):
                wrong.append(f"{module_of(path)} imports {name}")
    assert not wrong, wrong


def test_nobody_inside_imports_the_outside():
    wrong = [
        f"{module_of(path)} imports {name}"
        for path in FILES
        if room_of(module_of(path)) in LAYERS
        for name in imports_of(path)
        if room_of(name) in OUTSIDE and name != "talentbase.layers"
    ]
    assert not wrong, wrong


def test_every_module_stands_in_a_room():
    strangers = [module_of(path) for path in FILES if room_of(module_of(path)) is None and module_of(path) not in PACKAGES]
    assert not strangers, strangers


def test_every_room_exists():
    missing = [room for room in LAYERS if not (ROOT / Path(*room.split("."))).is_dir()]
    assert not missing, missing


def test_foreign_keys_point_down():
    wrong = []
    for model in apps.get_models():
        here = room_of(model.__module__)
        for field in model._meta.concrete_fields:
            there = room_of(field.related_model.__module__) if field.is_relation else None
            if here in LAYERS and there in LAYERS and LAYERS.index(there) > LAYERS.index(here):
                wrong.append(f"{model.__name__}.{field.name} -> {field.related_model.__name__}")
    assert not wrong, wrong


def test_installed_apps_follow_the_order():
    rooms = [config.name for config in apps.get_app_configs() if config.name in LAYERS]
    assert rooms == sorted(rooms, key=LAYERS.index)

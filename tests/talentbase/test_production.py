"""A production house refuses to start with demo accounts, debug pages, a role above the rules or a missing key."""

import secrets

import pytest
from django.db import connection

from talentbase.accounts.checks import check_database, check_settings
from talentbase.accounts.models import User
from talentbase.accounts.scope import acting_as
from tests.conftest import ROOT
from tests.databases import database, run_manage
from tests.factories import make_user

PRODUCTION = {"DJANGO_ENV": "production", "SECRET_KEY": secrets.token_urlsafe(48), "FIELD_KEY": secrets.token_urlsafe(48)}


@pytest.fixture
def production(settings):
    settings.PRODUCTION = True
    settings.DEBUG = settings.TALENTBASE_DEMO = False
    return settings


def ids(errors) -> list[str]:
    return [error.id for error in errors]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DEBUG", False, []),
        ("DEBUG", True, ["accounts.E001"]),
        ("TALENTBASE_DEMO", True, ["accounts.E002"]),
        ("FIELD_KEY", "short", ["accounts.E003"]),
    ],
)
def test_settings_of_a_production_house(production, name, value, expected):
    setattr(production, name, value)
    assert ids(check_settings(None)) == expected


def test_one_key_for_two_purposes_is_refused(production):
    production.FIELD_KEY = production.SECRET_KEY
    assert ids(check_settings(None)) == ["accounts.E003"]


def test_a_demo_house_may_do_all_that(settings):
    settings.DEBUG = settings.TALENTBASE_DEMO = True
    assert check_settings(None) == [] == check_database(None, databases=["default"])


@pytest.mark.django_db
def test_the_runtime_role_is_bound_by_the_rules(production):
    assert check_database(None, databases=["default"]) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolsuper ORDER BY oid LIMIT 1")
        production.TALENTBASE_APP_ROLE = cursor.fetchone()[0]
    assert ids(check_database(None, databases=["default"])) == ["accounts.E005"]
    production.TALENTBASE_APP_ROLE = database(ROOT, "owner")["USER"]
    assert ids(check_database(None, databases=["default"])) == ["accounts.E006"]
    production.TALENTBASE_APP_ROLE = "nobody_made_this_role"
    assert ids(check_database(None, databases=["default"])) == ["accounts.E004"]


@pytest.mark.django_db
def test_demo_accounts_are_named(production):
    make_user(username="chenyutong", is_demo=True)
    (error,) = check_database(None, databases=["default"])
    assert (error.id, error.msg) == ("accounts.E007", "数据库中有1个演示账号（chenyutong）。")


def test_a_missing_key_is_told_in_a_sentence(template, tmp_path):
    done = run_manage("check", database=template, check=False, DJANGO_ENV="production", TALENTBASE_VAR=str(tmp_path))
    assert done.returncode == 1
    assert "生产环境必须设置SECRET_KEY" in done.stderr and "Traceback" not in done.stderr


def test_a_sound_house_is_clean_and_prepares(own_database, tmp_path):
    house = PRODUCTION | {"TALENTBASE_VAR": str(tmp_path)}
    run_manage("check", "--deploy", "--fail-level", "WARNING", "--database", "default", database=own_database, **house)
    run_manage("prepare", "--database-only", database=own_database, role="owner", **house)
    with acting_as(None):
        assert not User.objects.exists()


def test_prepare_refuses_a_house_with_demo_accounts(own_database, tmp_path):
    with acting_as(None):
        make_user(is_demo=True)
    house = PRODUCTION | {"TALENTBASE_VAR": str(tmp_path)}
    done = run_manage("prepare", "--database-only", database=own_database, role="owner", check=False, **house)
    assert done.returncode == 1
    assert "1个演示账号" in done.stderr

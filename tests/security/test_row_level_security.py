"""The second wall: with the ORM's own conditions gone, the database still shows only what the scope allows."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from people.registry.models import Contact, Person
from talentbase.accounts.scope import acting_as
from talentbase.audit.actor import set_local
from talentbase.audit.models import Access, Change
from tests.factories import make_person, make_user, township

PROTECTED_BY_HAND = {
    "registry_person",
    "registry_contact",
    "needs_need",
    "matching_match",
    "imports_batch",
    "enterprises_enterprise",
}
NOTHING = {"scope": "", "units": "", "categories": ""}


@pytest.mark.django_db
def test_without_a_scope_nothing_is_there():
    make_person(phones=["19900000001"])
    set_local(NOTHING)
    assert not Person.objects.exists() and not Contact.objects.exists()


@pytest.mark.django_db
def test_a_unit_scope_shows_only_its_rows_even_to_raw_sql():
    mine, theirs = make_person("李红", township("元村镇")), make_person("王建国", township("韩张镇"))
    set_local({"scope": "units", "units": str(township("元村镇").pk)})
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM registry_person")
        assert cursor.fetchall() == [(mine.name,)]
    assert not Person.objects.filter(pk=theirs.pk).exists()


@pytest.mark.django_db
def test_a_row_cannot_be_put_into_another_units_scope():
    person = make_person("李红", township("元村镇"))
    set_local({"scope": "units", "units": str(township("元村镇").pk)})
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(unit_ids=[township("韩张镇").pk])


def test_the_scope_is_gone_after_the_transaction(own_database):
    with acting_as(None):
        make_person()
        assert Person.objects.count() == 1
    with transaction.atomic():
        assert Person.objects.count() == 0


@pytest.mark.django_db
def test_every_table_below_a_unit_is_protected_and_forced():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity "
            "AND relnamespace = 'public'::regnamespace"
        )
        protected = {row[0] for row in cursor.fetchall()}
        cursor.execute(
            "SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'public' "
            "AND column_name IN ('unit_ids', 'person_id', 'need_id', 'batch_id')"
        )
        wanted = {row[0] for row in cursor.fetchall()}
    assert wanted | PROTECTED_BY_HAND <= protected


@pytest.mark.django_db
def test_the_runtime_role_is_neither_superuser_nor_owner():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET actor_name = 'x'", "DELETE FROM {}", "TRUNCATE {}", "ALTER TABLE {} DISABLE TRIGGER ALL"]
)
@pytest.mark.parametrize("table", ["audit_change", "audit_access"])
def test_the_logs_can_only_grow(statement, table):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.django_db
def test_bulk_and_raw_changes_leave_one_line_each_with_the_actor():
    people = [make_person(name) for name in ("李红", "王建国", "赵立新")]
    clerk = make_user(full_name="陈某")
    with acting_as(clerk):
        Person.objects.filter(pk__in=[p.pk for p in people]).update(remark="批量")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE registry_person SET remark = 'SQL' WHERE id = %s", [people[0].pk])
    changes = Change.objects.filter(table="registry_person", operation="U", actor_id=clerk.pk)
    assert changes.count() == 4 and set(changes.values_list("actor_name", flat=True)) == {"陈某"}


@pytest.mark.django_db
def test_a_refused_page_is_written_to_the_access_log(as_user):
    as_user(make_user("leader")).get("/people/add/")
    assert Access.objects.get(kind="denied").detail["path"] == "/people/add/"


@pytest.mark.django_db
def test_the_sentinel_of_another_township_is_nowhere(as_user):
    """Lists, search, facets, dashboard, figures, to-do: the name never appears, the counts never include it."""
    make_person("哨兵某", township("韩张镇"), employer="哨兵ZQX研究院", phones=["19900009999"])
    clerk = as_user(make_user("township", township("元村镇")))
    for address in (
        "/",
        "/people/",
        "/people/?q=哨兵",
        "/people/suggest/?q=哨兵",
        "/search/?q=哨兵ZQX",
        "/todo/",
        "/imports/",
        "/needs/",
    ):
        page = clerk.get(address).content.decode()
        assert "哨兵某" not in page and "ZQX研究院" not in page, address
    assert "共0人" in clerk.get("/people/").content.decode()


def test_owner_scope_is_not_inherited_by_the_runtime_role(own_database):
    parameters = {
        k: v for k, v in connection.get_connection_params().items() if k in ("host", "port", "user", "password", "dbname")
    }
    with psycopg.connect(**parameters) as other:
        assert other.execute("SELECT count(*) FROM registry_person").fetchone() == (0,)

"""标签: a county's own marks on people; typed in the form, put on many at once, asked for, shown as a column."""

import pytest

from people.registry.models import Person
from talentbase.accounts.scope import acting_as
from tests.factories import make_person, make_unit, make_user, office, township
from tests.people.test_registry import form_of

pytestmark = pytest.mark.django_db


def labels(person) -> list[str]:
    return Person.objects.get(pk=person.pk).labels


def test_put_on_many_and_taken_off(as_user):
    one, other = make_person("单雄飞", fields={"labels": ["博士团"]}), make_person("仇英")
    clerk = as_user(make_user(unit=office()))
    for act, expected in (("label", (["博士团", "春节慰问"], ["春节慰问"])), ("no_label", (["博士团"], []))):
        data = {"pick": [one.pk, other.pk], "act": act, f"value-{act}": "春节慰问", "step": "do", "expected": 2}
        clerk.post("/people/bulk/", data | {"shown-act": act, "shown-value": "春节慰问"})
        assert (labels(one), labels(other)) == expected


def test_asked_for_in_queries_and_shown(as_user):
    one = make_person("单雄飞", fields={"labels": ["博士团", "春节慰问"]})
    make_person("仇英", fields={"labels": ["博士团"]}), make_person("区文")
    clerk = as_user(make_user(unit=office()))
    assert 'value="春节慰问"' in clerk.get("/people/query/").content.decode()
    for query, names in (
        ("label=博士团", "单雄飞 仇英"),
        ("label=春节慰问", "单雄飞"),
        ("label=-", "区文"),
        ("label=没有", ""),
    ):
        page = clerk.get(f"/people/?{query}").content.decode()
        assert [name for name in ("单雄飞", "仇英", "区文") if f">{name}<" in page] == names.split(), query
    assert "?label=%E6%98%A5%E8%8A%82%E6%85%B0%E9%97%AE" in clerk.get(f"/people/{one.pk}/").content.decode()
    clerk.post("/listings/people/columns/", {"column": ["name", "labels"]})
    assert "博士团、春节慰问" in clerk.get("/people/").content.decode()


def test_of_another_unit_not_even_the_labels_are_seen(as_user):
    make_person("单雄飞", township("韩张镇"), fields={"labels": ["秘密行动"]})
    assert "秘密行动" not in as_user(make_user("township", unit=township("元村镇"))).get("/people/query/").content.decode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("博士团、春节慰问", ["博士团", "春节慰问"]),
        (" 博士团，博士团 ", ["博士团"]),
        ("", []),
        ("一" * 21, None),
        ("、".join("甲" * n for n in range(1, 23)), None),
    ],
)
def test_typed_in_the_form(as_user, typed, kept):
    clerk = as_user(make_user(unit=office()))
    form = {
        "name": "单雄飞",
        "categories": ["expert"],
        "populations": ["away"],
        "basis": "duty",
        "claim_unit": office().pk,
        "labels": typed,
    }
    answer = clerk.post("/people/add/", form | {"phone-TOTAL_FORMS": "0", "phone-INITIAL_FORMS": "0"})
    if kept is None:
        assert answer.status_code == 422 and "最多20个标签" in answer.content.decode()
    else:
        person = Person.objects.get()
        assert (
            person.labels == kept
            and f'value="{"、".join(kept)}"' in clerk.get(f"/people/{person.pk}/edit/").content.decode()
            or not kept
        )


def test_a_department_follows_a_label_across_townships(as_user):
    """团县委 follows 团干部: in the list, its numbers, the page, an import's comparison; nobody else's people."""
    league = make_unit("某团县委", labels=["团干部"])
    hers, other = make_person("单雄飞", township("韩张镇"), fields={"labels": ["团干部", "博士团"]}), make_person("仇英")
    user = make_user("department", unit=league)
    client = as_user(user)
    assert list(Person.objects.visible_to(user)) == [hers]
    page = client.get("/people/")
    assert page.context["total"] == 1 and "仇英" not in page.content.decode()
    assert client.get(f"/people/{hers.pk}/").status_code == 200 and client.get(f"/people/{other.pk}/").status_code == 404
    with acting_as(user):
        assert list(Person.objects.all()) == [hers]  # by the database alone


def test_who_loses_the_label_is_out_of_sight(as_user):
    league = make_unit("某团县委", labels=["团干部"])
    hers = make_person("单雄飞", township("韩张镇"), fields={"labels": ["团干部"]})
    client = as_user(make_user("department", unit=league))
    data = {"pick": [hers.pk], "act": "no_label", "value-no_label": "团干部", "step": "do", "expected": 1}
    refused = client.post("/people/bulk/", data | {"shown-act": "no_label", "shown-value": "团干部"})
    assert "不在您的管理范围内" in refused.content.decode() and labels(hers) == ["团干部"]
    clerk = as_user(make_user())
    clerk.post("/people/bulk/", data | {"shown-act": "no_label", "shown-value": "团干部"})
    assert labels(hers) == [] and as_user(make_user("department", unit=league)).get(f"/people/{hers.pk}/").status_code == 404


def test_the_security_administrator_gives_the_reach(as_user):
    league, township_ = make_unit("某团县委"), township("韩张镇")
    make_person("单雄飞", township_, fields={"labels": ["团干部"]})
    admin = as_user(make_user("security_admin"))
    assert "某团县委" in admin.get("/accounts/units/").content.decode()
    admin.post(f"/accounts/units/{league.pk}/", {"categories": ["business"], "labels": "团干部，留学人员"})
    league.refresh_from_db()
    assert (league.categories, league.labels) == (["business"], ["团干部", "留学人员"])
    assert "团干部、留学人员" in admin.get("/accounts/units/").content.decode()
    assert as_user(make_user("department", unit=league)).get("/people/").context["total"] == 1
    too_long = admin.post(f"/accounts/units/{league.pk}/", {"labels": "一" * 21})
    assert too_long.status_code == 422 and "一" * 21 in too_long.content.decode()
    assert as_user(make_user("clerk")).get("/accounts/units/").status_code == 403


def test_a_form_that_would_lose_the_person_is_refused_and_kept(as_user):
    league = make_unit("某团县委", labels=["团干部"])
    hers = make_person("单雄飞", township("韩张镇"), fields={"labels": ["团干部"]})
    client = as_user(make_user("department", unit=league))
    form = form_of(name="单雄飞", labels="", opened_version=Person.objects.get(pk=hers.pk).version)
    answer = client.post(f"/people/{hers.pk}/edit/", form)
    assert answer.status_code == 422 and "不在您的管理范围内" in answer.content.decode() and labels(hers) == ["团干部"]

"""Employers: one name however it is written, found by sound and code, edited without losing anybody's work."""

import pytest

from demand.enterprises import actions
from demand.enterprises.actions import Source, Taken, register_many
from demand.enterprises.identity import folded_name, is_name, uscc_warning
from demand.enterprises.models import Enterprise
from talentbase.accounts.scope import acting_as
from talentbase.audit.models import Access
from tests.factories import make_enterprise, make_need, make_user, office, township

pytestmark = pytest.mark.usefixtures("db")
GOOD_CODE = "91410923MA00000018"


def form_of(enterprise: Enterprise, **changes) -> dict:
    """What the browser would send back unchanged, and the changes."""
    values = {
        "name": enterprise.name,
        "uscc": enterprise.uscc,
        "unit": enterprise.unit_id,
        "opened_version": enterprise.version,
    }
    return values | changes


@pytest.mark.parametrize(
    "written",
    [
        "南乐县某某（华北）有限公司",
        "南乐县某某(华北)有限责任公司",
        " 南乐县某某 华北 有限公司",
        "南乐縣某某（華北）有限責任公司",
    ],
)
def test_one_name_however_it_is_written(written):
    assert folded_name(written) == "南乐县某某华北有限公司"


def test_different_firms_stay_different():
    assert folded_name("某某股份有限公司") != folded_name("某某有限公司")
    assert not is_name("（）·")


@pytest.mark.parametrize("text", ["某生物", "shengwu", "nlxmsw", "NLXMSW", "nanle", "9141", "聚乳酸"])
def test_an_employer_is_found_by_name_sound_initials_code_and_product(text):
    wanted = make_enterprise("南乐县某生物材料有限公司", uscc="91410923MA0000001X", products="聚乳酸粒料")
    make_enterprise("某纺织厂")
    assert list(Enterprise.objects.search(text)) == [wanted]


def test_a_sheet_finds_known_employers_and_fills_only_what_is_empty(django_assert_max_num_queries):
    known = make_enterprise("南乐县某某（华北）有限公司", contact="马经理")
    coded = make_enterprise("某食品厂", uscc=GOOD_CODE)
    rows = [
        {"name": "南乐县某某(华北)有限责任公司", "contact": "别人", "industry": "化工"},
        {"name": "某某食品总厂", "uscc": GOOD_CODE},
        {"name": "新来的公司"},
        {"name": "新来的（公司）", "phone": "19900000001"},
    ]
    with django_assert_max_num_queries(10):
        found = register_many(rows, source=Source(office(), None))
    known.refresh_from_db()
    assert [found[0].pk, found[1].pk] == [known.pk, coded.pk] and found[2] is found[3]
    assert (known.contact, known.industry) == ("马经理", "化工")
    assert Enterprise.objects.get(name="新来的公司").phone == "19900000001"


def test_the_employer_of_another_unit_is_not_taken_over():
    make_enterprise("某某公司", unit=township("韩张镇"))
    clerk = make_user("township", township("元村镇"))
    with acting_as(clerk), pytest.raises(Taken, match="韩张镇负责"):
        register_many([{"name": "某某公司"}], source=Source(clerk.unit, None))


def test_a_township_sees_its_own_employers(as_user):
    mine, theirs = make_enterprise("甲公司", township("元村镇")), make_enterprise("乙公司", township("韩张镇"))
    clerk = as_user(make_user("township", township("元村镇")))
    assert clerk.get(mine.get_absolute_url()).status_code == 200
    assert clerk.get(theirs.get_absolute_url()).status_code == 404
    page = clerk.get("/enterprises/").content.decode()
    assert "甲公司" in page and "乙公司" not in page
    assert as_user(make_user("leader")).get("/enterprises/add/").status_code == 403


def test_a_doubtful_credit_code_is_stored_and_said(as_user):
    unit = office()
    data = {"name": "某某公司", "uscc": "9141 0923 MA00 0000 17", "unit": unit.pk}
    page = as_user(make_user()).post("/enterprises/add/", data, follow=True)
    assert uscc_warning("91410923MA00000017") and "已按填写的保存" in page.content.decode()
    assert Enterprise.objects.get().uscc == "91410923MA00000017"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "单位名称没有填。"),
        ({"phone": "199"}, "手机号码应为11位。"),
        ({"phone": "马经理19900000001"}, "联系人请写在"),
        ({"uscc": "1" * 19}, "应为18位，现为19位。"),
        ({"name": "另一家(公司)"}, "已登记为“另一家公司”"),
    ],
)
def test_every_error_stands_beside_its_field(as_user, changes, sentence):
    make_enterprise("另一家公司")
    answer = as_user(make_user()).post("/enterprises/add/", {"name": "某某公司", "unit": office().pk} | changes)
    assert answer.status_code == 422 and sentence in answer.content.decode()


def test_two_people_edit_at_once_and_nothing_is_lost(as_user):
    enterprise = make_enterprise("某某公司", contact="马经理")
    first = form_of(enterprise, contact="甲")
    Enterprise.objects.filter(pk=enterprise.pk).update(contact="乙")
    client = as_user(make_user())
    answer = client.post(f"/enterprises/{enterprise.pk}/edit/", first)
    page = answer.content.decode()
    assert answer.status_code == 409 and "乙" in page and 'value="甲"' in page
    assert Enterprise.objects.get().contact == "乙"


def test_a_renamed_employer_is_found_through_its_needs_and_takes_them_along(as_user):
    need = make_need("会计", make_enterprise("旧名公司"))
    data = form_of(need.enterprise, name="新名公司", unit=township("元村镇").pk)
    assert as_user(make_user()).post(f"/enterprises/{need.enterprise_id}/edit/", data).status_code == 302
    found = type(need).objects.search("新名").get()
    assert found == need and found.unit == township("元村镇")


def test_the_phone_is_masked_until_somebody_gives_a_reason(as_user):
    enterprise = make_enterprise("某某公司", phone="19900000417")
    client, url = as_user(make_user()), "/enterprises/{}/reveal/"
    assert "19900000417" not in client.get("/enterprises/").content.decode()
    assert client.post(url.format(enterprise.pk), {"reason": " "}).status_code == 422
    assert "19900000417" in client.post(url.format(enterprise.pk), {"reason": "核实需求"}).content.decode()
    assert Access.objects.get(kind="reveal").reason == "核实需求"


def test_a_closed_employer_leaves_the_list_and_comes_back(as_user):
    enterprise, client = make_enterprise("某某公司"), as_user(make_user())
    close = f"/enterprises/{enterprise.pk}/close/"
    client.post(close)
    assert client.get("/enterprises/").context["total"] == 0
    assert client.get("/enterprises/?closed=1").context["total"] == 1
    client.post(close)
    assert actions.Enterprise.objects.get().closed_on is None

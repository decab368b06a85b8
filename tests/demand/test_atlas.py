"""产业链图谱: supply, need and gap by node, every number with its rows; crossed dimensions; kept by round and compared."""

import pytest
from django.db import DatabaseError, transaction

from demand.atlas.models import ChainLead, Frozen
from demand.needs import rounds
from demand.needs.models import Need
from people.registry.models import Person, PersonTag
from talentbase.codes.models import ChainNode, IndustryChain
from tests.factories import make_need, make_person, make_round, make_user, township

pytestmark = pytest.mark.django_db


@pytest.fixture
def node() -> ChainNode:
    return ChainNode.objects.select_related("chain").get(code="L0104")


def tag(person, node, at_node=True) -> Person:
    PersonTag.objects.create(person=person, chain=node.chain, node=node if at_node else None)
    Person.objects.filter(pk=person.pk).update(chain_ids=[node.chain_id])
    return person


@pytest.fixture
def county(node):
    """Three of ours at the node (one of them brought in as well), one loose, one brought in, one outside; two open needs."""
    public = {"populations": ["outside"], "basis": "public", "basis_evidence": "某校网站"}
    for name, fields in (("单某", {}), ("仇某", {}), ("区某", {"populations": ["away", "introduced"]})):
        tag(make_person(name, township("元村镇"), fields=fields), node)
    Person.objects.filter(name__in=["单某", "仇某", "区某"]).update(title_level="正高级", location_province="31")
    tag(make_person("解某", township("韩张镇")), node, at_node=False)
    tag(make_person("查某", fields={"populations": ["introduced"]}), node)
    tag(make_person("邵某", fields=public), node)
    make_person("无链某")
    make_need("聚合工艺工程师", chain=node.chain, node=node, headcount_min=2, headcount_max=3)
    make_need("造粒工程师", chain=node.chain, node=node)
    settled = make_need("已对接岗位", chain=node.chain, node=node)
    Need.objects.filter(pk=settled.pk).update(state=Need.State.SETTLED, settled_on="2026-11-01")


def line_of(page, node):
    return next(line for _, lines in page.context["stages"] for line in lines if line["node"] == node)


def test_a_node_tells_supply_need_and_gap(as_user, county, node):
    page = as_user(make_user()).get(f"/atlas/{node.chain_id}/")
    line = line_of(page, node)
    assert [cell["number"] for cell in line["cells"]] == [3, 2, 1, 2, 4]
    assert line["numbers"].supply == 4 and line["numbers"].ratio == "2.0" and not line["numbers"].has_gap
    assert [cell["number"] for cell in page.context["loose"]["cells"]][:3] == [1, 0, 0]
    assert page.context["chart"].untagged_share == "17%"
    make_need("又一个", chain=node.chain, node=node)
    page = as_user(make_user()).get(f"/atlas/{node.chain_id}/")
    assert line_of(page, node)["numbers"].has_gap and "缺口" in page.content.decode()


def test_every_number_opens_as_many_rows(as_user, county, node):
    client = as_user(make_user())
    page = client.get(f"/atlas/{node.chain_id}/")
    for cells in (line_of(page, node)["cells"], page.context["cells"]):
        for cell, key in zip(cells, ("ours", "introduced", "outside", "needs", "heads"), strict=True):
            assert bool(cell["url"]) == (key != "heads"), key
            assert not cell["url"] or client.get(cell["url"]).context["total"] == cell["number"], key
    whole = client.get("/atlas/").context
    assert client.get(whole["untagged_url"]).context["total"] == whole["untagged"] == 1


def test_two_dimensions_crossed(as_user, county, node):
    client = as_user(make_user())
    page = client.get("/atlas/cross/?rows=chain&columns=level")
    assert page.context["rows"][0][0] == node.chain.name and page.context["columns"] == ["正高级"]
    cell = page.context["rows"][0][1][0]
    assert (cell["number"], cell["shade"]) == (3, 5) and client.get(cell["url"]).context["total"] == 3
    assert page.context["left_out"] == 2  # one loose without a title, one without a chain
    for first in ("chain", "province", "degree", "level", "science", "town"):
        for second in ("chain", "province", "degree", "level", "science", "town"):
            shown = client.get(f"/atlas/cross/?rows={first}&columns={second}&population=away")
            assert shown.status_code == 200
            for _, cells in shown.context["rows"]:
                for each in cells:
                    assert not each["number"] or client.get(each["url"]).context["total"] == each["number"]


@pytest.mark.parametrize("query", ["rows=x&columns=y", "population=all", "rows=chain&columns=chain", ""])
def test_an_odd_crossing_shows_the_usual_one(as_user, county, query):
    assert as_user(make_user()).get(f"/atlas/cross/?{query}").status_code == 200


def test_a_round_is_kept_once_and_compared(as_user, county, node):
    round_ = make_round()
    client = as_user(make_user())
    assert "存档2026年下半年图谱" in client.get("/atlas/").content.decode()
    told = client.post("/atlas/", follow=True).content.decode()
    assert "已存档2026年下半年图谱" in told and "存档不能改动" in client.post("/atlas/", follow=True).content.decode()
    tag(make_person("新来某"), node)
    rounds.close_round(round_, by=None)
    make_round(2027, 1)
    page = client.get(f"/atlas/{node.chain_id}/")
    assert [cell["change"] for cell in line_of(page, node)["cells"]] == [1, 0, 0, 0, 0]
    assert "+1" in page.content.decode() and client.get("/atlas/").context["frozen"].round == round_


def test_a_round_has_one_kept_atlas(county):
    kept = Frozen.objects.create(round=make_round(), taken_by=make_user(), rows=[])
    with pytest.raises(DatabaseError), transaction.atomic():
        Frozen.objects.create(round=kept.round, taken_by=kept.taken_by, rows=[])
    with pytest.raises(DatabaseError, match="图谱存档不能修改"), transaction.atomic():
        Frozen.objects.filter(pk=kept.pk).update(rows=[{}])


def test_leads_of_a_chain(as_user, county, node):
    client = as_user(make_user())
    form = {"lead": "赵某", "lead_post": "副县长", "talent_lead": "钱某", "talent_lead_post": "县人社局局长"}
    assert client.post(f"/atlas/{node.chain_id}/lead/", form).status_code == 302
    page = client.get("/atlas/").content.decode()
    assert "赵某" in page and "钱某" in page
    stored = ChainLead.objects.get()
    client.post(f"/atlas/{node.chain_id}/lead/", form | {"lead": "孙某", "opened_version": stored.version})
    late = client.post(f"/atlas/{node.chain_id}/lead/", form | {"lead": "李某", "opened_version": stored.version})
    assert late.status_code == 409 and ChainLead.objects.get().lead == "孙某"
    assert as_user(make_user("leader")).post(f"/atlas/{node.chain_id}/lead/", form).status_code == 403


def test_a_township_counts_its_own(as_user, county, node):
    client = as_user(make_user("township", unit=township("元村镇")))
    page = client.get(f"/atlas/{node.chain_id}/")
    assert [cell["number"] for cell in line_of(page, node)["cells"]][0] == 3
    assert page.context["loose"]["cells"][0]["number"] == 0 and client.post("/atlas/").status_code in (403, 405)


def test_a_chain_that_is_disabled_is_not_drawn(as_user, county, node):
    from django.utils import timezone

    type(node.chain).objects.filter(pk=node.chain_id).update(disabled_on=timezone.localdate())
    client = as_user(make_user())
    assert node.chain.name not in client.get("/atlas/").content.decode()
    assert client.get(f"/atlas/{node.chain_id}/").status_code == 404


def test_two_first_saves_of_a_chain_meet(as_user, county, node):
    client = as_user(make_user())
    form = {"lead": "赵某", "opened_version": ""}
    assert client.post(f"/atlas/{node.chain_id}/lead/", form).status_code == 302
    late = client.post(f"/atlas/{node.chain_id}/lead/", form | {"lead": "钱某"})
    assert late.status_code == 409 and ChainLead.objects.get().lead == "赵某"


def test_what_is_asked_for_is_drawn_with_its_numbers(as_user):
    import json
    import re

    chain = IndustryChain.objects.active().first()
    node = chain.nodes.first()
    make_need("聚乳酸工程师", chain=chain, node=node)
    client = as_user(make_user())
    for address, name in (("/atlas/", chain.name), (f"/atlas/{chain.pk}/", node.name)):
        page = client.get(address).content.decode()
        areas = json.loads(re.search(r'<script id="chain-data" type="application/json">(.*?)</script>', page)[1])
        assert [(area["name"], area["supply"], area["need"]) for area in areas] == [(name, 0, 1)]
        assert client.get(areas[0]["url"]).status_code == 200

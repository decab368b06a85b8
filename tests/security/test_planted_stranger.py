"""One person planted in another township, with everything that can hang on a person: nowhere does a stranger meet him."""

import datetime as dt

import pytest
from django.utils import timezone

from demand.matching.models import Match, Run
from demand.matching.rescore import current_weights
from people.attachments import actions as attachments
from people.duplicates import actions as duplicates
from people.intake import actions as intake
from people.intake.models import Nomination
from people.liaison.models import Visit
from people.registry.models import Person
from people.worklists import actions as worklists
from tests.factories import make_need, make_person, make_unit, make_user, office, township
from tests.house.test_doors import DOORS

pytestmark = pytest.mark.django_db
NAME = TOKEN = "哨兵ZQX"  # with Han in it: a random form token never says so
ACTS = {"accounts:logout"}


@pytest.fixture
def planted():
    """Numbers of the person and of everything on him."""
    theirs, county = township("韩张镇"), make_user(unit=office())
    mark = f"{TOKEN}研究所"
    person = make_person(
        NAME, theirs, employer=mark, phones=["19900000777"], birth_ym="1980-05", field=mark, category="高层次人才"
    )
    twin = make_person(NAME, theirs, employer=mark, birth_ym="1980-05")
    Visit.objects.create(person=person, expert=NAME, leader="赵某", note=mark, visited_on="2026-02-01", unit=theirs)
    attachment = attachments.add(person, f"{TOKEN}.pdf", b"%PDF", by=county)
    pair = duplicates.propose(person, twin)
    worklist = worklists.make(f"{TOKEN}名单", "greeting", dt.date(2026, 2, 10), [person], by=county)
    nomination = intake.enter(Nomination(channel="hotline", name=NAME, employer=mark), by=county)
    run = Run.objects.create(scope=Run.Scope.ALL, until=timezone.now(), weights=current_weights())
    match = Match.objects.create(need=make_need(f"{TOKEN}需求"), person=person, run=run, shelf="1")
    return sorted({each.pk for each in (person, twin, attachment, pair, worklist, nomination, match)})


def strangers():
    """小甲 of another township, 小乙 of a station, 小丙 of a department that follows 经商人才 over all townships."""
    follows = make_unit("某局", categories=["business"], labels=["统战对象"])
    return {
        "小甲": make_user("township", unit=township("元村镇")),
        "小乙": make_user("station", unit=make_unit("某工作站", kind="station")),
        "小丙": make_user("department", unit=follows),
    }


ASKED = (
    "q=哨兵",
    "q=ZQX",
    "q=shaobing",
    "q=0777",
    "category=expert",
    "order=-name",
    "employer=ZQX",
    "population=away&missing=email",
)
NUMBER = "999999999"


@pytest.mark.parametrize("who", ["小甲", "小乙", "小丙"])
def test_no_page_knows_him(as_user, planted, who):
    user = strangers()[who]
    make_person("自己人", user.unit, category="经商人才")
    client, seen = as_user(user), []
    for name, address, _ in DOORS:
        if name in ACTS:
            continue
        addresses = [address.replace(NUMBER, str(pk)) for pk in planted] if NUMBER in address else [address]
        seen += [each for each in addresses if TOKEN in client.get(each).content.decode(errors="replace")]
    for address in (
        "/people/",
        "/people/suggest/",
        "/search/",
        "/people/duplicates/",
        "/worklists/",
        "/intake/",
        "/people/query/",
    ):
        for query in ASKED:
            page = client.get(f"{address}?{query}").content.decode()
            typed = query.partition("=")[2]
            seen += [f"{address}?{query}"] if TOKEN in page.replace(f'value="{typed}"', "").replace(typed, "") else []
    assert not seen


def test_he_is_in_no_count_and_no_file(as_user, planted):
    mine = make_user("township", unit=township("元村镇"))
    for number in range(3):
        make_person(f"自己人{number}", township("元村镇"))
    client = as_user(mine)
    page = client.get("/people/").content.decode()
    assert "本次查询<b> 3 </b>" in page and '<em class="cut">高层次人才</em><span>3</span>' in page
    everything = client.post("/people/export/", {"reason": "核对", "roster": "whole", "kind": "csv"}).content.decode(
        "utf-8-sig"
    )
    assert TOKEN not in everything and everything.count("自己人") == 3
    for pk in planted:
        client.post("/people/bulk/", {"pick": [pk], "act": "status", "value-status": "retired", "step": "do", "expected": 1})
        client.post(
            "/worklists/add/", {"picks": str(pk), "step": "new", "title": "名单", "purpose": "other", "day": "2026-02-10"}
        )
    assert not Person.objects.filter(name=NAME, status="retired").exists()
    assert TOKEN not in client.get("/worklists/").content.decode()
    county = Person.objects.count()
    assert county == 3 + 2 and "本次查询<b> 5 </b>" in as_user(make_user(unit=office())).get("/people/").content.decode()

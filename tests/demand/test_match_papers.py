"""征求意见函 and 推荐表: nobody is named to an employer before he agreed, and then only with what he agreed to."""

import io

import pytest
from docx import Document

from demand.matching import actions
from demand.matching.models import Match, Step
from demand.matching.sharing import USUAL, agreed_fields
from people.registry.models import Person
from talentbase.audit.models import Access
from tests.demand.world import expert, match_of, polymer_need
from tests.factories import make_user, township

pytestmark = pytest.mark.django_db
Act, Stage = Step.Act, Match.Stage


@pytest.fixture
def pair():
    person, need = expert(), polymer_need()
    person.contacts.create(phone="19900000031", normal="19900000031")
    actions.rescore_all()
    return match_of(person, need)


def words(answer) -> str:
    document = Document(io.BytesIO(b"".join(answer) if answer.streaming else answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def letter(client, match):
    return client.post(f"/matches/{match.pk}/letter/", follow=True)


def introduction(client, pair, **data):
    return client.post(f"/matches/need/{pair.need_id}/introduction/", data, follow=True)


def agree(client, match, shared=USUAL):
    client.post(f"/matches/{match.pk}/ask/", {"on": "2026-11-01"})
    return client.post(f"/matches/{match.pk}/agree/", {"on": "2026-11-02", "shared": list(shared)})


def test_the_letter_asks_and_names_nobody_else(as_user, pair):
    text = words(letter(as_user(make_user()), pair))
    for said in (pair.person.name, pair.need.title, pair.need.enterprise.name, "未经您同意", "□愿意参与", "□研究领域"):
        assert said in text
    assert "19900000031" not in text
    logged = Access.objects.get(kind="print")
    assert (logged.subject_id, logged.field) == (str(pair.person_id), "征求意见函")


def test_before_consent_there_is_no_introduction(as_user, pair):
    client = as_user(make_user())
    assert "还没有人同意推荐" in introduction(client, pair).content.decode()
    client.post(f"/matches/{pair.pk}/ask/", {"on": "2026-11-01"})
    assert "还没有人同意推荐" in introduction(client, pair, match=[pair.pk]).content.decode()
    assert not Access.objects.filter(kind="print").exists()


def test_only_what_was_agreed_is_told(as_user, pair):
    client = as_user(make_user())
    Person.objects.filter(pk=pair.person_id).update(email="some@example.cn")
    assert agree(client, pair, ["name", "field"]).status_code == 302
    text = words(introduction(client, pair))
    assert pair.person.name in text and pair.person.field in text and pair.need.number in text
    for kept_back in (pair.person.employer, "19900000031", "some@example.cn"):
        assert kept_back not in text
    assert "推荐表（1人）" in client.get(f"/matches/need/{pair.need_id}/").content.decode()


def test_a_phone_that_was_agreed_to_is_told_in_full_unless_secret(as_user, pair):
    client = as_user(make_user())
    agree(client, pair, ["name", "phone"])
    assert "19900000031" in words(introduction(client, pair))
    Person.objects.filter(pk=pair.person_id).update(phone_is_secret=True)
    assert "19900000031" not in words(introduction(client, pair))


def test_consent_without_anything_to_tell_is_none(as_user, pair):
    answer = agree(as_user(make_user()), pair, [])
    assert answer.status_code == 422 and "本人同意提供的内容" in answer.content.decode()
    assert Match.objects.get(pk=pair.pk).stage == Stage.ASKED


def test_a_consent_of_before_tells_the_name_alone(pair):
    actions.take(pair, Act.ASK, by=None)
    actions.take(pair, Act.AGREE, by=None)
    pair.refresh_from_db()
    assert agreed_fields(pair) == ["name"]


def test_who_withdrew_is_not_told(as_user, pair):
    client = as_user(make_user())
    agree(client, pair)
    client.post(f"/matches/{pair.pk}/decline/", {"on": "2026-11-03", "reason": "时间冲突"})
    pair.refresh_from_db()
    assert agreed_fields(pair) == [] and "还没有人同意推荐" in introduction(client, pair).content.decode()


def test_who_agreed_or_must_not_be_approached_is_not_asked_again(as_user, pair):
    client = as_user(make_user())
    agree(client, pair)
    assert "不需要征求意见" in letter(client, pair).content.decode()
    Person.objects.filter(pk=pair.person_id).update(restriction="closed")
    assert client.post(f"/matches/{pair.pk}/letter/").status_code == 404


@pytest.mark.parametrize("role", ["leader", "township", "station"])
def test_who_does_not_act_writes_no_letters(as_user, pair, role):
    client = as_user(make_user(role, unit=township("元村镇")))
    assert client.post(f"/matches/{pair.pk}/letter/").status_code == 403
    assert client.post(f"/matches/need/{pair.need_id}/introduction/").status_code == 403

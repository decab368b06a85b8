"""名单: from the register to the printed envelope; who must not be on it; what a review opens and for whom."""

import datetime as dt
import io
from urllib.parse import urlencode

import pytest
from django.utils import timezone
from docx import Document
from docx.oxml.ns import qn

from people.liaison.models import Visit
from people.registry.models import Person
from people.worklists import actions, prints
from people.worklists.letters import filled
from people.worklists.models import Edition, Entry, Worklist
from talentbase.audit.models import Access
from talentbase.sheets.write_cards import write_envelopes
from talentbase.todo.due import due_for
from tests.factories import make_person, make_user, office, township

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 2, 10)
HOME = "元村镇某村1号"


def people(*names, **values) -> list[Person]:
    return [
        make_person(name, employer="某大学", position="教授", gender="1", location_code="310115", **values) for name in names
    ]


def listed(*found: Person, by=None, purpose="greeting") -> Worklist:
    return actions.make("2026年春节慰问名单", purpose, DAY, found or people("单雄飞", "仇英"), by=by or make_user())


def names(worklist) -> list[str]:
    return [entry.name for entry in worklist.entries.standing()]


def final(worklist, asked=(), by=None) -> Worklist:
    actions.ask(worklist, list(asked))
    actions.submit(worklist, by=by or make_user())
    actions.approve(worklist, seen=actions.mark_of(Worklist.objects.get(pk=worklist.pk)), by=make_user("reviewer"))
    worklist.refresh_from_db()
    return worklist


def page(client, worklist) -> str:
    return client.get(worklist.get_absolute_url()).content.decode()


def printed(client, worklist, kind: str):
    return client.post(f"{worklist.get_absolute_url()}print/", {"print": kind})


def words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_made_from_the_register_in_its_order(as_user):
    for name in ("安某", "白某", "常某"):
        make_person(name, employer="某大学")
    make_person("丁某")
    clerk = as_user(make_user())
    query = urlencode({"employer": "某大学", "order": "-name"})
    assert "加入名单" in clerk.get(f"/people/?{query}").content.decode()
    shown = clerk.post("/worklists/add/", {"all": "1", "query": query}).content.decode()
    assert "加入3人" in shown
    picks = shown.split('name="picks" value="')[1].split('"')[0]
    answer = clerk.post(
        "/worklists/add/", {"picks": picks, "step": "new", "title": "座谈会", "purpose": "meeting", "day": "2026-02-10"}
    )
    worklist = Worklist.objects.get()
    assert answer.headers["Location"] == worklist.get_absolute_url() and names(worklist) == ["常某", "白某", "安某"]
    more = make_person("丁某某")
    clerk.post("/worklists/add/", {"picks": f"{picks},{more.pk}", "step": "add", "draft": worklist.pk})
    assert names(worklist) == ["常某", "白某", "安某", "丁某某"]
    assert "座谈会" in clerk.get("/worklists/?state=draft&q=座谈").content.decode()
    assert "没有符合条件" in clerk.get("/worklists/?state=final").content.decode()


def test_wrong_words_are_kept_and_said(as_user):
    answer = as_user(make_user()).post(
        "/worklists/add/", {"picks": "", "step": "new", "title": "", "purpose": "meeting", "day": "2026-13-01"}
    )
    assert answer.status_code == 422 and "没有填" in answer.content.decode() and "2026-03-15" in answer.content.decode()


def test_lines_are_typed_ordered_removed_and_put_back(as_user):
    worklist, clerk = listed(*people("单雄飞", "仇英", "区文")), as_user(make_user())
    url = worklist.get_absolute_url()
    first, second, third = worklist.entries.standing()
    typed = {"entry": [third.pk, first.pk, second.pk], f"leader-{first.pk}": " 赵 某 ", f"standard-{first.pk}": "慰问金1000元"}
    clerk.post(f"{url}arrange/", typed)
    assert names(worklist) == ["区文", "单雄飞", "仇英"]
    first.refresh_from_db()
    assert (first.leader, first.standard) == ("赵 某", "慰问金1000元")
    clerk.post(f"{url}arrange/", {"entry": [third.pk, first.pk, second.pk], "sort": "pinyin"})
    assert names(worklist) == ["区文", "仇英", "单雄飞"], "ou, qiu, shan"
    assert "请写明移出" in clerk.post(f"{url}entries/{second.pk}/", {"reason": " "}, follow=True).content.decode()
    assert clerk.get(f"{url}entries/{second.pk}/").status_code == 200
    clerk.post(f"{url}entries/{second.pk}/", {"reason": "在国外"})
    assert names(worklist) == ["区文", "单雄飞"] and "在国外" in page(clerk, worklist)
    clerk.post(f"{url}entries/{second.pk}/", {"back": "1"})
    assert names(worklist) == ["区文", "仇英", "单雄飞"]
    clerk.post(f"{url}entries/", {"name": "某 教授", "post": "某研究院"})
    other = make_person("任重")
    clerk.post(f"{url}entries/", {"number": other.number})
    assert names(worklist)[-2:] == ["某 教授", "任重"] and "库外" in page(clerk, worklist)
    assert "没有找到档案" in clerk.post(f"{url}entries/", {"number": "RC-999999"}, follow=True).content.decode()
    assert "请填写姓名" in clerk.post(f"{url}entries/", {}, follow=True).content.decode()


def test_leaders_by_township(as_user):
    mine, theirs = people("单雄飞", hometown="元村镇某村"), people("仇英", hometown="千口镇某村")
    worklist, clerk = listed(*mine, *theirs), as_user(make_user())
    url = f"{worklist.get_absolute_url()}split/"
    assert "元村镇" in clerk.get(url).content.decode()
    towns = [mine[0].town_id, theirs[0].town_id]
    clerk.post(url, {"town": towns, f"leader-{towns[1]}": "钱某", f"escort-{towns[1]}": "孙某"})
    assert dict(worklist.entries.values_list("name", "leader")) == {"单雄飞": "", "仇英": "钱某"}


BARS = [({"status": "deceased"}, "已故"), ({"restriction": "closed"}, "不宜联系"), ({"archived_at": timezone.now()}, "归档")]


@pytest.mark.parametrize(("fields", "word"), BARS)
def test_who_must_not_be_on_it_stops_the_list(as_user, fields, word):
    worklist, clerk = listed(), as_user(make_user())
    Person.objects.filter(name="仇英").update(**fields)
    assert word in page(clerk, worklist)
    answer = clerk.post(f"{worklist.get_absolute_url()}review/", {"act": "submit"}, follow=True).content.decode()
    assert "仇英不能列入" in answer and Worklist.objects.get().is_draft


def test_a_doubt_has_to_be_answered(as_user):
    user = make_user()
    worklist, clerk = listed(), as_user(user)
    person = Person.objects.get(name="仇英")
    Visit.objects.create(person=person, expert="仇英", leader="赵某", visited_on="2026-02-01", modes=["走访"], unit=office())
    assert "2026.02.01已联系（赵某）" in page(clerk, worklist)
    assert (
        "仇英有核查提示"
        in clerk.post(f"{worklist.get_absolute_url()}review/", {"act": "submit"}, follow=True).content.decode()
    )
    entry = Entry.objects.get(name="仇英")
    actions.arrange(worklist, {entry.pk: {"acknowledged": "再次慰问，领导已同意"}})
    clerk.post(f"{worklist.get_absolute_url()}review/", {"act": "submit"})
    assert Worklist.objects.get().state == "review"


def test_what_is_missing_is_told_and_stops_nobody(as_user):
    worklist, clerk = listed(), as_user(make_user())
    clerk.post(f"{worklist.get_absolute_url()}review/", {"act": "submit", "asked": ["address", "phone"]})
    shown = page(clerk, worklist)
    assert "没有登记家庭住址" in shown and "申请使用" in shown and Worklist.objects.get().state == "review"


def test_a_person_barred_after_the_submission_is_not_approved():
    worklist = listed()
    actions.submit(worklist, by=make_user())
    Person.objects.filter(name="仇英").update(status="deceased")
    with pytest.raises(actions.Refused, match="仇英的情况有变化"):
        actions.approve(worklist, seen=actions.mark_of(worklist), by=make_user("reviewer"))


def test_nobody_approves_his_own_and_only_reviewers_do(as_user):
    boss, clerk = make_user("reviewer"), make_user()
    worklist = listed(by=boss)
    actions.submit(worklist, by=boss)
    url = f"{worklist.get_absolute_url()}review/"
    assert "送审人不能审核自己的名单" in as_user(boss).post(url, {"act": "approve"}, follow=True).content.decode()
    seen = {"act": "approve", "seen": actions.mark_of(worklist)}
    assert as_user(clerk).post(url, {"act": "approve"}).status_code == 403
    other = make_user("reviewer")
    assert "审核名单" in {due.what for due in due_for(other)} and "审核名单" not in {due.what for due in due_for(boss)}
    assert "有过改动" in as_user(other).post(url, {"act": "approve", "seen": "x"}, follow=True).content.decode()
    as_user(other).post(url, seen)
    worklist.refresh_from_db()
    assert (worklist.state, worklist.reviewed_by) == ("final", other) and Edition.objects.get().number == 1


def test_an_approved_list_says_what_it_said(as_user):
    worklist, clerk = final(listed()), as_user(make_user())
    Person.objects.filter(name="仇英").update(position="校长")
    assert "某大学教授" in page(clerk, worklist) and "某大学校长" not in page(clerk, worklist)
    url = worklist.get_absolute_url()
    for act, data in (
        ("arrange", {}),
        ("entries", {"name": "某"}),
        ("edit", {"title": "另一份"}),
        ("letter", {"letter": "好"}),
    ):
        clerk.post(f"{url}{act}/", data)
    worklist.refresh_from_db()
    assert worklist.title == "2026年春节慰问名单" and len(names(worklist)) == 2
    clerk.post(f"{url}review/", {"act": "back", "reason": "增加一人"})
    worklist.refresh_from_db()
    assert (worklist.state, worklist.edition) == ("draft", 2) and "某大学校长" in page(clerk, worklist)
    final(worklist)
    assert [each["post"] for each in Edition.objects.get(number=2).rows] == ["某大学教授", "某大学校长"]


def test_envelopes_show_the_home_only_where_it_was_opened(as_user):
    found = people("单雄飞", "仇英", phones=["19900000417"], family_address=HOME)
    clerk = as_user(make_user())
    closed = final(listed(*found))
    text = words(printed(clerk, closed, "envelopes").content)
    assert "单雄飞先生　收" in text and HOME not in text and "上海市浦东新区　某大学" in text
    assert "19900000417" not in words(printed(clerk, closed, "roster").content)
    opened = final(listed(*found), asked=["phone", "address"])
    assert "已批准使用电话、家庭住址" in page(clerk, opened)
    assert HOME in words(printed(clerk, opened, "envelopes").content) and HOME in words(
        printed(clerk, opened, "labels").content
    )
    assert "19900000417" in words(printed(clerk, opened, "roster").content)
    last = Access.objects.filter(kind="print").order_by("-pk").first()
    assert (last.reason, last.field, last.detail["opened"]) == ("2026年春节慰问名单", "名单", "电话、家庭住址")
    actions.send_back(opened, "改", by=make_user())
    opened.refresh_from_db()
    assert opened.opened == [] and HOME not in words(prints.made(prints.BY_NAME["labels"], opened, _lines(opened), ""))


def _lines(worklist):
    from people.registry.export import with_everything
    from people.worklists.rows import line_of

    found = {person.pk: person for person in with_everything(Person.objects.all())}
    entries = list(worklist.entries.standing())
    for entry in entries:
        entry.person = found[entry.person_id]
    return [(entry, line_of(entry)) for entry in entries]


@pytest.mark.parametrize("each", prints.PRINTS, ids=lambda each: each.name)
def test_every_print_names_everybody(as_user, each):
    worklist = listed(*people("𬭛喆珺", "仇英"))
    actions.add_by_hand(worklist, "某 教授", "某研究院")
    clerk = as_user(make_user())
    draft = printed(clerk, worklist, each.name)
    assert (draft.status_code == 302) == each.is_sent
    final(worklist)
    text = words(printed(clerk, worklist, each.name).content).replace("　", "")
    assert all(name in text for name in ("𬭛喆珺", "仇英", "某 教授"))


def test_a_meeting_stands_city_by_city(as_user):
    worklist = listed(
        *people("单雄飞"),
        *[make_person("仇英", location_code=code) for code in ("310101", "410105", "419001")],
        purpose="meeting",
    )
    text = words(printed(as_user(make_user()), worklist, "meeting").content)
    assert "上海（2人）" in text and "郑州（1人）" in text and "济源（1人）" in text


def test_an_envelope_is_one_page():
    out = io.BytesIO()
    write_envelopes(out, [("某省某市某区某路1号某小区1号楼1单元101室", "某某某先生", ["南乐县专家人才服务中心"])] * 2)
    breaks = [p for p in Document(io.BytesIO(out.getvalue())).paragraphs if p._p.pPr.find(qn("w:pageBreakBefore")) is not None]
    assert len(breaks) == 1


def test_a_draft_says_that_it_is_one(as_user):
    assert "（拟定稿）" in words(printed(as_user(make_user()), listed(), "signing").content).replace("\n", "")


def test_words_of_a_letter():
    letter = "尊敬的{姓名}{尊称}：您在{单位}任{职务}"
    assert filled(letter, name="{单位}", gender="女", employer="某大学", position="") == "尊敬的{单位}女士：您在某大学任"
    assert filled("{姓名}{尊称}", name="仇英", gender="", employer="", position="") == "仇英同志"


def test_what_was_done_is_written_to_each_person(as_user):
    worklist, clerk = listed(), as_user(make_user(full_name="陈雨桐"))
    entry = worklist.entries.get(name="仇英")
    actions.arrange(worklist, {entry.pk: {"leader": "赵某", "standard": "慰问金1000元"}})
    url = f"{worklist.get_absolute_url()}done/"
    assert "定稿后" in clerk.post(url, {"done": [entry.pk], "day": "2026.2.12"}, follow=True).content.decode()
    final(worklist)
    assert "日期没有看懂" in clerk.post(url, {"done": [entry.pk], "day": "春节前"}, follow=True).content.decode()
    for _ in range(2):
        clerk.post(url, {"done": [entry.pk], "day": "2026.2.12"})
    visit = Visit.objects.get()
    assert (visit.leader, visit.kind, visit.visited_on, visit.modes) == ("赵某", "慰问", "2026-02-12", ["走访"])
    person = Person.objects.get(name="仇英")
    assert person.last_contact == dt.date(2026, 2, 12) and "慰问金1000元" in person.last_contact_note
    assert (
        "2026.02.12" in page(clerk, worklist)
        and "列入2026年春节慰问名单" in clerk.get(f"/people/{person.pk}/?tab=timeline").content.decode()
    )


def test_last_years_people_again_but_those_who_must_not(as_user):
    worklist, clerk = listed(), as_user(make_user())
    Person.objects.filter(name="仇英").update(status="deceased")
    clerk.post(
        f"{worklist.get_absolute_url()}again/", {"title": "2027年春节慰问名单", "purpose": "greeting", "day": "2027-01-30"}
    )
    made = Worklist.objects.get(title="2027年春节慰问名单")
    assert names(made) == ["单雄飞"] and made.is_draft


def test_a_list_is_its_units_and_the_countys(as_user):
    mine = make_user("township", unit=township("元村镇"))
    worklist = listed(*[make_person("单雄飞", township("元村镇"))], by=mine)
    assert as_user(mine).get(worklist.get_absolute_url()).status_code == 200
    assert as_user(make_user()).get(worklist.get_absolute_url()).status_code == 200
    stranger = as_user(make_user("township", unit=township("千口镇")))
    assert stranger.get(worklist.get_absolute_url()).status_code == 404
    assert worklist.title not in stranger.get("/worklists/").content.decode()
    outside = make_person("仇英", township("千口镇"))
    as_user(mine).post(f"{worklist.get_absolute_url()}entries/", {"number": outside.number})
    assert names(worklist) == ["单雄飞"]
    leader = as_user(make_user("leader"))
    assert leader.get(worklist.get_absolute_url()).status_code == 200
    assert leader.post(f"{worklist.get_absolute_url()}arrange/").status_code == 403


def test_a_reviewer_approves_what_he_saw(as_user):
    worklist, user = listed(), make_user()
    actions.submit(worklist, by=user)
    seen = actions.mark_of(Worklist.objects.get())
    actions.send_back(worklist, "改", by=user)
    actions.add(worklist, people("任重"))
    actions.ask(worklist, ["phone", "address"])
    actions.submit(worklist, by=user)
    with pytest.raises(actions.Refused, match="有过改动"):
        actions.approve(worklist, seen=seen, by=make_user("reviewer"))


def test_an_answer_holds_for_its_doubt_only():
    worklist = listed()
    entry = worklist.entries.get(name="仇英")
    Person.objects.filter(name="仇英").update(status="lost")
    actions.arrange(worklist, {entry.pk: {"acknowledged": "亲属转交"}})
    Person.objects.filter(name="仇英").update(status="", restriction="unwilling")
    with pytest.raises(actions.Refused, match="仇英有核查提示"):
        actions.submit(worklist, by=make_user())


def test_who_left_the_units_sight_can_be_taken_off(as_user):
    mine = make_user("township", unit=township("元村镇"))
    gone = make_person("单雄飞", township("元村镇"))
    worklist, own = listed(gone, make_person("仇英", township("元村镇")), by=mine), as_user(mine)
    Person.objects.filter(pk=gone.pk).update(unit_ids=[township("韩张镇").pk])
    assert "已不在本单位范围内" in page(own, worklist)
    own.post(f"{worklist.get_absolute_url()}again/", {"title": "再来", "purpose": "other", "day": "2026-05-01"})
    assert names(Worklist.objects.get(title="再来")) == ["仇英"]
    own.post(f"{worklist.get_absolute_url()}entries/{worklist.entries.get(name='单雄飞').pk}/", {"reason": "不归本镇"})
    assert names(worklist) == ["仇英"]


def test_namesakes_are_two_people_and_units_do_not_hinder_each_other(as_user):
    one, other = make_person("王伟", township("元村镇")), make_person("王伟", township("元村镇"), birth_ym="1980-01")
    mine = make_user("township", unit=township("元村镇"), full_name="赵某")
    Visit.objects.create(person=one, expert="王伟", leader="赵某", visited_on="2026-02-12", modes=["走访"], unit=office())
    worklist = final(listed(one, other, by=mine), by=mine)
    ids = list(worklist.entries.values_list("pk", flat=True))
    as_user(mine).post(f"{worklist.get_absolute_url()}done/", {"done": ids, "day": "2026.2.12"})
    found = Visit.objects.filter(unit=mine.unit).values_list("person", flat=True)
    assert sorted(found) == [one.pk, other.pk] and worklist.entries.exclude(done_on=None).count() == 2


def test_who_died_after_the_approval_gets_no_letter(as_user):
    worklist, clerk = final(listed()), as_user(make_user())
    Person.objects.filter(name="仇英").update(status="deceased")
    answer = clerk.post(f"{worklist.get_absolute_url()}print/", {"print": "letters"}, follow=True).content.decode()
    assert "定稿之后，仇英已不宜再发" in answer and printed(clerk, worklist, "roster").status_code == 200


def test_a_secret_phone_is_asked_about_and_marked(as_user):
    found = people("单雄飞", phones=["19900000417"], fields={"phone_is_secret": True})
    worklist, clerk = listed(*found), as_user(make_user())
    actions.ask(worklist, ["phone"])
    with pytest.raises(actions.Refused, match="单雄飞有核查提示"):
        actions.submit(worklist, by=make_user())
    actions.arrange(worklist, {worklist.entries.get().pk: {"acknowledged": "本人同意"}})
    assert "19900000417（保密）" in words(printed(clerk, final(worklist, ["phone"]), "labels").content)


@pytest.mark.parametrize("day", ["0001-01-05", "9999-12-31"])
def test_a_day_out_of_this_world_is_refused(as_user, day):
    answer = as_user(make_user()).post("/worklists/add/", {"step": "new", "title": "名单", "purpose": "other", "day": day})
    assert answer.status_code == 422 and "年份不对" in answer.content.decode()


def test_odd_townships_are_left_alone(as_user):
    worklist = listed(*people("单雄飞", hometown="元村镇某村"))
    clerk = as_user(make_user())
    clerk.post(
        f"{worklist.get_absolute_url()}split/", {"town": ["a\0", "towns.x"], "leader-a\0": "赵某", "leader-towns.x": "赵某"}
    )
    assert worklist.entries.get().leader == ""

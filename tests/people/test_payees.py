"""Whom a roll pays: one person under ID number and file is one payee; what was entered is neither lost nor mixed up."""

import datetime as dt

import pytest

from people.benefits import actions
from people.benefits.checks import problems
from people.benefits.models import Payment, Roll
from people.duplicates.actions import Refused as NotMerged
from people.duplicates.models import Pair
from people.registry.models import Person
from talentbase.accounts.sealing import blind, seal
from talentbase.imports.recipe import Item, RowReading, recipes
from talentbase.policies.models import Clause
from talentbase.registers.saving import Refused
from tests.factories import make_person, make_user, office, township
from tests.people.test_benefits import ACCOUNT, ID, add, clause, day, make_roll, on_the_way  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db
OTHER_ID = "410900198001010019"


def with_id(name: str, number: str = ID) -> Person:
    person = make_person(name)
    Person.objects.filter(pk=person.pk).update(id_number_cipher=seal(number), id_number_hash=blind(number))
    person.refresh_from_db()
    return person


class TestOnePayee:
    def test_by_id_number_and_by_file(self):
        person, roll = with_id("单雄飞"), make_roll()
        add(roll, id_number=ID)
        later = make_roll(title="补发", months=["2026-08"])
        with pytest.raises(Refused, match="不能重复发放"):
            add(later, "单雄飞", person=person, id_number="")
        assert later.payments.count() == 0

    def test_a_line_of_a_file_is_paid_under_its_id_number(self):
        person, roll = with_id("单雄飞"), make_roll()
        add(roll, "单雄飞", person=person, id_number="")
        assert roll.payments.get().id_number == ID
        with pytest.raises(Refused, match="不能重复发放"):
            add(make_roll(title="补发", months=["2026-08"]), "单雄飞", id_number=ID)

    def test_the_database_itself_refuses_the_same_file_under_two_numbers(self):
        from django.db import IntegrityError, transaction

        person, roll = make_person("单雄飞"), make_roll()
        add(roll, person=person, id_number=ID)
        with pytest.raises(IntegrityError), transaction.atomic():
            Payment.objects.create(
                roll=roll, person=person, name="单雄飞", kind=roll.kind, months=["2026-08"], unit=roll.unit,
                id_number_hash=blind(OTHER_ID), id_number_cipher=seal(OTHER_ID),
            )  # fmt: skip

    def test_a_number_that_is_not_the_files_blocks(self):
        person, roll = with_id("单雄飞"), make_roll()
        line = add(roll, person=person, id_number=OTHER_ID)
        assert [p.words for p in problems(roll) if p.payment == line and p.blocks] == ["身份证号与档案不一致"]


class TestEditing:
    def post(self, client, line, **fields):
        values = {"name": line.name, "standard": "1500", "amount": "3000", "opened_version": line.version, **fields}
        return client.post(f"/benefits/lines/{line.pk}/", values)

    def test_an_older_page_does_not_overwrite(self, as_user):
        roll = make_roll()
        line, client = add(roll), as_user(make_user())
        line.refresh_from_db()
        assert self.post(client, line, bank="甲银行").status_code == 302
        late = self.post(client, line, bank="乙银行")
        assert late.status_code == 409 and "甲银行" in late.content.decode() and "乙银行" in late.content.decode()
        line.refresh_from_db()
        assert line.bank == "甲银行"

    def test_another_person_takes_no_numbers_along(self, as_user):
        roll, other = make_roll(), make_person("秦叔宝")
        line, client = add(roll), as_user(make_user())
        line.refresh_from_db()
        assert self.post(client, line, person=other.number, name="").status_code == 302
        line.refresh_from_db()
        assert (line.name, line.id_number, line.account) == ("秦叔宝", "", "")
        assert "没有银行账号" in [problem.words for problem in problems(roll)]

    def test_what_a_sheet_has_wrong_stays_to_be_told(self, clause):  # noqa: F811
        roll = make_roll(months=["2026-07", "2026-08"])
        line = add(roll, amount=2800)
        roll.clause = clause
        actions.keep(roll, opened_version=roll.version, by=None)
        line.refresh_from_db()
        assert line.amount == 2800 and any("应为3000元" in problem.words for problem in problems(roll))

    def test_the_lines_follow_the_unit(self):
        roll = make_roll()
        add(roll)
        roll.refresh_from_db()
        roll.unit = township()
        actions.keep(roll, opened_version=roll.version, by=None)
        assert roll.payments.get().unit == township()

    def test_a_clause_for_once_is_not_multiplied(self, clause, as_user):  # noqa: F811
        Clause.objects.filter(pk=clause.pk).update(period="once", standard_yuan=10_000)
        clause.refresh_from_db()
        roll = make_roll(clause, months=["2026-07", "2026-08", "2026-09"])
        client = as_user(make_user())
        sent = {"name": "单雄飞", "id_typed": ID, "account_typed": ACCOUNT}
        assert client.post(f"/benefits/{roll.pk}/lines/add/", sent).status_code == 302
        assert roll.payments.get().amount == 10_000
        assert [problem.words for problem in problems(roll) if problem.blocks] == []


class TestSheet:
    class Batch:
        reported_on, made_by, made_by_name = day(0), None, ""

        def __init__(self):
            self.unit = office()

    def test_rows_without_number_or_kind_are_known_too(self):
        recipe, batch = recipes()["subsidy"], self.Batch()
        plain = {"name": "单雄飞", "employer": "县人民医院", "months": ["2026-04"], "amount": 1500}
        assert recipe.apply([Item(plain, None, False)], batch=batch, by=None)[0][1] == "added"
        told = recipe.known([RowReading("表", 2, plain | {"months": ["2026-04", "2026-05"]})], by=None)
        assert told[0].rule == "echo" and told[0].target == Payment.objects.get().pk
        assert recipe.known([RowReading("表", 2, plain | {"months": ["2026-06"]})], by=None) == {}

    def test_one_row_too_many_does_not_lose_the_others(self):
        recipe, batch = recipes()["subsidy"], self.Batch()
        rows = [
            {"name": name, "employer": "县人民医院", "months": ["2026-04"], "amount": 1500}
            for name in ("单雄飞", "单雄飞", "秦叔宝")
        ]
        told = recipe.known([RowReading("表", n, row) for n, row in enumerate(rows, 3)], by=None)
        assert set(told) == {1} and told[1].review and "与第3行是同一人" in told[1].sentence
        done = recipe.apply([Item(row, None, False) for row in rows], batch=batch, by=None)
        assert [outcome for _, outcome, *_ in done] == ["added", "skipped", "added"]
        assert sorted(Payment.objects.values_list("name", flat=True)) == ["单雄飞", "秦叔宝"]

    def test_people_are_asked_once_for_all_rows(self, django_assert_max_num_queries):
        recipe, batch = recipes()["subsidy"], self.Batch()
        rows = [{"name": f"甲{n}", "employer": "县人民医院", "months": ["2026-04"], "amount": 1500} for n in range(20)]
        with django_assert_max_num_queries(3):
            recipe.known([RowReading("表", n, row) for n, row in enumerate(rows)], by=None)
        assert len(recipe.apply([Item(row, None, False) for row in rows], batch=batch, by=None)) == 20


class TestMerging:
    def merge(self, kept, gone, user):
        from people.duplicates.actions import merge

        first, second = sorted((kept, gone), key=lambda person: person.pk)
        pair = Pair.objects.create(first=first, second=second, score=99)
        first.refresh_from_db()
        second.refresh_from_db()
        side = "first" if kept.pk == first.pk else "second"
        return merge(pair, side, {}, versions=(first.version, second.version), by=user)

    def test_a_double_payment_comes_to_light_and_is_mended_first(self):
        kept, gone, user = make_person("单雄飞"), make_person("单雄飞", employer="他处"), make_user()
        for person, title in ((kept, "甲册"), (gone, "乙册")):
            add(make_roll(title=title), person=person, id_number="")
        with pytest.raises(NotMerged, match="花名册“[甲乙]册”中核对"):
            self.merge(kept, gone, user)
        actions.drop_line(Payment.objects.get(person=gone), by=user)
        Pair.objects.all().delete()
        self.merge(kept, gone, user)

    def test_money_that_left_twice_stays_with_the_archived_record(self, clause):  # noqa: F811
        kept, gone, user = make_person("单雄飞"), make_person("单雄飞", employer="他处"), make_user()
        for person, title, account in ((kept, "甲册", ACCOUNT), (gone, "乙册", "6228480000000000418")):
            roll = make_roll(clause, title=title)
            add(roll, person=person, id_number="", account=account)
            _, approver = on_the_way(roll)
            actions.approve(roll, by=approver)
            actions.pay(roll, dt.date(2026, 9, 1), by=user)
        done = self.merge(kept, gone, user)
        assert done.left["补贴发放"] == 1 and Payment.objects.get(person=gone).roll.title == "乙册"
        assert Roll.objects.filter(payments__person=kept).get().title == "甲册"


class TestApproval:
    def checked(self, clause, checker):  # noqa: F811
        roll = make_roll(clause)
        add(roll)
        return actions.check(roll, by=checker)

    def test_one_benefit_under_two_names_is_still_one(self, clause):  # noqa: F811
        add(make_roll(clause))
        with pytest.raises(Refused, match="不能重复发放"):
            add(make_roll(clause, title="补发", kind="生活补助"))
        assert set(Roll.objects.values_list("kind", flat=True)) == {"生活补贴"}

    def test_an_older_page_approves_nothing_that_was_changed(self, clause, as_user):  # noqa: F811
        clerk, reviewer = make_user(), make_user("reviewer")
        roll = self.checked(clause, clerk)
        roll.refresh_from_db()
        page = as_user(reviewer).get(f"/benefits/{roll.pk}/approve/").content.decode()
        assert f'name="record_version" value="{roll.version}"' in page
        actions.send_back(roll, "换账号", by=clerk)
        line = roll.payments.get()
        actions.keep_line(line, opened_version=line.version, account="6228480000000009999", id_number=None, by=clerk)
        actions.check(roll, by=clerk)
        late = as_user(reviewer).post(f"/benefits/{roll.pk}/approve/", {"record_version": roll.version})
        roll.refresh_from_db()
        assert late.status_code == 409 and "有人改过" in late.content.decode() and roll.state == "checked"

    def test_a_clause_that_changed_after_the_check_stops_the_money(self, clause):  # noqa: F811
        checker, approver = make_user(), make_user("reviewer")
        roll = self.checked(clause, checker)
        Clause.objects.filter(pk=clause.pk).update(standard_yuan=750, amount_text="")
        with pytest.raises(Refused, match="缺金额"):
            actions.approve(roll, by=approver)
        Clause.objects.filter(pk=clause.pk).update(standard_yuan=1500, amount_text="每月1500元")
        actions.approve(roll, by=approver)
        Clause.objects.filter(pk=clause.pk).update(standard_yuan=750)
        with pytest.raises(Refused, match="与条款标准750元不符"):
            actions.pay(roll, day(0), by=checker)

    def test_who_drew_it_up_does_not_approve_it(self, clause):  # noqa: F811
        drawer, checker = make_user("reviewer"), make_user()
        roll = actions.keep(
            Roll(title="七月", clause=clause, months=["2026-07"], unit=office()), opened_version=None, by=drawer
        )
        add(roll)
        actions.check(roll, by=checker)
        with pytest.raises(Refused, match="造册人不能审核"):
            actions.approve(roll, by=drawer)
        assert actions.approve(roll, by=make_user("reviewer")).state == "approved"

    def test_sheets_go_out_after_the_approval_only(self, clause, as_user):  # noqa: F811
        client = as_user(make_user())
        roll = make_roll(clause)
        add(roll)
        early = client.post(f"/benefits/{roll.pk}/sign-off/", follow=True).content.decode()
        assert "审核通过以后才能导出签领表" in early and "签领表</button>" not in early

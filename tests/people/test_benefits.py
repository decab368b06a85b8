"""补贴: a roll is drawn up, checked, approved by another, paid; nobody is paid twice; incomplete clauses pay nobody. Honours."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from people.benefits import actions
from people.benefits.checks import problems
from people.benefits.forms import MonthsField
from people.benefits.models import Honour, PaidMonth, Payment, Roll
from people.growth.models import Stage
from talentbase.audit.models import Access
from talentbase.figures.figure import find
from talentbase.figures.models import Opening
from talentbase.imports.recipe import Item, RowReading, recipes
from talentbase.policies.models import Clause, Policy
from talentbase.todo.due import due_for
from tests.factories import make_person, make_unit, make_user, office, township

pytestmark = pytest.mark.django_db
ID, ACCOUNT = "410900199503050015", "6228480000000000417"


def day(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


@pytest.fixture
def clause():
    policy = Policy.objects.create(title="人才新政二十条", document="南发〔2025〕8号", effective_on=day(-300))
    return Clause.objects.create(
        policy=policy, title="生活补贴", standard_yuan=1500, amount_text="每月1500元", procedure="单位申报，人社局审核",
        time_limit="每季度末月",
    )  # fmt: skip


def make_roll(clause=None, months=("2026-07", "2026-08"), **fields) -> Roll:
    values = {
        "title": "2026年7至8月生活补贴",
        "kind": "生活补贴",
        "months": list(months),
        "unit": office(),
        "clause": clause,
        **fields,
    }
    return actions.keep(Roll(**values), opened_version=None, by=None)


def add(roll, name="单雄飞", *, id_number=ID, account=ACCOUNT, **fields) -> Payment:
    values = {"standard": 1500, "amount": 1500 * (len(roll.months) or 1), **fields}
    line = Payment(roll=roll, name=name, **values)
    return actions.keep_line(line, opened_version=None, account=account, id_number=id_number, by=None)


def on_the_way(roll):
    checker, approver = make_user(), make_user("reviewer")
    actions.check(roll, by=checker)
    return checker, approver


class TestLife:
    def test_from_drawing_up_to_the_money(self, as_user, clause):
        clerk, reviewer = make_user(), make_user("reviewer")
        desk, other = as_user(clerk), as_user(reviewer)
        person = make_person("单雄飞", employer="县人民医院", fields={"populations": ["introduced"]})
        given = {
            "title": "三季度生活补贴",
            "kind": "生活补贴",
            "clause": clause.pk,
            "months": "2026.07至2026.09",
            "unit": office().pk,
        }
        assert desk.post("/benefits/add/", given).status_code == 302
        roll = Roll.objects.get()
        assert roll.months == ["2026-07", "2026-08", "2026-09"]
        line = {"person": "单雄飞", "id_typed": ID, "account_typed": ACCOUNT, "bank": "某某银行"}
        assert desk.post(f"/benefits/{roll.pk}/lines/add/", line).status_code == 302
        payment = Payment.objects.get()
        assert (payment.amount, payment.standard, payment.id_number, payment.account) == (4500, 1500, ID, ACCOUNT)
        page = desk.get(roll.get_absolute_url()).content.decode()
        assert "****0417" in page and ACCOUNT not in page and ID not in page
        assert desk.post(f"/benefits/{roll.pk}/check/").status_code == 302
        assert [due.what for due in due_for(reviewer)] == ["审核"] and not [d for d in due_for(clerk) if d.what == "审核"]
        assert desk.post(f"/benefits/{roll.pk}/approve/").status_code == 403
        assert other.post(f"/benefits/{roll.pk}/approve/").status_code == 302
        assert desk.post(f"/benefits/{roll.pk}/pay/", {"paid_on": day(0).isoformat()}).status_code == 302
        payment.refresh_from_db()
        assert payment.paid_on == day(0) and float(find("benefits.paid_wan").value(clerk)) == 0.45
        assert "生活补贴　4,500元" in desk.get(f"/people/{person.pk}/?tab=timeline").content.decode()
        late = desk.post(f"/benefits/{roll.pk}/back/", {"reason": "看错了"})
        assert late.status_code == 422 and "不能退回" in late.content.decode()

    def test_who_checks_does_not_approve(self, clause):
        roll, reviewer = make_roll(clause), make_user("reviewer")
        add(roll)
        actions.check(roll, by=reviewer)
        with pytest.raises(actions.Refused, match="不能是同一人"):
            actions.approve(roll, by=reviewer)
        with pytest.raises(IntegrityError), transaction.atomic():
            Roll.objects.update(approver=reviewer.pk)

    def test_sent_back_it_is_drawn_up_again(self, clause):
        roll = make_roll(clause)
        line = add(roll)
        checker, _ = on_the_way(roll)
        with pytest.raises(actions.Refused, match="请先退回造册"):
            actions.keep_line(line, opened_version=line.version, account=None, id_number=None, by=checker)
        actions.send_back(roll, "金额有误", by=checker)
        roll.refresh_from_db()
        assert (roll.state, roll.reason, roll.checker) == ("draft", "金额有误", None)

    def test_the_next_period_takes_the_people_along(self, clause):
        roll = make_roll(clause)
        gone = make_person("亡者", fields={"status": "deceased"})
        add(roll)
        add(roll, "亡者", id_number="", account="6228480000000000999", person=gone)
        fresh, out = actions.draw_up_like(roll, title="9月", months=["2026-09"], by=make_user())
        line = fresh.payments.get()
        assert (line.name, line.amount, line.account) == ("单雄飞", 1500, ACCOUNT) and "亡者" in out[0]
        with pytest.raises(actions.Refused, match="月份与上一期有重复"):
            actions.draw_up_like(roll, title="8月", months=["2026-08"], by=make_user())


class TestTwice:
    def test_the_form_says_it_and_the_database_refuses_it(self, as_user, clause):
        add(make_roll(clause))
        second = make_roll(clause, months=["2026-08", "2026-09"], title="8至9月")
        with pytest.raises(actions.Refused, match="单雄飞：同一人同类补贴的这个月已经造册，不能重复发放"):
            add(second)
        for fields in ({"id_number_hash": Payment.objects.get().id_number_hash},):
            with pytest.raises(IntegrityError, match="benefits_paid_once"), transaction.atomic():
                Payment.objects.create(
                    roll=second, name="另写的名", kind="生活补贴", months=["2026-08"], unit=office(), **fields
                )
        assert PaidMonth.objects.count() == 2

    def test_another_unit_cannot_pay_him_either(self, clause):
        add(make_roll(clause))
        elsewhere = make_roll(clause, title="外单位册", unit=township("元村镇"))
        with pytest.raises(actions.Refused, match="不能重复发放"):
            add(elsewhere)

    def test_once_means_once(self):
        add(make_roll(months=(), kind="安家费", title="安家费"))
        with pytest.raises(actions.Refused):
            add(make_roll(months=(), kind="安家费", title="安家费再发"))
        add(make_roll(months=(), kind="购房补贴", title="购房补贴"))

    def test_months_of_a_roll_that_change_are_judged_anew(self, clause):
        first, second = make_roll(clause), make_roll(clause, months=["2026-10"], title="10月")
        add(first)
        add(second)
        second.months = ["2026-08"]
        with pytest.raises(actions.Refused, match="不能重复发放"):
            actions.keep(second, opened_version=second.version, by=None)
        first.delete()
        assert PaidMonth.objects.count() == 1


class TestChecks:
    def words(self, roll) -> str:
        return "；".join(problem.words for problem in problems(roll))

    def test_sums_accounts_and_people_who_left(self, clause):
        roll, person = make_roll(clause), make_person("仇英", fields={"populations": ["introduced"]})
        Stage.objects.create(person=person, kind=Stage.Kind.LEFT, begun="2026-06-30", employer="县医院")
        add(roll, amount=2000)
        add(roll, "仇英", id_number="", person=person)
        add(roll, "无账号", id_number="", account="")
        said = self.words(roll)
        for wanted in (
            "1500元×2应为3000元，册内为2000元",
            "与册内他人的账号相同",
            "2026.06.30已离开",
            "没有银行账号",
            "没有关联档案",
        ):
            assert wanted in said
        with pytest.raises(actions.Refused, match="处错误"):
            actions.check(roll, by=make_user())

    @pytest.mark.parametrize("lacking", ["amount_text", "procedure", "time_limit"])
    def test_an_incomplete_clause_pays_nobody(self, as_user, clause, lacking):
        roll = make_roll(clause)
        add(roll)
        Clause.objects.update(**{lacking: ""})
        roll.refresh_from_db()
        with pytest.raises(actions.Refused, match="缺"):
            actions.check(roll, by=make_user())
        page = as_user(make_user()).get(clause.policy.get_absolute_url()).content.decode()
        assert "不完整" in page
        given = {"title": "新册", "kind": "生活补贴", "clause": clause.pk, "unit": office().pk}
        assert "不完整的条款不能据以造册" in as_user(make_user()).post("/benefits/add/", given).content.decode()

    def test_nobody_and_no_clause(self):
        assert "册内还没有人" in self.words(make_roll()) and "没有选择政策条款" in self.words(make_roll())


class TestPaper:
    def test_the_sign_off_sheet_masks_and_the_bank_sheet_needs_approval_and_a_reason(self, as_user, clause):
        roll = make_roll(clause)
        add(roll)
        desk = as_user(make_user())
        refused = desk.post(f"/benefits/{roll.pk}/bank/", {"reason": "代发"})
        assert refused.status_code == 422 and "审核通过以后才能" in refused.content.decode()
        _, approver = on_the_way(roll)
        actions.approve(roll, by=approver)
        cells = str(list(load_workbook(io.BytesIO(desk.post(f"/benefits/{roll.pk}/sign-off/").content)).active.values))
        assert "单雄飞" in cells and ID not in cells and "签名" in cells
        assert desk.post(f"/benefits/{roll.pk}/bank/", {"reason": ""}).status_code == 422
        cells = str(
            list(load_workbook(io.BytesIO(desk.post(f"/benefits/{roll.pk}/bank/", {"reason": "代发"}).content)).active.values)
        )
        assert ID in cells and ACCOUNT in cells
        assert Access.objects.filter(field="银行代发表", reason="代发").count() == 1

    def test_a_sheet_becomes_a_roll_and_twice_changes_nothing(self):
        class Batch:
            unit, reported_on, made_by, made_by_name = office(), day(0), None, ""

        recipe = recipes()["subsidy"]
        values = {"name": "单雄飞", "id_number": ID, "kind": "生活补贴", "standard_yuan_month": 1500, "months": ["2026-04", "2026-05"],
                  "amount": 3000, "bank": "某某银行", "account": ACCOUNT}  # fmt: skip
        assert recipe.apply([Item(values, None, False)], batch=Batch, by=None)[0][1] == "added"
        roll = Roll.objects.get()
        assert roll.state == "draft" and roll.months == ["2026-04", "2026-05"] and roll.payments.get().account == ACCOUNT
        again = recipe.known([RowReading("表", 2, values | {"months": ["2026-05"]})], by=None)[0]
        assert again.rule == "echo" and recipe.apply([Item(values, again.target, True)], batch=Batch, by=None)[0][1] == "same"


class TestMonths:
    @pytest.mark.parametrize(
        ("text", "months"),
        [("2026.07至2026.09", ["2026-07", "2026-08", "2026-09"]), ("2026.11-2027.01", ["2026-11", "2026-12", "2027-01"]),
         ("2026年7月、2026年9月", ["2026-07", "2026-09"]), ("2026.7", ["2026-07"]), ("", [])],
    )  # fmt: skip
    def test_read(self, text, months):
        assert MonthsField(required=False).clean(text) == months

    @pytest.mark.parametrize("text", ["2026.13", "七月", "2026.09至2026.07", "2020.01至2026.12", "2026.01至"])
    def test_refused(self, text):
        from django.core.exceptions import ValidationError

        with pytest.raises(ValidationError):
            MonthsField(required=False).clean(text)


class TestFigures:
    def test_the_opening_and_what_was_paid_since(self, clause):
        user = make_user()
        for when, months in ((-400, ["2025-01"]), (0, ["2026-10"])):
            roll = make_roll(clause, months=months, title=f"册{when}")
            add(roll)
            _, approver = on_the_way(roll)
            actions.approve(roll, by=approver)
            actions.pay(roll, day(when), by=user)
        Opening.objects.create(figure="benefits.paid_wan", value=120, as_of=day(-300), evidence="旧台账")
        assert float(find("benefits.paid_wan").value(user)) == pytest.approx(120.15)


class TestHonours:
    def sent(self, **fields) -> dict:
        return {
            "name": "某某大学教授",
            "kind": "post",
            "title": "发展顾问",
            "granted_on": day(-700).isoformat(),
            "unit": office().pk,
            **fields,
        }

    def test_a_post_with_its_term_and_certificate(self, as_user):
        user, person = make_user(), make_person("仇英")
        client = as_user(user)
        client.post("/benefits/honours/add/", self.sent(person="仇英", name="", until=day(20).isoformat(), number="南聘0012"))
        honour = Honour.objects.get()
        assert honour.person == person and [due.whom for due in due_for(user)] == ["仇英"]
        assert "发展顾问" in client.get(f"/benefits/of/{person.pk}/").content.decode()
        text = "\n".join(
            p.text for p in Document(io.BytesIO(client.post(f"/benefits/honours/{honour.pk}/certificate/").content)).paragraphs
        )
        assert "仇英" in text and "聘请您担任“发展顾问”" in text and "南聘0012" in text
        again = client.post("/benefits/honours/add/", self.sent(number="南聘0012"))
        assert again.status_code == 422 and "证书编号已经登记" in again.content.decode()

    def test_what_is_wrong_is_said(self, as_user):
        client = as_user(make_user())
        for given, words in (
            ({"name": ""}, "请填写获得者"),
            ({"title": ""}, "没有填"),
            ({"until": "2000-01-01"}, "有效期不能早于"),
        ):
            answer = client.post("/benefits/honours/add/", self.sent(**given))
            assert answer.status_code == 422 and words in answer.content.decode()

    def test_scope(self, as_user):
        Honour.objects.create(name="哨兵人", title="荣誉", granted_on=day(-3), unit=make_unit("某局"))
        client = as_user(make_user("township", unit=township("元村镇")))
        assert "哨兵人" not in client.get("/benefits/honours/").content.decode()


class TestPolicies:
    def test_clauses_and_what_they_lack(self, as_user):
        client = as_user(make_user())
        client.post(
            "/policies/add/",
            {"title": "人才新政", "level": "county", "effective_on": day(-5).isoformat(), "document": "南发1号"},
        )
        policy = Policy.objects.get()
        client.post(
            f"/policies/{policy.pk}/clauses/add/", {"title": "安家费", "period": "once", "amount_text": "给予一定奖励"}
        )
        page = client.get(policy.get_absolute_url()).content.decode()
        assert "不完整" in page and page.count('<span class="amber">缺</span>') == 2
        assert client.get("/policies/?lacking=1&force=1").context["total"] == 1
        assert client.get("/policies/?q=安家费").context["total"] == 1
        twice = client.post(
            "/policies/add/", {"title": "另一", "level": "county", "effective_on": day(-5).isoformat(), "document": "南发1号"}
        )
        assert "这个文号的政策已经登记" in twice.content.decode()
        assert as_user(make_user("leader")).post(f"/policies/{policy.pk}/remove/").status_code == 403

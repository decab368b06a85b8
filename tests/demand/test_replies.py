"""A firm answers by its own link: through the inbox, once, and nothing else can be done or seen by it."""

import datetime as dt
import io
import zipfile

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from demand.needs.models import Need
from demand.replies import actions
from demand.replies.models import Link
from talentbase.audit.actor import Reach, acting, set_local
from talentbase.files import store
from talentbase.files.models import StoredFile
from talentbase.submissions import actions as inbox
from talentbase.submissions.models import Submission, Task
from tests.conftest import COUNTY
from tests.factories import make_enterprise, make_need, make_round, make_user, office, township

pytestmark = pytest.mark.django_db
WHO = {"answered_by": "钱某", "phone": "19900000123"}
MANAGEMENT = {"need-TOTAL_FORMS": "1", "need-INITIAL_FORMS": "0", "need-0-kind": "post", "need-0-degree": "不限"}


@pytest.fixture(autouse=True)
def turned_on(settings):
    settings.TALENTBASE_PUBLIC_REPLIES = "on"


@pytest.fixture
def clerk():
    return make_user(unit=office())


@pytest.fixture
def firm():
    return make_enterprise("南乐县某某新材料有限公司", unit=township("元村镇"))


@pytest.fixture
def task(firm, clerk):
    today = timezone.localdate()
    task = Task(kind="demand", title="2026年下半年人才需求征集", due_on=today + dt.timedelta(days=10), opened_on=today)
    return inbox.open_task(task, firms=[firm, make_enterprise("南乐县某某食品有限公司")], by=clerk)


@pytest.fixture
def link(task, firm, clerk):
    actions.issue(task, by=clerk)
    return Link.objects.get(expected__enterprise=firm)


def get(url: str):
    """As anybody; a request of nobody leaves the test's transaction without a scope."""
    answer = Client().get(url)
    set_local(COUNTY)
    return answer


def post(url: str, data: dict):
    answer = Client().post(url, data)
    set_local(COUNTY)
    return answer


def address(link) -> str:
    return f"/replies/form/{actions.token_of(link)}/"


def sent(**fields) -> dict:
    return MANAGEMENT | WHO | fields


def one_need(**fields) -> dict:
    return sent(
        **{
            "need-0-title": "聚乳酸工艺工程师",
            "need-0-headcount": "2",
            "need-0-degree": "硕士",
            "need-0-pay": "20-30",
            **fields,
        }
    )


class TestAnswer:
    def test_a_new_need_arrives_in_the_inbox_as_a_sheet(self, link, task, firm):
        page = get(address(link)).content.decode()
        assert firm.name in page and "某某食品" not in page and 'name="viewport"' in page
        answer = post(address(link), one_need(**{"need-0-is_urgent": "on", "need-0-description": "会改性"}))
        assert answer.status_code == 200 and "新增1条" in answer.content.decode()
        given = Submission.objects.get()
        assert (given.unit, given.firm, given.made_by_name) == (firm.unit, firm.name, "钱某")
        assert "网上填报，钱某 19900000123" in given.note and given.batch.made_by
        assert not Need.objects.exists()  # a person imports it

    def test_what_it_wrote_is_read_as_a_need(self, link):
        from talentbase.imports.staging import read_batch

        post(address(link), one_need(**{"need-0-description": "会改性"}))
        batch = Submission.objects.get().batch
        read_batch(batch, lambda *_: None, "")
        (row,) = batch.rows.all()
        assert row.state == "good", row.errors
        assert (row.values["job"], row.values["edu_min"], row.values["headcount_min"]) == ("聚乳酸工艺工程师", "硕士", 2)
        assert (row.values["salary_min_wan_year"], row.values["salary_max_wan_year"]) == (20, 30)

    def test_technical_needs_get_a_sheet_of_their_own(self, link):
        more = {"need-TOTAL_FORMS": "2", "need-1-kind": "tech", "need-1-title": "耐热改性", "need-1-degree": "不限"}
        post(address(link), one_need(**more))
        names = sorted(Submission.objects.values_list("name", flat=True))
        assert [name.rpartition("_")[2] for name in names] == ["岗位需求.xlsx", "技术需求.xlsx"]

    def test_nothing_needed_is_an_answer(self, link, task):
        post(address(link), sent(none="on"))
        assert Submission.objects.get().answer == "none" and task.expected.missing().count() == 1

    def test_earlier_needs_are_confirmed_one_by_one(self, link, firm):
        last = make_round(2026, 1, closed_on=dt.date(2026, 6, 30))
        kept, given_up = (make_need(title, firm, round=last) for title in ("还要的岗位", "不要了的岗位"))
        foreign = make_need("别家的岗位", make_enterprise("别家"), round=last)
        now = make_round(2026, 2)
        page = get(address(link)).content.decode()
        assert "还要的岗位" in page and "别家的岗位" not in page
        refused = post(address(link), sent(kept=[foreign.pk]))
        assert refused.status_code == 422
        assert "沿用1条" in post(address(link), sent(kept=[kept.pk])).content.decode()
        assert [need.title for need in Need.objects.filter(round=now)] == ["还要的岗位"]
        given_up.refresh_from_db()
        assert given_up.state == "open" and Submission.objects.get().note == "沿用1条需求"

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            (sent(), "请填写需求；本次没有需求的，请勾选这一项"),
            (one_need(none="on"), "请取消这一项"),
            (one_need(phone="123"), "请填写11位手机号码"),
            (one_need(answered_by=""), "请填写填报人姓名"),
            (one_need(**{"need-0-title": ""}), "请填写岗位或技术难题的名称"),
        ],
    )
    def test_what_is_missing_is_said_and_what_was_typed_stays(self, link, given, words):
        answer = post(address(link), given)
        page = answer.content.decode()
        assert answer.status_code == 422 and words in page and not Submission.objects.exists()
        if given.get("need-0-pay"):
            assert 'value="20-30"' in page

    def test_one_more_need_without_scripts(self, link):
        page = post(address(link), one_need(more="1")).content.decode()
        assert "新的需求2" in page and "聚乳酸工艺工程师" in page and "没有填" not in page
        huge = post(address(link), sent(**{"need-TOTAL_FORMS": "999999", "more": "1"}))
        assert huge.status_code == 200

    def test_a_formula_is_text(self, link):
        post(address(link), one_need(**{"need-0-title": "=HYPERLINK(1)"}))
        assert Submission.objects.get().refusal == ""


class TestOnceAndOnlyOurs:
    def test_used_twice_answers_politely_and_changes_nothing(self, link):
        post(address(link), sent(none="on"))
        again = post(address(link), one_need())
        assert again.status_code == 410 and "贵单位已于" in again.content.decode() and Submission.objects.count() == 1
        assert "没有任何内容被改动" in get(address(link)).content.decode()

    @pytest.mark.parametrize(
        "spoil", [lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"), lambda t: t[:10], lambda t: "x" * 400]
    )
    def test_tampered(self, link, spoil):
        token = actions.token_of(link)
        answer = get(f"/replies/form/{spoil(token)}/")
        assert answer.status_code == 410 and "不完整或已失效" in answer.content.decode()

    def test_signed_for_something_else(self, link):
        for content, salt in (
            ([link.pk, link.nonce], "other"),
            (["x"], actions.SALT),
            ({"a": 1}, actions.SALT),
            (["1", 2], actions.SALT),
        ):
            token = signing.dumps(content, salt=salt)
            assert get(f"/replies/form/{token}/").status_code == 410

    def test_ended(self, link, task, clerk):
        Task.objects.update(opened_on=dt.date(2026, 1, 1), due_on=timezone.localdate() - dt.timedelta(days=8))
        assert "征集已经结束" in get(address(link)).content.decode()
        Task.objects.update(due_on=timezone.localdate())
        assert get(address(link)).status_code == 200
        inbox.close_task(task, by=clerk)
        assert post(address(link), one_need()).status_code == 410 and not Submission.objects.exists()

    def test_a_renewed_link_makes_the_old_one_worthless(self, as_user, link, clerk):
        old = address(link)
        post(old, sent(none="on"))
        as_user(clerk).post(f"/replies/renew/{link.pk}/")
        link.refresh_from_db()
        assert "新的链接代替" in get(old).content.decode()
        assert post(address(link), one_need()).status_code == 200

    def test_where_the_office_has_a_sheet_already(self, link, task, firm, clerk):
        inbox.answer_without_file(task.expected.get(enterprise=firm), "none", by=clerk)
        assert post(address(link), sent(none="on")).status_code == 200
        link.refresh_from_db()
        assert link.used_at and Submission.objects.count() == 1

    def test_off_there_is_no_such_page(self, link, settings):
        settings.TALENTBASE_PUBLIC_REPLIES = "off"
        assert get(address(link)).status_code == 404

    def test_an_outer_process_serves_nothing_else(self, link, settings):
        settings.TALENTBASE_PUBLIC_REPLIES = "only"
        assert get(address(link)).status_code == 200
        assert [get(url).status_code for url in ("/accounts/login/", "/intake/self/", "/people/")] == [404, 404, 404]

    def test_nobody_becomes_somebody_by_it(self, link):
        client = Client()
        client.get(address(link))
        assert client.get("/people/").status_code == 302
        with acting(Reach("none")):
            assert not Link.objects.exists()


class TestOffice:
    def test_links_are_made_for_silent_firms_and_told_per_unit(self, as_user, task, firm, clerk):
        client = as_user(clerk)
        assert "生成链接（2家未报企业）" in client.get(f"/replies/links/{task.pk}/").content.decode()
        client.post(f"/replies/links/{task.pk}/")
        page = client.get(f"/replies/links/{task.pk}/").content.decode()
        assert page.count("/replies/form/") >= 4 and "元村镇" in page and Link.objects.count() == 2
        client.post(f"/replies/links/{task.pk}/")
        assert Link.objects.count() == 2
        assert "企业表格和链接" in client.get(task.get_absolute_url()).content.decode()

    def test_the_address_of_the_outer_zone(self, as_user, task, clerk, link, settings):
        settings.TALENTBASE_PUBLIC_ADDRESS = "https://outer.example/"
        assert "https://outer.example/replies/form/" in as_user(clerk).get(f"/replies/links/{task.pk}/").content.decode()

    def test_townships_have_no_links(self, as_user, task, link):
        client = as_user(make_user("township", unit=township("元村镇")))
        assert client.get(f"/replies/links/{task.pk}/").status_code == 403

    def test_off_it_says_so(self, as_user, task, clerk, settings):
        settings.TALENTBASE_PUBLIC_REPLIES = "off"
        page = as_user(clerk).get(f"/replies/links/{task.pk}/").content.decode()
        assert "网上填报没有开通" in page
        as_user(clerk).post(f"/replies/links/{task.pk}/")
        assert not Link.objects.exists()


class TestWorkbooks:
    def archive(self, task, clerk) -> zipfile.ZipFile:
        from demand.replies import workbooks

        key = workbooks.make(lambda *_: None, task=task.pk, user=clerk.pk).rstrip("/").rpartition("/")[2]
        return zipfile.ZipFile(io.BytesIO(store.read(StoredFile.objects.get(key=key))))

    def test_one_per_firm_with_its_name_and_its_open_needs(self, task, firm, clerk):
        last = make_round(2026, 1, closed_on=dt.date(2026, 6, 30))
        make_need(
            "聚乳酸工程师",
            firm,
            round=last,
            degree_min=4,
            headcount_min=2,
            headcount_max=2,
            salary_min_wan=20,
            salary_max_wan=30,
        )
        archive = self.archive(task, clerk)
        assert sorted(archive.namelist()) == [
            "元村镇/南乐县某某新材料有限公司_岗位需求.xlsx", "元村镇/南乐县某某新材料有限公司_技术需求.xlsx",
            "县专家人才服务中心/南乐县某某食品有限公司_岗位需求.xlsx", "县专家人才服务中心/南乐县某某食品有限公司_技术需求.xlsx",
        ]  # fmt: skip
        page = load_workbook(io.BytesIO(archive.read("元村镇/南乐县某某新材料有限公司_岗位需求.xlsx"))).worksheets[0]
        row = [str(cell.value or "") for cell in page[4]]
        assert row[0] == firm.name and "聚乳酸工程师" in row and "硕士" in row and "20–30" in "".join(row)
        assert any(firm.name in rule.formula1 for rule in page.data_validations.dataValidation if rule.formula1)
        other = load_workbook(io.BytesIO(archive.read("县专家人才服务中心/南乐县某某食品有限公司_岗位需求.xlsx"))).worksheets[
            0
        ]
        assert other["A4"].value == "南乐县某某食品有限公司" and other["A5"].value is None

    def test_sent_back_it_goes_on_as_a_need_of_this_round(self, task, firm, clerk):
        from talentbase.imports import actions as imports
        from talentbase.imports import work

        last, now = make_round(2026, 1, closed_on=dt.date(2026, 6, 30)), make_round(2026, 2)
        before = make_need("聚乳酸工程师", firm, round=last, degree_min=4)
        data = self.archive(task, clerk).read("元村镇/南乐县某某新材料有限公司_岗位需求.xlsx")
        inbox.drop_files(task, [SimpleUploadedFile(f"{firm.name}_岗位需求.xlsx", data)], by=clerk)
        batch = Submission.objects.get().batch
        work.read(lambda *_: None, batch.pk)
        imports.take_columns(batch, {}, by=clerk)
        imports.confirm(batch, by=clerk)
        imports.apply(imports.locked(batch.pk), by=clerk, progress=lambda *_: None)
        after = Need.objects.get(round=now)
        before.refresh_from_db()
        assert (after.title, after.degree_min) == ("聚乳酸工程师", 4)
        assert before.state == "lapsed" and after.number in before.state_reason
        imports.take_back(imports.locked(batch.pk), progress=lambda *_: None)
        before.refresh_from_db()
        assert before.state == "open" and not Need.objects.filter(round=now).exists()

    def test_the_button_starts_a_job(self, as_user, task, clerk):
        answer = as_user(clerk).post(f"/replies/workbooks/{task.pk}/")
        assert answer.status_code == 302 and answer.url.startswith("/jobs/")

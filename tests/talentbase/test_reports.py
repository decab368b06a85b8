"""The monthly report: its words, its locking, its files."""

import io

import pytest
from django.core.management import CommandError, call_command
from docx import Document
from openpyxl import load_workbook

from people.registry.models import Person
from talentbase.audit.models import Access
from talentbase.figures.models import Opening
from talentbase.figures.period import Period
from talentbase.reports import actions, monthly, tables, words
from talentbase.reports.models import Report
from talentbase.reports.workbook import write_workbook
from tests.factories import make_user, township
from tests.talentbase.world import person, reported, small_county

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return small_county()


def text_of(report: Report) -> list[str]:
    return [part["head"] + words.plain_text(part["pieces"]) for part in report.sentences]


@pytest.mark.parametrize(
    ("value", "rounded", "written"),
    [
        (2716, True, "2700余"),
        (900, True, "900"),
        (92, True, "90余"),
        (182.6, True, "180余"),
        (182.6, False, "182.6"),
        (2716, False, "2716"),
        (4.0, False, "4"),
        (None, False, "–"),
    ],
)
def test_numbers_as_running_text_writes_them(value, rounded, written):
    assert words.number_words(value, rounded) == written


class TestDraft:
    def test_three_paragraphs_with_the_numbers_of_the_figures(self, world):
        overall, month, matching = text_of(actions.draft(world.now))
        today = world.on.today
        assert overall.startswith(f"一、总体情况。截至{today.month}月{today.day}日，累计入库在外人才4人，")
        assert "征集人才需求信息4条，绘制2个产业链人才图谱" in overall
        assert "发放人才补贴180余万元" in overall and "上海、天津双招双引工作站" in overall
        assert f"{today.month}月份，新增在外人才1人，征集人才需求1条，新增招商线索1条" in month
        assert matching == "三、供需对接。本轮征集人才需求3条，已推荐1条，洽谈中1条，已对接1条。"

    def test_beside_last_month(self, world):
        rows = {row.key: row for row in monthly.comparison(actions.draft(world.now), {})}
        assert [(rows[key].last, rows[key].value, rows[key].change) for key in ("people.total", "benefits.paid_wan")] == [
            (3, 4, 1),
            (178.6, 182.6, 4),
        ]
        assert (rows["benefits.paid_wan"].opening, rows["benefits.paid_wan"].written) == (120, "180余万元")

    def test_checks_before_locking(self, world):
        sums, same, townships = monthly.checks(actions.draft(world.now), world.now)
        assert (sums.is_good, same.is_good) == (True, True)
        assert "处" in same.words
        assert townships.is_good is None and "城关镇" in townships.words and "元村镇" not in townships.words

    def test_a_draft_is_not_stored(self, world, as_user):
        assert as_user(make_user("leader")).get(f"/reports/{world.now.code}/").status_code == 200
        assert not Report.objects.exists()


class TestLocking:
    def test_a_locked_month_never_moves(self, world):
        by = make_user("reviewer", full_name="李某")
        before = text_of(actions.lock(world.now, by=by))
        person("新来的", world.on.before)
        Person.objects.filter(name="李建国").delete()
        person("再来的", world.on.today)
        stored = Report.objects.get()
        assert text_of(stored) == before and stored.locked_by == "李某"
        changed = {each.name: each.change for each in monthly.corrections(stored)}
        assert changed == {"在外人才": 1, "新增在外人才": 1}

    def test_the_next_month_compares_with_what_was_locked(self, world):
        actions.lock(world.last, by=make_user("reviewer"))
        person("补报的人", world.on.before)
        rows = {row.key: row for row in monthly.comparison(actions.draft(world.now), {})}
        assert (rows["people.total"].last, rows["people.total"].value) == (3, 5)

    def test_twice_is_refused(self, world):
        by = make_user("reviewer")
        actions.lock(world.now, by=by)
        with pytest.raises(actions.NotLockable, match="已经锁定"):
            actions.lock(world.now, by=by)

    def test_the_page_locks_and_shows_corrections(self, world, as_user):
        reviewer = as_user(make_user("reviewer"))
        address = f"/reports/{world.now.code}/"
        assert "锁定前核对" in reviewer.get(address).content.decode()
        assert reviewer.post(f"{address}lock/").url == address
        person("补报的人", world.on.before)
        page = reviewer.get(address).content.decode()
        assert "已锁定" in page and "更正" in page and "锁定前核对" not in page
        assert f'累计入库在外人才<a class="figure changed" href="/people/" title="{world.last.name}：3人">4</a>' in page

    @pytest.mark.parametrize(("role", "status"), [("clerk", 403), ("leader", 403), ("reviewer", 302)])
    def test_who_may_lock(self, world, role, status, as_user):
        assert as_user(make_user(role)).post(f"/reports/{world.now.code}/lock/").status_code == status

    @pytest.mark.parametrize("month", ["2999-01", "hello"])
    def test_months_that_are_none(self, month, as_user):
        assert as_user(make_user("reviewer")).post(f"/reports/{month}/lock/").status_code == 404


class TestFiles:
    def test_the_document_holds_words_tables_and_the_openings(self, world, as_user):
        response = as_user(make_user()).get(f"/reports/{world.now.code}/document/")
        document = Document(io.BytesIO(response.content))
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        assert "招才引智工作情况" in text and "累计入库在外人才4人" in text
        assert "发放人才补贴含期初120万元（依据：历年补贴发放台账）" in text
        assert len(document.tables) == 6
        assert Access.objects.get(kind="export").detail["file"].endswith(".docx")

    def test_every_sheet_adds_up(self, world):
        buffer = io.BytesIO()
        write_workbook(buffer, tables.of_month(actions.draft(world.now), world.now), "某月")
        sheets = {page.title: [[cell.value for cell in row] for row in page.iter_rows()] for page in load_workbook(buffer)}
        assert [name[:4] for name in sheets] == ["主要指标", "在外人才", "在外人才", "产业链供", "本轮人才", "本轮对接"]
        for name, total in (("在外人才分乡镇分类别", 4), ("在外人才工作地", 4), ("产业链供需对照", 2), ("本轮人才需求", 2)):
            rows = sheets[name]
            last = next(row for row in rows if row[0] == "合计")
            assert last[1] == total == sum(row[1] for row in rows[2 : rows.index(last)])
        assert ["已推荐", 1, "33%"] in sheets["本轮对接进展"]

    def test_words_from_outside_stay_text(self, world):
        reported("bureaus.patents", 1, world.on.today, "=HYPERLINK(1)")
        Opening.objects.update(evidence="=1+1")
        buffer = io.BytesIO()
        write_workbook(buffer, tables.of_month(actions.draft(world.now), world.now), "=某月")
        cells = [cell for page in load_workbook(buffer) for row in page.iter_rows() for cell in row]
        assert not [cell.value for cell in cells if cell.data_type == "f"]

    def test_townships_do_not_take_out_the_county(self, world, as_user):
        assert as_user(make_user("township", unit=township())).get(f"/reports/{world.now.code}/workbook/").status_code == 403


class TestCommand:
    def test_writes_both_files_into_a_new_folder(self, world, tmp_path):
        call_command("monthly_report", month=world.last.code, out=tmp_path / "新" / "目录", stdout=io.StringIO())
        names = sorted(path.suffix for path in (tmp_path / "新" / "目录").iterdir())
        assert names == [".docx", ".xlsx"]

    @pytest.mark.parametrize(("month", "code"), [("2026/11", 2), ("2999-01", 1)])
    def test_a_wrong_month(self, month, code, tmp_path):
        with pytest.raises(CommandError) as refusal:
            call_command("monthly_report", month=month, out=tmp_path)
        assert refusal.value.returncode == code and not list(tmp_path.iterdir())

    def test_a_folder_that_cannot_be(self, world, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(CommandError, match="无法写入"):
            call_command("monthly_report", month=Period.of().code, out=tmp_path / "file" / "below")

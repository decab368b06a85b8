"""半年考核: numbers out of the rows and the rows behind them, points in proportion, judged items, settled for good, papers."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.utils import timezone
from docx import Document

from demand.cooperation.models import Project
from talentbase.accounts.models import Unit
from talentbase.registers.saving import Refused
from tests.factories import make_unit, make_user, office, township
from workstations.assessment import actions
from workstations.assessment.counting import Half, count
from workstations.assessment.models import Assessment, Criterion
from workstations.assessment.scoring import criteria, lines_of, total
from workstations.leads.models import Lead
from workstations.stations.models import LogEntry, Station
from workstations.tips.models import Tip

pytestmark = pytest.mark.django_db
HALF = Half.of(timezone.localdate()).before()
FIRST, LAST = HALF.days


@pytest.fixture
def shanghai():
    return Station.objects.create(
        unit=Unit.objects.get(name="上海工作站"), city="上海", state="running", plaque_on=dt.date(2024, 3, 10)
    )


def fill(station, monday=None):
    """Three leads (one responded to in time, one late, one a repeat), two tips (one entered), a project, two lines of log."""
    unit, day = station.unit, FIRST + dt.timedelta(days=20)
    in_time = Lead.objects.create(
        project="甲", unit=unit, reported=day.isoformat(), entered_on=day, responded_on=day, stage="signed"
    )
    Lead.objects.create(
        project="乙", unit=unit, reported=f"{day:%Y-%m}", entered_on=day, responded_on=day + dt.timedelta(days=20)
    )
    Lead.objects.create(project="甲", unit=unit, reported=day.isoformat(), entered_on=day, repeats=in_time)
    Lead.objects.create(project="丙", unit=unit, reported=(FIRST - dt.timedelta(days=1)).isoformat(), entered_on=FIRST)
    for name, state in (("荐甲", "entered"), ("荐乙", "new")):
        Tip.objects.create(unit=unit, name=name, received_on=LAST, state=state)
    Project.objects.create(name="保鲜", unit=office(), station=unit, state="running", signed=f"{LAST:%Y-%m}")
    Project.objects.create(name="在谈", unit=office(), station=unit, state="talks", signed=f"{LAST:%Y-%m}")
    for text in ("例会", "走访"):
        LogEntry.objects.create(station=station, on=FIRST, text=text)


def opened(station) -> Assessment:
    actions.open_half(HALF, by=None)
    return Assessment.objects.get(station=station)


class TestNumbers:
    def test_out_of_the_rows_of_the_half_year(self, shanghai):
        fill(shanghai)
        assert count([shanghai], HALF)[shanghai.pk] == {
            "leads": 2, "won": 1, "on_time": 50, "tips": 2, "entered": 1, "projects": 1, "returns": 0, "log": 2,
        }  # fmt: skip

    def test_each_opens_exactly_its_rows(self, shanghai, as_user):
        fill(shanghai)
        client = as_user(make_user())
        for line in lines_of(opened(shanghai), criteria()):
            if line.url and "tab=log" not in line.url and line.target != 100:
                assert client.get(line.url).context["total"] == line.number, line
        assert client.get(f"{shanghai.get_absolute_url()}?tab=log&half={HALF.code}").content.decode().count("<time>") == 2

    def test_many_stations_are_counted_at_once(self, shanghai, django_assert_num_queries):
        stations = [
            shanghai,
            *(Station.objects.create(unit=make_unit(f"{n}站", kind="station"), city=str(n)) for n in range(6)),
        ]
        with django_assert_num_queries(5):
            assert len(count(stations, HALF)) == 7

    @pytest.mark.parametrize(
        ("code", "days"), [("2026H1", ("2026-01-01", "2026-06-30")), ("2026H2", ("2026-07-01", "2026-12-31"))]
    )
    def test_half_years(self, code, days):
        half = Half.read(code)
        assert tuple(day.isoformat() for day in half.days) == days and half.after().before() == half

    @pytest.mark.parametrize("code", ["", "2026", "2026H3", "H1", "20260H1", "１２３４H1"])
    def test_what_is_no_half_year(self, code):
        assert Half.read(code) is None


class TestPoints:
    def test_in_proportion_and_never_more_than_full(self, shanghai):
        fill(shanghai)
        points = {line.name: line.points for line in lines_of(opened(shanghai), criteria())}
        assert [float(points[name]) for name in ("报送招商线索", "线索按时跟进", "线索签约落地", "报送人才信息")] == [
            4.0,
            5.0,
            20.0,
            3.0,
        ]
        assert points["规范管理"] is None
        Criterion.objects.filter(measure="leads").update(target=1)
        assert lines_of(opened(shanghai), criteria())[0].points == 20

    def test_the_usual_criteria_make_a_hundred(self):
        assert sum(each.maximum for each in criteria()) == 100


class TestJudging:
    def given(self, assessment, **points) -> dict:
        judged = Criterion.objects.filter(measure="")
        return {f"points-{each.pk}": points.get(each.name, "4.5") for each in judged} | {
            "comment": "工作主动", "opened_version": assessment.version,
        }  # fmt: skip

    def test_judged_settled_and_kept(self, shanghai, as_user):
        fill(shanghai)
        client, assessment = as_user(make_user()), opened(shanghai)
        with pytest.raises(Refused, match="还没有评定：参加县里活动、规范管理"):
            actions.settle(assessment, by=None)
        assert client.post(assessment.get_absolute_url(), self.given(assessment)).status_code == 302
        assessment.refresh_from_db()
        before = total(lines_of(assessment, criteria()))
        client.post(f"/assessment/{assessment.pk}/settle/")
        assessment.refresh_from_db()
        assert assessment.total == before and assessment.settled_on == timezone.localdate()
        Lead.objects.create(project="补登", unit=shanghai.unit, reported=FIRST.isoformat(), entered_on=FIRST)
        assert total(lines_of(assessment, criteria())) == before
        page = client.get(assessment.get_absolute_url()).content.decode()
        assert "已定稿" in page and "工作主动" in page and "保存评定</button>" not in page
        late = client.post(assessment.get_absolute_url(), self.given(assessment))
        assert late.status_code == 422 and "已定稿的考核不能再改" in late.content.decode()
        client.post(f"/assessment/{assessment.pk}/reopen/")
        assessment.refresh_from_db()
        # 2.0 points for one more lead, 1.7 less since nobody responded to it
        assert assessment.total is None and total(lines_of(assessment, criteria())) == before + Decimal("0.3")

    @pytest.mark.parametrize("points", ["6", "-1", "很好", "nan", "1e9"])
    def test_points_that_are_none(self, shanghai, as_user, points):
        assessment = opened(shanghai)
        sent = self.given(assessment, 规范管理=points)
        answer = as_user(make_user()).post(assessment.get_absolute_url(), sent)
        assert answer.status_code == 422 and "规范管理的得分应为0至满分的数字" in answer.content.decode()
        assert f'value="{points}"' in answer.content.decode() and not assessment.judgements.exists()

    def test_an_older_page_overwrites_nothing(self, shanghai, as_user):
        client, assessment = as_user(make_user()), opened(shanghai)
        client.post(assessment.get_absolute_url(), self.given(assessment, 规范管理="5"))
        assert client.post(assessment.get_absolute_url(), self.given(assessment, 规范管理="1")).status_code == 409
        assert assessment.judgements.get(criterion__name="规范管理").points == 5

    def test_a_half_year_that_runs_is_not_settled(self, shanghai):
        now = Half.of(timezone.localdate())
        actions.open_half(now, by=None)
        with pytest.raises(Refused, match="还没有结束"):
            actions.settle(Assessment.objects.get(), by=None)
        with pytest.raises(Refused, match="还没有开始"):
            actions.open_half(now.after(), by=None)

    def test_opening_twice_changes_nothing(self, shanghai):
        assert (actions.open_half(HALF, by=None), actions.open_half(HALF, by=None)) == (1, 0)


class TestPages:
    def test_the_table_and_the_papers(self, shanghai, as_user):
        fill(shanghai)
        client = as_user(make_user())
        assert "还没有建立考核" in client.get(f"/assessment/?half={HALF.code}").content.decode()
        client.post("/assessment/", {"half": HALF.code})
        page = client.get(f"/assessment/?half={HALF.code}").content.decode()
        assert "上海工作站" in page and "待评" in page
        one = Document(io.BytesIO(client.post(f"/assessment/{Assessment.objects.get().pk}/paper/").content))
        assert "报送招商线索" in [cell.text for row in one.tables[0].rows for cell in row.cells]
        all_ = Document(io.BytesIO(client.post("/assessment/paper/", {"half": HALF.code}).content))
        assert "上海工作站" in [cell.text for row in all_.tables[0].rows for cell in row.cells]

    def test_criteria_are_the_countys(self, as_user):
        client = as_user(make_user())
        given = {"name": "宣传报道", "maximum": "5", "measure": "", "target": "", "order": "10"}
        assert client.post("/assessment/criteria/add/", given).status_code == 302
        assert "请填写得满分的数量" in client.post("/assessment/criteria/add/", given | {"measure": "log"}).content.decode()
        assert "宣传报道" in client.get("/assessment/criteria/").content.decode()

    def test_a_station_reads_its_own(self, shanghai, as_user):
        other = Station.objects.create(unit=make_unit("天津站", kind="station"), city="天津", state="running", plaque_on=FIRST)
        actions.open_half(HALF, by=None)
        head = as_user(make_user("station", unit=shanghai.unit))
        page = head.get(f"/assessment/?half={HALF.code}").content.decode()
        assert "上海工作站" in page and "天津站" not in page
        assert head.get(Assessment.objects.get(station=other).get_absolute_url()).status_code == 404
        own = Assessment.objects.get(station=shanghai)
        assert (
            head.post(own.get_absolute_url(), {}).status_code == 405
            and head.post(f"/assessment/{own.pk}/settle/").status_code == 403
        )
        assert as_user(make_user("township", unit=township())).get("/assessment/").status_code == 403

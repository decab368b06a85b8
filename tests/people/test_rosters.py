"""The list goes out as the screen shows it, as a named 名册, as csv; of everybody or of those who are ticked."""

import csv
import io

import openpyxl
import pytest

from people.registry.rosters import ROSTERS
from talentbase.audit.models import Access
from talentbase.sheets.child import read_here
from talentbase.sheets.column import Column
from talentbase.sheets.write_csv import write_csv
from tests.factories import make_person, make_user, office

pytestmark = pytest.mark.django_db
ADDRESS = "/people/export/"


@pytest.fixture
def people():
    first = make_person(
        "单雄飞", gender="1", birth_ym="1978-03", employer="某大学", position="教授", title="011", location_code="310115",
        phones=["19900000417"], family_contact="王某（父）", family_phones=["0393-6200001"], programs=["P26"], email="a@example.com",
    )  # fmt: skip
    return [first, make_person("仇英", employer="=1+1", location_code="110105"), make_person("区文", location_code="310104")]


def sent(client, query="", **data):
    return client.post(f"{ADDRESS}{query}", {"reason": "核对名单", **data})


def lines(answer) -> list[list]:
    """Rows from the header on, without title and note."""
    page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=2)][:-1]


@pytest.mark.parametrize("roster", ROSTERS, ids=lambda roster: roster.name)
def test_every_roster_goes_out_with_everybody(as_user, people, roster):
    clerk = as_user(make_user(unit=office()))
    head, *rows = lines(sent(clerk, roster=roster.name))
    names = [row[head.index("姓名")] for row in rows]
    assert sorted(names) == sorted(["单雄飞", "仇英", "区文"])
    assert len(set(head)) == len(head) and all(head)
    if "序号" in head:
        assert [row[0] for row in rows] == [1, 2, 3]


def test_an_address_book_is_masked_unless_right_wish_and_reason_say_else(as_user, people):
    clerk = as_user(make_user(unit=office()))
    head, row, *_ = lines(sent(clerk, "?q=单雄飞", roster="contacts"))
    assert dict(zip(head, row, strict=True))["联系电话"] == "199****0417"
    head, row, *_ = lines(sent(clerk, "?q=单雄飞", roster="contacts", full="on"))
    told = dict(zip(head, row, strict=True))
    assert (told["联系电话"], told["亲属电话"], told["邮箱"]) == ("19900000417", "0393-6200001", "a@example.com")
    assert [line.field for line in Access.objects.filter(kind="export").order_by("pk")] == [
        "通讯录（遮盖）",
        "通讯录（不遮盖）",
    ]
    assert sent(clerk, reason="", roster="contacts").status_code == 422


def test_a_meeting_list_keeps_cities_together(as_user, people):
    head, *rows = lines(sent(as_user(make_user(unit=office())), roster="meeting"))
    assert [row[head.index("姓名")] for row in rows] == ["仇英", "区文", "单雄飞"] and "签到" in head


def test_the_screen_goes_out_as_it_is(as_user, people):
    clerk = as_user(make_user(unit=office()))
    clerk.post("/listings/people/columns/", {"column": ["work", "unit", "age", "phone"]})
    head, *rows = lines(sent(clerk, "?order=name", roster="screen"))
    assert head == ["序号", "姓名", "工作单位及职务", "报送单位", "年龄", "电话"]
    assert [row[1] for row in rows] == ["区文", "仇英", "单雄飞"]  # ou qiu shan
    assert rows[2][5] == "199****0417" and "<" not in str(rows)


def test_only_the_ticked_go_out(as_user, people):
    clerk = as_user(make_user(unit=office()))
    page = clerk.post(ADDRESS, {"choose": "1", "pick": [people[0].pk, people[2].pk], "query": "order=name"}).content.decode()
    picks = f"{people[0].pk},{people[2].pk}"
    assert f'name="picks" value="{picks}"' in page and "2人" in page and "已选的人" in page
    _, *rows = lines(sent(clerk, "?order=name", roster="single", picks=picks))
    assert [row[1] for row in rows] == ["区文", "单雄飞"]
    for nobody in ({"picks": "999999"}, {"picks": "abc"}, {"pick": "x"}):
        assert sent(clerk, roster="single", **nobody).status_code == 422
    assert "没有人才" in clerk.post(ADDRESS, {"choose": "1", "query": "confirmed=%00&confirmed=half"}).content.decode()


def test_csv_opens_in_a_spreadsheet_and_computes_nothing(as_user, people, tmp_path):
    answer = sent(as_user(make_user(unit=office())), roster="contacts", kind="csv", full="on")
    assert answer.content.startswith("\ufeff".encode()) and answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    told = {row[1]: row for row in rows[1:]}
    assert told["单雄飞"][4] == "\t19900000417" and told["仇英"][2] == "'=1+1"
    path = tmp_path / "a.csv"
    path.write_bytes(answer.content)
    assert len(read_here(path).sheets[0].rows) == 4


@pytest.mark.parametrize(
    ("value", "cell"),
    [("＝1", "'＝1"), ("-1", "'-1"), ("a,b", '"a,b"'), (None, '""'), (True, "是"), (3, "3"), ("1978.10", "\t1978.10")],
)
def test_cells_of_csv(value, cell):
    assert write_csv([Column("a", "甲")], [[value]]).decode("utf-8-sig") == f"甲\r\n{cell}\r\n"


def test_what_is_no_roster_is_refused(as_user, people):
    clerk = as_user(make_user(unit=office()))
    assert sent(clerk, roster="nonsense").status_code == 422 and sent(clerk, kind="exe").status_code == 422

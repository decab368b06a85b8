"""`manage.py bench`: what it prints and refuses; nothing is measured here."""

import pytest
from django.core.management import CommandError, call_command

from tests.benchmarks.people import COLUMNS, rows
from tests.benchmarks.results import Result, table
from tests.benchmarks.run import BENCHES


def test_against_a_peer_the_ratio_decides():
    result = Result("list", "列表页", ours=40, goal=1.5, unit="毫秒", peer=60)
    assert result.is_met and result.plain()["ratio"] == 1.5
    assert not Result("list", "列表页", ours=41, goal=1.5, peer=60).is_met


def test_without_a_peer_the_time_decides():
    assert Result("report", "月报", ours=4.9, goal=5).is_met
    assert not Result("report", "月报", ours=5, goal=5).is_met


def test_the_table_names_both_sides_and_the_verdict():
    header, line = table([Result("list", "列表页", ours=40, goal=1.5, unit="毫秒", peer=60)]).splitlines()
    assert header.split() == ["项目", "本系统", "对照", "倍数", "目标", "结论", "计时"]
    assert line.split() == ["列表页", "40毫秒", "60毫秒", "1.50倍", "≥1.5倍", "达到", "处理器"]


def test_both_sides_read_the_same_thirty_two_columns():
    people = rows(60)
    assert len(COLUMNS) == 32 and len(people) == 60
    assert all(len(row) == 32 and row[0] for row in people)


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(CommandError, match="没有名为speed的测量项目，可选" + "、".join(BENCHES)):
        call_command("bench", "speed")


def test_it_keeps_away_from_a_database_of_somebody_else(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://tb_app@db/talentbase")
    with pytest.raises(CommandError, match="只在内置数据库上运行"):
        call_command("bench", "report")

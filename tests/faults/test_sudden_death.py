"""kill -9 of worker, web and PostgreSQL in the middle of an import: all rows or none, and the second try is no double."""

import os
import re
import signal
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Error

from tests.walk.sheets import many_people

COUNT = 2700
PEOPLE = "SELECT count(*) FROM registry_person"
STATE = "SELECT state FROM imports_batch ORDER BY id DESC LIMIT 1"
JOB = "SELECT state FROM jobs_job WHERE name = 'imports.apply' AND id > %s ORDER BY id DESC LIMIT 1"


@pytest.mark.sudden_death
@pytest.mark.parametrize("victim", ["worker", "web", "postgres"])
def test_a_killed_import_is_whole_or_nothing(clerk, house, tmp_path, victim):
    before, before_job = house.one(PEOPLE), house.one("SELECT coalesce(max(id), 0) FROM jobs_job")
    sheet = many_people(tmp_path / f"{victim}.xlsx", COUNT, start={"worker": 1, "web": 3000, "postgres": 6000}[victim])
    to_the_confirm(clerk, house, sheet)
    house.wait_for(lambda: house.one(JOB, before_job) == "running", 30, pause=0.02)
    old = house.pids()[victim]
    for pid in family(old) if victim == "worker" else [old]:
        os.kill(pid, signal.SIGKILL)
    house.wait_for(lambda: house.pids().get(victim) not in (None, old) and house.answers(), 60)
    seen = house.one(PEOPLE) - before
    assert seen in (0, COUNT)
    house.wait_for(lambda: safely(house, STATE) == "applied", 90)
    assert house.one(PEOPLE) - before == COUNT
    assert house.one(JOB, before_job) == "done"
    upload(clerk, house, sheet)
    clerk.wait_for_url(re.compile(r"/imports/\d+/$"))
    assert house.one(PEOPLE) - before == COUNT


def to_the_confirm(clerk, house, sheet) -> None:
    upload(clerk, house, sheet)
    clerk.wait_for_url(re.compile(r"/columns/$"), timeout=60_000)
    clerk.click("text=下一步：核对数据")
    clerk.click("text=下一步：处理重复")
    clerk.wait_for_url(re.compile(r"/duplicates/$"))
    clerk.click("text=确认导入", no_wait_after=True)


def upload(clerk, house, sheet) -> None:
    go(clerk, f"{house.url}/imports/upload/")
    clerk.set_input_files("#id_file", str(sheet))
    clerk.select_option("#id_unit", label="元村镇")
    clerk.click("text=上传并读取")


def go(clerk, address: str) -> None:
    """The progress page may be on its own way to the result just now; then once more."""
    for _ in range(5):
        try:
            clerk.goto(address)
            return
        except Error:
            clerk.wait_for_timeout(500)
    raise AssertionError(address)


def family(pid: int) -> list[int]:
    """The process and its children: the worker's own processes die with it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def safely(house, statement: str):
    """None while the database is away."""
    try:
        return house.one(statement)
    except psycopg.Error:
        return None

"""The house and the browser of the walks. Playwright's loop and the ORM do not share a thread, so walks use no ORM."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.house_runner import ROOT, running_house

LAWFUL_IN_SUDDEN_DEATH = ("503", "ERR_", "htmx:sendError", "htmx:afterRequest", "htmx:responseError")
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
]


@pytest.fixture(scope="session")
def house():
    with running_house(ROOT / "var" / "test-house") as house:
        yield house


@pytest.fixture(scope="session")
def browser():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "没有找到chromium，请用 python3 manage.py test 运行"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(request, browser, house):
    """A clerk's screen. The test fails on any script error, any broken rule of the page and any request off the server."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", accept_downloads=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on(
        "console",
        lambda message: faults.append(message.text) if message.type == "error" and "422" not in message.text else None,
    )
    page.on(
        "request",
        lambda request: faults.append(request.url) if not request.url.startswith((house.url, "data:", "blob:")) else None,
    )
    page.on("response", lambda answer: faults.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None)
    page.set_default_timeout(20_000)
    yield page
    context.close()
    if request.node.get_closest_marker("sudden_death"):
        faults = [fault for fault in faults if not any(word in fault for word in LAWFUL_IN_SUDDEN_DEATH)]
    assert not faults, faults


@pytest.fixture
def clerk(page, house):
    """Logged in as 陈雨桐, 经办."""
    page.goto(f"{house.url}/")
    page.fill("#id_username", "chenyutong")
    page.fill("#id_password", house.password())
    page.click("button[type=submit]")
    page.wait_for_url(f"{house.url}/")
    return page


@pytest.fixture
def downloads(tmp_path) -> Path:
    return tmp_path

"""What several walks do: log in as somebody else, fill a form of a register and send it."""

import contextlib
import io

import openpyxl
from docx import Document

SUBMIT = "main form:not(#list):not(#bulk) button[type=submit]"


@contextlib.contextmanager
def screen_of(browser, house, name: str):
    """Another user's window, next to the clerk's."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", accept_downloads=True)
    page = context.new_page()
    page.goto(f"{house.url}/")
    page.fill("#id_username", name)
    page.fill("#id_password", house.password())
    page.click("button[type=submit]")
    page.wait_for_url(f"{house.url}/")
    yield page
    context.close()


def enter(page, **values: str) -> None:
    """Fill the boxes by name; of a select box the first choice whose words begin so."""
    for name, value in values.items():
        box = page.locator(f"main [name={name}]")
        if box.first.get_attribute("type") == "radio":
            page.locator(f"main label:has([name={name}]):has-text('{value}')").first.click()
        elif box.evaluate("box => box.tagName") == "SELECT":
            words = box.locator("option").all_inner_texts()
            box.select_option(label=next(each for each in words if each.strip().startswith(value)))
        elif box.get_attribute("type") == "file":
            box.set_input_files(value)
        else:
            box.fill(value)


def send(page, button: str) -> None:
    """Press the button of the page's form; the page that follows says what was done."""
    page.click(f"{SUBMIT}:has-text('{button}')")
    page.wait_for_selector(".message:not(.error)")


def open_from_menu(page, entry: str) -> None:
    link = page.locator(f".side a:has-text('{entry}')").first
    if not link.is_visible():
        page.locator(f".side div:has(a:has-text('{entry}'))").first.evaluate("box => box.previousElementSibling.click()")
    link.click()
    page.wait_for_load_state()


def workbook_of(page, button: str) -> set:
    """Every cell of the workbook that the button brings."""
    with page.expect_download() as waiting:
        page.click(f"main button:has-text('{button}')")
    sheet = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes())).active
    return {cell for row in sheet.iter_rows(values_only=True) for cell in row} - {None}


def document_of(page, button: str) -> str:
    """Every word of the document that the button brings."""
    with page.expect_download() as waiting:
        page.click(f"main button:has-text('{button}')")
    paper = Document(io.BytesIO(waiting.value.path().read_bytes()))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in paper.paragraphs), *cells])

"""Cuts a table out of its sheet: its columns, its data rows, and a reason for every row that is none."""

from dataclasses import dataclass, field, replace

from talentbase.sheets import captions
from talentbase.sheets.blocks import Block, BlockColumn, BlockRow
from talentbase.sheets.forms import read_fields, read_head
from talentbase.sheets.grid import Grid, Run
from talentbase.sheets.headers import STRONG, Matcher, caption, is_serial
from talentbase.sheets.tables import Header, headline_rows

SAMPLES = 3
TICKS = frozenset("√✓✔☑■●")
FEW = 3  # a row with so few entries may be a line of text rather than data


def build_block(grid: Grid, header: Header, headers: list[Header], earlier: list[Block], matcher: Matcher) -> Block | None:
    """None where the header only repeats the one of an earlier block: its rows have been taken up there."""
    last = header.rows[-1]
    if any(_same_columns(block, header) and any(row == last for row, _ in block.ignored_rows) for block in earlier):
        return None
    right = _right_end(grid, header, headers)
    following = _following(header, headers)
    above = max((other.rows[-1] for other in headers if other.rows[-1] < header.top and other.overlaps(header)), default=0)
    headline = _headline(grid, header, above, matcher) if above else list(grid.between(0, header.top))
    cutter = _Cutter(grid, header, right, matcher.required)
    end = _end(grid, cutter, following, matcher)
    for row in grid.between(header.rows[-1], end):
        cutter.take(row)
    block = Block(
        sheet=grid.sheet.name,
        kind=header.reading.kind,
        header_rows=header.rows,
        columns=_columns(grid, header, right, cutter.rows),
        rows=cutter.rows,
        ignored_rows=cutter.ignored,
        notes="\n".join(cutter.notes),
    )
    _name_ticked(block, header, matcher)
    _read_headline(grid, block, headline, matcher, cutter.meta)
    return block


def _name_ticked(block: Block, header: Header, matcher: Matcher) -> None:
    """人才类别 over 党政人才, 高层次人才, 经商人才 with a √ in one of them: the caption is the answer."""
    for column in block.columns:
        *group, leaf = header.paths.get(column.column, ("",))
        meant = matcher.match(group) if group else None
        if not meant or meant.quality < STRONG or column.key not in (None, meant.key):
            continue
        cells = [row.cells[column.column] for row in block.rows if column.column in row.cells]
        if not cells or any(captions.text_of(cell).strip() not in TICKS for cell in cells):
            continue
        column.key = meant.key
        for row in block.rows:
            if column.column in row.cells:
                row.cells[column.column] = replace(row.cells[column.column], value=leaf)


def _same_columns(block: Block, header: Header) -> bool:
    return any(header.first <= column.column <= header.last for column in block.columns)


def _right_end(grid: Grid, header: Header, headers: list[Header]) -> int:
    """Entries beyond the last caption still belong to the table, up to the next table beside it."""
    beside = [other.first for other in headers if other.first > header.last]
    return min(beside) - 1 if beside else max(grid.last_column, header.last)


def _following(header: Header, headers: list[Header]) -> list[Header]:
    return [other for other in headers if other.top > header.rows[-1] and other.overlaps(header)]


def _end(grid: Grid, cutter: "_Cutter", following: list[Header], matcher: Matcher) -> int:
    """First row that belongs to the next table. A header that only repeats ours does not count, unless another subject is
    named above it: 一企一表, one below the other.
    """
    listed = set(cutter.header.reading.keys.values())
    for other in following:
        headline = _headline(grid, other, cutter.header.rows[-1], matcher)
        if not cutter.required <= listed and _names_required(grid, matcher, headline, cutter.required - listed):
            cutter.next_title = headline
            return other.top
        titled = any(captions.SECTION.match(run.text) for row in headline for run in grid.runs(row)[:1])
        row = other.rows[-1]
        if titled or not cutter.repeats(row, grid.runs(row, cutter.header.first, cutter.header.last)):
            cutter.next_title = headline
            return other.top
    return 10**9


def _headline(grid: Grid, header: Header, above: int, matcher: Matcher) -> list[int]:
    """The rows over a header that speak of its table: title and 填报单位, else the row of labels and answers that names its
    subject (`企业名称｜某公司｜联系人｜某某`).
    """
    if rows := headline_rows(grid, header, above):
        return rows
    last = list(grid.between(above, header.top))[-1:]
    absent = matcher.required - set(header.reading.keys.values())
    return last if _names_required(grid, matcher, last, absent) else []


def _names_required(grid: Grid, matcher: Matcher, rows: list[int], keys: frozenset[str]) -> bool:
    return any(field.key in keys and field.value is not None for field in read_fields(grid, matcher, rows))


@dataclass(slots=True)
class _Cutter:
    """Goes down the rows of one table."""

    grid: Grid
    header: Header
    right: int
    required: frozenset[str]
    rows: list[BlockRow] = field(default_factory=list)
    ignored: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    next_title: list[int] = field(default_factory=list)
    section: str = ""
    ended: bool = False
    serials: set[int] = field(init=False)
    captions: dict[int, set[str]] = field(init=False)

    def __post_init__(self):
        paths = self.header.paths
        self.serials = {column for column, path in paths.items() if path and is_serial(path[-1])}
        self.captions = {column: set(map(caption, path)) for column, path in paths.items()}

    def take(self, row: int) -> None:
        runs = self.grid.runs(row, self.header.first, self.right)
        if not runs:
            return
        why = self.why_ignored(row, runs)
        if why:
            self.ignored.append((row, why))
            text = " ".join(captions.text_of(run.cell).strip() for run in runs)
            if why == "block_title":
                self.section = text
            if why == "note":
                self.notes.append(text)
            elif why in ("signature", "meta"):
                for run in runs:
                    self.meta |= captions.read_meta(captions.text_of(run.cell))
            self.ended = self.ended or why in ("note", "signature")
            return
        cells = self.grid.sheet.rows[row]
        if min(cells) < self.header.first or max(cells) > self.right:
            cells = {column: cell for column, cell in cells.items() if self.header.first <= column <= self.right}
        self.rows.append(BlockRow(row, cells, hidden=row in self.grid.sheet.hidden_rows, section=self.section))

    def why_ignored(self, row: int, runs: list[Run]) -> str:
        """Code of the import schema, "" for a data row."""
        if self.repeats(row, runs):
            return "repeated_header"
        opening = [run.text for run in runs[:3]]
        few = len(runs) <= captions.LONGEST_PAGE_LINE
        if few and captions.may_be_page_line(opening[0]) and captions.is_page_line("".join(run.text for run in runs)):
            return "meta"
        if any(map(captions.EXAMPLE_CELL.search, opening)):
            return "note"
        if any(map(captions.TOTAL.match, opening[:2])):
            return "total"
        if any(map(captions.SUBTOTAL.match, opening[:2])):
            return "subtotal"
        if runs[-1].first in self.serials and opening[0].isdigit() and self.serials.issuperset(run.first for run in runs):
            return "blank"
        said = [run.text for run in runs if run.first not in self.serials] if len(runs) <= len(self.serials) + 1 else []
        if len(runs) <= 2 and captions.END_OF_LIST.match(runs[-1].text):
            return "blank"
        if len(said) == 1 and captions.NOTHING.match(said[0]):
            return "blank"
        return self._line_of_text(row, runs)

    def _line_of_text(self, row: int, runs: list[Run]) -> str:
        if row in self.next_title:
            return "block_title" if len(runs) == 1 else "meta"
        noted = captions.is_note(next((run.text for run in runs if not isinstance(run.cell.value, int | float)), ""))
        few = len(runs) <= FEW
        if not (few or noted or runs[0].text.endswith(":")):
            return ""
        names_subject = self._names_subject(row)
        if noted and (few or not names_subject):
            return "note"
        if few and captions.is_signature("".join(run.text for run in runs)) and not (names_subject and len(runs) > 1):
            return "signature"
        if runs[0].text.endswith(":") and (captions.is_signature(runs[0].text) or captions.is_meta_label(runs[0].text)):
            return "signature"
        if len(runs) > 1:
            return "note" if self.ended and few and not names_subject else ""
        run = runs[0]
        if self.ended:
            return "note"
        if captions.SECTION.match(run.text) or run.text in self._titles():
            return "block_title" if captions.SECTION.match(run.text) else "title"
        if captions.has_meta(run.text):
            return "meta"
        table = self.header.last - self.header.first + 1
        if run.wide and run.last - run.first + 1 >= max(table / 2, 3):
            return "note" if len(run.text) > 30 else "block_title"
        return ""

    def _titles(self) -> set[str]:
        return {run.text for row in self.grid.between(0, self.header.top) for run in self.grid.runs(row)}

    def _names_subject(self, row: int) -> bool:
        """Whether a column that must be filled holds something short here."""
        keys = self.header.reading.keys
        return any(
            0 < len(captions.text_of(self.grid.cell(row, column))) <= 40
            for column, key in keys.items()
            if key in self.required and self.grid.origin(row, column)[1] == column
        )

    def repeats(self, row: int, runs: list[Run]) -> bool:
        """Whether the row says what the header says, column by column, whole or its last row only."""
        same = other = 0
        for run in runs:
            if run.top != row or run.first > self.header.last:
                continue
            if caption(run.text) in self.captions.get(run.first, ()):
                same += 1
            else:
                other += 1
                if other > 2 and not same:
                    return False
        return same >= 2 and same > 1.5 * other


def _columns(grid: Grid, header: Header, right: int, rows: list[BlockRow]) -> list[BlockColumn]:
    columns = []
    for column in range(header.first, right + 1):
        path = header.paths.get(column, ())
        if not path and not any(column in row.cells for row in rows):
            continue
        columns.append(
            BlockColumn(
                column,
                "/".join(path),
                header.reading.keys.get(column),
                hidden=column in grid.sheet.hidden_columns,
                samples=_samples(rows, column),
            )
        )
    return columns


def _samples(rows: list[BlockRow], column: int) -> list[str]:
    samples: list[str] = []
    for row in rows:
        text = captions.text_of(row.cells.get(column)).strip()
        if text:
            samples.append(text)
            if len(samples) == SAMPLES:
                break
    return samples


def _read_headline(grid: Grid, block: Block, rows: list[int], matcher: Matcher, below: dict[str, str]) -> None:
    """title, meta and head of the block; lines below the table say only what the lines above do not."""
    titles: list[str] = []
    first, last = block.columns[0].column, block.columns[-1].column
    for row in rows:
        runs = [run for run in grid.runs(row) if run.first <= last and run.last >= first]
        for run, following in zip(runs, [*runs[1:], None], strict=False):
            text = captions.text_of(run.cell).strip()
            found = captions.read_meta(text)
            if not found and captions.is_meta_label(text) and following:
                found = captions.bare_meta(text, captions.text_of(following.cell))
            block.meta = found | block.meta
            if not found or "measure" in found:
                titles.append(text)
    block.title = "\n".join(titles)
    block.meta = below | block.meta
    listed = {column.key for column in block.columns if column.key}
    block.head = read_head(grid, matcher, rows, listed)

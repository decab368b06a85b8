"""Finds the headers of a sheet: one to four rows, merged or not, anywhere, several above or beside each other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import and_

from talentbase.sheets import captions
from talentbase.sheets.grid import Grid, Run
from talentbase.sheets.headers import Matcher, Reading, fold_header, is_serial, read_header, without_brackets
from talentbase.text.folding import fold

HEIGHT = 4
LOOK_CLOSELY = 20  # rows from the top that are examined even if no caption is spelt exactly
CAPTION_LENGTH = 40
MONTH_CAPTION = re.compile(r"\d{1,2}月份?")  # 4月｜5月｜6月 over the sums of a roster
TITLE_LINES = 3  # above a header, as far as its title may stand
TITLED = 0.6  # of the best kind's score: from here on the title decides


@dataclass(slots=True)
class Header:
    """paths: {column: texts from the top row down}; the table spans first..last, read as `reading.kind`."""

    rows: list[int]
    first: int
    last: int
    paths: dict[int, tuple[str, ...]]
    reading: Reading

    @property
    def top(self) -> int:
        return self.rows[0]

    def overlaps(self, other: "Header") -> bool:
        return self.first <= other.last and other.first <= self.last


class HeaderFinder:
    """One for a whole workbook: keeps the recipes' aliases for a quick look at every row."""

    def __init__(self, matchers: dict[str, Matcher], titles: Mapping[str, str] | None = None):
        """titles: {kind: pattern of the titles its tables bear}; a title decides where the captions fit several kinds."""
        self.matchers = matchers
        self.titles = {kind: re.compile(pattern) for kind, pattern in (titles or {}).items()}
        self.captions = {name for matcher in matchers.values() for name in matcher.aliases}

    def find(self, grid: Grid) -> list[Header]:
        """Headers from the top down, those of one row from the left."""
        found: list[Header] = []
        done = 0
        for position, row in enumerate(grid.rows):
            closely = not found and position < LOOK_CLOSELY
            if row <= done or not (closely or self._promising(grid, row)):
                continue
            headers = self._at(grid, row)
            if headers:
                found += headers
                done = max(header.rows[-1] for header in headers)
        return found

    def _promising(self, grid: Grid, row: int) -> bool:
        """A quick look at every row of a long sheet: two cells and a quarter of the texts are somebody's alias to the letter."""
        hits = texts = 0
        for cell in grid.sheet.rows[row].values():
            value = cell.value
            if type(value) is str and len(value) <= CAPTION_LENGTH:
                texts += 1
                hits += value in self.captions or (not value.isalnum() and "".join(value.split()) in self.captions)
        return hits >= 2 and hits * 4 >= texts

    def _at(self, grid: Grid, row: int) -> list[Header]:
        """Headers that begin in this row: the height that is understood best, the lower one if equal."""
        best: list[Header] = []
        best_score = 0.0
        rows: list[int] = []
        for _ in range(HEIGHT):
            following = row if not rows else grid.next_row(rows[-1])
            if following is None or (rows and following > rows[-1] + 1):
                break
            rows = [*rows, following]
            if not self._may_be_header(grid, following, first=len(rows) == 1):
                break
            if _reaches_below(grid, rows) or not self._fits(grid, rows):
                continue
            headers = self._split(grid, rows)
            score = sum(header.reading.score for header in headers)
            if score > best_score + 0.3:
                best, best_score = headers, score
        return [self._with_groups_above(grid, header) for header in best]

    def _may_be_header(self, grid: Grid, row: int, *, first: bool) -> bool:
        """Captions are short texts; a row of numbers, dates, long sentences or `填报单位：…` is none."""
        runs = grid.runs(row)
        own = [run for run in runs if run.top == row]
        if first and (not own or (len(runs) == 1 and not self._is_lone_group(grid, row, own[0]))):
            return False
        if _answers_labels(own) or (len(runs) == 1 and captions.SECTION.match(runs[0].text)):
            return False
        odd = 0
        for run in own:
            value = run.cell.value
            if not isinstance(value, str):
                if not (isinstance(value, int) and 2000 <= value <= 2100 and len(own) > 3):
                    return False
            elif _states_something(run.text) or (captions.is_meta_label(value) and not self.knows(run.text)):
                return False
            else:
                odd += len(without_brackets(run.text)[0]) > CAPTION_LENGTH or (
                    fold_header(run.text)[:1].isdigit() and not MONTH_CAPTION.fullmatch(run.text)
                )
        return odd <= len(own) / 3

    def _is_lone_group(self, grid: Grid, row: int, run: Run) -> bool:
        """`家庭联系人` alone in its row, over some of the captions below: not a title, which begins at the left edge."""
        below = grid.runs(row + 1)
        return run.wide and len(below) > 2 and run.first > below[0].first and len(run.text) <= 15

    def knows(self, text: str) -> bool:
        """Whether a folded text is somebody's alias, with or without its brackets."""
        caption = fold_header(text)
        return caption in self.captions or without_brackets(caption)[0] in self.captions

    def _fits(self, grid: Grid, rows: list[int]) -> bool:
        if len(rows) == 1:
            return not self.is_form_row(grid, rows[0])
        return all(self._stack(grid, upper, lower) for upper, lower in zip(rows, rows[1:], strict=False))

    def is_form_row(self, grid: Grid, row: int) -> bool:
        """`企业名称｜某厂｜联系人｜某某`: labels never side by side, and other labels stand right below them."""
        labels = [run for run in grid.runs(row) if self.knows(run.text)]
        if not labels or any(left.last + 1 == right.first for left, right in zip(labels, labels[1:], strict=False)):
            return False
        below = grid.next_row(row)
        while below is not None and len(grid.runs(below)) == 1:
            below = grid.next_row(below)
        if below is None:
            return False
        under = {run.first: run.text for run in grid.runs(below)}
        stacked = sum(label.first in under and self._is_caption(under[label.first]) for label in labels)
        return stacked * 2 >= len(labels)

    def _is_caption(self, text: str) -> bool:
        return self.knows(text) or is_serial(text)

    def _stack(self, grid: Grid, upper: int, lower: int) -> bool:
        """False where two captions of different meaning stand straight above each other: no header, but two tables' rows."""
        below = {run.first: run for run in grid.runs(lower) if run.top == lower}
        for run in grid.runs(upper):
            under = below.get(run.first)
            if under is None or run.top != upper or run.last != under.last or self._groups(grid, run, upper, below):
                continue
            if (
                self.knows(run.text)
                and self._is_caption(under.text)
                and fold_header(run.text + under.text) not in self.captions
            ):
                return False
        return True

    @staticmethod
    def _groups(grid: Grid, run: Run, upper: int, below: dict[int, Run]) -> bool:
        """A caption over several columns without a merge: nothing stands on its right, something below that."""
        beside = run.last + 1
        return beside in below and not grid.runs(upper, beside, beside)

    def _with_groups_above(self, grid: Grid, header: Header) -> Header:
        """Adds a row of upper captions that has no caption of its own over most columns (`家庭联系人` over 姓名, 电话)."""
        above = header.top - 1
        runs = [run for run in grid.runs(above, header.first, header.last) if not captions.has_meta(run.text)]
        reached = any(run.top < header.top for run in grid.runs(header.top, header.first, header.last))
        width = header.last - header.first + 1
        groups = [run for run in runs if run.wide and (run.last - run.first + 1) <= 0.6 * width and len(run.text) <= 15]
        if not reached and (not groups or len(groups) < len(runs)):
            return header
        rows = [above, *header.rows]
        paths = {column: path for column, path in header_paths(grid, rows).items() if header.first <= column <= header.last}
        reading = read_header(header.reading.kind, self.matchers[header.reading.kind], paths)
        return Header(rows, header.first, header.last, paths, reading)

    def _split(self, grid: Grid, rows: list[int]) -> list[Header]:
        """One header, or several beside each other where each stands on its own."""
        paths = header_paths(grid, rows)
        whole = self._header(grid, rows, paths)
        for parts in (_parts_at_gaps(paths), _parts_at_repeats(paths)):
            if len(parts) < 2:
                continue
            alone = [header for part in parts if (header := self._header(grid, rows, part)) and _stands_alone(header)]
            if len(alone) == len(parts):
                return alone
            if len(alone) >= 2:
                return _with_leftovers(alone, paths)
        return [whole] if whole else []

    def _header(self, grid: Grid, rows: list[int], paths: dict[int, tuple[str, ...]]) -> Header | None:
        readings = [read_header(kind, matcher, paths) for kind, matcher in self.matchers.items()]
        readings = [reading for reading in readings if _acceptable(reading, paths)]
        if not readings:
            return None
        best = max(readings, key=lambda reading: reading.score)
        kind = self._kind_titled(grid, rows[0], min(paths), max(paths))
        titled = next((reading for reading in readings if reading.kind == kind and not reading.missing), best)
        if titled.score >= TITLED * best.score:
            best = titled
        return Header(rows, min(paths), max(paths), paths, best)

    def _kind_titled(self, grid: Grid, row: int, first: int, last: int) -> str:
        """The kind that the nearest line over the table speaks of, else the sheet's name or first line; "" where none does."""
        lines: list[str] = []
        for above in range(row - 1, max(row - 1 - TITLE_LINES, 0), -1):
            runs = [run for run in grid.runs(above) if run.first <= last and run.last >= first]
            if runs and not is_headline(runs):
                break
            lines += [run.text for run in runs]
        lines += [grid.sheet.name, *(run.text for run in grid.runs(grid.rows[0])[:1])]
        for line in lines:
            spoken_of = [kind for kind, pattern in self.titles.items() if pattern.search(line)]
            if spoken_of:
                return spoken_of[0] if len(spoken_of) == 1 else ""
        return ""


def _answers_labels(runs: list[Run]) -> bool:
    """`单位名称:｜某所｜联系人:｜某某` is a line of a form: every second text is a label with its colon."""
    colons = [run.text.endswith(":") for run in runs]
    return 0 < sum(colons) < len(runs) <= 2 * sum(colons) + 1 and not any(map(and_, colons, colons[1:]))


def _states_something(text: str) -> bool:
    """`填报单位:某镇` does, the caption `联系电话:` does not."""
    return captions.has_meta(text.rstrip(":"))


def _acceptable(reading: Reading, paths: dict[int, tuple[str, ...]]) -> bool:
    # 人才类别 over three columns of ticks asks one thing
    unknown = {
        path[:-1] or (column,) for column, path in paths.items() if column not in reading.keys and not is_serial(path[-1])
    }
    captions_found = len(reading.keys) + len(unknown)
    distinct = reading.distinct
    # a wide list of another office is ours as soon as it names its subject and four things about it
    plain = not reading.missing and reading.strong >= 4
    if reading.strong < 2 or distinct / max(captions_found, 1) < (0.1 if plain else 0.3):
        return False
    if reading.missing and reading.missing == reading.required:
        return distinct >= 4 and distinct / captions_found >= 0.5
    return distinct >= 3 or distinct / captions_found >= 0.5


def _stands_alone(header: Header) -> bool:
    reading = header.reading
    return bool(reading.required - reading.missing) if reading.required else reading.distinct >= 3


def header_paths(grid: Grid, rows: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Texts of each column from the top row down; a caption written once over several columns counts for all of them."""
    paths: dict[int, list[str]] = {}
    origins: dict[int, tuple[int, int]] = {}
    for row in rows:
        lower = row != rows[-1]
        for run in grid.runs(row):
            for column in range(run.first, run.last + 1):
                if origins.get(column) == grid.origin(row, column):
                    continue
                origins[column] = grid.origin(row, column)
                path = paths.setdefault(column, [])
                if not path or path[-1] != run.text:
                    path.append(run.text)
        if lower:
            _carry(grid, row, rows, paths)
    return {column: tuple(path) for column, path in sorted(paths.items())}


def _carry(grid: Grid, row: int, rows: Sequence[int], paths: dict[int, list[str]]) -> None:
    """`联系方式` written over the first of two columns only, without a merge: it is the second one's group as well."""
    below = rows[rows.index(row) + 1]
    leaves = {column for run in grid.runs(below) if run.top == below for column in range(run.first, run.last + 1)}
    for run in grid.runs(row):
        if run.wide or run.top != row or run.first not in leaves:
            continue
        column = run.first + 1
        while column in leaves and not paths.get(column):
            paths[column] = [run.text]
            column += 1


def _reaches_below(grid: Grid, rows: list[int]) -> bool:
    """Whether a caption of these rows is merged down into the next row: then that row belongs to the header."""
    below = rows[-1] + 1
    return any(
        grid.origin(below, run.first)[0] in rows and grid.cell(below, run.first).filled_from is not None
        for run in grid.runs(rows[-1])
    )


def _parts_at_gaps(paths: dict[int, tuple[str, ...]]) -> list[dict[int, tuple[str, ...]]]:
    parts: list[dict[int, tuple[str, ...]]] = []
    for column, path in paths.items():
        if not parts or column - 1 not in paths:
            parts.append({})
        parts[-1][column] = path
    return parts


def _parts_at_repeats(paths: dict[int, tuple[str, ...]]) -> list[dict[int, tuple[str, ...]]]:
    """`序号 姓名 电话 序号 姓名 电话`: cut where the first caption comes again."""
    first = fold(paths[min(paths)][-1])
    parts: list[dict[int, tuple[str, ...]]] = []
    for column, path in paths.items():
        if not parts or (fold(path[-1]) == first and len(path) == 1):
            parts.append({})
        parts[-1][column] = path
    return parts if all(len(part) >= 2 for part in parts) else []


def _with_leftovers(alone: list[Header], paths: dict[int, tuple[str, ...]]) -> list[Header]:
    """A part that is no table of its own belongs to the table on its left."""
    for header, following in zip(alone, [*alone[1:], None], strict=False):
        end = following.first if following else max(paths) + 1
        header.paths = {column: path for column, path in paths.items() if header.first <= column < end}
        header.last = max(header.paths)
    return alone


def headline_rows(grid: Grid, header: Header, above: int) -> list[int]:
    """Rows over the header up to row `above` (exclusive) that carry its title and 填报单位 lines."""
    rows: list[int] = []
    for row in reversed(list(grid.between(above, header.top))):
        runs = grid.runs(row)
        if not is_headline(runs):
            break
        rows.insert(0, row)
    return rows


def is_headline(runs: list[Run]) -> bool:
    """A title (one text in the row) or a line of 填报单位, 填报时间 and the like."""
    texts = [run.text for run in runs]
    if any(captions.is_note(text) or captions.TOTAL.match(text) for text in texts):
        return False
    stated = captions.has_meta(texts[0]) or captions.is_meta_label(texts[0])
    return len(runs) == 1 or (stated and len(runs) <= 6)

"""What the page of one task shows: a line per answer of each unit, the units that are silent, and the sums of both."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import median

from talentbase.accounts.models import Unit
from talentbase.accounts.scope import reach_of
from talentbase.imports.models import Batch, Row
from talentbase.imports.recipe import recipes
from talentbase.submissions import absent
from talentbase.submissions.actions import clean, why_not_clean
from talentbase.submissions.models import VOID, Expected, Submission, Task

NUMBERS = ("rows", "added", "changed", "same", "absent", "held", "doubles")
FAILED = ("没有接收", "无法读取", "读取失败", "导入失败")
MANY_ABSENT, MUCH_MORE = 10, 3  # worth a word: that many people, and that many times the usual number


@dataclass
class Line:
    """One row of the table. expected: the duty of the unit or firm, None where it is not asked. submission None: nothing came.

    numbers: keys of NUMBERS; absent is None where it cannot be told. undecided: doubtful rows without a decision.
    """

    unit: Unit | None
    expected: Expected | None = None
    submission: Submission | None = None
    numbers: dict[str, int | None] = field(default_factory=dict)
    undecided: int = 0
    label: str = "未报"
    tone: str = "red"
    kind: str = ""
    answered_in: Submission | None = None  # a list of several firms that names this one
    is_answered: bool = False  # the duty is, be it by another line

    @property
    def firm(self) -> str:
        """The firm it is about; then `unit` looks after it."""
        if self.submission and self.submission.firm:
            return self.submission.firm
        return str((self.expected and self.expected.enterprise) or "")

    @property
    def mark(self) -> str:
        """What the tick box says: a file or answer that came, or a duty without one."""
        return f"s{self.submission.pk}" if self.submission else f"e{self.expected.pk}"

    @property
    def batch(self) -> Batch | None:
        return self.submission.batch if self.submission else None

    @property
    def counts(self) -> bool:
        """Whether it stands for an answer of its unit."""
        return bool(self.answered_in or (self.submission and self.submission.is_answer))

    @property
    def has_failed(self) -> bool:
        """A job broke off; the batch's page says what to do."""
        return self.label in ("读取失败", "导入失败")

    @property
    def has_faults(self) -> bool:
        return bool(self.batch and self.counts and (self.numbers.get("held") or self.batch.counts.get("repeated")))

    @property
    def is_removable(self) -> bool:
        """What became nothing, or is nobody's."""
        if not self.submission or not (self.batch or self.submission.refusal):
            return False
        return self.label in FAILED or bool(self.batch and self.batch.is_open and not self.submission.unit_id)

    @property
    def is_checkable(self) -> bool:
        return bool(self.batch and self.batch.is_open and self.submission.unit_id)


LONG = 25  # lines from which on the table has tabs
TABS = {"": "全部", "missing": "未报", "asked": "待处理", "faulty": "有错、未收", "done": "已导入", "answered": "无需求、沿用"}
PARTS = {
    "missing": lambda line: bool(line.expected) and not line.is_answered,
    "asked": lambda line: bool(line.undecided) or line.tone == "amber",
    "faulty": lambda line: line.has_faults or line.label in FAILED,
    "done": lambda line: bool(line.batch) and line.batch.state == Batch.State.APPLIED,
    "answered": lambda line: line.counts and line.batch is None,
}


@dataclass
class Inbox:
    lines: list[Line]
    older: list[Submission]
    asked: int
    answered: int
    faulty: int
    clean_rows: int
    is_working: bool

    @property
    def missing(self) -> int:
        return self.asked - self.answered

    @property
    def right(self) -> int:
        """Units that answered without a fault."""
        return self.answered - self.faulty

    @property
    def has_firms(self) -> bool:
        return any(line.firm for line in self.lines)

    def tabs(self) -> list[tuple[str, str, int]]:
        """(key, label, how many) of the parts of a long table; empty for a short one."""
        if len(self.lines) < LONG:
            return []
        return [(key, label, len(self.part(key))) for key, label in TABS.items()]

    def part(self, key: str) -> list[Line]:
        """All lines for a key that is none, and for a table that has no tabs."""
        if key not in PARTS or len(self.lines) < LONG:
            return self.lines
        return [line for line in self.lines if PARTS[key](line)]

    @property
    def returns(self) -> list[Line]:
        return [line for line in self.lines if line.has_faults]


def inbox(task: Task, user) -> Inbox:
    """Everything of the task the user may see, read in a handful of statements, and a few per file for 本次未报."""
    sent = list(task.submissions.visible_to(user).select_related("unit", "batch__unit", "batch__file", "batch__job", "task"))
    sent = [each for each in sent if not (each.batch and each.batch.state == Batch.State.DROPPED)]
    by_sender = defaultdict(list)
    for each in sent:
        by_sender[each.unit_id, each.firm_key].append(each)
    open_questions = _undecided(sent)
    lines, older = [], []
    asked = list(task.expected.visible_to(user).select_related("unit", "enterprise"))
    asks_firms = any(expected.enterprise for expected in asked)
    listed = _listed(sent)
    for expected in asked:
        found, rest = _sent_by(expected, by_sender)
        lines += [_line(each, expected, open_questions) for each in found] or [_silent(expected, listed)]
        older += rest
    for (unit, firm), strangers in sorted(by_sender.items(), key=lambda item: item[0][0] is None):
        together = unit is None or (asks_firms and not firm)  # a unit's lists of several firms stand beside one another
        shown, rest = (strangers, []) if together else _split(strangers)
        lines += [_line(each, None, open_questions) for each in shown]
        older += rest
    counted = {line.expected.pk for line in lines if line.expected and line.counts}
    for line in lines:
        line.is_answered = bool(line.expected) and line.expected.pk in counted
    faulty = {line.expected.pk for line in lines if line.expected and line.has_faults}
    working = any(line.batch and line.batch.job and line.batch.job.is_open for line in lines)
    good = sum(each.batch.counts["good"] for each in clean(task, user))
    return Inbox(lines, older, len(asked), len(counted), len(faulty), good, working)


def totals(lines: list[Line]) -> dict[str, int]:
    """The last row of the table: of the lines it shows."""
    return {key: sum(line.numbers.get(key) or 0 for line in lines) for key in NUMBERS}


def _listed(sent: list[Submission]) -> dict[tuple[int, str], Submission]:
    """{(unit, firm): the list of several firms that answers for it}."""
    lists = (each for each in sent if each.is_answer and not each.firm_key)
    return {(each.unit_id, key): each for each in lists for key in each.firm_keys}


def _silent(expected: Expected, listed: dict) -> Line:
    """A duty without a file or answer of its own."""
    line = Line(expected.unit, expected)
    if expected.enterprise and (whole := listed.get((expected.unit_id, expected.enterprise.folded_name))):
        line.answered_in, line.label, line.tone = whole, "在汇总表中", "green"
    return line


def _sent_by(expected: Expected, by_sender: dict) -> tuple[list[Submission], list[Submission]]:
    """Takes out of `by_sender` what this duty was answered with: a firm's own files, or all of a unit, firm by firm.

    A firm's file that waits for its unit stands with the firm, and counts once the unit is known.
    """
    if expected.enterprise:
        own = expected.enterprise.folded_name
        keys = [key for key in by_sender if key in ((expected.unit_id, own), (None, own))]
    else:
        keys = [key for key in by_sender if key[0] == expected.unit_id]
    parts = [_split(by_sender.pop(key)) for key in keys]
    return [each for shown, _ in parts for each in shown], [each for _, rest in parts for each in rest]


def _split(sent: list[Submission]) -> tuple[list[Submission], list[Submission]]:
    """(those that count, the older ones): what arrived last stands for the unit; without an answer, the last attempt does."""
    answers = [each for each in sent if each.is_answer]
    refused = [each for each in sent if each.refusal]
    last = max((each.arrived_at for each in answers or sent), default=None)
    shown = [each for each in answers or sent if each.arrived_at == last and not each.refusal]
    older = [each for each in sent if each not in shown and each not in refused]
    return shown + refused, older


def _undecided(sent: list[Submission]) -> Counter:
    """{batch: doubtful rows that wait for a decision}."""
    states = [Batch.State.COLUMNS, Batch.State.CHECK, Batch.State.DUPLICATES, Batch.State.APPLIED]
    batches = [each.batch_id for each in sent if each.batch and each.batch.state in states]
    rows = Row.objects.filter(batch__in=batches, state=Row.State.DOUBTFUL, decision="", outcome="")
    return Counter(rows.exclude(duplicate__contains={"hidden": True}).values_list("batch", flat=True))


def _line(submission: Submission, expected: Expected | None, open_questions: Counter) -> Line:
    batch = submission.batch
    line = Line(submission.unit, expected, submission)
    if batch:
        line.undecided = open_questions[batch.pk]
        line.kind = recipes()[batch.kind].label if batch.kind in recipes() else "多类" if batch.kind else ""
        if batch.counts and batch.state not in VOID:
            line.numbers = numbers_of(submission)
    line.label, line.tone = state_of(submission, line.undecided)
    return line


def numbers_of(submission: Submission) -> dict[str, int | None]:
    """人数 = 新增 + 变化 + 未变 + 错误 + 重复（含疑似） + 不导入. 本次未报 only where there is a list to compare."""
    batch = submission.batch
    counts = batch.counts
    numbers = {key: counts.get(key, 0) for key in ("rows", "added", "changed", "same", "held")}
    numbers["doubles"] = counts.get("repeated", 0) + counts.get("doubtful", 0)
    listed = absent.of_submission(submission)
    numbers["absent"] = None if listed is None else len(listed)
    return numbers


def state_of(submission: Submission, undecided: int) -> tuple[str, str]:
    """(word, tone of its tag)."""
    batch = submission.batch
    if submission.refusal:
        return "没有接收", "red"
    if batch is None:
        return submission.get_answer_display(), "green"
    failed = batch.job and not batch.job.is_open and batch.job.state != "done"
    fixed = {
        Batch.State.READING: ("读取失败", "red") if failed else ("正在读取", ""),
        Batch.State.APPLYING: ("导入失败", "red") if failed else ("正在导入", ""),
        Batch.State.APPLIED: (f"已导入{_written(batch)}行" + (f"，待判定{undecided}行" if undecided else ""), "green"),
        Batch.State.REFUSED: ("无法读取", "red"),
        Batch.State.UNDONE: ("已撤销", ""),
    }
    if batch.state in fixed:
        return fixed[batch.state]
    if reason := why_not_clean(submission):
        return reason, "amber"
    if undecided:
        return f"待判定{undecided}行", "amber"
    return ("有错，待退回", "amber") if batch.counts.get("held") else ("可导入", "blue")


def _written(batch: Batch) -> int:
    return sum(batch.counts.get(f"did_{outcome}", 0) for outcome in ("added", "changed", "same"))


def notices(box: Inbox) -> list[str]:
    """要留意的: sentences about numbers that look odd."""
    known = [
        (line.unit, line.numbers["absent"]) for line in box.lines if line.counts and line.numbers.get("absent") is not None
    ]
    usual = median(number for _, number in known) if known else 0
    said = [
        f"{unit}本次未报{number}人，比其他单位多，可能漏了一页。"
        for unit, number in known
        if len(known) > 2 and number >= MANY_ABSENT and number >= MUCH_MORE * usual
    ]
    total = sum(number for _, number in known)
    if total:
        said.append(f"本次未报的{total}人不会自动移出，由报送单位注明去向后处理。")
    if unknown := sum(
        bool(line.submission) and not line.submission.unit_id and not line.submission.refusal for line in box.lines
    ):
        said.append(f"{unknown}个文件不知道是哪个单位的，选择单位后才能导入。")
    if waiting := sum(line.undecided for line in box.lines):
        said.append(f"疑似重复的{waiting}行待判定，不影响同一文件的其他行导入。")
    return said


def is_county(user) -> bool:
    return reach_of(user).scope == "county"

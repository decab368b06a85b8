"""本次未报: who was on a unit's last list and is not on this one. The register of a kind lies above and says so in `ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from talentbase.accounts.models import Unit
from talentbase.imports.models import Batch
from talentbase.submissions.models import Absence, Submission

Find = Callable[[Unit, Batch], Iterable[tuple[int, str, str]]]  # (id, words, address) of who is missing
Follow = Callable[..., None]  # (record id, answer, unit=, by=): what the register does on an answer of Absence.Answer


@dataclass(frozen=True)
class Missing:
    """record: id in the register. answer: what the clerk said, None as long as he has not."""

    record: int
    words: str
    url: str
    answer: Absence | None = None


_finders: dict[str, Find] = {}
_followers: dict[str, Follow] = {}


def register(kind: str, find: Find, follow: Follow) -> None:
    """kind: of the recipe."""
    _finders[kind], _followers[kind] = find, follow


def of_submission(submission: Submission) -> list[Missing] | None:
    """None where there is nothing to compare: no file of a known unit and one kind, or one that was taken back.

    A unit may send its list in several files at once; they are compared together, and the first of them answers for all.
    Those answered for stay on the list, also when their claim has ended since.
    """
    batch = submission.batch
    if not submission.unit_id or not _is_listed(batch):
        return None
    files = _files(submission)
    if files[0] != batch:
        return None
    first, *others = [list(_finders[each.kind](each.unit, each)) for each in files]
    everywhere = set.intersection({each[0] for each in first}, *({each[0] for each in found} for found in others))
    answers = {answer.record: answer for answer in Absence.objects.filter(batch=batch)}
    found = [Missing(*each) for each in first if each[0] in everywhere]
    listed = [replace(each, answer=answers.pop(each.record, None)) for each in found]
    return listed + [Missing(answer.record, answer.words, "", answer) for answer in answers.values()]


def _is_listed(batch: Batch | None) -> bool:
    active = batch and (batch.is_open or batch.state in (Batch.State.APPLYING, Batch.State.APPLIED))
    return bool(active and batch.kind in _finders)


def _files(submission: Submission) -> list[Batch]:
    """All lists of the kind that the unit sent together with this one, the first file first."""
    together = Submission.objects.answering().filter(
        task=submission.task_id, unit=submission.unit_id, arrived_at=submission.arrived_at, batch__kind=submission.batch.kind
    )
    sent = together.order_by("pk").select_related("batch__unit")
    return [each.batch for each in sent if _is_listed(each.batch)]


def follow(batch: Batch, record: int, answer: str, *, by) -> None:
    _followers[batch.kind](record, answer, unit=batch.unit, by=by)

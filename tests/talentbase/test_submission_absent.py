"""本次未报: who was on the last list and is not on this one, and what the register does with the answer."""

import pytest

from people.registry.models import Person
from talentbase.accounts.scope import acting_as
from talentbase.audit.actor import set_local
from talentbase.imports.models import Row
from talentbase.submissions import absent, actions
from talentbase.submissions.inbox import NUMBERS, inbox, totals
from talentbase.submissions.models import Absence, Submission
from tests.factories import make_user, township
from tests.talentbase.townships import bytes_of, drop, import_all, opened, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return make_user()


@pytest.fixture
def task(clerk):
    return opened(clerk)


def second_list(task, clerk, tmp_path, rows) -> Submission:
    """元村镇 reports three people, then `rows` under a later task."""
    drop(task, clerk, bytes_of(tmp_path, "元村镇"))
    import_all(task, clerk)
    later = opened(clerk, "2027年上半年在外人才更新", [township()])
    drop(later, clerk, bytes_of(tmp_path, "元村镇", rows))
    return Submission.objects.get(task=later)


def test_who_is_missing_from_the_new_list_is_named_and_accounted_for(task, clerk, tmp_path, as_user):
    rows = [somebody("元村镇", 1, employer="新单位"), somebody("元村镇", 4)]
    submission = second_list(task, clerk, tmp_path, rows)
    client, address = as_user(clerk), f"/submissions/rows/{submission.pk}/absent/"
    numbers = inbox(submission.task, clerk).lines[0].numbers
    assert (numbers["added"], numbers["changed"], numbers["absent"]) == (1, 1, 2)
    gone, moved = absent.of_submission(submission)
    assert gone.words in client.get(address).content.decode()
    client.post(address, {"record": gone.record, "answer": "deceased"})
    client.post(address, {"record": moved.record, "answer": "moved"})
    assert Person.objects.get(pk=gone.record).status == "deceased"
    left = Person.objects.get(pk=moved.record)
    assert left.unit_ids == [] and not left.claims.exists() and Person.objects.present().count() == 3
    assert inbox(submission.task, clerk).lines[0].numbers["absent"] == 2 == Absence.objects.count()
    assert client.post(address, {"record": moved.record, "answer": "forgotten"}).status_code == 422


def test_a_list_in_two_files_is_compared_as_one(task, clerk, tmp_path):
    first = second_list(task, clerk, tmp_path, [somebody("元村镇", 1)])
    files = [bytes_of(tmp_path, "元村镇", [somebody("元村镇", n)], f"元村镇{n}.xlsx") for n in (2, 3)]
    drop(first.task, clerk, *files)
    lines = [line for line in inbox(first.task, clerk).lines if line.batch]
    assert [line.numbers["absent"] for line in lines] == [1, None] and len(lines) == 2


def test_a_forgotten_person_stays_as_he_was(task, clerk, tmp_path):
    submission = second_list(task, clerk, tmp_path, [somebody("元村镇", 1), somebody("元村镇", 2, "1990.13")])
    (only,) = absent.of_submission(submission)  # the row with an error stands for its name
    actions.answer_absent(submission, only.record, "forgotten", by=clerk)
    assert Person.objects.get(pk=only.record).unit_ids == [township().pk]
    actions.answer_absent(submission, only.record, "ended", by=clerk)
    assert Person.objects.get(pk=only.record).unit_ids == []


def test_a_township_ends_its_own_claim(task, clerk, tmp_path):
    submission = second_list(task, clerk, tmp_path, [somebody("元村镇", 1), somebody("元村镇", 2)])
    mine = make_user("township", township())
    with acting_as(mine):
        (only,) = absent.of_submission(submission)
        actions.answer_absent(submission, only.record, "ended", by=mine)
        assert not Person.objects.filter(pk=only.record).exists()
    set_local({"scope": "county"})
    assert Person.objects.get(pk=only.record).unit_ids == []


def test_every_number_on_the_page_equals_its_rows(task, clerk, tmp_path):
    rows = [somebody("元村镇", 1, employer="新单位"), somebody("元村镇", 2), somebody("元村镇", 4), somebody("元村镇", 4)]
    submission = second_list(task, clerk, tmp_path, [*rows, somebody("元村镇", 5, "1990.13")])
    box = inbox(submission.task, clerk)
    numbers, stored = box.lines[0].numbers, submission.batch.rows
    good = stored.filter(state=Row.State.GOOD)
    behind = {
        "rows": stored.count(),
        "added": good.filter(target=None).count(),
        "changed": good.exclude(target=None).exclude(duplicate__changes=[]).count(),
        "same": good.filter(duplicate__changes=[]).count(),
        "absent": len(absent.of_submission(submission)),
        "held": stored.filter(state=Row.State.HELD).count(),
        "doubles": stored.filter(state__in=[Row.State.DOUBTFUL, Row.State.REPEATED]).count(),
    }
    assert numbers == behind == totals(box.lines) and set(behind) == set(NUMBERS)
    assert numbers["rows"] == sum(numbers[key] for key in ("added", "changed", "same", "held", "doubles"))

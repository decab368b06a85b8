"""What is wrong with a roll before money leaves: sums, accounts, people who have left, months that are paid already."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from people.benefits.models import Payment, Roll
from people.growth.models import Stage
from people.registry.models import Person

SHORTEST_ACCOUNT, LONGEST_ACCOUNT = 8, 25


@dataclass(frozen=True)
class Problem:
    """blocks: money must not be paid before it is mended; else somebody has to have looked."""

    payment: Payment | None
    words: str
    blocks: bool


def problems(roll: Roll) -> list[Problem]:
    """Of the roll first, then line by line."""
    lines = list(roll.payments.select_related("person").order_by("id"))
    found = [*_of_roll(roll, lines)]
    accounts = Counter(line.account_hash for line in lines if line.account_hash)
    left = _left(lines)
    for line in lines:
        found += [Problem(line, words, True) for words in _sums(roll, line)]
        found += [Problem(line, words, False) for words in _persons(line, left)]
        if line.person_id and line.person.id_number_hash not in ("", line.id_number_hash):
            found.append(Problem(line, "身份证号与档案不一致", True))
        if accounts[line.account_hash] > 1 and line.account_hash:
            found.append(Problem(line, "与册内他人的账号相同", True))
        if not line.account_cipher:
            found.append(Problem(line, "没有银行账号", True))
        elif not SHORTEST_ACCOUNT <= len(line.account) <= LONGEST_ACCOUNT:
            found.append(Problem(line, "账号位数不对，可能已丢失末几位", True))
    return found


def _of_roll(roll: Roll, lines: list[Payment]):
    if not lines:
        yield Problem(None, "册内还没有人", True)
    if roll.clause is None:
        yield Problem(None, "没有选择政策条款，不能据以发放", True)
    elif lacks := roll.clause.lacks:
        yield Problem(None, f"条款“{roll.clause}”缺{'、'.join(lacks)}，补全后才能发放", True)
    elif not roll.clause.policy.is_in_force:
        yield Problem(None, f"政策“{roll.clause.policy}”不在有效期内", False)


def _sums(roll: Roll, line: Payment):
    if line.amount is None or line.amount == 0:
        yield "没有金额"
        return
    times = roll.times
    if line.standard is not None and line.standard * times != line.amount:
        yield f"{_yuan(line.standard)}元×{times}应为{_yuan(line.standard * times)}元，册内为{_yuan(line.amount)}元"
    standard = roll.clause.standard_yuan if roll.clause_id else None
    if standard is not None and line.amount != standard * times:
        yield f"与条款标准{_yuan(standard)}元不符"


def _yuan(amount: Decimal) -> str:
    return f"{Decimal(amount).normalize():f}"


def _left(lines: list[Payment]) -> dict[int, str]:
    """{person: since when} of those whose growth file says that they left."""
    people = [line.person_id for line in lines if line.person_id]
    stages = Stage.objects.filter(person__in=people, kind=Stage.Kind.LEFT).order_by("begun")
    return dict(stages.values_list("person_id", "begun"))


def _persons(line: Payment, left: dict[int, str]):
    person = line.person
    if person is None:
        yield "没有关联档案，请核对是不是本人"
        return
    if person.status in (Person.Status.DECEASED, Person.Status.RETIRED) or person.archived_at:
        yield f"档案中已是“{person.get_status_display() if not person.archived_at else '归档'}”"
    if (since := left.get(person.pk)) and (not line.months or max(line.months) >= since[:7]):
        yield f"{since.replace('-', '.')}已离开"

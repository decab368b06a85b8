"""Which act is possible at which stage, which is the next, and why another is not possible yet. Pure.

The order of acts: 征求本人意见, 推荐给用人单位, 来访洽谈, 对接成功. Nobody is named to an employer before he agreed.
"""

from dataclasses import dataclass

from demand.matching.models import Match, Step, next_lawful

CRITERIA = ("field", "chain", "degree", "will", "place")  # fields of WeightSet, in the order of the page
Act, Stage, Shelf = Step.Act, Match.Stage, Match.Shelf
LEADS_TO = {
    Act.ASK: Stage.ASKED,
    Act.AGREE: Stage.AGREED,
    Act.DECLINE: Stage.DECLINED,
    Act.RECOMMEND: Stage.RECOMMENDED,
    Act.TALK: Stage.TALKING,
    Act.SETTLE: Stage.SETTLED,
    Act.FAIL: Stage.FAILED,
    Act.PUT_OFF: Stage.PUT_OFF,
    Act.RESUME: Stage.NEW,
}
NEEDS_REASON = (Act.DECLINE, Act.FAIL, Act.PUT_OFF)
REASONS = ("时间冲突", "方向不符", "已在他处任职", "待遇未谈拢", "其他")
# acts that end a way: they stay possible when the person must no longer be approached
WITHDRAWS = (Act.DECLINE, Act.FAIL, Act.PUT_OFF)
SLOTS = {
    Stage.NEW: (Act.ASK, Act.RECOMMEND, Act.PUT_OFF, Act.SETTLE),
    Stage.ASKED: (Act.AGREE, Act.DECLINE, Act.RECOMMEND, Act.PUT_OFF),
    Stage.AGREED: (Act.ASK, Act.RECOMMEND, Act.DECLINE, Act.PUT_OFF),
    Stage.RECOMMENDED: (Act.TALK, Act.SETTLE, Act.FAIL, Act.PUT_OFF),
    Stage.TALKING: (Act.SETTLE, Act.FAIL, Act.PUT_OFF),
    Stage.DECLINED: (Act.RESUME,),
    Stage.PUT_OFF: (Act.RESUME,),
    Stage.FAILED: (Act.RESUME,),
    Stage.SETTLED: (Act.RESUME,),
}
BUTTONS = {
    Act.AGREE: "登记本人同意",
    Act.DECLINE: "登记未同意",
    Act.SETTLE: "登记对接结果",
    Act.TALK: "登记来访洽谈",
    Act.FAIL: "登记未成",
}
UNSETTLE = "撤销对接结果"
TONES = {
    Stage.NEW: "amber",
    Stage.ASKED: "blue",
    Stage.AGREED: "green",
    Stage.RECOMMENDED: "blue",
    Stage.TALKING: "blue",
    Stage.SETTLED: "green",
}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a match that succeeded may become; url: URL name of a form that takes ?match=."""

    label: str
    url: str


follow_ups: list[FollowUp] = []  # rooms above add theirs in `ready()`


@dataclass(frozen=True, slots=True)
class Button:
    """One act on the page. why_not: "" where it is possible."""

    act: str
    label: str
    is_next: bool = False
    why_not: str = ""


def lawful(shelf: str, stage: str) -> tuple[str, ...]:
    """Acts possible now, the next step first. A serving official is only ever asked to make the introduction."""
    if stage == Stage.SETTLED:
        return next_lawful(stage)
    if shelf == Shelf.INTRODUCER:
        return (Act.REQUEST, *(act for act in next_lawful(stage) if act in WITHDRAWS and stage != Stage.NEW))
    if shelf == Shelf.OUTSIDE:
        return (*next_lawful(stage), Act.REQUEST)
    return next_lawful(stage)


def buttons(shelf: str, stage: str, since: str = "") -> list[Button]:
    """The column of acts. since: the day of the present stage in words, for what is done already."""
    possible = lawful(shelf, stage)
    if shelf == Shelf.INTRODUCER:
        return [Button(act, "登记请托" if act == Act.REQUEST else label_of(act, stage)) for act in possible]
    following = next_lawful(stage)[:1]
    return [
        Button(
            act,
            label_of(act, stage),
            is_next=(act,) == following and act != Act.RESUME,
            why_not="" if act in possible else _why_not(act, since),
        )
        for act in SLOTS[stage]
    ]


def label_of(act: str, stage: str = "") -> str:
    return UNSETTLE if unsettles(act, stage) else BUTTONS.get(act, Act(act).label)


def unsettles(act: str, stage: str) -> bool:
    """Whether the act takes back a result that was registered by mistake."""
    return act == Act.RESUME and stage == Stage.SETTLED


def _why_not(act: str, since: str) -> str:
    if act == Act.ASK:
        return f"已于{since}同意" if since else "本人已同意"
    return "本人尚未同意" if act == Act.RECOMMEND else "尚未推荐给用人单位"

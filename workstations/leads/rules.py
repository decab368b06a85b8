"""What may follow at which stage, and by when: 1 working day to respond, 3 to judge, a week to answer, then every two weeks."""

import datetime as dt

from talentbase.text.workdays import after_workdays
from workstations.leads.models import Lead, LeadStep

Act, Stage = LeadStep.Act, Lead.Stage
RESPOND_WITHIN, JUDGE_WITHIN = 1, 3  # working days after the report
ANSWER_WITHIN, REPORT_EVERY = dt.timedelta(days=7), dt.timedelta(days=14)
LEADS_TO = {
    Act.JUDGE: Stage.JUDGED,
    Act.TALK: Stage.TALKS,
    Act.SIGN: Stage.SIGNED,
    Act.SETTLE: Stage.SETTLED,
    Act.END: Stage.ENDED,
    Act.REOPEN: Stage.TALKS,
}
LAWFUL = {  # the first is the next step
    Stage.NEW: (Act.JUDGE, Act.FOLLOW, Act.END),
    Stage.JUDGED: (Act.TALK, Act.FOLLOW, Act.END),
    Stage.TALKS: (Act.FOLLOW, Act.SIGN, Act.END),
    Stage.SIGNED: (Act.FOLLOW, Act.SETTLE, Act.END),
    Stage.SETTLED: (),
    Stage.ENDED: (Act.REOPEN,),
}
NEEDS_NOTE = (Act.JUDGE, Act.FOLLOW, Act.END, Act.RESPOND)
EDITORS_ONLY = (Act.JUDGE, Act.END, Act.REOPEN)  # what the county decides
WORDS = {
    Act.RESPOND: "先与报送人和投资方取得联系，写明联系情况。",
    Act.JUDGE: "写明研判意见，指定责任单位；不值得跟进的请选终止。",
    Act.FOLLOW: "写明这次跟进的情况；两周内再报一次。",
    Act.TALK: "开始与投资方洽谈。",
    Act.SIGN: "签约后可转为合作项目。",
    Act.SETTLE: "项目已开工或投产。",
    Act.END: "写明终止的原因；以后有转机可重新启动。",
    Act.REOPEN: "从在谈继续。",
}


def lawful(lead: Lead) -> tuple[str, ...]:
    """Responding comes before everything else, once."""
    acts = LAWFUL[lead.stage]
    return (Act.RESPOND, *acts) if lead.stage == Stage.NEW and lead.responded_on is None else acts


def next_step(lead: Lead) -> dt.date | None:
    """By when something has to happen; None once it is over."""
    if lead.stage == Stage.NEW:
        return after_workdays(lead.entered_on, JUDGE_WITHIN if lead.responded_on else RESPOND_WITHIN)
    if lead.stage in Lead.ENDED:
        return None
    return (lead.last_step_on or lead.entered_on) + (ANSWER_WITHIN if lead.stage == Stage.JUDGED else REPORT_EVERY)

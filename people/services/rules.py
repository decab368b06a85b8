"""Promised working days by kind, and what may follow at which state."""

import datetime as dt

from people.services.models import ServiceRequest, Step
from talentbase.text.workdays import after_workdays

Act, State, Kind = Step.Act, ServiceRequest.State, ServiceRequest.Kind
WITHIN = {  # working days
    Kind.SCHOOL: 20, Kind.PAPERS: 5, Kind.MEDICAL: 5, Kind.HOUSING: 15, Kind.SPOUSE: 20, Kind.PROJECT: 15, Kind.OTHER: 10,
}  # fmt: skip
LAWFUL = {  # the first is the next step
    State.NEW: (Act.ASSIGN, Act.ANSWER, Act.EXTEND, Act.CANCEL),
    State.UNDER_WAY: (Act.ANSWER, Act.PROGRESS, Act.EXTEND, Act.ASSIGN, Act.CANCEL),
    State.ANSWERED: (Act.CLOSE, Act.REOPEN, Act.PROGRESS),
    State.CLOSED: (Act.RATE, Act.REOPEN),
    State.CANCELLED: (Act.REOPEN,),
}
LEADS_TO = {
    Act.ASSIGN: State.UNDER_WAY,
    Act.ANSWER: State.ANSWERED,
    Act.CLOSE: State.CLOSED,
    Act.CANCEL: State.CANCELLED,
}
DESK_ONLY = (Act.ASSIGN, Act.CLOSE, Act.RATE, Act.CANCEL, Act.REOPEN)  # the window's, not the handling unit's
NEEDS_NOTE = (Act.PROGRESS, Act.EXTEND, Act.ANSWER, Act.REOPEN, Act.CANCEL)
WORDS = {
    Act.ASSIGN: "指定承办单位，承办单位的待办中会出现这件事。",
    Act.PROGRESS: "写明办到哪一步。",
    Act.EXTEND: "写明延期的原因和新的时限，申请人应知情。",
    Act.ANSWER: "写明给申请人的答复。",
    Act.CLOSE: "与申请人核实后办结，并登记满意度。",
    Act.RATE: "办结后回访到的满意度在这里登记，已登记的以这次为准。",
    Act.REOPEN: "申请人不认可或问题反复的，重新办理，原答复保留在过程中。",
    Act.CANCEL: "申请人撤回或不属受理范围的，写明原因。",
}


def promised(kind: str, received_on: dt.date) -> dt.date:
    return after_workdays(received_on, WITHIN[kind])


def lawful_acts(request: ServiceRequest) -> tuple[str, ...]:
    return LAWFUL[request.state]

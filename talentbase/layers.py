"""The one total order of rooms: a room imports only rooms named before it; foreign keys point the same way.

Read by `tests/house/test_layers.py` and by the README. OUTSIDE modules wire everything together; nobody imports them.
"""

LAYERS = (
    # ground: no models
    "talentbase.text",
    "talentbase.pg",
    "talentbase.sheets",
    # frame
    "talentbase.web",
    "talentbase.audit",
    "talentbase.codes",
    "talentbase.accounts",
    "talentbase.listings",
    "talentbase.files",
    "talentbase.jobs",
    "talentbase.figures",
    "talentbase.todo",
    "talentbase.imports",
    "talentbase.registers",
    "talentbase.policies",
    # employers, people, demand
    "demand.enterprises",
    "talentbase.submissions",
    "people.registry",
    "workstations.stations",
    "talentbase.ledgers",
    "people.duplicates",
    "people.attachments",
    "people.intake",
    "people.services",
    "people.liaison",
    "people.revisits",
    "people.growth",
    "people.introducers",
    "people.worklists",
    "people.events",
    "people.branches",
    "people.newsletters",
    "people.benefits",
    "demand.needs",
    "demand.care",
    "demand.replies",
    "demand.matching",
    "demand.cases",
    "demand.atlas",
    "demand.cooperation",
    # stations
    "workstations.tips",
    "workstations.leads",
    "workstations.assessment",
    # roof
    "talentbase.reports",
    "talentbase.search",
    "talentbase.dashboard",
    "talentbase.demo",
)

OUTSIDE = (
    "talentbase.settings",
    "talentbase.urls",
    "talentbase.celery",
    "talentbase.wsgi",
    "talentbase.layers",
    "talentbase.bootstrap",
    "talentbase.supervisor",
    "talentbase.testing",
)

"""Which role may do what. A right is a word; a view names the one it needs; a test walks every door with every role.

The three administrators (三员分立) are exclusive and see no people: 系统 keeps accounts, 安全 keeps rights, 审计 reads logs.
领导 read. 乡镇, 部门 and 工作站 work inside their own scope. 审核 and 县管理员 may do what 经办 may, and approve.
"""

READ = frozenset(
    {
        "people.view",
        "needs.view",
        "matching.view",
        "figures.view",
        "cooperation.view",
        "stations.view",
        "leads.view",
        "services.view",
        "policies.view",
        "benefits.view",
        "events.view",
        "ledgers.view",
    }
)
CLERK = READ | {
    "people.edit",
    "people.reveal",
    "people.export",
    "needs.edit",
    "imports.use",
    "matching.act",
    "reports.make",
    "intake.review",
    "cooperation.edit",
    "stations.edit",
    "stations.report",
    "tips.report",
    "services.edit",
    "services.desk",
    "policies.edit",
    "benefits.edit",
    "events.edit",
    "ledgers.edit",
}
UNIT = frozenset(
    {
        "people.view",
        "people.edit",
        "people.reveal",
        "people.export",
        "needs.view",
        "needs.edit",
        "imports.use",
        "cooperation.view",
        "cooperation.edit",
        "leads.view",
        "stations.report",
        "services.view",
        "services.edit",
        "policies.view",
        "benefits.view",
        "events.view",
        "events.edit",
        "ledgers.view",
    }
)
COUNTY_CLERK = CLERK | {"needs.rounds", "liaison.pair"}

RIGHTS = {
    "system_admin": frozenset({"accounts.manage"}),
    "security_admin": frozenset({"rights.manage"}),
    "audit_admin": frozenset({"log.read"}),
    "county_manager": COUNTY_CLERK | {"codes.edit", "matching.weigh", "reports.lock", "lists.approve", "benefits.approve"},
    "clerk": COUNTY_CLERK,
    "reviewer": COUNTY_CLERK | {"reports.lock", "matching.weigh", "lists.approve", "benefits.approve"},
    "leader": READ,
    "department": UNIT,
    "township": UNIT,
    "station": frozenset(
        {"people.view", "imports.use", "cooperation.view", "stations.view", "leads.view", "stations.report", "tips.report"}
    ),
}

ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")
COUNTY_ROLES = ("county_manager", "clerk", "reviewer", "leader")

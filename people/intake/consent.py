"""What somebody agrees to who enters himself on the public page. A change of the words is a new version; old ones stay."""

from django.conf import settings

VERSIONS = {
    1: (
        "一、{office}收集您填写的姓名、联系方式、学习工作情况，仅用于人才联络、服务和供需对接。",
        "二、信息由{office}保存在政务网络内，未经您再次同意，不向用人单位提供您的联系方式。",
        "三、您可以凭回执编号随时要求查阅、更正或删除。",
        "四、填写为自愿，不填写的项目不影响受理。",
    )
}
CURRENT = max(VERSIONS)


def clauses(version: int = CURRENT) -> list[str]:
    return [clause.format(office=settings.TALENTBASE_OFFICE) for clause in VERSIONS[version]]

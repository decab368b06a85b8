"""Small recipes with the aliases a real one would have: enough to try the layout without the rooms above."""

from dataclasses import dataclass

from talentbase.sheets.column import Column


@dataclass(frozen=True)
class Kind:
    kind: str
    columns: tuple[Column, ...]


PEOPLE = Kind(
    "people",
    (
        Column("name", "姓名", required=True),
        Column("gender", "性别"),
        Column("birth_ym", "出生年月", ("出生日期", "出生时间", "生日")),
        Column("age", "年龄"),
        Column("nation", "民族"),
        Column("hometown", "籍贯", ("籍贯村", "所属村", "户籍地")),
        Column("politics", "政治面貌"),
        Column("education_degree", "学历学位", ("最高学历学位及毕业院校", "学历/学位")),
        Column("education", "学历", ("文化程度", "最高学历")),
        Column("degree", "学位"),
        Column("school_major", "毕业院校及专业", ("毕业院校系及专业",)),
        Column("school", "毕业院校", ("毕业学校",)),
        Column("major", "专业", ("所学专业",)),
        Column("location", "所在地", ("现住地", "工作地点")),
        Column("employer_position", "工作单位及职务", ("单位及职务", "现工作单位及职务")),
        Column("employer", "工作单位", ("单位", "现工作单位", "企业名称", "单位名称")),
        Column("position", "职务", ("职务（职称）",)),
        Column("title_since", "专业技术职务及任职时间"),
        Column("title", "职称", ("专业技术职务",)),
        Column("field", "研究方向", ("专业领域",)),
        Column("programs", "人才称号", ("人才称号/荣誉",)),
        Column("category", "人才类别", ("类别",)),
        Column("phones", "联系电话", ("电话", "手机", "手机号码", "联系方式", "移动电话", "手机号")),
        Column("wechat_email", "微信号/邮箱"),
        Column("email", "邮箱", ("电子邮箱", "E-mail")),
        Column("id_number", "身份证号", ("身份证号码", "身份证", "公民身份号码"), sensitive=True),
        Column("family_contact", "家庭联系人", ("家属姓名", "姓名"), ("家庭联系人", "家庭联系人及电话")),
        Column("family_phones", "家庭联系电话", ("家庭电话", "电话", "联系电话"), ("家庭联系人", "家庭联系人及电话")),
        Column("family_address", "家庭住址", ("家庭住址（父母）",)),
        Column("consent", "是否愿意联系服务"),
        Column("uscc", "统一社会信用代码"),
        Column("industry", "所属行业"),
        Column("products", "主营产品"),
        Column("turnover_wan", "年营业额"),
        Column("employees", "员工数"),
        Column("intent", "投资意向"),
        Column("resume", "个人简历", ("简历", "主要工作经历")),
        Column("remark", "备注"),
    ),
)

DEMAND = Kind(
    "demand",
    (
        Column("enterprise", "单位名称", ("企业名称", "招聘单位", "用人单位"), required=True),
        Column("org_type", "单位性质"),
        Column("chain", "所属产业链"),
        Column("job", "岗位名称", ("岗位", "招聘岗位", "需求岗位"), required=True),
        Column("job_kind", "岗位类别"),
        Column("headcount", "需求人数", ("人数", "招聘人数")),
        Column("edu_min", "学历", ("学历要求",)),
        Column("majors", "专业", ("专业要求", "专业及代码")),
        Column("title_min", "职称"),
        Column("age", "年龄"),
        Column("other", "其他条件", ("其他要求",)),
        Column("salary", "薪酬待遇", ("薪酬",)),
        Column("mode", "引进方式"),
        Column("contact", "联系人"),
        Column("phones", "电话", ("联系电话", "联系方式")),
        Column("remark", "备注"),
    ),
)

INVEST_LEAD = Kind(
    "invest_lead",
    (
        Column("project", "项目名称", required=True),
        Column("investor", "投资方"),
        Column("investor_intro", "投资方简介"),
        Column("amount", "拟投资额"),
        Column("industry", "所属产业"),
        Column("source", "线索来源"),
        Column("contact", "站内对接人"),
        Column("receiver", "县内承接单位"),
        Column("progress", "进展情况"),
        Column("reported", "报送日期"),
    ),
)

TALENT_LEAD = Kind(
    "talent_lead",
    (
        Column("name", "姓名", required=True),
        Column("employer", "现单位及职务"),
        Column("education", "学历/职称"),
        Column("field", "专业领域"),
        Column("coop_mode", "可合作方式"),
        Column("contact_text", "联系方式"),
        Column("referrer", "推荐人"),
        Column("follow", "跟进情况"),
        Column("remark", "备注"),
    ),
)

ALL = (PEOPLE, DEMAND, INVEST_LEAD, TALENT_LEAD)

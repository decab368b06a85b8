"""Whole workbooks of stations: three tables above, beside or behind each other, each laid out in its own way."""

from tests.workstations.workbooks import blocks_of, document_of, errors, ignored, kinds, repeats, values

ALL = ["invest_lead", "talent_lead", "coop_project"]
LEADS = """
驻天津“双招双引”工作站2026年7月招商线索统计表
填报单位：天津工作站|||填报时间：2026年7月30日||单位：亿元
序号|拟投项目|客商|企业概况|投资规模（亿元）|行业|信息来源|对接人|跟进单位|跟进情况|上报时间
1|年产3万吨聚乳酸项目|天津某生物科技有限公司||2.5|生物基材料|乡友|郑某|集聚区||46206
2|冷链物流园|某供应链集团（天津）||约3|物流|商会|郑某|元村镇|7月12日座谈|7月8日
3|冷链物流|某供应链公司||3||||||7.15
4|聚乳酸生产基地|天津市某生物公司||25000万元||||||31日
合计||||8
"""
TIPS = """
序号|人才姓名|工作单位及职务|最高学历|职称|研究方向|联系电话|合作意向|引荐人|进展情况
1|刘 洋|天津某大学化工学院 教授|博士研究生|教授|聚乳酸|199 0000 0101|柔性引进、项目合作|郑某
2|孙某|天津某医院主任医师|硕士||肿瘤学|1990000010|坐诊|郑某
3|刘洋|天津某大学|博士|教授||19900000101
备注：联系电话须经本人同意。
"""
PROJECTS = """
三、校地合作项目
序号|项目名称|县内企业|合作高校|合同金额（万元）|签约时间|目前进展
1|秸秆制糖联合实验室|南乐县某糖业有限公司|天津某大学|300|2026年5月|履约中
2|聚乳酸耐热改性|某生物材料公司|天津某学院|约50万|2026年6月31日|洽谈
3|待定||某大学
"""


def test_a_sheet_of_leads(tmp_path):
    (block,) = blocks_of(tmp_path, {"招商信息": LEADS})
    assert values(block, "amount_wan", "amount_approx", "reported") == {
        4: {"amount_wan": 25000, "reported": "2026-07-03"},
        5: {"amount_wan": 30000, "amount_approx": True, "reported": "2026-07-08"},
    }
    assert repeats(block) == [(6, {"row": 5}, "similar_lead"), (7, {"row": 4}, "similar_lead")]
    assert ignored(block) == [(8, "total")]


def test_a_sheet_for_each_kind(tmp_path):
    blocks = blocks_of(tmp_path, {"招商信息": LEADS, "人才信息": TIPS, "合作项目": PROJECTS})
    assert kinds(blocks) == ALL
    assert values(blocks[1])[2] == {
        "name": "刘洋", "employer": "天津某大学化工学院", "title": "011", "education": "11", "degree": "2", "field": "聚乳酸",
        "coop_mode": ["柔性引进", "项目合作"], "phones": ["19900000101"], "referrer": "郑某",
    }  # fmt: skip
    assert errors(blocks[1]) == [(3, "phones", "bad_phone")]
    assert repeats(blocks[1]) == [(4, {"row": 2}, "same_name_mobile")]
    assert values(blocks[2])[3] == {
        "project": "秸秆制糖联合实验室", "party_a": "南乐县某糖业有限公司", "party_b": "天津某大学", "amount_wan": 300,
        "signed": "2026-05", "status": "履约中",
    }  # fmt: skip
    assert errors(blocks[2]) == [(4, "signed", "bad_date"), (5, "project", "missing")]


def test_three_tables_above_each_other(tmp_path):
    """The year stands in the head of the sheet and counts for the last table as well."""
    text = """
广州工作站信息报送表
报送单位：驻粤工作站（广州）|||报送日期：2025.8.31

（一）招商引资线索
编号|意向项目|投资企业|计划总投资（万元）|所属领域|来源渠道|联络人|责任单位|洽谈进展|时间
1|智能装备配件|广东某精密制造股份有限公司|12,000|装备制造|商会|林某|县工信局||8月11日
2|宠物食品加工|佛山某宠物用品有限公司|面议|食品加工||林某|县商务局||8月中旬
小计|2
（二）人才引荐线索
编号|姓名|单位|职务|学历学位|专业特长|拟合作方式|联系方式|推荐人
1|黄某某|广州某研究院|副院长|工学博士|食品科学|技术咨询；联合攻关|微信：huang_2026|林某
2|李工|深圳某自动化公司|技术总监|大专|机器人||通过林某联系|林某
（三）合作项目
编号|合作项目|合作企业|合作单位|投资金额|签订日期|状态
1|预制菜风味研究|南乐县某食品公司|广州某大学食品学院|80万元|8月20日|已签约

站长（签字）：|||填报人：林某||联系电话：19900000200
"""
    blocks = blocks_of(tmp_path, {"Sheet1": text}, ["A1:K1"])
    assert kinds(blocks) == ALL
    assert values(blocks[0], "amount_wan", "amount_text", "reported") == {
        6: {"amount_wan": 12000, "reported": "2025-08-11"},
        7: {"amount_text": "面议", "reported": "2025-08"},
    }
    assert values(blocks[1], "employer", "position", "degree", "contact_text") == {
        11: {"employer": "广州某研究院", "position": "副院长", "degree": "208", "contact_text": "微信：huang_2026"},
        12: {"employer": "深圳某自动化公司", "position": "技术总监", "contact_text": "通过林某联系"},
    }
    assert values(blocks[2], "party_a", "amount_wan", "signed") == {
        15: {"party_a": "南乐县某食品公司", "amount_wan": 80, "signed": "2025-08-20"}
    }
    assert ignored(blocks[2]) == [(17, "signature")]


def test_two_tables_beside_each_other(tmp_path):
    text = """
武汉人才工作站2026年6月工作情况报送表
招商线索||||||人才线索
项目名称|投资方|拟投资额|承接单位|报送时间||姓名|现单位及职务|学历/职称|专业领域|联系方式
光电子元件|某光电公司|1亿5000万元|开发区|2026-06-02||何教授|某大学|博士/教授|光电|19900000301
豆制品加工|某食品公司|三千万|张果屯镇|6/9||吴某|某药业副总经理|硕士|制药|027-87540000
||||||郑某某|某设计院|高级工程师|给排水|保密
"""
    blocks = blocks_of(tmp_path, {"6月": text}, ["A1:K1", "A2:E2", "G2:K2"])
    assert kinds(blocks) == ALL[:2]
    assert values(blocks[0], "amount_wan", "reported") == {
        4: {"amount_wan": 15000, "reported": "2026-06-02"},
        5: {"amount_wan": 3000, "reported": "2026-06-09"},
    }
    assert values(blocks[1], "name", "title", "phones", "position") == {
        4: {"name": "何教授", "title": "011", "phones": ["19900000301"]},
        5: {"name": "吴某", "position": "副总经理", "phones": ["027-87540000"]},
        6: {"name": "郑某某", "title": "082"},
    }


def test_a_header_of_two_rows_and_the_unit_in_the_title(tmp_path):
    text = """
北京引才联络处招商引资线索台账（金额单位：亿元）
序号|项目信息||投资方信息|||对接情况|||上报日期
|项目名称|总投资|企业名称|联系人|联系电话|站内联系人|县内责任单位|进度
1|生物基可降解地膜|0.8|北京某环境科技有限公司|王总|19900000401|赵某|县发改委|接触|46180
2|数据标注基地|0.5-0.8|北京某数据科技公司|||赵某|||2026年6月31日
3|光伏组件|3000万|北京某能源公司||||||2026.13.1
4|本月无新增
"""
    (block,) = blocks_of(tmp_path, {"报送": text}, ["A1:J1", "B2:C2", "D2:F2", "G2:I2", "A2:A3", "J2:J3"])
    assert (block["kind"], block["header_rows"]) == ("invest_lead", [2, 3])
    assert values(block) == {
        4: {
            "project": "生物基可降解地膜", "amount_wan": 8000, "investor": "北京某环境科技有限公司", "contact": "赵某",
            "receiver": "县发改委", "progress": "接触", "reported": "2026-06-07",
            "extra": {"投资方联系人": "王总", "联系电话": "19900000401"},
        }
    }  # fmt: skip
    assert errors(block) == [(5, "reported", "bad_date"), (6, "reported", "bad_month")]
    assert ignored(block) == [(7, "blank")]


def test_tables_without_titles_of_their_own(tmp_path):
    text = """
上海“双招双引”工作站7月报送
时间：2026年7月31日
序号|项目名称|企业名称|投资额|产业|来源|跟进单位|进展
1|生物降解膜|上海某膜业有限公司|1.2亿|生物基材料||县工信局|在谈

序号|姓名|单位|职务|学历|研究方向|联系方式|推荐人
1|周某|上海某研究所|研究员|博士|酶制剂|19900000601|王某

序号|合作项目名称|县内单位|合作院校|经费|协议签订时间|进展
1|玉米芯综合利用|某生物公司|江南某大学|60万元|7月20日|已签
"""
    blocks = blocks_of(tmp_path, {"7月": text})
    assert kinds(blocks) == ALL
    assert [list(values(block)) for block in blocks] == [[4], [7], [10]]
    assert values(blocks[1])[7]["title"] == "611"
    assert values(blocks[2])[10]["signed"] == "2026-07-20"


def test_merged_firms_a_unit_over_the_section_and_broken_cells(tmp_path):
    text = r"""
驻苏州工作站信息报送表（2026年第二季度）
||||投资额单位：亿元
一、招商引资线索
序号|投资方\n（客商）|拟投资\n项目|拟投\n资额|所属\n产业|县内承接/\n跟进单位|进展\n情况|报送\n时间
1|苏州某集团|锂电池壳体|2|装备制造|县工信局|考察|4月10日
||注塑件|3,500万|装备制造|||5月6号
2|昆山某公司|模具|0.35||||2026-05-31 00:00:00
3|#N/A|电机|0.5亿元||||2026/06/31
共3条
二、合作项目
序号|项目名称|甲方|乙方|协议金额|签约日期
1|模具热处理|某机械公司|某学院|0.02|6月9日
"""
    leads, projects = blocks_of(tmp_path, {"报送表": text}, ["A1:H1", "A3:H3", "B5:B6", "A5:A6"])
    assert values(leads, "investor", "amount_wan", "reported") == {
        5: {"investor": "苏州某集团", "amount_wan": 20000, "reported": "2026-04-10"},
        6: {"investor": "苏州某集团", "amount_wan": 3500, "reported": "2026-05-06"},
        7: {"investor": "昆山某公司", "amount_wan": 3500, "reported": "2026-05-31"},
    }
    assert errors(leads) == [(8, "investor", "formula_error"), (8, "reported", "bad_date")]
    assert ignored(leads)[0] == (9, "total")
    assert values(projects, "amount_wan", "signed") == {12: {"amount_wan": 200, "signed": "2026-06-09"}}


def test_small_tables_and_one_without_rows(tmp_path):
    text = """
一、招商线索（2条）
项目|投资人|金额|日期
羊肚菌种植|安徽某农业公司|600万|2026年6月1日
温室大棚|个人投资者|80万|2026年6月2日
二、人才线索（0条）
姓名|单位|联系方式|推荐人
无
三、合作项目（1条）
项目名称|高校|状态
羊肚菌菌种|某农业大学|意向
注：以上信息截至6月底。
"""
    blocks = blocks_of(tmp_path, {"1": text})
    assert kinds(blocks) == ALL
    assert [list(values(block)) for block in blocks] == [[3, 4], [], [10]]
    assert not any(errors(block) for block in blocks)


def test_a_broad_ledger_keeps_what_it_has_no_field_for(tmp_path):
    text = """
2026年在谈项目台账
序号|项目名称|投资企业|企业所在地|项目内容|总投资（亿元）|产业类别|招商方式|对接人|责任领导|责任单位|目前进展|存在问题
1|新能源线缆|江苏某线缆公司|无锡|电缆生产线|3.2|装备制造|以商招商|王某|某副县长|集聚区|考察|用地
"""
    (block,) = blocks_of(tmp_path, {"台账": text})
    record = values(block)[3]
    assert (record["amount_wan"], record["contact"], record["receiver"]) == (32000, "王某", "集聚区")
    assert set(record["extra"]) == {"项目内容", "企业所在地", "招商方式", "责任领导", "存在问题"}


def test_one_lead_as_a_form(tmp_path):
    text = """
招商线索登记表
项目名称|植物基饮料项目|拟投资额|2亿元
投资方|深圳某饮品有限公司|所属产业|食品加工
线索来源|老乡会|站内对接人|陈某
县内承接单位|县商务局|报送日期|2026年4月8日
进展情况|拟5月来访
"""
    (block,) = blocks_of(tmp_path, {"登记表": text})
    assert (block["kind"], block["layout"]) == ("invest_lead", "form")
    (record,) = values(block, "project", "amount_wan", "contact", "reported").values()
    assert record == {"project": "植物基饮料项目", "amount_wan": 20000, "contact": "陈某", "reported": "2026-04-08"}


def test_a_station_that_asks_for_gender_and_birth_still_reports_tips(tmp_path):
    text = """
西安工作站人才信息报送表
序号|姓名|性别|出生年月|籍贯|工作单位及职务|学历|职称|研究领域|联系电话|推荐人
1|马某|男|1975年3月|元村镇|西安某大学航天学院院长|博士|教授|复合材料|19900000501|冯某
"""
    (block,) = blocks_of(tmp_path, {"Sheet1": text})
    assert block["kind"] == "talent_lead"
    assert values(block, "position", "title", "extra")[3] == {
        "position": "院长",
        "title": "011",
        "extra": {"性别": "男", "出生年月": "1975年3月", "籍贯": "元村镇"},
    }


def test_a_csv_export(tmp_path):
    path = tmp_path / "苏州站.csv"
    lines = "项目名称,投资方名称,投资额（万元）,行业,线索提供人,报送日期\n汽车线束,苏州某电子公司,6000,装备制造,沈某,2026/6/6\n,某公司"
    path.write_text(lines, encoding="gb18030")
    (block,) = document_of(path)["blocks"]
    assert values(block)[2] == {
        "project": "汽车线束", "investor": "苏州某电子公司", "amount_wan": 6000, "industry": "装备制造", "source": "沈某",
        "reported": "2026-06-06",
    }  # fmt: skip
    assert errors(block) == [(3, "project", "missing")]

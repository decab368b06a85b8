"""A township's sheet as it comes: title, 填报单位, a header of two rows, eight spellings of dates, one repeat, two bad rows."""

from pathlib import Path

import openpyxl

NAMES = "序号 姓名 性别 出生年月 民族 籍贯村 学历学位 毕业院校及专业 工作单位及职务 职称 联系方式 _ 研究方向 人才类别"
HEADER = f"{NAMES} 现工作地 是否愿意联系服务 备注".replace("_", "").split(" ")
SECOND = ["手机" if name == "联系方式" else "微信" if not name else "" for name in HEADER]
ROWS = [
    row.replace("~", "").split("|")
    for row in (
        "1|单 雄飞|男|~|汉|元村镇某庄村|研究生/博士|华东某大学材料学|华东某大学材料学院教授|教授|199 0000 7701|shanxf|"
        "聚乳酸改性与增韧、生物可降解材料|高层次人才|上海市闵行区|是|",
        "2|曾庆余|女|1985年11月|汉族|元村镇|大学/学士||某食品（上海）有限公司总经理||19900007702|||经商人才|上海||",
        "3|解东来|男|1990-13|汉|元村镇|||某局科长||19900007703|||党政人才|||",
        "4||男|1980.01|汉|元村镇|||某公司||||||||",
        "5|单雄飞|男|1978.03|汉|元村镇某庄村|||||19900007701|||高层次人才|||",
        "6|区文博|男|197908|汉|元村镇某庄村|硕士||某机械厂高级工程师|高级工程师|19900007704||数控机床|高层次人才|||",
    )
]
# row 2 again, or her namesake?
DOUBTFUL = [
    "7",
    "曾庆余",
    "女",
    "1985.11",
    "汉族",
    "元村镇",
    "",
    "",
    "某食品（上海）有限公司副总经理",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
]
ROWS[0][3] = 1978.03
ROWS[1][10] = 19900007702


def township_sheet(path: Path, rows=ROWS) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "汇总表"
    sheet.append(["元村镇在外人才信息汇总表"])
    sheet.merge_cells("A1:Q1")
    sheet.append(["填报单位：元村镇党委", "", "", "", "", "", "", "", "填报时间：2026年11月20日"])
    sheet.append(HEADER)
    sheet.append(SECOND)
    sheet.merge_cells("K3:L3")
    for row in rows:
        sheet.append(row)
    sheet.append(["合计", "", "", "", "", "", "", "", f"{len(rows)}人"])
    book.save(path)
    return path


def many_people(path: Path, count: int, start: int = 1) -> Path:
    """A long clean list for the tests of sudden death; every name and number once."""
    return township_sheet(path, [_somebody(number) for number in range(start, start + count)])


def _somebody(number: int) -> list:
    name = f"测{chr(0x4E00 + number % 97)}{chr(0x5E00 + number // 97)}"
    birth = f"19{60 + number % 30}.0{1 + number % 9}"
    return [
        number,
        name,
        "男",
        birth,
        "汉",
        "元村镇",
        "大学",
        "",
        f"某单位{number}职员",
        "",
        f"1991{number:07d}",
        "",
        "",
        "经商人才",
        "",
        "",
        "",
    ]

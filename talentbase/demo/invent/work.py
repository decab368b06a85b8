"""Employer, post, title and level. Employers are always 某…: no real unit is named."""

import random
from dataclasses import dataclass

from talentbase.demo.invent.places import MUNICIPALITIES, Place
from talentbase.demo.invent.shares import weighted

# kinds of work of an expert, by chain; the rest of the chains and people without one: MIXED
EXPERT_WORK = {
    "L07": {"hospital": 6, "university": 2, "institute": 1, "firm": 1},
    "L12": {"school": 6, "university": 4},
    "L15": {"finance": 8, "university": 1},
    "L05": {"institute": 5, "university": 4, "firm": 1},
    "L08": {"firm": 5, "university": 4, "institute": 1},
    "L13": {"culture": 5, "university": 3},
    "L14": {"firm": 4, "university": 1},
}
MIXED = {"university": 4, "firm": 3, "institute": 2}
UNTAGGED = {"hospital": 3, "school": 3, "university": 3, "firm": 3, "finance": 1, "culture": 1, "institute": 1}
UNIVERSITIES = {
    "L01": ("大学", "化工大学", "科技大学"), "L02": ("轻工大学", "农业大学", "大学"), "L03": ("理工大学", "交通大学", "科技大学"),
    "L04": ("化工大学", "大学"), "L05": ("农业大学", "农林大学"), "L07": ("医科大学", "药科大学", "中医药大学"),
    "L08": ("电子科技大学", "理工大学", "大学"), "L09": ("电力大学", "大学"), "L12": ("师范大学", "师范学院"),
    "L11": ("建筑大学", "大学"), "L06": ("纺织大学", "工业大学"),
}  # fmt: skip
FACULTIES = {
    "L01": "材料学院", "L02": "食品学院", "L03": "机械学院", "L04": "化工学院", "L05": "农学院", "L06": "纺织学院", "L07": "药学院",
    "L08": "信息学院", "L09": "能源学院", "L10": "物流学院", "L11": "土木学院", "L12": "教育学院", "L13": "艺术学院", "L14": "商学院",
    "L15": "经济学院",
}  # fmt: skip
INSTITUTES = {
    "L01": "生物基材料研究院", "L02": "食品研究院", "L03": "机械研究所", "L04": "化工研究院", "L05": "农业科学院", "L07": "药物研究院",
    "L08": "信息技术研究所", "L09": "能源研究院", "L06": "纺织研究所", "L11": "建筑科学研究院", "L10": "交通运输研究院",
}  # fmt: skip
TRADES = {
    "L01": "生物材料", "L02": "食品", "L03": "机械", "L04": "化工", "L05": "农业科技", "L06": "服饰", "L07": "医药", "L08": "信息技术",
    "L09": "新能源", "L10": "物流", "L11": "建筑工程", "L12": "教育科技", "L13": "文化传媒", "L14": "电子商务", "L15": "投资管理",
}  # fmt: skip
ANY_TRADE = ("商贸", "建材", "装饰工程", "餐饮管理", "机电设备", "劳务", "贸易", "实业", "酒店管理", "汽车销售", "五金", "建筑劳务")
PRODUCTS = {
    "L01": "可降解餐具、生物基材料", "L02": "挂面、速冻食品", "L03": "液压件、机械加工件", "L04": "改性塑料、涂料", "L05": "蔬菜、种苗",
    "L06": "针织服装", "L07": "中药饮片、医疗器械", "L08": "软件、智能终端", "L09": "光伏组件、储能设备", "L10": "公路货运、冷链运输",
    "L11": "建筑施工、建材", "L12": "职业培训", "L13": "旅游、广告", "L14": "网上零售", "L15": "投资、财税服务",
}  # fmt: skip
DEPARTMENTS = (
    "财政", "农业农村", "发展和改革", "住房和城乡建设", "交通运输", "教育", "卫生健康", "税务", "生态环境", "市场监督管理", "水利", "司法",
    "审计", "统计", "公安", "人力资源和社会保障", "民政", "自然资源", "工业和信息化", "商务",
)  # fmt: skip
# level of the post: (share, unit, post, job level, civil rank)
OFFICIAL_POSTS = (
    (2, "部", "司长", "121", "R01"), (4, "厅", "副厅长", "122", "R02"), (14, "厅", "处长", "131", "R03"),
    (22, "局", "副局长", "132", "R05"), (24, "局", "科长", "141", "R07"), (20, "局", "副科长", "142", "R09"),
    (10, "局", "四级主任科员", "", "R10"), (6, "街道", "党工委书记", "141", ""), (4, "区委", "组织部副部长", "132", ""),
)  # fmt: skip
HOSPITAL_WARDS = ("心内科", "骨科", "消化内科", "神经内科", "儿科", "影像科", "普外科", "妇产科", "中医科", "肿瘤科")
SCHOOL_SUBJECTS = ("数学", "语文", "物理", "英语", "化学", "历史")
# kind of work: titles from high to low
TITLES = {
    "university": ("011", "012", "013"),
    "institute": ("611", "612", "613"),
    "hospital": ("231", "232", "233"),
    "school": ("X004", "052", "053"),
    "firm": ("X001", "082", "083"),
    "finance": ("X002", "122", "123"),
    "culture": ("X002", "122", "123"),
}
TITLE_SHARES = (0.28, 0.42, 0.30)
LEADING = {
    "university": ("院长", "副院长", "系主任"), "institute": ("所长", "副所长", "研究室主任"), "hospital": ("主任", "副主任", "主治医师"),
    "school": ("校长", "教研组长", "教师"), "firm": ("总工程师", "研发总监", "技术经理"), "finance": ("部门总经理", "投资总监", "客户经理"),
    "culture": ("馆长", "编导", "策划"),
}  # fmt: skip
CASUAL = ("个体", "务工", "个体经营", "自由职业", "某公司", "某建筑工地", "某装饰", "某商行", "经商", "某饭店", "某物流")
BUSINESS_POSTS = {"总经理": 30, "董事长": 18, "经理": 18, "负责人": 12, "副总经理": 10, "法定代表人": 6, "会长": 2, "老板": 4}


@dataclass(frozen=True, slots=True)
class Work:
    employer: str
    position: str
    kind: str  # official, business, casual or a key of TITLES
    title: str = ""
    job_level: str = ""
    civil_rank: str = ""
    rank: int = 2  # 0 the highest


def official_work(rng: random.Random, place: Place) -> Work:
    _, unit, post, level, rank = rng.choices(OFFICIAL_POSTS, weights=[row[0] for row in OFFICIAL_POSTS])[0]
    department, short = rng.choice(DEPARTMENTS), place.short if place.region else ""
    employer = {
        "部": f"国家某部{rng.choice(('规划', '政策', '科技', '综合'))}司",
        "厅": f"某市{department}局" if place.province in MUNICIPALITIES else f"{place.region}某省{department}厅",
        "局": f"{short}某区{department}局" if rng.random() < 0.6 else f"{short}某县{department}局",
        "街道": f"{short}某街道办事处",
        "区委": f"{short}某区委",
    }[unit]
    post = post.replace("厅长", "局长") if employer.endswith("局") else post
    return Work(employer, post, "official", "", level, rank, rank=0 if level in ("121", "122", "131") else 1)


def expert_work(rng: random.Random, place: Place, chain: str) -> Work:
    kind = weighted(rng, EXPERT_WORK.get(chain, MIXED if chain else UNTAGGED))
    rank = rng.choices((0, 1, 2), weights=TITLE_SHARES)[0]
    leads = rng.random() < 0.45
    position = LEADING[kind][rank] if leads else {"university": "教师", "institute": "研究人员", "firm": "工程师"}.get(kind, "")
    if kind == "university":
        position = FACULTIES.get(chain, "学院") + position
    if kind == "hospital":
        position = rng.choice(HOSPITAL_WARDS) + (position or "医师")
    if kind == "school":
        position = position if leads else rng.choice(SCHOOL_SUBJECTS) + "教师"
    return Work(_employer(rng, place, chain, kind), position or "职员", kind, TITLES[kind][rank], rank=rank)


def _employer(rng: random.Random, place: Place, chain: str, kind: str) -> str:
    region, short = place.region, place.short if place.region else ""
    if kind == "university":
        return f"{region}某{rng.choice(UNIVERSITIES.get(chain, ('大学', '科技大学', '学院')))}"
    if kind == "institute":
        area = "某市" if place.province in MUNICIPALITIES else "某省"
        return f"{region}{area}{INSTITUTES.get(chain, '科学院')}"
    if kind == "hospital":
        return f"{short}某{rng.choice(('人民医院', '中心医院', '医院', '中医院', '医科大学附属医院'))}"
    if kind == "school":
        return f"{short}某{rng.choice(('高级中学', '实验中学', '中学', '职业学院', '外国语学校'))}"
    if kind == "finance":
        return f"某{rng.choice(('银行', '证券公司', '保险公司', '基金公司'))}{short}分公司".replace("银行" + short + "分公司", f"银行{short}分行")
    if kind == "culture":
        return f"{short}某{rng.choice(('博物馆', '传媒公司', '艺术中心', '设计院'))}"
    return firm_name(rng, place, chain)


def firm_name(rng: random.Random, place: Place, chain: str) -> str:
    trade = TRADES[chain] if chain else rng.choice(ANY_TRADE)
    form = rng.choice(("有限公司", "有限公司", "集团有限公司", "股份有限公司"))
    return f"某{trade}（{place.short}）{form}" if place.region else f"某{trade}{form}"


def business_work(rng: random.Random, place: Place, chain: str) -> Work:
    if rng.random() < 0.38:
        return Work(rng.choice(CASUAL), rng.choice(("", "", "老板", "经营者", "负责人", "工长")), "casual")
    return Work(firm_name(rng, place, chain), weighted(rng, BUSINESS_POSTS), "business")

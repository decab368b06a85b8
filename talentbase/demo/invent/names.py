"""Names as people of the North China Plain bear them: surnames by their real frequency, given names by generation."""

import random
from dataclasses import dataclass

# surname:share per ten thousand (the hundred most frequent hold 85 % of the population)
COMMON = (
    "王719 李715 张662 刘538 陈453 杨308 赵227 黄223 周202 吴199 徐163 孙154 胡131 朱126 高126 林105 何112 郭115 马129 罗86 梁85 宋81 郑78 "
    "谢72 韩68 唐65 冯64 于62 董61 萧59 程58 曹57 袁54 邓53 许53 傅51 沈48 曾48 彭47 吕47 苏46 卢45 蒋45 蔡44 贾43 丁42 魏41 薛41 叶40 "
    "阎40 余39 潘38 杜38 戴35 夏35 钟34 汪34 田33 任33 姜32 范32 方31 石31 姚30 谭30 廖29 邹29 熊28 金27 陆27 郝26 孔26 白26 崔25 康24 "
    "毛24 邱23 秦23 江22 史22 顾21 侯20 邵20 孟19 龙19 万18 段17 雷17 钱17 汤16 尹16 黎16 易15 常15 武15 乔14 贺14 赖14 龚13 文13 庞18 "
    "樊14 兰10 殷10 施10 陶10 洪10 翟14 安10 颜10 倪9 严9 牛14 温9 芦9 季9 俞8 章8 鲁10 葛9 伍7 韦7 申9 尤6 毕7 聂7 丛4 焦9 向5 柳6 邢8 "
    "路8 岳8 齐8 梅5 莫5 庄5 辛5 管5 祝4 左5 涂3 谷7 祁4 时5 舒4 耿6 牟4 卜3 詹3 关4 苗5 凌3 费3 纪4 靳6 盛3 童3 欧3 甄4 项3 游3 "
    "裴4 席3 卫4 屈4 鲍3 位4 覃4 霍4 翁3 隋3 景4 冉2 宁4 柴4 阮2 桂2 闫12 付10 肖12 代4 晁4 弓3 吉4 郎3 南2"
)
# surnames whose reading is not the usual one of the character
RARE = (
    "单9 仇7 解8 区2 曾3 查4 任4 朴2 盖3 覃2 尉3 缪2 折1 黑1 秘1 冼1 员2 种2 乐2 宓1 祭1 召1 华5 晁2 纪3 那2 郇1 隗1 撒1 牟2 应1 薄2 谌1 "
    "臧3 訾2 仝3 亓1 昝1 芮1 逄1 逯2 佴1 瞿2 阙1 尉迟2 单于1 长孙1 万俟1 呼延1 令狐1 上官2 欧阳5 诸葛2 司马2 夏侯1 皇甫2"
)
MEN_OLD = "建国 建军 国强 志强 保国 振华 新民 爱国 永生 天顺 德福 长海 书林 庆林 兴旺 文广 学军 卫东 援朝 红军 新社 金山 玉堂 怀德 国顺 成林 银河 双喜 根生 广田"
MEN_MIDDLE = "伟 军 勇 强 磊 涛 明 鹏 晓东 志刚 海波 建伟 永强 立新 国庆 振兴 俊峰 利民 志远 宏伟 少华 红伟 彦军 志勇 海涛 向阳 晓峰 明远 建设 国栋 相民 运生"
MEN_YOUNG = "浩 超 鑫 凯 帅 宇 博 浩然 子轩 晨阳 俊杰 一帆 文博 家豪 宇航 天宇 明哲 嘉诚 子昂 博文 梓豪 泽宇 世杰 少聪 晓龙 亚飞 腾飞 鹏程 伟豪 志鹏"
WOMEN_OLD = "秀英 桂英 秀兰 玉兰 凤英 玉珍 桂兰 秀梅 爱玲 素珍 翠花 巧云 喜梅 瑞英 改花 月娥 淑芬 玉梅 春花 俊英"
WOMEN_MIDDLE = "丽 敏 静 艳 娟 霞 燕 红梅 丽华 秀丽 玉玲 晓燕 海霞 丽娟 桂英 彩霞 建华 爱红 利娜 春艳 文静 雪梅 慧敏 亚丽 国英 俊玲 瑞霞 素芳"
WOMEN_YOUNG = "雨桐 欣怡 梦瑶 佳琪 诗涵 婷婷 雪 倩 莹莹 雅静 思雨 晓涵 梦洁 可欣 佳慧 文静 子涵 静怡 晨曦 艺璇 璐 颖 丹丹 宁 亚楠 梦圆 若彤 雨萱"
FIRST_CHARACTERS = "建志国文海晓永明红俊新立春玉宏振云庆少金亚世书广学家东"
SECOND_CHARACTERS = {
    "1": "军伟强民华平峰杰辉林斌刚生亮飞锋超宾波龙山涛光利东成祥",
    "2": "英霞玲红丽燕敏芳娟艳华萍云梅静娜慧莉琴洁芝荣",
}
POOLS = {
    ("1", 0): MEN_OLD, ("1", 1): MEN_MIDDLE, ("1", 2): MEN_YOUNG,
    ("2", 0): WOMEN_OLD, ("2", 1): WOMEN_MIDDLE, ("2", 2): WOMEN_YOUNG,
}  # fmt: skip
FREE_SHARE = 0.45
VILLAGE_SURNAMES = "王李张刘陈杨赵吴徐孙胡朱高何郭马梁宋郑谢韩冯于董程曹袁许吕苏贾魏薛田任范石姚史邵段岳谷"
VILLAGE_SIDES = ("", "", "", "东", "西", "前", "后", "南", "北", "大", "小", "中")
VILLAGE_KINDS = ("庄", "村", "楼", "屯", "寨", "营", "固", "集", "堤口", "桥", "胡同", "拐", "陵", "疃", "庙", "店")
VILLAGES_PER_TOWN = 28


def _table(text: str) -> tuple[list[str], list[int]]:
    pairs = [(word.rstrip("0123456789"), word) for word in text.split()]
    return [name for name, _ in pairs], [int(word.removeprefix(name)) for name, word in pairs]


SURNAMES, SURNAME_WEIGHTS = _table(f"{COMMON} {RARE}")
RARE_SURNAMES = _table(RARE)[0]


@dataclass
class Namer:
    """`queue`: surnames that must occur at least once; they are used up first, one in `every` names."""

    rng: random.Random
    every: int = 12

    def __post_init__(self):
        self.queue = [*RARE_SURNAMES]
        self.drawn = 0

    def person(self, gender: str, birth_year: int) -> str:
        """gender: "1" or "2"."""
        return self.surname() + self.given(gender, birth_year)

    def surname(self) -> str:
        self.drawn += 1
        if self.queue and self.drawn % self.every == 0:
            return self.queue.pop(0)
        return self.rng.choices(SURNAMES, weights=SURNAME_WEIGHTS)[0]

    def given(self, gender: str, birth_year: int) -> str:
        if self.rng.random() < FREE_SHARE:
            return self.rng.choice(FIRST_CHARACTERS) + self.rng.choice(SECOND_CHARACTERS[gender])
        generation = 0 if birth_year < 1964 else 1 if birth_year < 1986 else 2
        return self.rng.choice(POOLS[gender, generation].split())


def villages(town: str) -> list[str]:
    """Made-up village names of one town, the same in every run: 东王楼村, 后李庄村 …"""
    rng = random.Random(f"village/{town}")
    found: dict[str, None] = {}
    while len(found) < VILLAGES_PER_TOWN:
        kind = rng.choice(VILLAGE_KINDS)
        name = rng.choice(VILLAGE_SIDES) + rng.choice(VILLAGE_SURNAMES) + kind
        found[name if kind == "村" else name + "村"] = None
    return list(found)

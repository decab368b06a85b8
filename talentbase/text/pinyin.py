"""Pinyin of names, for sorting (the database has no Chinese collation) and for searching by every reading.

pypinyin's character table misreads many surnames (单 解 仇 曾 查 区), so surnames have a table of their own. ü is written v;
searching finds 吕 by lv, lü and lu.
"""

import importlib.util
import itertools
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from talentbase.text.folding import fold


def _rows(text: str) -> dict[str, tuple[str, ...]]:
    """`盖:ge/gai …` -> {"盖": ("ge", "gai")}."""
    pairs = (pair.split(":") for pair in text.split())
    return {name: tuple(spelled.split("/")) for name, spelled in pairs}


# the usual reading first
SURNAMES = _rows("""
单:shan 仇:qiu 解:xie 区:ou 曾:zeng 查:zha 任:ren 朴:piao 尉:wei 盖:ge/gai 覃:qin/tan 缪:miao 折:she 黑:hei/he 秘:bi
冼:xian 翟:zhai/di 员:yun 繁:po/fan 种:chong 乐:yue/le 洗:xian 宓:mi/fu 祭:zhai/ji 召:shao 葛:ge 华:hua 过:guo 宁:ning
晁:chao 车:che 都:du 长:chang 万:wan 石:shi 沈:shen 卜:bu 干:gan 纪:ji 那:na 哈:ha 句:gou 郇:xun/huan 隗:wei/kui 能:nai
撒:sa 适:kuo 牟:mu/mou 燕:yan 应:ying 相:xiang 行:xing 柏:bai/bo 薄:bo/bao 谌:chen/shen 郗:xi/chi 阚:kan 贾:jia 余:yu
臧:zang 藏:zang 訾:zi 校:xiao 重:chong 降:jiang 奇:qi 少:shao 和:he 会:gui/hui 宿:su 叶:ye 令:ling 睢:sui 逯:lu 吕:lv
律:lv 闾:lv 率:shuai 粘:nian 佴:nai 瞿:qu 阙:que 么:yao 幺:yao 尹:yin 仝:tong 亓:qi 昝:zan 芮:rui 逄:pang 郝:hao 生:sheng
贠:yun 妫:gui 褚:chu 弗:fu 麻:ma 占:zhan 兴:xing 曲:qu 大:da 朝:chao 冯:feng 敦:dun 侯:hou 俞:yu 蒙:meng 南:nan 强:qiang
邵:shao 盛:sheng 汤:tang 畅:chang 祝:zhu
""")
# one syllable for each character
COMPOUND_SURNAMES = _rows("""
尉迟:yu/chi 单于:chan/yu 长孙:zhang/sun 万俟:mo/qi 澹台:tan/tai 呼延:hu/yan 鲜于:xian/yu 令狐:ling/hu 宇文:yu/wen
上官:shang/guan 欧阳:ou/yang 诸葛:zhu/ge 司马:si/ma 司徒:si/tu 司空:si/kong 夏侯:xia/hou 皇甫:huang/fu 东方:dong/fang
公孙:gong/sun 慕容:mu/rong 淳于:chun/yu 闻人:wen/ren 濮阳:pu/yang 申屠:shen/tu 赫连:he/lian 轩辕:xuan/yuan 独孤:du/gu
南宫:nan/gong 拓跋:tuo/ba 端木:duan/mu 东郭:dong/guo 百里:bai/li 钟离:zhong/li 宗政:zong/zheng 太史:tai/shi 西门:xi/men
公冶:gong/ye 梁丘:liang/qiu 左丘:zuo/qiu 第五:di/wu
""")
READINGS_PER_CHARACTER = 4
READINGS_PER_NAME = 32
TONE_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


@cache
def _table() -> dict[int, str]:
    """pypinyin's table of characters by itself: importing the package also reads its phrases, 0.4 s that nobody here needs."""
    package = importlib.util.find_spec("pypinyin").submodule_search_locations[0]
    spec = importlib.util.spec_from_file_location("pypinyin_characters", Path(package) / "pinyin_dict.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.pinyin_dict


def _plain(syllable: str) -> tuple[str, str]:
    """lǚ -> (lv, 3)."""
    letters, tone = [], "5"
    for char in unicodedata.normalize("NFD", syllable):
        if char in TONE_MARKS:
            tone = TONE_MARKS[char]
        elif char == "\u0308":
            letters[-1] = "v"
        elif char.isalpha():
            letters.append(char)
    return "".join(letters), tone


@lru_cache(maxsize=20_000)
def _character(char: str) -> tuple[tuple[str, str], ...]:
    """All readings of one character as (syllable, tone), the usual first; letters and digits read as themselves."""
    if char.isascii():
        return ((char.lower(), "0"),) if char.isalnum() else ()
    found = dict.fromkeys(_plain(syllable) for syllable in _table().get(ord(char), "").split(",") if syllable)
    return tuple(reading for reading in found if reading[0]) or (((char, "0"),) if char.isalnum() else ())


@lru_cache(maxsize=1_000)  # of one person it is asked several times in a row
def _usual(name: str) -> tuple[tuple[str, str, str], ...]:
    """[(character, syllable, tone)] of the most likely reading."""
    result = [(char, *_character(char)[0]) for char in name if _character(char)]
    for position, syllable in enumerate(COMPOUND_SURNAMES.get(name[:2]) or SURNAMES.get(name[:1], ())[:1]):
        char, _, tone = result[position]
        tone = next((tone for reading, tone in _character(char) if reading == syllable), tone)
        result[position] = (char, syllable, tone)
    return tuple(result)


@lru_cache(maxsize=20_000)
def sort_key(name: str) -> str:
    """Orders names as Chinese dictionaries do: by syllable, tone, character, one character after the other."""
    return " ".join(f"{syllable}{tone}{char}" for char, syllable, tone in _usual(fold(name)))


@lru_cache(maxsize=20_000)
def readings(name: str) -> tuple[str, ...]:
    """Every full pinyin a person might type for the name, the most likely first: 单雄 -> shanxiong danxiong chanxiong."""
    name = fold(name)
    choices = []
    for char, usual, _ in _usual(name):
        syllables = dict.fromkeys((usual, *SURNAMES.get(char, ())[: 2 if not choices else 0]))
        syllables.update(dict.fromkeys(syllable for syllable, _ in _character(char)))
        choices.append(list(syllables)[:READINGS_PER_CHARACTER])
    found = ("".join(syllables) for syllables in itertools.product(*choices))
    plain = list(dict.fromkeys(itertools.islice(found, READINGS_PER_NAME)))
    umlaut = [spelling for text in plain if "v" in text for spelling in (text.replace("v", "ü"), text.replace("v", "u"))]
    return tuple(dict.fromkeys(plain + umlaut)) if choices else ()


def initials(name: str) -> str:
    """张明远 -> zmy."""
    return "".join(syllable[0] for _, syllable, _ in _usual(fold(name)))

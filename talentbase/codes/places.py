"""Places: administrative divisions (GB/T 2260), the county's towns, countries."""

import re

from talentbase.text.folding import fold

COUNTRIES = """
美国 英国 德国 法国 日本 韩国 加拿大 澳大利亚 新西兰 新加坡 俄罗斯 意大利 西班牙 荷兰 瑞士 瑞典 挪威 芬兰 丹麦 比利时
奥地利 爱尔兰 马来西亚 泰国 越南 印度 印度尼西亚 菲律宾 阿联酋 以色列 沙特 南非 埃及 巴西 阿根廷 墨西哥 葡萄牙 波兰 乌克兰
哈萨克斯坦 柬埔寨 老挝 缅甸
"""
COUNTRY_ALIASES = {"澳洲": "澳大利亚", "印尼": "印度尼西亚", "USA": "美国", "UK": "英国", "美利坚": "美国", "迪拜": "阿联酋"}
SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|自治县|地区|新区|矿区|林区|省|市|县|区|州|盟|旗)$")
NOISE = re.compile(r"[\s,，、/·.。;；:：\-－—()（）]+")
HOME = re.compile(r"^(?:中国)?(?:河南省?)?(?:濮阳市?)?(?:南乐县?)?")
HERE = re.compile(r"本县|县城|县内|老家|本地|南乐县城")
OWN_SUFFIX = tuple("省市县区州盟旗")  # 朝阳区 is not 朝阳市
TOWN_SUFFIX = re.compile(r"[镇乡]")


class Gazetteer:
    def __init__(self, book):
        self.book = book
        self.provinces = self._names("provinces")
        self.prefectures = self._names("prefectures")
        self.counties: dict[str, list] = {}
        for code in book.rows("counties"):
            for spelling in self._spellings(code):
                self.counties.setdefault(spelling, []).append(code)
        self.towns = {TOWN_SUFFIX.sub("", code.name): code for code in book.rows("towns")}
        self.countries = {name: name for name in COUNTRIES.split()} | COUNTRY_ALIASES

    def _names(self, table: str) -> dict[str, list]:
        names: dict[str, list] = {}
        for code in self.book.rows(table):
            for spelling in (code.name, *code.aliases):
                names.setdefault(fold(spelling), []).append(code)
        return names

    @staticmethod
    def _spellings(code) -> set[str]:
        short = SUFFIX.sub("", code.name)
        return {code.name, *code.aliases} | ({short} if len(short) > 1 else set())

    def locate(self, text: str):
        """Reads from the left: province, city, county. An ambiguous county alone (朝阳区) gives no code."""
        rest = re.sub("^内蒙(?!古)", "内蒙古", NOISE.sub("", fold(text)).removeprefix("中国"))
        if HERE.match(rest):
            return self.book.get("counties", "410923")
        province, after = self._prefix(self.provinces, rest, lambda code: True)
        inside = (lambda code: code.code[:2] == province.code[:2]) if province else (lambda code: True)
        prefecture, behind = self._prefix(self.prefectures, after, inside)
        if province and prefecture and not behind and after == rest:
            return prefecture
        place = prefecture or province
        digits = 2 if not place or place.code.endswith("0000") else 4
        within = (lambda code: code.code[:digits] == place.code[:digits]) if place else (lambda code: True)
        county, _ = self._prefix(self.counties, behind if prefecture else after, within, unique=True)
        return county or place

    @staticmethod
    def _prefix(names: dict[str, list], text: str, fits, *, unique: bool = False):
        """(the code whose spelling begins the text, the longest first; the text behind it)."""
        for length in range(min(len(text), 15), 1, -1):
            codes = [code for code in names.get(text[:length], ()) if fits(code)]
            short = codes and text[length : length + 1] in OWN_SUFFIX and codes[0].name != text[:length]
            if codes and not short and (not unique or len(codes) == 1):
                return codes[0], text[length:]
        return None, text

    def country(self, text: str) -> str:
        """The foreign country an address or employer begins with, "" for none."""
        folded = fold(text)
        for length in (5, 4, 3, 2):
            if found := self.countries.get(folded[:length]):
                return found
        return ""

    def town(self, text: str):
        rest = HOME.sub("", fold(text))
        for length in (4, 3, 2):
            if found := self.towns.get(TOWN_SUFFIX.sub("", rest[:length]) if length > 2 else rest[:2]):
                return found
        return None

    def home_village(self, text: str) -> str:
        rest = HOME.sub("", fold(text)) or fold(text)
        if not (town := self.town(rest)):
            return rest
        short = TOWN_SUFFIX.sub("", town.name)
        behind = rest[len(short) :]
        if behind == "村":  # 西邵村 is a village of 西邵乡
            return town.name + rest
        return town.name + (behind[1:] if behind[:1] in ("镇", "乡") else behind)

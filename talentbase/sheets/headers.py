"""Which column of a recipe a header means.

Exact aliases come first, then aliases wrapped in harmless words (`现工作单位全称`), never a mere substring: `岗位类别` is no
`岗位`, `专业技术等级` no `专业`, `家庭联系电话` not the person's phone. An alias that ends in `…` (`是否愿意…`) stands for every
header it begins: the questions of online forms.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from talentbase.sheets.column import Column
from talentbase.text.folding import fold

SERIAL = frozenset(("序号", "编号", "序列", "序列号", "排序", "顺序", "序", "no", "no.", "#", "顺序号", "行号"))
STRONG = 0.75  # from here on a match is taken at its word
PREFIXES = (
    "现 现在 目前 当前 现任 本人 个人 您的 所在 所属 具体 详细 主要 最高 全日制 填报 申报 人才 专家 有效 常用 第一 其他 其它 "
    "拟 拟提供 期望 希望 意向 预计 计划 最低 贵企业 贵单位 贵公司 您的企业 请输入 请填写 请输入您的 请填写您的 您目前的"
)
SUFFIXES = "名称 全称 简称 情况 等情况 信息 内容 要求 说明 简介 填写 等 号 号码 代码 详情 明细 必填 选填 层次 1 2 3 一 二 三"
HARMLESS_BEFORE, HARMLESS_AFTER = frozenset(PREFIXES.split(" ")), frozenset(SUFFIXES.split(" "))
# a header that names one of these speaks of somebody else than the row's subject
SOMEBODY_ELSE = re.compile("家庭|家属|家人|亲属|配偶|父亲|母亲|父母|子女|爱人|紧急")
# the way an online form asks: 请问您目前的工作单位是？
_ASKING = re.compile(
    r"^(?:请问)?(?:请(?:您|你)?(?:填写|输入|选择|提供|留下|写明|注明))?(?:您|你)?(?:本人)?(?:现在|目前|当前|现)?(?:的|所在的)?"
)
_YEAR_BEFORE = re.compile(r"^(?:20\d\d年度?|上一?年度?|去年度?)(?=.{2})")  # 2025年营业收入, 上年度产值
_PLACE = re.compile(r"^(?:(?:省|自治区|市|地市|州|盟|旗|区|县|乡|镇|街道|村|社区|国家|省份|城市)[、/或]?)+$")
_PART = re.compile(
    r"最[低高少多小大]|[下上]限|(?:博士|硕士|本科|研究生|大专|专科|中专)(?:研究生|生)?(?:及以[上下])?"
)  # of one amount, one number
_ASKED = re.compile(r"(?:是什么|是哪里|是多少|是|为)$")
LONGEST, LONGEST_QUESTION = 20, 60
REMEMBERED = 5_000
UNKNOWN = object()  # None is an answer
_CONNECTOR = re.compile(r"[及与和、/或+·,;\-|&(]")
_BRACKETS = re.compile(r"[(\[【〔{<《]([^)\]】〕}>》]*)[)\]】〕}>》]?")
_ORNAMENT = re.compile(r"^[*★☆※●]+|[*★☆※:。.?!]+$|^\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、)]+(?=\D)")


@lru_cache(maxsize=REMEMBERED)
def fold_header(text: str) -> str:
    """Folded, lower case, without ornaments; brackets stay."""
    return _ORNAMENT.sub("", _ORNAMENT.sub("", fold(text).lower()))


def without_brackets(text: str) -> tuple[str, str]:
    """(`籍贯`, `到村`) of the folded `籍贯(到村)`."""
    hints = "".join(_BRACKETS.findall(text))
    return _ORNAMENT.sub("", _BRACKETS.sub("", text)), hints


@lru_cache(maxsize=REMEMBERED)
def caption(text: str) -> str:
    """What a header is compared by: folded, without ornaments and brackets."""
    return without_brackets(fold_header(text))[0]


def is_serial(text: str) -> bool:
    return caption(text) in SERIAL


@dataclass(frozen=True, slots=True)
class Match:
    """quality: 1.3 alias under its group, 1 exact, 0.95 exact without brackets, 0.7 wrapped, 0.5 first part of a compound."""

    key: str
    quality: float


@dataclass(frozen=True, slots=True)
class _Alias:
    column: Column
    order: int
    is_label: bool
    speaks_of_others: bool


class Matcher:
    """Aliases of one recipe's columns, folded once."""

    def __init__(self, columns: Sequence[Column]):
        self.columns = tuple(columns)
        self.required = frozenset(column.key for column in columns if column.required)
        self.aliases: dict[str, list[_Alias]] = {}
        self.openings: list[tuple[str, _Alias]] = []
        self.groups: dict[str, tuple[str, ...]] = {}
        for order, column in enumerate(columns):
            groups = self.groups[column.key] = tuple(fold_header(group) for group in column.groups)
            names = (column.label, *column.aliases)
            others = any(SOMEBODY_ELSE.search(fold_header(name)) for name in (*names, *groups))
            for name in dict.fromkeys(names):
                folded = fold_header(name)
                alias = _Alias(column, order, folded == fold_header(column.label), others)
                if name.endswith("…"):
                    self.openings.append((folded, alias))
                elif all(known.column is not column for known in self.aliases.get(folded, ())):
                    self.aliases.setdefault(folded, []).append(alias)
        self.beginnings: dict[str, list[str]] = {}
        for name in self.aliases:
            if len(name) >= 2:
                self.beginnings.setdefault(name[:2], []).append(name)
        self._matches: dict[tuple[str, ...], Match | None] = {}
        self._groups: dict[str, bool] = {}

    def match(self, path: Iterable[str]) -> Match | None:
        """path: header texts from the top row down (`("联系方式", "手机号码")`), as the sheet writes them."""
        key = tuple(filter(None, map(fold_header, path)))
        found = self._matches.get(key, UNKNOWN)
        if found is UNKNOWN:  # another thread may empty the memory at any moment
            _make_room(self._matches)
            found = self._matches[key] = self._match(key)
        return found

    def shared(self, text: str) -> dict[str, str]:
        """{key: key it speaks of} of the columns that share this caption."""
        folded = fold_header(text)
        names = (folded, without_brackets(folded)[0])
        columns = (alias.column for name in names for alias in self.aliases.get(name, ()))
        return {column.key: column.beside for column in columns if column.beside}

    def is_group(self, text: str) -> bool:
        found = self._groups.get(text)
        if found is None:
            _make_room(self._groups)
            folded = caption(text)
            found = any(_same_group(folded, group) for groups in self.groups.values() for group in groups)
            self._groups[text] = found
        return found

    def _match(self, path: tuple[str, ...]) -> Match | None:
        if not path or path[-1] in SERIAL:
            return None
        *groups, leaf = path
        base, hint = without_brackets(leaf)
        if len(bare := _YEAR_BEFORE.sub("", _ASKED.sub("", _ASKING.sub("", base)))) > LONGEST:
            return self._opened(bare)
        captions = [without_brackets(group)[0] for group in groups]
        context = "".join(groups) + leaf
        names = self._names(captions, leaf, base, hint)
        if bare != base:
            names.append((bare, 0.9))
        found = [match for name, worth in names for match in self._exact(name, worth, captions, context)]
        if (
            not found and groups and (_PLACE.match(base) or _PART.fullmatch(base))
        ):  # 现居住地 over 省, 市: the parts of one place
            return self.match(groups)
        if not found:
            found = self._wrapped(base, captions, context)
        return max(found, key=lambda match: match[0])[1] if found else self._opened(bare)

    def _opened(self, text: str) -> Match | None:
        if len(text) > LONGEST_QUESTION or ":" in text or SOMEBODY_ELSE.search(text):
            return None
        return next((Match(alias.column.key, 0.8) for opening, alias in self.openings if text.startswith(opening)), None)

    @staticmethod
    def _names(captions: list[str], leaf: str, base: str, hint: str) -> list[tuple[str, float]]:
        names = [(leaf, 1.0), (base, 0.95)]
        if hint:
            names.append((hint + base, 0.97))
        for caption in captions:
            names += [(caption + leaf, 1.25), (caption + base, 1.2)]
        if len(captions) > 1:
            names.append(("".join(captions) + base, 1.2))
        return names

    def _exact(self, name: str, worth: float, captions: list[str], context: str):
        for alias in self.aliases.get(name, ()):
            if (quality := self._quality(alias, name, worth, captions, context)) > 0:
                yield (quality, -alias.order), Match(alias.column.key, quality)

    def _quality(self, alias: _Alias, name: str, worth: float, captions: list[str], context: str) -> float:
        if SOMEBODY_ELSE.search(context) and not alias.speaks_of_others:
            return 0
        groups = self.groups[alias.column.key]
        if not groups:
            return worth
        if any(_same_group(caption, group) for caption in captions for group in groups):
            return max(worth, 1.3)
        # outside its group a short alias (电话, 姓名) means somebody else's column
        return worth * 0.8 if len(name) >= 4 or alias.is_label else 0

    def _contained(self, base: str) -> Iterator[tuple[int, str]]:
        """(position, alias) of every alias of two characters or more inside the text."""
        for at in range(len(base) - 1):
            for name in self.beginnings.get(base[at : at + 2], ()):
                if base.startswith(name, at):
                    yield at, name

    def _wrapped(self, base: str, captions: list[str], context: str) -> list:
        found = []
        for at, name in self._contained(base):
            before, after = base[:at], base[at + len(name) :]
            if before and before not in HARMLESS_BEFORE:
                continue
            if not after or after in HARMLESS_AFTER:
                worth = 0.7
            elif _CONNECTOR.match(after):
                worth = 0.5
            else:
                continue
            for alias in self.aliases[name]:
                if (quality := self._quality(alias, name, worth, captions, context)) > 0:
                    found.append(((quality, len(name), -alias.order), Match(alias.column.key, quality)))
        return found


@lru_cache(maxsize=64)
def matcher_of(columns: tuple[Column, ...]) -> Matcher:
    """The matcher of a recipe, which remembers what the sheets before this one asked."""
    return Matcher(columns)


def _make_room(memory: dict) -> None:
    if len(memory) >= REMEMBERED:
        memory.clear()


def _same_group(caption: str, group: str) -> bool:
    return caption == group or (len(caption) >= 3 and caption in group) or (len(group) >= 3 and group in caption)


@dataclass(slots=True)
class Reading:
    """How one recipe understands a header. keys: {column: key}; score: sum of qualities, less where required keys miss."""

    kind: str
    keys: dict[int, str]
    required: frozenset[str]
    missing: frozenset[str]
    strong: int
    score: float

    @property
    def distinct(self) -> int:
        return len(set(self.keys.values()))


def read_header(kind: str, matcher: Matcher, paths: dict[int, tuple[str, ...]]) -> Reading:
    """paths: {column: header path}."""
    matches = {column: match for column, path in paths.items() if (match := matcher.match(path))}
    _settle_shared(matcher, paths, matches)
    best: dict[str, float] = {}
    for match in matches.values():
        best[match.key] = max(best.get(match.key, 0), match.quality)
    # a guess gives way where another column says the same plainly
    kept = {column: match.key for column, match in matches.items() if match.quality >= STRONG or best[match.key] < STRONG}
    _settle_seconds(matcher, paths, kept)
    missing = matcher.required - best.keys()
    share = 1 - len(missing) / len(matcher.required) if matcher.required else 1
    strong = sum(quality >= STRONG for quality in best.values())
    score = sum(min(quality, 1.0) + max(quality - 1, 0) * 0.1 for quality in best.values()) * (0.5 + 0.5 * share)
    return Reading(kind, kept, matcher.required, frozenset(missing), strong, score)


def _settle_seconds(matcher: Matcher, paths: dict[int, tuple[str, ...]], keys: dict[int, str]) -> None:
    """`企业名称｜单位职务`: both name the employer, the second one speaks of the post."""
    labels = {column.key: column.label for column in matcher.columns}
    for column in matcher.columns:
        same = [at for at, key in keys.items() if key == column.key]
        if not column.second or len(same) < 2 or column.second in keys.values():
            continue
        named = [at for at in same if labels[column.second] in caption(paths[at][-1])]
        if len(named) == 1:
            keys[named[0]] = column.second


def _settle_shared(matcher: Matcher, paths: dict[int, tuple[str, ...]], matches: dict[int, Match]) -> None:
    """`联系领导｜职务｜联系专家｜职务`: each 职务 speaks of the one before it."""
    for column, match in matches.items():
        shared = matcher.shared(paths[column][-1])
        if len(shared) < 2 or match.key not in shared:
            continue
        subjects = {at: key for at, other in matches.items() for key, beside in shared.items() if other.key == beside}
        if subjects:
            nearest = max((at for at in subjects if at < column), default=min(subjects))
            matches[column] = replace(match, key=subjects[nearest])

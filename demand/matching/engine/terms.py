"""Text to weighted terms: rjieba words, single characters and character pairs, synonyms folded into one spelling.

Single characters carry much in Chinese (聚, 酸, 焊): on short texts they find what neither words nor pairs find.
What every advertisement says (负责, 高级工程师) is cut out; what every title says (研究, 分析) counts less.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from talentbase.text.words import cut

WORD, CHARACTER, PAIR, LATIN, RELATED = "w", "c", "p", "l", "r"
KIND_WEIGHTS = {WORD: 0.5, CHARACTER: 1.0, PAIR: 0.7, LATIN: 2.5, RELATED: 1.5}


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that only join others: a pair never reaches across them.
JOINERS = words_of(
    """
    的 之 和 与 及 或 等 在 对 于 从 到 由 为 以 其 及其 并 且 了 是 有
    """
)
# What every job advertisement says, whatever the field: cut out of needs and people alike.
BOILERPLATE = words_of(
    """
    负责 从事 承担 参与 主持 熟悉 掌握 了解 精通 具有 具备 拥有 能够 相关 有关 经验 工作经验 经历 优先 以上 以下
    学历 学位 职称 博士 硕士 本科 大专 专科 研究生 周岁 岗位 职位 招聘 诚聘 引进 急需 需求 需要 若干 一名 名
    工程师 高级工程师 高级 中级 初级 正高级 副高级 高工 总工程师 总工 技术员 副教授 讲师 研究员 副研究员 助理
    副主任 主任 总监 副总 总经理 董事长 主管 员工
    """
)
# Words of titles and reports: they count, but less, and are never shown as what a person and a need share.
COMMON = words_of(
    """
    研究 分析 探讨 探析 浅析 初探 综述 进展 现状 问题 对策 思考 方法 应用 影响 作用 关系 比较 实证 理论 机制
    机理 模式 路径 策略 特征 特点 因素 评价 评估 调查 实践 意义 效应 进行 开展 解决 完成 实现 提高 提升 改善
    优化 加强 促进 推动 技术 项目 公司 企业 单位 有限 有限公司 大学 学院 研究院 研究所 中心 集团 股份 生产 设计
    开发 研发 管理 系统 产品 设备 工艺 市场 销售 专业 方向 领域 能力 工作 人才 人员 专家 我国 中国 发展 建设
    工程 科学 经理 教授 一个 一种 基于 关于 为例 视角 视域 团队 攻关
    """
)
COMMON_WEIGHT = 0.8

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+(?:[.\-][a-z0-9]+)*")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
LEXICON_FILE = Path(__file__).with_name("lexicon.csv")

SYNONYM, RELATION = "同义", "相关"
Lexicon = Mapping[str, Sequence[tuple[str, str]]]
"""word, plain -> its groups as (kind, name); 同义 folds the word into the group's name, 相关 only relates it."""


def lexicon_of(rows: Iterable[tuple[str, str, Iterable[str]]]) -> dict[str, list[tuple[str, str]]]:
    """Lexicon of rows (kind, name, words); the name is a word of its own group.

    A word keeps the first 同义 group that names it. Raises ValueError on a kind that is neither 同义 nor 相关.
    """
    lexicon: dict[str, list[tuple[str, str]]] = {}
    for kind, name, words in rows:
        if kind not in (SYNONYM, RELATION):
            raise ValueError(f"词组“{name}”的类别应为同义或相关，现为“{kind}”。")
        for word in {plain(word.strip()) for word in (name, *words)} - {""}:
            groups = lexicon.setdefault(word, [])
            if kind == RELATION or not any(known == SYNONYM for known, _ in groups):
                groups.append((kind, plain(name)))
    return lexicon


def lexicon_rows(path: Path = LEXICON_FILE) -> list[tuple[str, str, str, list[str]]]:
    """(chain, kind, name, words) of a UTF-8 file with these columns; words are separated by |."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [(row["chain"], row["kind"], row["name"], row["words"].split("|")) for row in csv.DictReader(lines)]


def load_lexicon(path: Path = LEXICON_FILE) -> dict[str, list[tuple[str, str]]]:
    return lexicon_of((kind, name, words) for _, kind, name, words in lexicon_rows(path))


def plain(text: str) -> str:
    """Half width and lower case, the form in which texts are compared; length is kept, so offsets stay valid."""
    half_width = text.translate(_FULL_WIDTH)
    lower = half_width.lower()
    return lower if len(lower) == len(text) else "".join(character.lower()[0] for character in half_width)


def _pattern(words: Iterable[str]) -> re.Pattern:
    """One alternation grouped by first character, longest first; Latin words match only as whole words."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        tail = r"(?![a-z0-9])" if word[-1].isascii() else ""
        groups.setdefault(word[0], []).append(re.escape(word[1:]) + tail)
    heads = ((r"(?<![a-z0-9])" if head.isascii() else "") + re.escape(head) for head in groups)
    branches = (f"{head}(?:{'|'.join(rest)})" for head, rest in zip(heads, groups.values(), strict=True))
    return re.compile("|".join(branches) or r"(?!)")


class Tokeniser:
    """Turns texts into terms under one lexicon; the same object must read people and needs."""

    def __init__(self, lexicon: Lexicon | None = None):
        self.lexicon = load_lexicon() if lexicon is None else lexicon
        self._find = _pattern(self.lexicon)

    def concepts(self, text: str) -> list[tuple[str, str, str]]:
        """(spelling as written, kind, group) for every lexicon word in the text, in order, longest spelling first."""
        found = self._find.finditer(plain(text))
        return [(text[slice(*match.span())], kind, name) for match in found for kind, name in self.lexicon[match[0]]]

    def fold(self, text: str) -> str:
        """The plain text with every synonym replaced by the name of its group."""
        return self._find.sub(self._group_name, plain(text))

    def _group_name(self, match: re.Match) -> str:
        names = [name for kind, name in self.lexicon[match[0]] if kind == SYNONYM]
        return names[0] if names else match[0]

    def terms(self, text: str) -> list[str]:
        """Terms with repetitions; the first letter is the kind (a key of `KIND_WEIGHTS`)."""
        related = [RELATED + group for _, kind, group in self.concepts(text) if kind == RELATION]
        found = []
        for piece in self.pieces(self.fold(text)):
            if piece[0][0].isascii():
                found.append(LATIN + piece[0])
            else:
                run = "".join(piece)
                found.extend(CHARACTER + character for character in run)
                found.extend(PAIR + run[at : at + 2] for at in range(len(run) - 1))
                found.extend(WORD + word for word in piece if len(word) > 1)
        return found + related

    @staticmethod
    def pieces(folded: str) -> list[list[str]]:
        """Runs of words between punctuation, joiners and boilerplate; a Latin word is a run of its own."""
        runs = []
        for run in _RUN.findall(folded):
            if run[0].isascii():
                runs.append([run])
                continue
            runs.append([])
            for word in cut(run):
                if word in JOINERS or word in BOILERPLATE:
                    runs.append([])
                else:
                    runs[-1].append(word)
        return [run for run in runs if run]


def term_weight(term: str) -> float:
    """Weight of a term by its kind, before rarity counts."""
    return KIND_WEIGHTS[term[0]] * (COMMON_WEIGHT if term[1:] in COMMON else 1.0)

"""The outcome of a bench against its goal, as a line of the Chinese table and as JSON."""

import unicodedata
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Result:
    """One line. ours, peer: in `unit`, smaller is better. goal: times faster than the peer, or the most `ours` may be.

    clock: “处理器” (process and database backend) or “时钟”. details: further measurements, for the JSON only.
    """

    name: str
    label: str
    ours: float
    goal: float
    unit: str = "秒"
    peer: float | None = None
    clock: str = "处理器"
    details: dict = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        return self.peer / self.ours if self.peer is not None and self.ours else None

    @property
    def is_met(self) -> bool:
        return self.ours < self.goal if self.peer is None else (self.ratio or 0) >= self.goal

    def plain(self) -> dict:
        return {
            "name": self.name,
            "label": self.label,
            "ours": round(self.ours, 4),
            "peer": None if self.peer is None else round(self.peer, 4),
            "ratio": None if self.ratio is None else round(self.ratio, 2),
            "goal": self.goal,
            "met": self.is_met,
            "unit": self.unit,
            "clock": self.clock,
            "details": self.details,
        }

    def cells(self) -> tuple[str, ...]:
        goal = f"<{self.goal:g}{self.unit}" if self.peer is None else f"≥{self.goal:g}倍"
        peer = "–" if self.peer is None else f"{self.peer:.4g}{self.unit}"
        ratio = "–" if self.ratio is None else f"{self.ratio:.2f}倍"
        return self.label, f"{self.ours:.4g}{self.unit}", peer, ratio, goal, "达到" if self.is_met else "未达到", self.clock


HEADERS = ("项目", "本系统", "对照", "倍数", "目标", "结论", "计时")


def table(results: list[Result]) -> str:
    """Aligned for a terminal, where a Han character is two columns wide."""
    rows = [HEADERS, *(result.cells() for result in results)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(HEADERS))]
    return "\n".join("  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))

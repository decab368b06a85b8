"""What a need asks for and offers, as a clerk writes it: 2–3人, 硕士及以上, 9.6–14.4万元/年. Pure: works on any Need."""

from decimal import Decimal

from demand.needs.models import Need


def plain(number) -> str:
    """Decimal("9.60") -> 9.6, Decimal("3E+2") -> 300."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def bounds(low, high, unit: str) -> str:
    """2, 3 -> 2–3人; 8, None -> 8人以上; None, 3 -> 3人以内; equal numbers stand once."""
    if low is None and high is None:
        return ""
    if high is None:
        return f"{plain(low)}{unit}以上"
    if low is None:
        return f"{plain(high)}{unit}以内"
    return f"{plain(low)}{unit}" if low == high else f"{plain(low)}–{plain(high)}{unit}"


def headcount(need: Need) -> str:
    """若干 where no number is known."""
    return bounds(need.headcount_min, need.headcount_max, "人") or need.headcount_text


def pay(need: Need) -> str:
    """岗位 by year, 技术需求 by what is put in; words (面议) where no amount is written."""
    if need.kind == Need.Kind.TECH:
        return bounds(need.budget_wan, need.budget_max_wan, "万元") or need.salary_text
    return bounds(need.salary_min_wan, need.salary_max_wan, "万元/年") or need.salary_text


def pay_in_full(need: Need) -> str:
    amount = pay(need)
    return f"{amount}（{need.salary_text}）" if need.salary_text and amount != need.salary_text else amount


def degree(need: Need) -> str:
    """硕士及以上; 不限 where nothing is asked."""
    if need.degree_min is None:
        return "不限"
    name = need.get_degree_min_display()
    return name if need.degree_min == Need.Degree.DOCTOR else f"{name}及以上"


def title(need: Need) -> str:
    level = need.title_level_min
    return level if level in ("", Need.TitleLevel.SENIOR) else f"{level}及以上"


def age(need: Need) -> str:
    """25–40岁, 40岁以下, 25岁以上."""
    return bounds(need.age_min, need.age_max, "岁").replace("以内", "以下")


def hardness(is_hard: bool) -> str:
    return "硬性" if is_hard else "优先"


def deadline(need: Need) -> str:
    return need.deadline.replace("-", ".") or need.deadline_text


def round_short(need: Need) -> str:
    """2026下半年, 轮次外."""
    return f"{need.round.year}{need.round.get_half_display()}" if need.round_id else "轮次外"


def state_tone(need: Need) -> str:
    return {Need.State.OPEN: "amber", Need.State.SETTLED: "green"}.get(need.state, "grey")

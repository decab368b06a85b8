"""Number formats and date serials (ECMA-376 part 1, 18.8.30 and 18.17.4)."""

import datetime as dt
import re
from functools import lru_cache

_YEAR_MONTH, _MONTH_DAY, _DATE = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    # 27-36 and 50-58 mean dates in Chinese Excel and WPS only; other libraries take them for plain numbers
    27: _YEAR_MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m-d-yy", 31: _DATE, 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: _YEAR_MONTH, 50: _YEAR_MONTH, 51: _MONTH_DAY,
    52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY, 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"',
    57: _YEAR_MONTH, 58: _MONTH_DAY,
}  # fmt: skip

_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


@lru_cache(maxsize=1000)
def is_date_format(code: str) -> bool:
    """Whether a number under this format is shown as a date or a time (first section counts)."""
    bare = _NOT_CODE.sub("", code.partition(";")[0]).lower()
    if bare in ("", "@") or "general" in bare:
        return False
    return any(letter in bare for letter in "ymdhs") and not any(sign in bare for sign in "0#?e%")


def from_serial(number: float, epoch_1904: bool) -> dt.date | dt.datetime | dt.time | float:
    """Date of an Excel serial; below 1 a time of day; the number itself where no date exists for it."""
    if number < 0 or number >= 2_958_466:
        return number
    days, seconds = divmod(round(number * 86_400), 86_400)
    clock = (dt.datetime.min + dt.timedelta(seconds=seconds)).time()
    if days == 0 and not epoch_1904:
        return clock
    if epoch_1904:
        first = dt.date(1904, 1, 1)
    else:  # Excel counts a 29 February 1900 that never was
        first = dt.date(1899, 12, 30) if days >= 60 else dt.date(1899, 12, 31)
    try:
        day = first + dt.timedelta(days=days)
    except OverflowError:
        return number
    return dt.datetime.combine(day, clock) if seconds else day

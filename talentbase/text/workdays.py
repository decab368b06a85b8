"""Working days of the Chinese calendar: weekends, public holidays and the days worked instead (国务院办公厅, each autumn)."""

import datetime as dt

import chinese_calendar

SATURDAY = 5


def is_workday(day: dt.date) -> bool:
    """For a year whose holidays are not published yet, Monday to Friday."""
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return day.weekday() < SATURDAY


def after_workdays(day: dt.date, number: int) -> dt.date:
    """The day that many working days after `day`; 1 after a Friday is Monday."""
    while number:
        day += dt.timedelta(days=1)
        number -= is_workday(day)
    return day

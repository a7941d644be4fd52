"""Instants are whole seconds since 1970 in UTC, days are numbered from 1970-01-01 (docs/spec/body.md, "Values")."""

import datetime

HOUR = 3600
DAY = 86400
NEVER = 10**18  # later than every instant
EPOCH_DAY = datetime.date(1970, 1, 1).toordinal()
LAST = (datetime.date(9999, 12, 31).toordinal() - EPOCH_DAY) * DAY + DAY - 1


def clamped(instant):
    """The nearest instant of the years 1970 to 9999."""
    return max(0, min(LAST, instant))


def read(text):
    """A timestamp or `never`."""
    if text == "never":
        return NEVER
    if len(text) != 20 or text[10] != "T" or text[19] != "Z":
        raise ValueError(text)
    day = datetime.date.fromisoformat(text[:10]).toordinal() - EPOCH_DAY
    hour, minute, second = (int(part) for part in text[11:19].split(":"))
    if day < 0 or hour > 23 or minute > 59 or second > 59:
        raise ValueError(text)
    return day * DAY + hour * HOUR + minute * 60 + second


def write(instant):
    """The timestamp of an instant, or `never`."""
    if instant == NEVER:
        return "never"
    second = instant % DAY
    return f"{date(instant // DAY)}T{second // HOUR:02}:{second % HOUR // 60:02}:{second % 60:02}Z"


def date(day):
    """A day as YYYY-MM-DD."""
    return datetime.date.fromordinal(day + EPOCH_DAY).isoformat()


def last_day(end):
    """The UTC day 36 hours before an end."""
    return clamped(end - 36 * HOUR) // DAY


def end_of_days(start, count):
    """Where `count` days that run from an instant end: at noon of the day after the last one."""
    return clamped((start // DAY + count + 1) * DAY + 12 * HOUR)


def days_run(start, count, present):
    """Whether `count` days that run from an instant are running."""
    return present < end_of_days(start, count) and start <= present + DAY

"""What the system clock says against the state's record of it (docs/spec/verdict.md, "Time")."""

from instants import DAY, HOUR, clamped


def read(now, floor, seen, step, built):
    """The reading, the record to remember as (floor, seen, step), whether the clock was set back by more than a day,
    and the floor before a step that is not believed yet, or None."""
    same = floor, seen, step
    was_believed = floor != 0
    base = max(floor, built)
    if now > base + 48 * HOUR:
        return now, stepped(now, floor, seen, step), False, floor if was_believed else None
    if now >= base:
        is_due = now >= base + HOUR or not was_believed and now > 0
        return now, (now, now, None) if is_due else same, False, None
    if now >= base - 48 * HOUR:
        return base, same, now < base - DAY, None
    if seen <= now <= seen + 48 * HOUR:
        reading = clamped(base + now - seen)
        return reading, (reading, now, None) if now >= seen + HOUR else same, True, None
    return base, (base, now, None), True, None


def stepped(now, floor, seen, step):
    """The record after one more look at a clock that is ahead."""
    if step is None or now < step[0] or not seen - DAY <= now <= seen + 48 * HOUR:
        return floor, now, (now, 1)
    start, count = step
    if now < seen + HOUR:
        return floor, seen, step
    count += 1
    if count >= 24 and now >= start + 72 * HOUR:
        return now, now, None
    return floor, now, (start, count)

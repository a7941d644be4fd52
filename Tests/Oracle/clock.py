"""What the system clock says against the state's record of it (docs/spec/verdict.md, "Time")."""

from instants import DAY, HOUR, clamped


def read(now, floor, seen, step):
    """The reading, the record to remember as (floor, seen, step), and a finding's code or None."""
    same = floor, seen, step
    if now > floor + 48 * HOUR:
        return now, stepped(now, floor, seen, step), "clock-ahead" if floor != 0 else None
    if now >= floor:
        return now, (now, now, None) if now >= floor + HOUR else same, None
    if now >= floor - DAY:
        return floor, same, None
    if seen <= now <= seen + 48 * HOUR:
        reading = clamped(floor + now - seen)
        return reading, (reading, now, None) if now >= seen + HOUR else same, "clock-behind"
    return floor, (floor, now, None), "clock-behind"


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

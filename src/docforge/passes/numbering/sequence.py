"""What comes after what: 4 after 3, 第二条之一 after 第二条, 2.1 after 1.3."""

from __future__ import annotations

Value = tuple[int, ...]


def follows(before: Value, after: Value) -> bool:
    """Whether ``after`` is a next number of a series at ``before``. (2,) is followed by (3,) and by (2, 1)."""
    if len(after) == len(before):
        return _next_at(before, after, len(after) - 1) or (len(after) > 1 and _carried(before, after))
    if len(after) == len(before) + 1:
        return after[:-1] == before and after[-1] == 1
    return _next_at(before[: len(after)], after, len(after) - 1)


def missing(before: Value, after: Value) -> int:
    """How many numbers lie between the two; negative when ``after`` repeats or goes back. 0 for what follows."""
    if follows(before, after):
        return 0
    for left, right in zip(before, after, strict=False):
        if left != right:
            return right - left - 1
    return -1 if len(after) <= len(before) else after[-1] - 1


def _next_at(before: Value, after: Value, place: int) -> bool:
    return after[:place] == before[:place] and after[place] == before[place] + 1


def _carried(before: Value, after: Value) -> bool:
    """1.3 → 2.1: a place further left counts on and the rest begins again."""
    return any(
        _next_at(before, after, place) and all(number == 1 for number in after[place + 1 :])
        for place in range(len(after) - 1)
    )

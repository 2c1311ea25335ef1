"""Frames: the few lists of numbers that the build of a text makes the parts of a number, whatever its words.

A list in a bracket behind its total; all numbers of its sentence or clause before it or behind it, or of a
sentence near it; all up to the end of its paragraph. Each with or without what stands in brackets inside: in
`46: abroad 11 (5, 3, 3), here 35 (22, 13)` the parts of 46 are 11 and 35. Every number of a frame is a part,
and few frames are tried: what adds up in one is a surprise where one of many combinations would be none.
"""

from __future__ import annotations

from collections.abc import Iterator

from kwpstats.scan.sequence import Sequence

LONGEST = 24  # numbers in a frame
FARTHEST = 3  # sentences with numbers to one that is a frame


def frames(sequence: Sequence, total: int) -> list[tuple[tuple[int, ...], int]]:
    """The frames of a number, those of two parts and more; with how many as simple there are to try."""
    found: dict[tuple[int, ...], int] = {}
    for stretch, tried in _stretches(sequence, total):
        if 1 < len(stretch) <= LONGEST:
            for parts in (_outer(sequence, stretch), stretch):
                if len(parts) > 1 and not _siblings(sequence, total, parts[0]):
                    found.setdefault(tuple(parts), tried)
    return list(found.items())


def _siblings(sequence: Sequence, one: int, two: int) -> bool:
    """Whether two numbers stand in brackets of one depth, each in its own: neither is a part of the other."""
    depths, brackets = sequence.depths, sequence.brackets
    return 0 < depths[one] == depths[two] and brackets[one] != brackets[two]


def in_bracket(sequence: Sequence, total: int) -> range:
    """The numbers in a bracket that opens behind a number and in its sentence, before the next."""
    depths, place = sequence.depths, total + 1
    while place < len(sequence) and depths[place] > depths[total] and _same(sequence, total, place):
        place += 1
    return range(total + 1, place)


def _stretches(sequence: Sequence, total: int) -> Iterator[tuple[range, int]]:
    """Neighbours on one side of a number, as far as a bracket, a clause, a sentence or a paragraph goes."""
    inside = in_bracket(sequence, total)
    if inside:
        yield inside, 1
    begin, end = _group(sequence.sentences, total)
    opening, closing = _group(sequence.clauses, total)
    after = _bracket_end(sequence, total, end)
    # Of a list that goes on, any number could be the total of those behind it, or before it.
    ahead = 1 + _level(sequence, total, range(max(begin, opening), total))
    behind = 1 + _level(sequence, total, range(total + 1, min(end, closing)))
    yield range(total + 1, after), ahead
    if after < end:
        yield range(total + 1, end), ahead
    yield range(begin, total), behind
    if begin < opening:
        yield range(opening, total), behind
    if closing < after:
        yield range(total + 1, closing), ahead
    yield from _sentences(sequence, total)
    first, last = _group(sequence.lines, total)
    if last > end:
        yield range(total + 1, last), ahead
    if first < begin:
        yield range(first, total), behind


def _level(sequence: Sequence, total: int, stretch: range) -> int:
    """How many of a stretch stand in as many brackets as a number."""
    return sum(sequence.depths[place] == sequence.depths[total] for place in stretch)


def _sentences(sequence: Sequence, total: int) -> Iterator[tuple[range, int]]:
    """Whole sentences near a number; the one beside it is as simple as its own if no number is between."""
    begin, end = own = _group(sequence.sentences, total)
    for away in range(1, FARTHEST + 1):
        tried = 1 if away == 1 and total == own[1] - 1 else 2 * away
        if end < len(sequence):
            begin_next = end
            end = _group(sequence.sentences, end)[1]
            yield range(begin_next, end), tried
        tried = 1 if away == 1 and total == own[0] else 2 * away
        if begin:
            end_last = begin
            begin = _group(sequence.sentences, begin - 1)[0]
            yield range(begin, end_last), tried


def _outer(sequence: Sequence, stretch: range) -> list[int]:
    """Those that stand in no bracket inside the stretch."""
    level = min(sequence.depths[place] for place in stretch)
    return [place for place in stretch if sequence.depths[place] == level]


def _bracket_end(sequence: Sequence, total: int, end: int) -> int:
    """Where the bracket that a number itself stands in ends; the end of its sentence at the latest."""
    place = total + 1
    while place < end and sequence.depths[place] >= sequence.depths[total]:
        place += 1
    return place


def _same(sequence: Sequence, one: int, two: int) -> bool:
    return sequence.sentences[one] == sequence.sentences[two]


def _group(marks: list[int], place: int) -> tuple[int, int]:
    """Where the neighbours with the mark of one begin and end; of many more than a frame holds, some."""
    begin, end = place, place + 1
    least, most = max(0, place - LONGEST - 1), min(len(marks), place + LONGEST + 2)
    while begin > least and marks[begin - 1] == marks[place]:
        begin -= 1
    while end < most and marks[end] == marks[place]:
        end += 1
    return begin, end

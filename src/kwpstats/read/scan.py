"""Where the cells of a block of delimited text start and end, found for all rows at once.

Delimiters and line ends count where the number of quotation marks before them is even. That is exact as long
as every quotation mark stands where RFC 4180 wants it; the first that does not ends the scan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

PAD = 32
"""Zero bytes kept before and after a block, so that words can be loaded across its edges."""
LF, CR, QUOTE, BLANK = b"\n"[0], b"\r"[0], b'"'[0], b" "[0]

Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """The marks (delimiters and line ends that part cells) of the whole rows of a block.

    `content` is the block between two pads, `marks` the positions in it, `ends` the index in `marks` of each
    row's line end, `starts` and `stops` the positions of each row's first byte and behind its last (before
    the line end), `fields` how many cells each row has, `inner` the line ends inside quoted cells, `end` the
    position behind the last whole row. `broken`: an odd quotation mark ended the scan there.
    """

    content: npt.NDArray[np.uint8]
    delimiter: int
    marks: Positions
    ends: Positions
    starts: Positions
    stops: Positions
    fields: Positions
    inner: Positions
    end: int
    broken: bool
    quoted: bool

    def lines(self, first: int) -> Positions:
        """The physical line of each row, `first` being that of the block's first."""
        lines = np.arange(first, first + len(self.starts), dtype=np.int64)
        if len(self.inner):
            lines += np.searchsorted(self.inner, self.starts)
        return lines

    def row(self, index: int) -> bytes:
        """One row as it stands there."""
        return self.content[self.starts[index] : self.stops[index]].tobytes()

    def empty_tail(self, width: int) -> npt.NDArray[np.bool_]:
        """Which rows have more than `width` cells, of which those behind hold nothing at all."""
        more = self.fields - width
        longer = np.flatnonzero(more > 0)
        tail = np.zeros(len(self.starts), dtype=np.bool_)
        last = self.marks[self.ends[longer] - more[longer]]
        length = self.stops[longer] - last
        tail[longer] = length == more[longer]
        if self.quoted:
            for i in np.flatnonzero((length > more[longer]) & (length <= 3 * more[longer])):
                cells = (
                    self.content[last[i] : last[i] + length[i]]
                    .tobytes()
                    .split(bytes([self.delimiter]))
                )
                tail[longer[i]] = set(cells) <= {b"", b'""'}
        return tail

    def columns(self, rows: Positions | None, width: int) -> Iterator[tuple[Positions, Positions]]:
        """Column by column, where each cell starts and ends, its quotation marks not counted.

        `rows` are the indices of the rows wanted, each of which has at least `width` cells; None means
        all, each of which has exactly so many.
        """
        if rows is None:
            begins, stops, marks = self.starts, self.stops, self.marks.reshape(-1, width).T
        else:
            begins, stops = self.starts[rows], self.stops[rows]
            first = self.ends[rows] - self.fields[rows] + 1
            marks = self.marks[first + np.arange(width)[:, None]]
        for column in range(width):
            behind = marks[column].copy()
            following = behind + 1
            if column == width - 1:
                np.minimum(behind, stops, out=behind)
            if self.quoted:
                inside = self.content[begins] == QUOTE
                begins = begins + inside
                behind -= inside
            yield begins, behind
            begins = following

    def blank(self) -> npt.NDArray[np.bool_]:
        """Which rows hold nothing but delimiters, blanks and quotation marks."""
        dull = np.zeros(256, dtype=np.bool_)
        dull[: BLANK + 1] = dull[QUOTE] = dull[self.delimiter] = True
        content, starts, stops = self.content, self.starts, self.stops
        blank = dull[content[starts]]
        if blank.any():
            second = np.minimum(starts + 1, stops)
            blank &= dull[content[second]] & dull[content[stops - 1]]
            ink = np.cumsum(~dull[content], dtype=np.int32)
            blank[blank] = ink[stops[blank] - 1] == ink[starts[blank] - 1]
        return blank


def scan(block: bytes, delimiter: bytes) -> Scan:
    """Scan a block that starts at the start of a row; what follows its last whole row is left alone."""
    pad = bytes(PAD)
    content = np.frombuffer(b"".join((pad, block, pad)), dtype=np.uint8)
    mark = ord(delimiter)
    quoted, returns = b'"' in block, b"\r" in block
    line_end = line_ends(content) if returns else content == LF
    parting = content == mark
    parting |= line_end
    inner = np.empty(0, dtype=np.int64)
    limit = len(content)
    if quoted:
        quotes = content == QUOTE
        inside = (np.cumsum(quotes, dtype=np.uint8) & 1).view(np.bool_)
        inner = np.flatnonzero(line_end & inside)
        parting &= ~inside
        limit = _first_odd(content, quotes, mark)
    marks = np.flatnonzero(parting)
    if limit < len(content):
        marks = marks[: np.searchsorted(marks, limit)]
    ends = None if quoted or returns else _even_ends(content, marks, line_end)
    if ends is None:
        ends = np.flatnonzero(content[marks] != mark)
    marks = marks[: ends[-1] + 1] if len(ends) else marks[:0]
    behind = marks[ends] + 1
    end = int(behind[-1]) if len(ends) else PAD
    stops = behind - 1
    if returns:
        stops -= (content[stops] == LF) & (content[stops - 1] == CR)
    return Scan(
        content=content,
        delimiter=mark,
        marks=marks,
        ends=ends,
        starts=np.concatenate(([PAD], behind[:-1])) if len(ends) else behind,
        stops=stops,
        fields=np.diff(ends, prepend=-1),
        inner=inner[: np.searchsorted(inner, end)],
        end=end,
        broken=limit < len(content),
        quoted=quoted,
    )


def _even_ends(
    content: npt.NDArray[np.uint8], marks: Positions, line_end: npt.NDArray[np.bool_]
) -> Positions | None:
    """The marks that end the rows of a block without quotation marks, if all rows have as many cells."""
    rows = int(np.count_nonzero(line_end))
    width = int(np.searchsorted(marks, line_end.argmax())) + 1
    if not 0 < rows * width <= len(marks):
        return None
    ends = np.arange(width - 1, rows * width, width)
    return ends if (content[marks[ends]] == LF).all() else None


def line_ends(content: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """The LF of each line end, or its CR where that stands alone."""
    feeds: npt.NDArray[np.bool_] = content == LF
    returns: npt.NDArray[np.bool_] = content == CR
    returns[:-1] &= ~feeds[1:]
    returns |= feeds
    return returns


def _first_odd(
    content: npt.NDArray[np.uint8], quotes: npt.NDArray[np.bool_], delimiter: int
) -> int:
    """The position of the first quotation mark that RFC 4180 does not allow there, or the length."""
    fitting = np.zeros(256, dtype=np.bool_)
    fitting[[0, delimiter, LF, CR, QUOTE]] = True
    at = np.flatnonzero(quotes)
    opening, closing = at[0::2], at[1::2]
    odd = [opening[~fitting[content[opening - 1]]], closing[~fitting[content[closing + 1]]]]
    return min((int(found[0]) for found in odd if len(found)), default=len(content))

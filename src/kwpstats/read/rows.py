"""The rows below a header: whole blocks at a time, and one by one where a block holds odd quotation marks."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.model.problem import Problem
from kwpstats.read.columns import Column
from kwpstats.read.growing import Growing
from kwpstats.read.header import Header, column_names, remark_problems
from kwpstats.read.recognise import check_utf8
from kwpstats.read.records import LONGEST_ROW, mend, quoted_row, records
from kwpstats.read.scan import PAD, Positions, Scan, scan
from kwpstats.read.table import Table

MOST_PROBLEMS = 1000
"""Rows left out that are named one by one; the others are counted."""
MOST_FIELDS_SHOWN = 20_000


class Rows:
    """The rows of a delimited text, gathered block by block into columns."""

    def __init__(self, header: Header, shown: str) -> None:
        self._header = header
        self._shown = shown
        self._delimiter = header.delimiter
        self._names = [text.strip() for text in header.record.texts[: header.width]]
        self._columns = [Column() for _ in self._names]
        self._line = header.record.next_line
        self._lines = Growing()
        self._problems: list[Problem] = []
        self._unlisted = 0

    def take(self, block: bytes, *, final: bool) -> bytes:
        """Read the whole rows of a block; gives back the rest. `final`: nothing follows the block.

        Raises:
            Unreadable: a row is too long, or not in UTF-8.
        """
        if final and block and not block.endswith((b"\n", b"\r")):
            block += b"\n"
        found = scan(block, self._delimiter)
        used = 0
        if int((found.stops - found.starts).max(initial=0)) <= LONGEST_ROW:
            used = found.end - PAD
            check_utf8(block[:used], self._line, self._shown)
            self._add(found, found.lines(self._line), self._header.raw)
            self._line += len(found.starts) + len(found.inner)
        rest = block[used:]
        if rest and (found.broken or final or len(rest) > LONGEST_ROW):
            rest = self._take_one_by_one(rest, final=final)
        return rest

    def _take_one_by_one(self, block: bytes, *, final: bool) -> bytes:
        mended = mend(block, self._delimiter, self._line, final=final, shown=self._shown)
        check_utf8(block[: mended.used], self._line, self._shown)
        lines = np.array(mended.lines, dtype=np.int64)
        header = quoted_row(self._header.record.cells, self._delimiter)
        self._add(scan(mended.content, self._delimiter), lines, header)
        for line, message in mended.faults:
            self._leave_out(line, "quotation", message)
        self._line = mended.next_line
        return block[mended.used :]

    def _add(self, found: Scan, lines: Positions, header: bytes) -> None:
        if not len(lines):
            return
        width = len(self._columns)
        good = ~found.blank()
        wrong = good & (found.fields != width)
        if wrong.any():
            wrong &= ~found.empty_tail(width)
        repeated = good & _equal_to(header, found)
        good &= ~(wrong | repeated)
        rows = None if good.all() and (found.fields == width).all() else np.flatnonzero(good)
        for column, (begins, stops) in zip(self._columns, found.columns(rows, width), strict=True):
            column.add(found.content, begins, stops)
        self._lines.add(lines if rows is None else lines[rows])
        left_out = np.flatnonzero(wrong | repeated)
        named = max(MOST_PROBLEMS - len(self._problems), 0)
        self._unlisted += len(left_out[named:])
        for row in left_out[:named].tolist():
            line = int(lines[row])
            if repeated[row]:
                message = f"line {line} repeats the header: delete it"
                self._leave_out(line, "header", message)
            else:
                broken = self._is_broken(found, lines, row)
                self._leave_out(line, "fields", self._wrong_fields(found, row, line, broken=broken))

    def _is_broken(self, found: Scan, lines: Positions, row: int) -> bool:
        """Whether this row and the one on the next line look like one that a line break has parted."""
        if row + 1 >= len(lines) or lines[row + 1] != lines[row] + 1:
            return False
        here, below = found.fields[row : row + 2].tolist()
        return bool(1 < below < len(self._columns) == here + below - 1)

    def _wrong_fields(self, found: Scan, row: int, line: int, *, broken: bool) -> str:
        # Most tables never need the words for a bad row: what they cost is paid when they do.
        from kwpstats.read.fields import wrong_fields

        text = found.row(row)
        if len(text) > MOST_FIELDS_SHOWN:
            text = b""
        cells = next(records(text, self._delimiter, line, final=True, shown=self._shown), None)
        return wrong_fields(
            line,
            int(found.fields[row]),
            cells.texts if cells else [],
            self._names,
            self._delimiter,
            broken=broken,
        )

    def _leave_out(self, line: int, kind: str, message: str) -> None:
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(Problem(self._shown, line, "", kind, message))
        else:
            self._unlisted += 1

    def table(self, digest: str) -> Table:
        """All that was gathered; a column with neither a name nor a cell is dropped."""
        values = [column.values() for column in self._columns]
        kept = [i for i, name in enumerate(self._names) if name or not _is_empty(values[i])]
        line = self._header.record.line
        names, problems = column_names(
            [self._names[i] for i in kept], [f"column {i + 1}" for i in kept], self._shown, line
        )
        problems += remark_problems(self._header.remarks, self._shown)
        problems += sorted(self._problems, key=lambda problem: problem.line or 0)
        if self._unlisted:
            message = (
                f"{self._unlisted:,} more rows are left out for such reasons: mend these first"
            )
            problems.append(Problem(self._shown, None, "", "fields", message))
        columns = {name: values[i] for name, i in zip(names, kept, strict=True)}
        lines = self._lines.whole().astype(np.int64, copy=False)
        frame = pd.DataFrame(columns, index=pd.RangeIndex(len(lines)), copy=False)
        return Table(frame, self._shown, lines, digest, problems=tuple(problems))


def _equal_to(header: bytes, found: Scan) -> npt.NDArray[np.bool_]:
    """Which rows are the header once more."""
    equal: npt.NDArray[np.bool_] = found.stops - found.starts == len(header)
    alike = np.flatnonzero(equal)
    equal[alike] = found.content[found.starts[alike]] == header[0]
    for row in np.flatnonzero(equal).tolist():
        equal[row] = found.row(row) == header
    return equal


def _is_empty(values: npt.NDArray[np.int64] | pd.api.extensions.ExtensionArray) -> bool:
    return bool(pd.Series(values).astype("str").eq("").all())

"""Figures taken in as runs and layouts: row by row the ones that were given, however they were cut."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwpstats.evaluate.alike import Gatherer, Rows, texts_read
from kwpstats.evaluate.alike.printed import BELOW_ZERO, FORMS, ODD, WHOLE
from kwpstats.evaluate.alike.rows import HOLDER, Slot
from kwpstats.schema.coded import Coded

COLUMNS = (*HOLDER, *Slot._fields)
VALUES = ["7", "-12", "3000000000", "-2147483648", "2147483647", "11.5%", "about 9", "", "0%"]
Row = tuple[str, ...]


def table(lot: Random) -> list[Row]:
    """Units that print the same one after another, but for what goes wrong; perhaps in disorder."""
    rare = lot.choice([0.0, 0.02, 0.3])
    size = lot.randint(1, 6)
    usual = [(lot.choice("ab"), "", "", "", str(1950 + n // 2), "s") for n in range(size)]
    rows: list[Row] = []
    for unit in range(lot.randint(1, 12)):
        for slot in usual:
            if lot.random() < rare:
                slot = (*slot[:4], "1999", lot.choice("st"))
            if lot.random() >= rare:
                rows.append(("P", f"U{unit}", *slot, lot.choice(VALUES)))
    if lot.random() < 0.3:
        lot.shuffle(rows)
    return rows


def gathered(rows: list[Row], lot: Random) -> Rows:
    """The rows in blocks, whose dictionaries are shared, grown, or their own."""
    gatherer, begin = Gatherer(), 0
    shared = [sorted({row[at] for row in rows}) for at in range(len(COLUMNS))]
    while begin < len(rows):
        block = rows[begin : begin + lot.randint(1, len(rows))]
        begin += len(block)
        columns, same = {}, lot.random() < 0.7
        for at, name in enumerate(COLUMNS):
            texts = shared[at] if same else list({row[at]: 0 for row in block})
            none = -1 if lot.random() < 0.5 else None
            codes = [none if none and not row[at] else texts.index(row[at]) for row in block]
            if lot.random() < 0.9 or any(row[at] for row in block):
                columns[name] = Coded(np.array(codes, dtype=np.int32), texts)
        printed = [row[-1] for row in block]
        texts = sorted(set(printed))
        gatherer.add(columns, texts_read(Coded(np.array([texts.index(p) for p in printed]), texts)))
    return gatherer.rows()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.integers(0, 10**9))
def test_every_row_is_what_was_given(seed: int) -> None:
    lot = Random(seed)
    given_rows = table(lot)
    if not given_rows:
        return
    found = gathered(given_rows, lot)
    everyone = np.arange(len(given_rows))
    holders, read = list(found.holders), texts_read(Coded(np.arange(len(VALUES)), VALUES))
    forms = dict(zip(VALUES, read.form.tolist(), strict=True))
    numbers = dict(zip(VALUES, read.number.tolist(), strict=True))
    assert len(found) == len(given_rows)
    assert [holders[at] for at in found.holder_of(everyone)] == [row[:2] for row in given_rows]
    tokens = found.token_of(everyone).tolist()
    assert [tuple(found.slots[t // FORMS]) for t in tokens] == [row[2:-1] for row in given_rows]
    assert [t % FORMS for t in tokens] == [forms[row[-1]] for row in given_rows]
    expected = [numbers[row[-1]] for row in given_rows]
    assert found.number.at(everyone).tolist() == expected
    assert found.number.between(1, len(expected)).tolist() == expected[1:]
    below = [n for n, number in enumerate(expected) if number < 0]
    assert np.concatenate([everyone[:0], *found.below_zero()]).tolist() == below
    first: dict[tuple[int, int], int] = {}
    for row, (token, number) in enumerate(zip(tokens, expected, strict=True)):
        form = BELOW_ZERO if number < 0 and token % FORMS == WHOLE else token % FORMS
        first.setdefault((token // FORMS, form), row)
    shown = found.first()
    assert {(s, f): shown[s, f] for s, f in np.argwhere(shown >= 0).tolist()} == first
    shapes = {
        (t // FORMS, row[-1]) for t, row in zip(tokens, given_rows, strict=True) if t % FORMS == ODD
    }
    assert found.shapes == {(slot, text.replace("9", "1")) for slot, text in shapes}


@pytest.mark.parametrize("rows", [1, 5])
def test_runs_of_a_holder_are_one_wherever_a_block_ends(rows: int) -> None:
    same = [("P", f"U{n // 4}", "a", "", "", "", str(n % 4), "s", "7") for n in range(40)]
    gatherer = Gatherer()
    for begin in range(0, 40, rows):
        columns = {
            name: Coded(np.arange(len(block)), [row[at] for row in block])
            for block in [same[begin : begin + rows]]
            for at, name in enumerate(COLUMNS)
        }
        gatherer.add(columns, texts_read(Coded(np.zeros(rows, dtype=np.int64), ["7"])))
    found = gatherer.rows()
    assert found.sizes.tolist() == [4] * 10
    assert len(found.layouts) == 1

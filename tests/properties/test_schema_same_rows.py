"""The schemas alone find in a user's script what the command finds, row for row."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from frames import failures
from kwpstats import Figures, accounts_schema, check
from kwpstats.schema.checks import is_sound
from kwpstats.schema.explain import MEANINGS
from kwpstats.schema.models import builtin
from kwpstats.schema.typed import add_typed

CELLS = {
    "party": ["KWP", "KWP", "KPW", "CPSU", "", " KWP "],
    "unit": ["", "", "Hwanghae", "Hwanghae/Haeju", "/Haeju"],
    "measure": ["members", "expelled", "net_change", "growth", "membres", "unidentified", ""],
    "breakdown": ["", "", "sex"],
    "category": ["", "", "women", "woman"],
    "start": ["", "1957-07-01", "1957", "1958-07-02", "1957-13", "July 1957"],
    "end": ["1958-07-01", "1958", "1958-02-30", "", "01.07.1958"],
    "value": [
        "3,912",
        "3912",
        "29.9%",
        "-57",
        "",
        "3912.5",
        "1.164 million",
        "=A1",
        "18l,095",
        "NA",
    ],
    "rounded_to": ["", "", "1000", "0", "ten"],
    "source": ["", "lankov2005"],
    "quote": ["", "", "3,912 members", "in words"],
    "note": ["", "a, b", 'say "so"'],
}
ROW = st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()})
patient = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@settings(patient, max_examples=8)
@given(st.lists(ROW, min_size=1, max_size=30))
def test_figures_finds_the_rows_that_the_command_finds(
    alone: Path, rows: list[dict[str, str]]
) -> None:
    with (alone / "table.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(CELLS))
        writer.writeheader()
        writer.writerows(rows)
    by_command = {
        (problem.line, problem.id)
        for problem in check("table.csv").problems
        if problem.id in {meaning.id for meaning in MEANINGS.values()}
    }
    by_schema = {
        (row + 2, MEANINGS[name].id)
        for name, found in failures(Figures, pd.DataFrame(rows)).items()
        for row in found
    }
    assert by_schema == by_command


SOUND = {"party": "KWP", "measure": "members", "end": "1958-07-01", "value": "3,912"}
CELL = st.one_of(*(st.tuples(st.just(n), st.sampled_from(each)) for n, each in CELLS.items()))


@settings(patient, max_examples=60)
@given(st.lists(CELL, max_size=2), st.integers(1, 2))
def test_a_table_is_sound_where_the_schema_finds_nothing(
    changed: list[tuple[str, str]], times: int
) -> None:
    frame = pd.DataFrame([SOUND | dict(changed)] * times)
    sound = is_sound(add_typed(frame, builtin()), builtin())
    assert sound == (not failures(Figures, frame))


MEASURES = ("losses", "expelled", "deceased", "resigned")
COUNT = st.none() | st.integers(0, 30)
PERIOD = st.fixed_dictionaries({"party": st.sampled_from("zAm"), **dict.fromkeys(MEASURES, COUNT)})
RULES = {
    "losses = expelled + deceased": ("losses", "expelled", "deceased"),
    "losses <= 2 * expelled": ("losses", "expelled"),
    "losses - deceased > resigned": ("losses", "deceased", "resigned"),
}


def contradicts(rule: str, row: dict[str, int | None]) -> bool:
    """Whether counts contradict a rule; a missing one contradicts nothing."""
    names = RULES[rule]
    if any(row[name] is None for name in names):
        return False
    sides = rule.replace(" = ", " == ")
    return not eval(sides, {name: row[name] for name in names})


@settings(patient, max_examples=6)
@given(st.lists(PERIOD, min_size=1, max_size=8), st.booleans())
def test_a_rule_fails_the_rows_whose_own_figures_contradict_it(
    rows: list[dict[str, int | None]], as_text: bool
) -> None:
    cells = [
        row | {name: "" if row[name] is None else str(row[name]) for name in MEASURES if as_text}
        for row in rows
    ]
    frame = pd.DataFrame(cells).assign(start="1957", end=[str(1957 + n) for n in range(len(rows))])
    schema = accounts_schema(RULES)
    wrong = {rule: [n for n, row in enumerate(rows) if contradicts(rule, row)] for rule in RULES}
    assert failures(schema, frame) == {rule: found for rule, found in wrong.items() if found}

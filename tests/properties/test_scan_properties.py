"""Properties of the scan against independent arithmetic, and on any text at all."""

import json
from fractions import Fraction
from importlib import resources

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from kwpstats.numerals import Unreadable, read
from kwpstats.scan import Kind, Relation, Verdict, render_json, render_markdown, render_text, scan
from kwpstats.scan.choose import Basis

SCHEMA = json.loads(
    resources.files("kwpstats.scan")
    .joinpath("kwpstats-scan-1.schema.json")
    .read_text(encoding="utf-8")
)
COUNTS = st.integers(1_000, 9_999_999)
SHARP = COUNTS.filter(lambda count: count % 10)  # with a last digit that can miss
WORDS = [
    *("members", "men", "of which", "total", "(", ")", "%", "%,", "万", "млн", "about", "$"),
    *(
        ".",
        ";",
        "\n",
        "from",
        "to",
        "от",
        "1957",
        "July",
        "占",
        "p.",
        "-",
        "²",
        "\u202e",
        "<sup>",
        "№",
    ),
]


@given(COUNTS, st.sampled_from([",", ".", " ", "\u202f", "’"]))
def test_a_count_in_any_style_is_read_like_a_value_of_the_table(count: int, mark: str) -> None:
    printed = f"{count:,}".replace(",", mark)
    number = scan(f"there were {printed} people", file="t").numbers[0]
    assert number.printed == printed
    assert number.value == read(printed, whole=True).value == count


@given(st.lists(SHARP, min_size=2, max_size=8, unique=True), st.booleans())
def test_neighbours_that_add_up_are_found(parts: list[int], total_first: bool) -> None:
    total = sum(parts)
    listed = ", ".join(f"{part:,} of them" for part in parts)
    text = f"There were {total:,}: {listed}." if total_first else f"{listed}, and {total:,}."
    equations = Basis()
    for found in scan(text, file="t").relations:
        if found.verdict is Verdict.EXACT:
            sides = {"left": 1, "right": -1}
            equation: dict[int, Fraction] = {}
            for term in found.terms:
                value = int(term.number.value)
                equation[value] = equation.get(value, Fraction(0)) + sides[term.side]
            equations.add({value: count for value, count in equation.items() if count})
    wanted: dict[int, Fraction] = {total: Fraction(-1)}
    for part in parts:
        wanted[part] = wanted.get(part, Fraction(0)) + 1
    assert equations.spans(wanted)


@given(st.lists(st.one_of(COUNTS, st.integers(1, 999)), min_size=1, max_size=14))
def test_every_sum_that_is_said_to_hold_holds(counts: list[int]) -> None:
    text = " and ".join(f"{count:,} men" for count in counts)
    for found in scan(text, file="t").relations:
        left = sum(t.number.value for t in found.terms if t.side == "left")
        right = sum(t.number.value for t in found.terms if t.side == "right")
        assert found.difference == left - right
        assert found.kind in (Relation.SUM, Relation.DIFFERENCE, Relation.BALANCE)
        assert (left == right) is (found.verdict is Verdict.EXACT)


@given(st.integers(1_000, 999_999), st.integers(1_000_000, 9_999_999), st.sampled_from([1, 2]))
def test_a_share_is_never_refused_for_its_rounding(part: int, whole: int, places: int) -> None:
    percent = f"{float(round(Fraction(part, whole) * 100, places)):.{places}f}"
    text = f"Of {whole:,} members {part:,} were women ({percent}%)."
    for found in scan(text, file="t").relations:
        assert found.holds
        if found.kind is Relation.SHARE:
            rate = Fraction(part, whole)
            assert abs(found.terms[0].number.value - rate) <= Fraction(1, 2 * 10 ** (places + 2))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(WORDS), COUNTS.map(lambda n: f"{n:,}"), st.text(max_size=6)),
        max_size=40,
    )
)
def test_any_text_is_scanned_and_told(pieces: list[str]) -> None:
    text = " ".join(pieces)
    result = scan(text, file="t")
    for number in result.numbers:
        assert text[number.offset : number.end] == number.printed
        assert number.lower <= number.upper
        if number.kind in (Kind.QUANTITY, Kind.PERCENT):
            assert number.lower <= number.value <= number.upper
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(render_json([result])))
    assert render_text(result)
    assert render_markdown([result])
    assert scan(text, file="t") == result


@settings(max_examples=60, deadline=None)
@given(st.lists(COUNTS, min_size=2, max_size=6))
def test_what_stands_far_before_a_passage_changes_nothing_in_it(counts: list[int]) -> None:
    text = " and ".join(f"{count:,} men" for count in [*counts, sum(counts)])
    lead = "Nothing is counted here. " * 40
    alone = [(f.kind, f.verdict, f.message) for f in scan(text, file="t").relations]
    moved = [(f.kind, f.verdict, f.message) for f in scan(lead + text, file="t").relations]
    assert alone == moved


@given(st.text(alphabet="0123456789.,' ’", min_size=1, max_size=14))
def test_scan_reads_no_number_that_the_table_would_read_otherwise(printed: str) -> None:
    for number in scan(f"x {printed} x", file="t").numbers:
        if number.kind is not Kind.QUANTITY:
            continue
        try:
            value = read(number.printed, whole=True).value
        except Unreadable:
            value = read(number.printed, whole=False).value
        assert number.value == value

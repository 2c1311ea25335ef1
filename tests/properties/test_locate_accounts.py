"""Accounts, chains and cross tables: what is sound is left alone, a planted error is always found."""

from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from test_locate_search import compare

from accounts import agreement, check, figure
from kwpstats.locate import locate
from kwpstats.model.figure import Figure, Place, Source
from kwpstats.model.finding import Check
from kwpstats.model.repair import FigureChange
from kwpstats.model.verdict import Kind, Verdict

Cells = dict[Source, tuple[str, Fraction]]


class Book:
    """True numbers, printed rounded or not, and the checks between them."""

    def __init__(self, random: Random, unit: int) -> None:
        self.random = random
        self.unit = unit
        self.true: dict[str, Fraction] = {}
        self.error: dict[str, Fraction] = {}

    def print(self, name: str, place: Place | None = None) -> Figure:
        value = self.true[name]
        half = Fraction(0)
        if self.unit > 1 and abs(value) > self.unit:
            value = Fraction(round(value / self.unit) * self.unit)
            half = Fraction(self.unit, 2)
        value += self.error.get(name, Fraction(0))
        source = Source("book.csv", sorted(self.true).index(name))
        measure = "net_change" if name.startswith("net") else name
        return figure(measure, value, half=half, source=source, place=place)


def chain(book: Book, years: int) -> list[Check]:
    """Years of accounts: the causes of the losses, the balance, the net change, both prints of a stock."""
    stock = Fraction(book.random.randint(500, 9000))
    for year in range(years):
        new, out, dead = (Fraction(book.random.randint(1, 400)) for _ in range(3))
        after = stock + new - out - dead
        values = (stock, new, out, dead, out + dead, after, after - stock)
        names = ("open", "new", "out", "dead", "losses", "shut", "net")
        book.true |= {f"{name}{year}": value for name, value in zip(names, values, strict=True)}
        stock = after
    _plant(book)
    p = {name: book.print(name) for name in book.true}
    checks = []
    for y in map(str, range(years)):
        checks.append(check(f"losses:{y}", [p["losses" + y]], "=", [p["out" + y], p["dead" + y]]))
        moved = {p["open" + y]: 1, p["new" + y]: 1, p["losses" + y]: -1}
        checks.append(check(f"balance:{y}", [p["shut" + y]], "=", moved))
        checks.append(check(f"net:{y}", [p["net" + y]], "=", {p["shut" + y]: 1, p["open" + y]: -1}))
    pairs = [(p[f"shut{y}"], p[f"open{y + 1}"]) for y in range(years - 1)]
    return checks + [agreement(f"agreement:{n}", *pair) for n, pair in enumerate(pairs)]


def cross(book: Book, rows: int, columns: int) -> list[Check]:
    """A table with the sums of its rows and columns."""
    for row in range(rows):
        for column in range(columns):
            book.true[f"c{row}{column}"] = Fraction(book.random.randint(1, 900))
    for row in range(rows):
        cells = [book.true[f"c{row}{column}"] for column in range(columns)]
        book.true[f"row{row}"] = sum(cells, Fraction(0))
    for column in range(columns):
        cells = [book.true[f"c{row}{column}"] for row in range(rows)]
        book.true[f"column{column}"] = sum(cells, Fraction(0))
    _plant(book)
    p = {name: book.print(name) for name in book.true}
    kind = Kind.BREAKDOWN
    across = [[p[f"c{r}{c}"] for c in range(columns)] for r in range(rows)]
    down = [[p[f"c{r}{c}"] for r in range(rows)] for c in range(columns)]
    sums = [check(f"row:{r}", across[r], "=", [p[f"row{r}"]], kind=kind) for r in range(rows)]
    return sums + [
        check(f"column:{c}", down[c], "=", [p[f"column{c}"]], kind=kind) for c in range(columns)
    ]


def _plant(book: Book) -> None:
    for name in book.error:
        size = book.random.choice([1, 3, 20, 100, 200, 3000]) * book.random.choice([1, -1])
        changed = book.true[name] + size
        book.error[name] = Fraction(size if changed >= 0 else -size)


def drawn(random: Random, errors: int) -> tuple[Book, list[Check]]:
    """A chain or a cross table with so many errors."""
    shape = random.choice(["chain", "cross"])
    names = ["open0", "new0", "out0", "losses0", "shut0", "net0"]
    cells = ["c00", "c01", "c11", "row0", "column1"]
    book = Book(random, random.choice([1, 1, 10, 100]))
    wrong = random.sample(names if shape == "chain" else cells, errors)
    book.error = dict.fromkeys(wrong, Fraction(0))
    if shape == "chain":
        return book, chain(book, random.randint(1, 3))
    return book, cross(book, 2, random.randint(2, 3))


def prints(checks: list[Check]) -> list[Figure]:
    return list(dict.fromkeys(p.figure for c in checks for p in c.parts if p.figure))


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_sound_accounts_are_left_alone(random: Random) -> None:
    _, checks = drawn(random, 0)
    assert all(c.verdict is not Verdict.FAILS for c in checks)
    assert locate(checks, prints(checks)) == ()


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False))
def test_one_planted_error_is_always_among_the_repairs(random: Random) -> None:
    book, checks = drawn(random, 1)
    ((name, _),) = book.error.items()
    source = book.print(name).source
    for contradiction in locate(checks, prints(checks)):
        assert contradiction.least == 1
        mine = [
            change
            for repair in contradiction.repairs
            for change in repair.changes
            if isinstance(change, FigureChange) and change.figure.source == source
        ]
        assert mine, contradiction.message
        lower, upper = mine[0].lower, mine[0].upper
        assert lower is None or lower <= book.true[name]
        assert upper is None or book.true[name] <= upper


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 2))
def test_repairs_of_accounts_and_cross_tables_are_those_of_an_exhaustive_search(
    random: Random, errors: int
) -> None:
    _, checks = drawn(random, errors)
    compare(checks, dict.fromkeys(prints(checks), Fraction(1)), largest=2)


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 3))
def test_nothing_depends_on_the_order_of_the_checks(random: Random, errors: int) -> None:
    _, checks = drawn(random, errors)
    figures = prints(checks)
    found = locate(checks, figures)
    random.shuffle(checks)
    random.shuffle(figures)
    again = locate(checks, figures)
    assert [c.message for c in again] == [c.message for c in found]
    assert again == found

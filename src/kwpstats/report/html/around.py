"""Around the findings: the balance sheet of each period, and breakdowns with their shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from kwpstats.model.figure import Figure, Period
from kwpstats.model.finding import Check
from kwpstats.model.repair import Implied
from kwpstats.model.report import Report
from kwpstats.model.verdict import Kind
from kwpstats.report.charts.dates import period_words
from kwpstats.report.charts.printed import Form, number, share_form
from kwpstats.report.charts.shares import share_bar
from kwpstats.report.charts.statement import label_words, statement
from kwpstats.report.headings import heading
from kwpstats.report.html.findings import place_words
from kwpstats.report.html.implied import Worked
from kwpstats.report.html.sheets import Sheet, sheet

MOST_BALANCES = 60  # balance sheets in the page
MOST_TABLES = 60  # breakdown tables in the page


@dataclass(frozen=True, slots=True)
class Balance:
    """The balance sheet of one period: its lines, what else is printed, and what is missing.

    With what is missing stands what the other figures make of it, if they do.
    """

    check: Check
    place: str
    period: str
    sheet: Sheet
    others: tuple[Figure, ...]
    missing: tuple[tuple[str, Worked | None], ...]


@dataclass(frozen=True, slots=True)
class Portion:
    """One category: its count, its share as printed and as worked out, and a bar."""

    category: str
    printed: str
    share: str
    worked_out: str
    bar: Markup


@dataclass(frozen=True, slots=True)
class Division:
    """One breakdown of one figure at one date."""

    place: str
    name: str
    measure: str
    period: str
    total: str
    portions: tuple[Portion, ...]
    prints_shares: bool
    checks: tuple[tuple[Check, str], ...]


def balances(
    report: Report, worked_out: Sequence[tuple[Implied, Worked]]
) -> tuple[list[Balance], int]:
    """The balance sheets of all periods, at most `MOST_BALANCES`, and how many were left out.

    `worked_out` are the numbers that nobody printed: each stands in the sheet where it is missing.
    """
    found = [check for check in report.checks if _is_balance(check)]
    flows: dict[tuple[str, str, Period], list[Figure]] = {}
    for figure in report.figures:
        if figure.period.start and not figure.percent and not figure.place.category:
            key = (figure.place.party, figure.place.unit, figure.period)
            flows.setdefault(key, []).append(figure)
    made = [
        _balance(
            check, flows.get((check.place.party, check.place.unit, check.period), []), worked_out
        )
        for check in found[:MOST_BALANCES]
    ]
    return made, len(found) - len(made)


def _is_balance(check: Check) -> bool:
    """Whether a check leads from an opening stock to the closing one over what came and went."""
    ends = {part.label.partition("@")[2]: part.side for part in check.parts if "@" in part.label}
    apart = {"start", "end"} <= set(ends) and ends["start"] != ends["end"]
    return check.kind is Kind.IDENTITY and apart and all("/" not in side for side in ends.values())


def _balance(
    check: Check, flows: Iterable[Figure], worked_out: Sequence[tuple[Implied, Worked]]
) -> Balance:
    used = {figure.measure for figure in check.figures}
    others = tuple(figure for figure in flows if figure.measure not in used)
    missing = tuple((label_words(name), _known(name, check, worked_out)) for name in check.missing)
    numbers = {name: known.number for name, known in missing if known}
    account = sheet(check, statement(check), numbers)
    return Balance(check, place_words(check), period_words(check.period), account, others, missing)


def _known(name: str, check: Check, worked_out: Sequence[tuple[Implied, Worked]]) -> Worked | None:
    """What the other figures make of a number that is missing in this balance."""
    measure, _, end = name.partition("@")
    at = {"start": check.period.start, "end": check.period.end}.get(end, str(check.period))
    place = check.place
    wanted = (place.party, place.unit, place.breakdown, place.category, measure, at)
    return next((words for implied, words in worked_out if implied[:6] == wanted), None)


def divisions(report: Report) -> tuple[list[Division], int]:
    """The breakdowns with at least two categories, at most `MOST_TABLES`, and how many were left out."""
    groups: dict[tuple[str, str, str, str, Period], list[Figure]] = {}
    totals: dict[tuple[str, str, str, Period], Figure] = {}
    for figure in report.figures:
        place = figure.place
        if place.category:
            key = (place.party, place.unit, figure.measure, place.breakdown, figure.period)
            groups.setdefault(key, []).append(figure)
        elif not figure.percent:
            totals.setdefault((place.party, place.unit, figure.measure, figure.period), figure)
    wide = {
        key: found
        for key, found in groups.items()
        if len({figure.place.category for figure in found}) > 1
    }
    shown = list(wide.items())[:MOST_TABLES]
    checks = _checked(report)
    made = [
        _division(found, totals.get((*key[:3], key[4])), checks.get(key, ()))
        for key, found in shown
    ]
    return made, len(wide) - len(made)


def _checked(report: Report) -> dict[tuple[str, str, str, str, Period], list[Check]]:
    """The checks of breakdowns by what they add up."""
    found: dict[tuple[str, str, str, str, Period], list[Check]] = {}
    for check in report.checks:
        if check.kind is Kind.BREAKDOWN and check.figures:
            first = check.figures[0]
            names = {figure.place.breakdown for figure in check.figures if figure.place.breakdown}
            for name in names:
                key = (check.place.party, check.place.unit, first.measure, name, check.period)
                found.setdefault(key, []).append(check)
    return found


def _division(figures: list[Figure], total: Figure | None, checks: Iterable[Check]) -> Division:
    first = figures[0]
    counts = {figure.place.category: figure for figure in figures if not figure.percent}
    shares = {figure.place.category: figure for figure in figures if figure.percent}
    whole = total.value if total else sum((each.value for each in counts.values()), Fraction(0))
    form = share_form(shares.values())
    portions = tuple(
        _portion(name, counts.get(name), shares.get(name), whole, form)
        for name in dict.fromkeys(figure.place.category for figure in figures)
    )
    place = ", ".join(part for part in (first.place.party, first.place.unit) if part)
    return Division(
        place, first.place.breakdown, label_words(first.measure), period_words(first.period),
        total.printed if total else "", portions, bool(shares),
        tuple((each, heading(each, statement(each))) for each in checks),
    )  # fmt: skip


def _portion(
    name: str, count: Figure | None, share: Figure | None, whole: Fraction, form: Form
) -> Portion:
    part = count.value / whole if count and whole else share.value if share else Fraction(0)
    places = form.places or 1
    rounded = Fraction(round(part * 100 * 10**places), 10**places)
    shown = number(rounded, Form("", form.decimal, 1, "%", places)) if count and whole else ""
    return Portion(
        name,
        count.printed if count else "",
        share.printed if share else "",
        shown,
        Markup(share_bar(part)),
    )

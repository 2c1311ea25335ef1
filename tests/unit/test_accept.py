"""What is accepted, new and stale."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from builders import check, total
from kwpstats.accept import apply, overdue
from kwpstats.model.finding import Acceptance, Check
from kwpstats.model.verdict import Severity, Status, Verdict

ID = "equal:KWP:1957-07-01/1958-07-01:lankov2005"


def finding(
    left: Fraction | int | None = 10028,
    right: Fraction | int | None = 10029,
    *,
    id: str = ID,
    percent: bool = False,
    **rest: object,
) -> Check:
    gap = 0 if left is None or right is None else abs(Fraction(left) - Fraction(right))
    one, other = total(left, percent=percent), total(right, percent=percent)
    said = {"verdict": Verdict.FAILS, "gap": gap, **rest}
    return check(id, "losses = newcomers", one, other, (), "losses do not match (book:5)", **said)


def acceptance(left: str = "10028", right: str = "10029", id: str = ID) -> Acceptance:
    return Acceptance(id, left, right, "Printed so.", 3)


def judge(check: Check, *accepted: Acceptance) -> Check:
    return apply([check], accepted, complete=True)[0][0]


def test_a_finding_is_accepted_with_both_its_sides() -> None:
    entry = acceptance("10028.0")
    [check], used, stale = apply([finding()], [entry], complete=True)
    assert (check.status, check.acceptance) == (Status.ACCEPTED, entry)
    assert (used, stale) == ((entry,), ())
    assert check.message == finding().message


@pytest.mark.parametrize(
    ("severity", "status"),
    [
        (Severity.ERROR, Status.NEW),
        (Severity.WARNING, Status.WARNING),
        (Severity.INFO, Status.INFO),
    ],
)
def test_a_finding_that_nobody_accepted_is_called_by_its_weight(
    severity: Severity, status: Status
) -> None:
    assert judge(finding(severity=severity)).status is status
    assert judge(finding(severity=severity), acceptance()).status is Status.ACCEPTED


@pytest.mark.parametrize("verdict", [Verdict.EXACT, Verdict.ROUNDING, Verdict.UNCHECKED])
def test_what_does_not_fail_is_ok_and_its_acceptance_is_stale(verdict: Verdict) -> None:
    checks, used, stale = apply([finding(verdict=verdict)], [acceptance()], complete=True)
    assert (checks[0].status, checks[0].acceptance) == (Status.OK, None)
    assert checks[0].message == finding().message
    assert (used, stale) == ((), (acceptance(),))


def test_a_changed_gap_is_new_and_told_with_the_old_one() -> None:
    [check], used, stale = apply([finding(10027)], [acceptance()], complete=True)
    assert check.status is Status.NEW
    assert check.message == finding().message + "; the accepted gap was 1, it is now 2"
    assert check.headline == finding().headline + "; the accepted gap was 1, it is now 2"
    assert (used, stale) == ((), (acceptance(),))


def test_a_changed_gap_of_shares_is_told_in_percentage_points() -> None:
    check = finding(Fraction(299, 1000), Fraction(309, 1000), percent=True)
    assert judge(check, acceptance("29.9", "30.9")).status is Status.ACCEPTED
    said = judge(check, acceptance("29.9", "30.1")).message
    assert "gap was 0.2 percentage points, it is now 1 percentage points" in said


def test_other_sides_with_the_same_gap_are_new_and_told() -> None:
    check = judge(finding(20028, 20029), acceptance())
    assert check.status is Status.NEW
    assert "it was accepted with 10,028 and 10,029, it is now 20,028 and 20,029" in check.message


def test_the_gap_of_rounded_figures_is_not_read_off_the_accepted_sides() -> None:
    check = replace(finding(1000, 3000), gap=Fraction(1000))
    message = judge(check, acceptance("1000", "4000")).message
    assert "accepted gap" not in message
    assert "it was accepted with 1,000 and 4,000" in message


def test_a_required_check_without_a_figure_is_accepted_with_an_empty_side() -> None:
    check = finding(None, verdict=Verdict.UNCHECKED, required=True)
    assert judge(check, acceptance("")).status is Status.ACCEPTED
    changed = judge(check, acceptance("5"))
    assert changed.status is Status.NEW
    assert "accepted with 5 and 10,029, it is now nothing and 10,029" in changed.message


def test_a_side_without_a_finite_decimal_is_pinned_to_twelve_places() -> None:
    check = finding(Fraction(1, 3), 1)
    assert judge(check, acceptance("0.333333333333", "1")).status is Status.ACCEPTED
    assert judge(check, acceptance("0.333333333334", "1")).status is Status.NEW


def test_a_pattern_accepts_many_and_is_stale_only_if_it_accepts_none() -> None:
    backlog = [finding(1, n, id=f"agreement:CPSU:{n}") for n in (2, 3)]
    entry = acceptance("*", "*", "agreement:CPSU:*")
    checks, used, stale = apply([*backlog, finding()], [entry], complete=True)
    assert [check.status for check in checks] == [Status.ACCEPTED, Status.ACCEPTED, Status.NEW]
    assert (used, stale) == ((entry,), ())
    assert "accepted" not in checks[2].message
    passing = replace(backlog[0], verdict=Verdict.EXACT)
    assert apply([passing, finding()], [entry], complete=True)[1:] == ((), (entry,))


def test_a_pattern_can_pin_a_side() -> None:
    entry = acceptance("*", "10029", "equal:*")
    assert judge(finding(), entry).acceptance == entry
    assert judge(finding(right=10030), entry).status is Status.NEW
    # An id that is a pattern is still told what changed where it stands for itself.
    odd = finding(id="equal:A*", right=3)
    assert judge(odd, acceptance("*", "10029", "equal:A*")).status is Status.NEW


def test_the_entry_of_the_id_itself_goes_before_a_pattern() -> None:
    wide, own = acceptance("*", "*", "equal:*"), acceptance()
    _, used, stale = apply([finding()], [wide, own], complete=True)
    assert (used, stale) == ((own,), (wide,))
    assert judge(finding(9), own, wide).acceptance == wide


def test_nothing_is_stale_where_only_a_part_was_asked() -> None:
    assert apply([], [acceptance()], complete=False) == ((), (), ())
    assert apply([], [acceptance()], complete=True)[2] == (acceptance(),)


def test_an_acceptance_past_its_day_of_review_is_a_warning() -> None:
    entry = acceptance()._replace(review_by="2026-01-01")
    assert overdue([entry, acceptance()], date(2026, 1, 1)) == ()
    [problem] = overdue([entry], date(2026, 1, 2), shown="a.toml")
    assert (problem.file, problem.line, problem.severity) == ("a.toml", 3, Severity.WARNING)
    assert "2026-01-01" in problem.message

"""One report that holds everything there is, and hostile text wherever there is room."""

from __future__ import annotations

from fractions import Fraction

from builders import CSV, HOSTILE, rules_of
from every_check import (
    ALL_HOSTILE,
    BRANCH,
    CELLS,
    CHANGE,
    EVIL_CLAIM,
    EVIL_FIGURE,
    EVIL_FILE,
    MEN,
    OTHER,
    ROUGH,
    SHARE,
    THIRD,
    WOMEN,
    accepted,
    checks,
)
from kwpstats.model.finding import Acceptance
from kwpstats.model.problem import Problem
from kwpstats.model.repair import (
    Change,
    ClaimChange,
    Contradiction,
    FigureChange,
    Implied,
    Repair,
    Slip,
)
from kwpstats.model.report import Reference, Report, Tally
from kwpstats.model.verdict import Severity, Verdict

__all__ = ["ALL_HOSTILE", "EVIL_FILE", "everything"]


def _changes() -> tuple[Change, ...]:
    slipped = [
        FigureChange(BRANCH, Fraction(56_998), Fraction(56_998), Fraction(56_998), slip)
        for slip in Slip
    ]
    return (
        *slipped,
        FigureChange(EVIL_FIGURE, None, Fraction(9), None, None),
        FigureChange(SHARE, Fraction(1, 3), None, None, None),
        ClaimChange(HOSTILE[4], HOSTILE[0], EVIL_CLAIM),
    )


def _contradictions() -> tuple[Contradiction, ...]:
    repairs = tuple(
        Repair(1 if position < 2 else 3, Fraction(1), position < 5, (change,))
        for position, change in enumerate(_changes())
    )
    both = Repair(3, Fraction(5, 2), False, _changes()[-3:])
    return (
        Contradiction(
            "contradiction:1",
            "fails",
            ("cells:KWP/Hwanghae:1958-07-01", "evil:_script_alert_1_/script_:1958-07-01:x"),
            False,
            Fraction(1),
            2,
            f"2 checks cannot all hold ({HOSTILE[0]}).",
            (*repairs, both),
        ),
        Contradiction(
            "contradiction:2",
            "joint",
            ("agreement:KWP:members:1958-07-01", "change:KWP:1957-07-01/1958-07-01"),
            True,
            Fraction(3),
            0,
            f"2 checks are possible one by one and not together ({HOSTILE[7]}).",
            (),
        ),
    )


def everything() -> Report:
    """The report with all of it; the tally fits the checks."""
    found = checks()
    problems = (
        Problem(
            CSV, 3, "value", "number", f'"3912.5" is no whole number; write it whole. {HOSTILE[9]}'
        ),
        Problem(
            CSV, 3, "value", "number", f'"3912.5" is no whole number; write it whole. {HOSTILE[9]}'
        ),
        Problem(EVIL_FILE, None, "", "quote", ALL_HOSTILE, Severity.WARNING),
        Problem("data/sources.bib", 40, "unused", "source", "nothing cites it.", Severity.INFO),
    )
    verdicts = [check.verdict for check in found]
    return Report(
        version="0.1.0",
        data=(CSV, EVIL_FILE),
        tally=Tally(
            9,
            *(verdicts.count(verdict) for verdict in Verdict),
            problems=len(problems),
            new=5,
            accepted=1,
            stale=1,
        ),
        problems=problems,
        checks=found,
        contradictions=_contradictions(),
        implied=(
            Implied(
                "KWP",
                "",
                "",
                "",
                "members",
                "1957-07-01",
                None,
                Fraction(5),
                ("balance",),
                "at most 5",
                ("readmitted",),
                ("equal:KWP:1957-07-01/1958-07-01:lankov2005",),
            ),
            Implied(
                HOSTILE[0],
                HOSTILE[4],
                "",
                "",
                "growth",
                "1958",
                THIRD,
                None,
                (),
                ALL_HOSTILE,
                percent=True,
            ),
        ),
        accepted=accepted(),
        stale=(Acceptance("gone:KWP:1956", "1", "2", ALL_HOSTILE, 12),),
        figures=(ROUGH, OTHER, WOMEN, MEN, SHARE, BRANCH, CHANGE, CELLS, EVIL_FIGURE),
        references=(
            Reference("lankov2005", ALL_HOSTILE, 5, "https://example.org/a?b=<c>"),
            Reference(HOSTILE[3], "A reference.", 1, HOSTILE[2]),
        ),
        rules=rules_of(found),
        remarks=(ALL_HOSTILE, "Sheets read: Rigby."),
        filtered=True,
    )

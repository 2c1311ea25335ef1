"""Result: a report with a verdict to ask for, a frame to work on and a view in a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kwpstats.model.finding import Check
from kwpstats.model.report import Report
from kwpstats.model.row import ROW, row
from kwpstats.model.verdict import Severity

if TYPE_CHECKING:
    import pandas as pd

    from kwpstats.model.problem import Problem
    from kwpstats.model.repair import Contradiction, Implied


@dataclass(frozen=True)
class Result:
    """What a check found. `report` is all of it; the rest are ways to look at it."""

    report: Report

    @property
    def ok(self) -> bool:
        """At least one check was decided, and nothing of severity `error` is new or stale."""
        return self.report.code(Severity.ERROR) == 0

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks, sorted by id (above 10,000 only those that are not exact)."""
        return self.report.checks

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Sets of checks that cannot all hold, with their likely repairs."""
        return self.report.contradictions

    @property
    def implied(self) -> tuple[Implied, ...]:
        """Figures that nobody printed, as far as the checks fix or bound them."""
        return self.report.implied

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the input."""
        return self.report.problems

    def to_frame(self) -> pd.DataFrame:
        """One check a row: id, kind, rule, place, period, verdict, status, both sides, gap, message.

        Numbers are decimal strings as in the JSON report, percentages in percent; "" where unknown.
        """
        import pandas as pd

        frame = pd.DataFrame([row(check) for check in self.checks], columns=list(ROW))
        frame.insert(ROW.index("severity"), "status", [check.status.value for check in self.checks])
        return frame.assign(message=[check.message for check in self.checks])

    def __str__(self) -> str:
        """The text report."""
        from kwpstats.report import FORMATS

        return FORMATS["text"](self.report)

    def __repr__(self) -> str:
        tally = self.report.tally
        return (
            f"<kwpstats.Result {'ok' if self.ok else 'not ok'}: {tally.checks} checks, "
            f"{tally.exact} exact, {tally.rounding} rounding, {tally.fails} fail, "
            f"{tally.unchecked} unchecked, {tally.new} new>"
        )

    def _repr_html_(self) -> str:
        """The findings as a table, for a notebook."""
        from html import escape

        shown = [check for check in self.checks if check.is_finding] or list(self.checks[:50])
        rows = "".join(
            f"<tr><td>{escape(c.verdict)}</td><td>{escape(c.status)}</td><td>{escape(c.message)}</td></tr>"
            for c in shown
        )
        return (
            f"<p>{escape(repr(self)[1:-1])}</p><table><thead><tr><th>verdict</th><th>status</th>"
            f"<th>what was found</th></tr></thead><tbody>{rows}</tbody></table>"
        )

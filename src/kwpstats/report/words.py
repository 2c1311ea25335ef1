"""Words: counts and the standing sentences of a report, the same in every format."""

from __future__ import annotations

import re
import shlex
from typing import assert_never

from kwpstats.model.finding import Acceptance, Check
from kwpstats.model.report import Reference, Report
from kwpstats.model.verdict import Note, Status

_UNQUOTED = re.compile(r"[\w@%+=:,./][\w@%+=:,./-]*")
_PLAIN = re.compile(r"[^\x00-\x1f\"$`\\!%]+")
"""What no shell reads as anything else between double quotation marks."""


def in_percent(check: Check) -> bool:
    """Whether the check's difference and gap are told in percentage points."""
    return check.left.percent or check.right.percent


def count(many: int, one: str, more: str = "") -> str:
    """A count with its noun: `1 finding`, `2 findings`, `no findings`."""
    noun = one if many == 1 else more or f"{one}s"
    return f"{many:,} {noun}" if many else f"no {noun}"


def verdict_line(report: Report) -> str:
    """The verdict of the run in one line: what is new, what is known, how many checks hold."""
    tally = report.tally
    troubles = "".join(f", {trouble}" for trouble in _troubles(report))
    if not tally.decided:
        return f"Nothing was checked: {_undecided(tally.checks)}{troubles}"
    new = count(report.count(Status.NEW), "new finding")
    holding = tally.exact + tally.rounding
    rounded = f" ({tally.rounding:,} by rounding)" if tally.rounding else ""
    unmade = f", {tally.unchecked:,} cannot be made" if tally.unchecked else ""
    return (
        f"{new[0].upper()}{new[1:]}{troubles}; "
        f"{holding:,} of {count(tally.checks, 'check')} {'holds' if holding == 1 else 'hold'}"
        f"{rounded}{unmade}"
    )


def _undecided(asked: int) -> str:
    if not asked:
        return "there is no check that these figures allow"
    return f"{count(asked, 'check')} {'was' if asked == 1 else 'were'} asked and none can be made"


def _troubles(report: Report) -> tuple[str, ...]:
    warnings, minor = report.count(Status.WARNING), report.count(Status.INFO)
    known, problems = len(report.findings(Status.ACCEPTED)), len(report.problems)
    told = (
        (warnings, count(warnings, "warning")),
        (minor, f"{minor:,} for information"),
        (known, f"{known:,} accepted"),
        (problems, count(problems, "problem")),
        (len(report.stale), count(len(report.stale), "stale acceptance")),
    )
    return tuple(words for many, words in told if many)


def note(kind: Note) -> str:
    """A note of a verdict in words."""
    match kind:
        case Note.TIE_ONLY:
            return "holds only at the very ends of the intervals"
        case Note.DERIVED:
            return "a missing figure is derived from others"
        case Note.NEIGHBOURING_DATE:
            return "a stock of the neighbouring day is used"
        case Note.NOT_REPORTED:
            return "a part that is not printed counts as none"
        case Note.TOLERANCE:
            return "holds within the stated tolerance only"
        case Note.OPEN_BREAKDOWN:
            return "nobody declared that these are all there are"
        case Note.PARTIAL:
            return "the categories are a part only, so they are tested as at most the whole"
        case Note.WHOLE_PERSONS:
            return "decided because persons are whole"
        case Note.OTHER_BASE:
            return "kwpstats.toml says what it is a share of"
        case _:
            assert_never(kind)


def accept_command(finding_id: str) -> str:
    """The command that accepts a finding, ready to copy into a shell: of Windows too where that can be."""
    if _UNQUOTED.fullmatch(finding_id):
        quoted = finding_id
    else:
        quoted = f'"{finding_id}"' if _PLAIN.fullmatch(finding_id) else shlex.quote(finding_id)
    return f'kwpstats accept {quoted} --reason "..."'


def circumstances(check: Check) -> tuple[str, ...]:
    """How a verdict came about: what it rests on, its notes. What is missing, its sentence says."""
    rests = f" (rests on {', '.join(check.rests_on)})" if check.rests_on else ""
    return tuple(note(kind) + (rests if kind is Note.DERIVED else "") for kind in check.notes)


def decision(entry: Acceptance) -> str:
    """Who accepted a finding, when and on what grounds; "" where the entry does not say."""
    parts = (
        ("by", entry.decided_by),
        ("on", entry.decided_on),
        ("cause:", entry.cause),
        ("evidence:", entry.evidence),
        ("to be reviewed by", entry.review_by),
    )
    told = ", ".join(f"{name} {value}" for name, value in parts if value)
    return f"Accepted {told}" if told else ""


def stale(entry: Acceptance, file: str) -> str:
    """Why an acceptance is stale: no finding has these two sides any more."""
    left, right = entry.left or "nothing", entry.right or "nothing"
    return (
        f"{entry.id} ({file}:{entry.line}) accepts {left} against {right}, "
        "and no finding is like that any more"
    )


def cited(reference: Reference) -> str:
    """The full reference with its address, where it does not end in that already."""
    address = reference.url.removeprefix("https://doi.org/")
    told = (reference.text, "" if address in reference.text else reference.url)
    return " ".join(filter(None, told))


def remarks(report: Report) -> tuple[str, ...]:
    """What was decided while reading, and what this run did not look at."""
    told = list(report.remarks)
    if report.filtered:
        told.append("Only a part of the checks was asked for, so no acceptance is called stale.")
    if report.listed != "all":
        told.append(f"{count(report.tally.exact, 'exact check')} counted and not listed.")
    return tuple(told)

"""The report's own numbers: what was asked, what was decided, the exit code; and progress."""

from dataclasses import replace

from kwpstats.model.progress import Counted
from kwpstats.model.verdict import Severity
from samples import empty, everything, founding


def test_the_tally_adds_the_verdicts_up() -> None:
    tally = everything().tally._replace(exact=100, rounding=20, fails=3, unchecked=4000)
    assert tally.decided == 123
    assert tally.checks == 4123


def test_the_exit_code_tells_nothing_new_something_new_and_nothing_checked() -> None:
    assert founding().code() == 0
    assert founding(accepted=False).code() == 1
    assert empty().code() == 2


def test_a_stale_acceptance_alone_fails() -> None:
    assert replace(founding(), stale=everything().stale).code() == 1


def test_a_finding_below_what_is_asked_for_does_not_fail() -> None:
    unaccepted = founding(accepted=False)
    checks = tuple(replace(check, severity=Severity.WARNING) for check in unaccepted.checks)
    warned = replace(unaccepted, checks=checks)
    assert warned.code() == 0
    assert warned.code(Severity.WARNING) == 1


def test_progress_is_a_sentence_and_a_share() -> None:
    step = Counted("adding up", 5000, 20_000)
    assert step == "adding up: 5,000 of 20,000 figures"
    assert (step.step, step.share) == ("adding up", 0.25)
    assert Counted("adding up", 0, 0).share == 0
    assert Counted("locating", 0, 5000, "findings") == "locating: 5,000 findings"
    assert Counted("adding up", 1, 1).share == 1

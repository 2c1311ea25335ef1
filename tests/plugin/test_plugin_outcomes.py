"""What becomes of a check in a test session: it passes, fails, is accepted or is skipped."""

import pytest

pytest_plugins = ["pytester"]

EQUAL = "data/membership.csv::equal:KWP:1957-07-01/1958-07-01:lankov2005"
LOSSES = "data/membership.csv::losses:KWP:1957-07-01/1958-07-01:lankov2005"
GOOD = ("KWP,expelled,1957,1957,3,a,", "KWP,deceased,1957,1957,4,a,", "KWP,losses,1957,1957,7,a,")
WRONG = (*GOOD[:2], "KWP,losses,1957,1957,8,a,")
CONFLICT = ("KWP,members,,1957,8,a,", "KWP,members,,1957,9,b,")


def outcomes(result, **expected):
    result.assert_outcomes(**expected)
    return result.stdout


def test_the_founding_case_is_green_and_shows_what_is_accepted(founding):
    shown = outcomes(founding.runpytest_inprocess(), passed=3, skipped=1, xfailed=2)
    shown.fnmatch_lines(
        [
            "*accepted findings*",
            "data/membership.csv:5: losses 10,028 = newcomers 10,029 does not hold: off by 1 *",
            "    Reason: The book prints both numbers and says that they precisely equaled *",
        ]
    )


def test_the_reason_of_an_accepted_finding_is_the_reason_of_its_xfail(founding):
    shown = outcomes(founding.runpytest_inprocess("-rx"), passed=3, skipped=1, xfailed=2)
    shown.fnmatch_lines([f"XFAIL {EQUAL} - The book prints both numbers *"])
    shown.no_fnmatch_line("*accepted findings*")


def test_acceptances_can_be_disregarded_as_xfail_can(founding):
    outcomes(founding.runpytest_inprocess("--runxfail"), passed=3, skipped=1, failed=2)


def test_a_changed_digit_fails_on_its_line_in_one_sentence(edited):
    project = edited("data/membership.csv", '"10,028"', '"10,018"')
    shown = outcomes(project.runpytest_inprocess(LOSSES), failed=1)
    shown.fnmatch_lines(
        [
            "data/membership.csv:4: losses 10,018 = expelled 3,912 + deceased 6,116 *",
            'To accept it: kwpstats accept losses:KWP:1957-07-01/1958-07-01:lankov2005 --reason "..."',
            f"FAILED {LOSSES} - *",
        ]
    )
    for trace in ("Traceback", "raise ", ".py:", "Finding"):
        shown.no_fnmatch_line(f"*{trace}*")


def test_a_finding_that_was_accepted_with_other_sides_fails_and_says_so(edited):
    project = edited("data/membership.csv", '"10,029"', '"10,039"')
    shown = outcomes(project.runpytest_inprocess(EQUAL), failed=1)
    shown.fnmatch_lines(["data/membership.csv:5: *; the accepted gap was 1, it is now 11"])


def test_a_stale_acceptance_fails_on_its_line(edited):
    project = edited("data/membership.csv", '"10,029"', '"10,028"')
    shown = project.runpytest_inprocess().stdout
    shown.fnmatch_lines(
        ["kwpstats-accepted.toml:4: equal:* accepts 10028 against 10029, and no finding is like*"]
    )


def test_a_finding_of_severity_warning_is_shown_and_fails_where_it_is_said_to(figures):
    project = figures(*GOOD, *CONFLICT)
    shown = outcomes(project.runpytest_inprocess("-rs"), passed=1, skipped=1)
    shown.fnmatch_lines(["SKIPPED * data/membership.csv: warning: *8 *9*"])
    result = project.runpytest_inprocess("-o", "kwpstats_fail_on=warning")
    outcomes(result, passed=1, failed=1).fnmatch_lines(["data/membership.csv:5: *"])


def test_a_row_that_cannot_be_used_fails_and_the_rest_is_checked(figures):
    project = figures(*GOOD, "KWP,members,,1957,many,a,")
    result = project.runpytest_inprocess()
    outcomes(result, passed=1, failed=1).fnmatch_lines(
        ["data/membership.csv:5: *many*", "FAILED data/membership.csv::problem:*"]
    )


def test_a_problem_that_only_warns_is_skipped(figures):
    project = figures(*GOOD[:2], 'KWP,losses,1957,1957,7,a,"it was six"')
    shown = outcomes(project.runpytest_inprocess("-rs"), passed=1, skipped=1)
    shown.fnmatch_lines(
        ["SKIPPED * data/membership.csv: warning: the figure 7 does not stand in its quote*"]
    )


def test_what_cannot_be_checked_is_skipped_for_the_missing_figure(founding):
    shown = outcomes(founding.runpytest_inprocess("-rs", "-k", "balance"), skipped=1, deselected=5)
    shown.fnmatch_lines(["SKIPPED *balance cannot be checked: members@start is not printed*"])


def test_a_claim_that_cannot_be_checked_fails(figures):
    project = figures(*GOOD, claims="more,KWP,1957,1957,newcomers = losses,a")
    result = project.runpytest_inprocess()
    outcomes(result, passed=1, failed=1).fnmatch_lines(
        ["*newcomers = losses cannot be checked: newcomers is not printed*"]
    )


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ((), "*Nothing was checked*"),
        (GOOD[:1], "*Nothing was checked*"),
        (("KWP,expelled,1957,1957,many,a,",), "*Nothing was checked*"),
    ],
)
def test_nothing_to_check_never_passes(figures, rows, why):
    result = figures(*rows).runpytest_inprocess()
    result.stdout.fnmatch_lines(["*something-is-checked*", why])
    assert result.ret == pytest.ExitCode.TESTS_FAILED


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda path: (path / "data" / "membership.csv").unlink(), "*membership.csv*"),
        (lambda path: (path / "data" / "membership.csv").write_bytes(b"\x00\x01"), "*membership*"),
        (
            lambda path: (path / "kwpstats.toml").write_text("[dat", encoding="utf-8"),
            "kwpstats.toml:1: *TOML*",
        ),
        (
            lambda path: (path / "kwpstats-accepted.toml").write_text("x =", encoding="utf-8"),
            "*accepted.toml:1: *",
        ),
    ],
)
def test_what_cannot_be_read_fails_and_the_other_tests_run(founding, spoil, why):
    spoil(founding.path)
    result = founding.runpytest_inprocess()
    shown = outcomes(result, passed=1, failed=1)
    shown.fnmatch_lines(["*_ something-is-checked _*", why])
    shown.no_fnmatch_line("*Traceback*")


def test_an_acceptance_that_is_due_for_review_is_told(edited, monkeypatch):
    day = 'reason = "The book prints'
    project = edited("kwpstats-accepted.toml", day, f'review_by = "2030-01-01"\n{day}')
    monkeypatch.setenv("KWPSTATS_TODAY", "2030-01-02")
    outcomes(project.runpytest_inprocess(), passed=3, skipped=2, xfailed=2)
    monkeypatch.setenv("KWPSTATS_TODAY", "tomorrow")
    shown = outcomes(project.runpytest_inprocess(), passed=1, failed=1)
    shown.fnmatch_lines(["KWPSTATS_TODAY=tomorrow: write a date such as *"])


def test_what_libraries_deprecate_fails_no_figures(founding, monkeypatch):
    import warnings

    import kwpstats.pipeline

    check = kwpstats.pipeline.check

    def deprecated(*given, **named):
        warnings.warn("soon gone", FutureWarning, stacklevel=1)
        return check(*given, **named)

    monkeypatch.setattr(kwpstats.pipeline, "check", deprecated)
    outcomes(founding.runpytest_inprocess("-W", "error"), passed=3, skipped=1, xfailed=2)

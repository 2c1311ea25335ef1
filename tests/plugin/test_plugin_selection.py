"""Which checks a test session holds: by what is configured, named and selected."""

import os
import xml.etree.ElementTree as ET

import pytest

pytest_plugins = ["pytester"]

EQUAL = "data/membership.csv::equal:KWP:1957-07-01/1958-07-01:lankov2005"
IDS = [
    "balance:KWP:1957-07-01/1958-07-01",
    "combined:KWP:1957-07-01/1958-07-01:lankov2005",
    "equal:KWP:1957-07-01/1958-07-01:lankov2005",
    "losses:KWP:1957-07-01/1958-07-01:lankov2005",
    "no-increase:KWP:1957-07-01/1958-07-01:lankov2005",
]
ORDINARY = "tests/test_ordinary.py::test_ordinary"
YEAR = "1957-01-01/1957-12-31"
ALL = [ORDINARY, *(f"data/membership.csv::{name}" for name in IDS)]
GOOD = ("KWP,expelled,1957,1957,3,a,", "KWP,deceased,1957,1957,4,a,", "KWP,losses,1957,1957,7,a,")


def collected(pytester, *arguments):
    shown = pytester.runpytest_inprocess("--collect-only", "-q", *arguments).outlines
    return [line for line in shown if "::" in line]


def test_a_plain_session_holds_every_check_though_testpaths_does_not(founding):
    assert collected(founding) == ALL


def test_without_testpaths_every_check_is_there_once(founding):
    founding.makeini("[pytest]\nkwpstats_files = data/membership.csv")
    assert sorted(collected(founding)) == sorted(ALL)


def test_folders_that_pytest_leaves_out_hide_no_figures(founding):
    founding.makeini("[pytest]\nkwpstats_files = data/membership.csv\nnorecursedirs = data")
    assert sorted(collected(founding)) == sorted(ALL)


def test_whoever_ignores_the_table_does_not_check_it(founding):
    assert collected(founding, "--ignore=data/membership.csv") == [ORDINARY]


@pytest.mark.parametrize("named", ["tests/test_ordinary.py", "tests", ORDINARY])
def test_named_paths_are_all_that_is_run_and_the_header_says_so(founding, named):
    assert collected(founding, named) == [ORDINARY]
    shown = founding.runpytest_inprocess(named).stdout
    shown.fnmatch_lines(["kwpstats: data/membership.csv (only if named; --kwpstats *)"])


def test_the_flag_checks_the_figures_with_any_paths(founding):
    assert collected(founding, "tests/test_ordinary.py", "--kwpstats") == ALL


def test_in_another_folder_only_what_is_there_is_run(founding, monkeypatch):
    monkeypatch.chdir(founding.path / "tests")
    assert collected(founding) == [ORDINARY]
    monkeypatch.chdir(founding.path / "data")
    assert collected(founding) == ALL[1:]


@pytest.mark.parametrize("name", IDS[2:4])
def test_a_check_is_selected_by_its_node_id_and_by_its_id(founding, name):
    assert collected(founding, f"data/membership.csv::{name}") == [f"data/membership.csv::{name}"]
    assert collected(founding, "-k", name) == [f"data/membership.csv::{name}"]


def test_checks_have_a_mark(founding):
    assert collected(founding, "-m", "kwpstats", "--strict-markers") == ALL[1:]
    assert collected(founding, "-m", "not kwpstats") == [ORDINARY]


def test_the_flag_takes_the_figures_of_the_project(founding):
    founding.makeini("[pytest]\ntestpaths = tests")
    assert collected(founding) == [ORDINARY]
    assert collected(founding, "--kwpstats") == ALL


def test_the_flag_without_figures_is_a_mistake(pytester):
    result = pytester.runpytest_inprocess("--kwpstats")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*kwpstats_files = data/membership.csv*"])


def test_the_flag_with_a_configuration_that_cannot_be_used_fails(founding):
    founding.makeini("[pytest]\ntestpaths = tests")
    (founding.path / "kwpstats.toml").write_text("[data]\nfigure = 1\n", encoding="utf-8")
    result = founding.runpytest_inprocess("--kwpstats")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["kwpstats.toml:2: *figure*"])


def test_an_unknown_severity_is_a_mistake(founding):
    result = founding.runpytest_inprocess("-o", "kwpstats_fail_on=fatal")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        ["*kwpstats_fail_on is 'fatal': write one of error, warning, info*"]
    )


def test_each_table_holds_its_own_checks(figures):
    ini = "[pytest]\nkwpstats_files = data/*.csv"
    figures(*GOOD, ini=ini, path="data/a.csv")
    other = [row.replace("KWP", "CPSU") for row in GOOD]
    project = figures(*other, "CPSU,members,,1957,x,a,", ini=ini, path="data/b.csv")
    names = collected(project)
    assert names[:2] == [f"data/a.csv::losses:KWP:{YEAR}:a", f"data/b.csv::losses:CPSU:{YEAR}:a"]
    assert len(names) == 3
    assert names[2].startswith("data/b.csv::problem:")


def test_a_project_of_several_tables_is_told_what_is_stale_only_if_all_are_checked(figures):
    entry = '[[accepted]]\nid = "gone"\nleft = "1"\nright = "2"\nreason = "It was so."\n'
    config = '[data]\nfigures = ["data/a.csv", "data/b.csv"]\n'
    figures(*GOOD, path="data/a.csv", config=config, accepted=entry)
    only_a = "[pytest]\nkwpstats_files = data/a.csv"
    project = figures(*(row.replace("KWP", "CPSU") for row in GOOD), ini=only_a, path="data/b.csv")
    assert collected(project) == [f"data/a.csv::losses:KWP:{YEAR}:a"]
    project.makeini(f"{only_a} data/b.csv")
    assert "data/a.csv::stale:gone" in collected(project)
    (project.path / "kwpstats.toml").write_text("", encoding="utf-8")
    project.makeini(only_a)
    assert "data/a.csv::stale:gone" in collected(project)


def test_an_item_stands_on_its_line(founding):
    items, _ = founding.inline_genitems()
    lines = {item.name: (item.location[0].replace(os.sep, "/"), item.location[1]) for item in items}
    assert lines[IDS[1]] == ("data/membership.csv", 3)
    assert lines[IDS[4]] == ("data/membership.csv", 4)


def test_the_folder_in_which_pytest_is_started_does_not_matter(founding, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = collected(founding, f"--rootdir={founding.path}", str(founding.path), "-c",
                      str(founding.path / "tox.ini"))  # fmt: skip
    assert sorted(names) == sorted(ALL)


def test_a_project_may_lie_below_the_root_of_the_tests(founding):
    below = founding.mkdir("figures")
    for name in ("data", "kwpstats.toml", "kwpstats-accepted.toml"):
        (founding.path / name).rename(below / name)
    founding.makeini("[pytest]\nkwpstats_files = figures/data/membership.csv")
    result = founding.runpytest_inprocess()
    result.assert_outcomes(passed=3, skipped=1, xfailed=2)


def test_more_checks_than_a_report_lists_pass_as_one(figures, monkeypatch):
    monkeypatch.setattr("kwpstats.pipeline.LIST_ALL", 1)
    more = [row.replace("KWP", "CPSU") for row in GOOD]
    project = figures(*GOOD, *more)
    assert collected(project) == ["data/membership.csv::exact"]
    project.runpytest_inprocess().assert_outcomes(passed=1)


def test_junit_output_holds_every_check(founding):
    founding.runpytest_inprocess("--junitxml=report.xml", "--runxfail")
    cases = {
        case.get("name"): case for case in ET.parse(founding.path / "report.xml").iter("testcase")
    }
    assert sorted(cases) == sorted([*IDS, "test_ordinary"])
    failure = cases[IDS[2]].find("failure")
    assert failure.text.startswith("data/membership.csv:5: losses 10,028 = newcomers 10,029")
    assert cases[IDS[2]].get("classname") == "data.membership.csv"
    assert "members@start is not printed" in cases[IDS[0]].find("skipped").get("message")

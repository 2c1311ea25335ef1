"""Every bad input gets one sentence and exit code 2, or a problem with its place; never a traceback."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kwpstats.cli import output
from terminal import HEAD, SUM, YEAR, figures, run, table, write

pytestmark = pytest.mark.usefixtures("alone")
GOOD = table(*SUM)
UNIX = pytest.mark.skipif(os.name == "nt", reason="a device and a shell of Unix")

REFUSED = {
    "missing": (None, "table.csv does not exist"),
    "empty": ("", "is empty: it needs a line with the names of the columns"),
    "blank": ("\n\n \n", "is empty"),
    "one column": ("party\nKWP\n", 'has a single column, "party"'),
    "no header": ("KWP,members,1958-07-01,5\n", "has no header: line 1 holds"),
    "binary": (bytes(range(256)) * 64, "table.csv"),
    "zeros": (bytes(4096), "table.csv"),
    "cp1252": (GOOD.replace("KWP", "K\u00f6nig").encode("cp1252"), "save it as UTF-8"),
    "cp1251": (
        GOOD.replace("KWP", "\u041a\u041f\u0421\u0421").encode("cp1251"),
        "save it as UTF-8",
    ),
    "a million columns": ("a," * 1_000_000 + "\n", "a row of more than 1,000,000 bytes in line 1"),
    "a large cell": (
        HEAD + "\nKWP,members,,1958," + "9" * 5_000_000,
        "more than 1,000,000 bytes in line 2",
    ),
    "20,000 columns": (
        ",".join(f"c{n}" for n in range(20_000)) + "\n1,2\n",
        "10,000 are read at most",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(name: str) -> None:
    text, said = REFUSED[name]
    if text is not None:
        write("table.csv", text)
    done = run("check", "table.csv")
    assert done.code == 2
    assert done.out == ""
    assert said in done.err
    assert done.err.startswith("kwpstats: table.csv ")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (".", "is a folder: give the path of a file in it"),
        (
            "https://example.org/membership.csv",
            "is an address: download the file and give its path",
        ),
        ("file:///etc/passwd", "is an address"),
        pytest.param("/dev/null", "is a pipe or a device", marks=UNIX),
        ("\x00", ""),
        ("a" * 5000, ""),
        ("nix/table.csv", "does not exist"),
    ],
)
def test_a_path_that_is_no_file_is_refused_in_a_sentence(path: str, said: str) -> None:
    done = run("check", path)
    assert done.code == 2
    assert said in done.err
    assert done.err.startswith("kwpstats: ")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    "command",
    [
        "check --config NAME",
        "check NAME*.csv",
        "check --write json=NAME",
        "check --verdicts NAME.csv",
        "report -o NAME",
        "report --check -o NAME",
        "init NAME",
        "convert data/membership.csv -o NAME",
        "scan data/membership.csv --draft NAME",
    ],
)
def test_a_name_longer_than_any_file_has_is_refused_in_a_sentence(command: str) -> None:
    figures()
    done = run(*command.replace("NAME", "a" * 5000).split())
    assert done.code == (1 if "--check" in command else 2)
    assert "aaa" in done.err
    assert done.err.count("\n") == 1


def test_a_file_that_nobody_may_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    file = write("table.csv", GOOD)
    file.chmod(0)
    if os.access(file, os.R_OK):  # the superuser may read everything
        file.chmod(0o600)
        path = "/proc/self/mem"
        if not Path(path).exists():
            pytest.skip("nothing here that cannot be read")
    else:
        path = "table.csv"
    done = run("check", path)
    assert done.code == 2
    assert done.err.startswith(f"kwpstats: {path} ")
    assert done.err.count("\n") == 1


def test_all_files_that_cannot_be_read_are_named_at_once() -> None:
    write("good.csv", GOOD)
    write("empty.csv", "")
    done = run("check", "empty.csv", "good.csv", "nix.csv")
    assert done.code == 2
    assert [line.split(" ")[1] for line in done.err.splitlines()] == ["empty.csv", "nix.csv"]


CELLS = {
    "unknown measure": ("expeled", "3,912", 'unknown measure "expeled": did you mean "expelled"?'),
    "negative count": (
        "newcomers",
        "-3,912",
        "newcomers -3,912 is negative: a count cannot be below 0",
    ),
    "huge number": ("newcomers", "9" * 400, "a value of 400 characters is no printed number"),
    "formula": (
        "newcomers",
        "=SUM(A1:A3)",
        '"=SUM(A1:A3)" is a formula: write the number that it shows',
    ),
    "other formula": ("newcomers", "@SUM(A1)", '"@SUM(A1)"'),
    "spreadsheet's exponent": ("newcomers", "1.18E+06", "1.18E+06"),
    "date": ("newcomers", "3-12", '"3-12"'),
    "damaged": ("newcomers", "18l,095", '"18l,095"'),
    "words": ("newcomers", "eleven", '"eleven" holds no number in digits'),
    "fraction of a person": ("newcomers", "3912.5", "3912.5"),
    "control characters": ("newcomers", "1\x07\x1b[31m2", "newcomers"),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_bad_cell_is_a_problem_and_the_rest_is_checked(name: str) -> None:
    measure, value, said = CELLS[name]
    write("table.csv", GOOD + f'KWP,{measure},{YEAR},"{value}"\n')
    done = run("check", "table.csv")
    assert done.code == 1
    assert "1 problem; 1 of 1 check holds" in done.out
    assert "error table.csv:5, " in done.said
    assert said in done.said or said == "newcomers"
    assert "\x1b" not in done.out
    assert "\x07" not in done.out


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("KWP,newcomers,1957-07-01,1958-02-30,5", "1958-02-30"),
        ("KWP,newcomers,1957-07-01,1958-07-01,3,912", "line 5 has 6 fields, the header 5"),
        ("KWP,newcomers,1957-07-01,1958-07-01", "line 5 has 4 fields, the header 5"),
        ('KWP,newcomers,1957-07-01,1958-07-01,"5', "table.csv:5"),
    ],
)
def test_a_bad_row_is_a_problem_and_the_rest_is_checked(row: str, said: str) -> None:
    write("table.csv", f"{GOOD}{row}\n")
    done = run("check", "table.csv")
    assert done.code == 1
    assert "1 of 1 check holds" in done.out
    assert said in done.said


def test_a_column_named_twice_is_never_guessed() -> None:
    write("table.csv", "party,measure,end,value,value\nKWP,members,1958,5,6\n")
    done = run("check", "table.csv")
    assert done.code == 2
    assert (
        'the header has "value" more than once (column 4 and column 5), and none is read'
        in done.said
    )


def test_a_header_without_rows_is_nothing_to_check() -> None:
    write("table.csv", HEAD + "\n")
    done = run("check", "table.csv")
    assert done.code == 2
    assert "the data hold no usable figure" in done.err


def test_nothing_to_check_says_what_to_do() -> None:
    done = run("check")
    assert done.code == 2
    assert "no figures to check: name a file (kwpstats check data/membership.csv)" in done.err


@pytest.mark.parametrize("command", ["check", "report", "accept", "rules"])
def test_a_configuration_with_mistakes_stops_every_command(command: str) -> None:
    figures()
    write("kwpstats.toml", "[data]\nfigurs = 'x'\n[units]\ncompleet = 1\n")
    done = run(command)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        'kwpstats: kwpstats.toml:2: unknown key "figurs": did you mean "figures"?\n'
        'kwpstats: kwpstats.toml:4: unknown key "compleet": did you mean "complete"?\n'
    )


@pytest.mark.parametrize("name", ["claims", "figures"])
def test_a_file_that_the_configuration_names_must_be_there(name: str) -> None:
    figures()
    write("kwpstats.toml", f'[data]\n{name} = ["nix.csv"]\n')
    done = run("check")
    assert done.code == 2
    assert "kwpstats: nix.csv does not exist" in done.err


def test_empty_standard_input_is_said() -> None:
    done = run("check", "-", input="")
    assert done.code == 2
    assert "standard input is empty" in done.err


# The same in processes of their own


def kwpstats(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the program as a shell would."""
    environment = {**os.environ, **options.pop("env", {})}  # type: ignore[dict-item]
    return subprocess.run(
        [sys.executable, "-m", "kwpstats", *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        timeout=60,
        **options,  # type: ignore[call-overload]
    )


def test_a_console_of_another_encoding_gets_utf_8_and_no_traceback() -> None:
    write(
        "table.csv",
        GOOD.replace("KWP", "\u671d\u9c9c\u52b3\u52a8\u515a").replace("10,028", "10,029"),
    )
    for encoding in ("cp1252", "ascii:strict"):
        done = kwpstats("check", "table.csv", env={"PYTHONIOENCODING": encoding})
        assert done.returncode == 1
        assert "\u671d\u9c9c\u52b3\u52a8\u515a" in done.stdout
        assert done.stderr == ""


@UNIX
def test_a_reader_who_goes_away_changes_nothing() -> None:
    figures(("losses", "10,029"))
    command = f'"{sys.executable}" -m kwpstats check -v | true; echo "${{PIPESTATUS[0]}}"'
    wrong = subprocess.run(
        ["bash", "-c", command], capture_output=True, encoding="utf-8", timeout=60
    )
    figures()
    right = subprocess.run(
        ["bash", "-c", command], capture_output=True, encoding="utf-8", timeout=60
    )
    assert (wrong.stdout, wrong.stderr) == ("1\n", "")
    assert (right.stdout, right.stderr) == ("0\n", "")


def test_a_reader_who_goes_away_on_windows_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.StringIO):
        def flush(self) -> None:
            raise OSError(errno.EINVAL, "Invalid argument")

    dropped: list[bool] = []
    monkeypatch.setattr(sys, "stdout", Closed())
    monkeypatch.setattr(output, "drop", lambda: dropped.append(True))
    with pytest.raises(output.Unwritable, match="Invalid argument"):
        output.show("No new findings")
    monkeypatch.setattr(os, "name", "nt")
    output.show("No new findings")
    assert dropped == [True]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_output_that_cannot_be_written_is_said() -> None:
    figures()
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kwpstats", "check"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr == "kwpstats: the output cannot be written: No space left on device\n"


@UNIX
def test_closed_streams_are_no_error() -> None:
    figures()
    run_it = f'"{sys.executable}" -m kwpstats'
    command = f"{run_it} check >&- ; echo $?; {run_it} x 2>&-; echo $?"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.stdout.split() == ["0", "2"]


def ended(error: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program where something goes wrong in the middle of a check."""
    script = f"""
import sys
import kwpstats.cli.run
from kwpstats.cli import main

def broken(*arguments, **options):
    raise {error}

kwpstats.cli.run.check = broken
sys.argv = ["kwpstats", "check"]
main()
"""
    command = [sys.executable, "-c", script]
    env = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=env, timeout=60)


def test_an_interruption_ends_with_130_and_no_traceback() -> None:
    done = ended("KeyboardInterrupt")
    assert done.returncode == 130
    assert done.stderr == "kwpstats: interrupted; nothing was left half-written\n"


def test_an_error_of_our_own_is_3_and_says_how_to_see_it() -> None:
    done = ended("ZeroDivisionError('x')")
    assert done.returncode == 3
    assert "an error of the program itself (ZeroDivisionError: x)" in done.stderr
    assert "KWPSTATS_DEBUG=1" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in ended("ZeroDivisionError('x')", KWPSTATS_DEBUG="1").stderr

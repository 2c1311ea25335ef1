"""The formats together: their names, their golden files, and what none of them may do."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kwpstats.report import FORMATS, text
from samples import empty, everything, founding

GOLDEN = Path(__file__).parents[1] / "golden"
ENDINGS = {
    "text": "txt",
    "json": "json",
    "markdown": "md",
    "junit": "xml",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab.json",
    "csv": "csv",
}
GOLDEN_REPORTS = {"founding": founding(accepted=False), "everything": everything()}


def held(name: str, made: str) -> None:
    """The text is that of the golden file; with KWPSTATS_REGENERATE=1 the file is written anew."""
    path = GOLDEN / name
    if os.environ.get("KWPSTATS_REGENERATE") == "1":
        path.write_bytes(made.encode())
    assert path.read_bytes().decode() == made


def test_the_formats_of_the_contract_are_there():
    assert set(ENDINGS) <= set(FORMATS)


@pytest.mark.parametrize("sample", GOLDEN_REPORTS)
@pytest.mark.parametrize("name", ENDINGS)
def test_each_format_writes_its_golden_file(name, sample):
    held(f"{sample}.{ENDINGS[name]}", FORMATS[name](GOLDEN_REPORTS[sample]))


def test_the_verbose_text_is_its_golden_file():
    held("founding.verbose.txt", text.render(founding(), verbose=True))


@pytest.mark.parametrize("name", ENDINGS)
def test_a_format_is_a_function_of_the_report_alone(name):
    assert FORMATS[name](everything()) == FORMATS[name](everything())


@pytest.mark.parametrize("name", ENDINGS)
def test_a_report_of_nothing_can_be_written(name):
    FORMATS[name](empty())
    FORMATS[name](replace(empty(), data=()))


@pytest.mark.parametrize("name", ENDINGS)
def test_nothing_hidden_and_no_command_is_in_any_output(name):
    made = FORMATS[name](everything())
    for char in "\x1b\x9b\x07\x00\u202e\u2066\u200b\ufffe\r\t":
        assert char not in made
    assert "##[" not in made
    assert "##vso[" not in made
    ours = name == "github"
    assert ours or not any(line.lstrip().startswith("::") for line in made.splitlines())
    made.encode()


def test_the_names_of_the_formats_cost_no_import():
    code = "import sys; from kwpstats.report import FORMATS; print(list(FORMATS), *sys.modules)"
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    loaded = out.stdout.split("] ")[1].split()
    assert not {"rich", "pandas", "json", "csv", "xml", "jinja2"} & set(loaded)
    assert [name for name in loaded if name.startswith("kwpstats.")] == ["kwpstats.report"]

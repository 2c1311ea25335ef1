"""`kwpstats init`: a project that passes at once, and nothing of anybody's is overwritten."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from kwpstats.cli.app import app
from kwpstats.init import CannotCreate, create
from links import link

SCHEMAS = Path(__file__).parent.parent / "schemas"


def kwpstats(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(arguments))
    return done.exit_code, done.output


def test_the_new_project_passes_its_own_ci(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = kwpstats("init", "new/figures")
    assert code == 0
    assert "Next:\n  cd new/figures\n  kwpstats check\n" in said
    monkeypatch.chdir(alone / "new" / "figures")
    assert kwpstats("check", "--fail-on", "warning") == (
        0,
        "No new findings; 1 of 1 check holds\n",
    )
    figures = Path("data/membership.csv").read_text(encoding="utf-8")
    Path("data/membership.csv").write_text(figures.replace("1,042", "1,043"), encoding="utf-8")
    assert kwpstats("check", "--fail-on", "warning")[0] == 1


@pytest.mark.usefixtures("alone")
def test_the_workflow_runs_what_the_project_says_it_runs() -> None:
    files = {
        path.as_posix(): path.read_text(encoding="utf-8")
        for path in create(Path(), version="0.1.0")
    }
    requires = tomllib.loads(files["kwpstats.toml"])["requires"]
    workflow = files[".github/workflows/figures.yml"]
    assert f'pip install "kwpstats{requires}"' in workflow
    assert "kwpstats check --fail-on warning" in workflow
    assert f'additional_dependencies: ["kwpstats{requires}"]' in files[".pre-commit-config.yaml"]
    assert "$" not in workflow
    assert files[".pre-commit-config.yaml"].endswith("toml)$\n")
    assert "reports/** linguist-generated=true" in files[".gitattributes"]
    assert tomllib.loads(files["kwpstats-accepted.toml"]) == {}
    assert "example" in json.loads(files["datapackage.json"])["title"].lower()


def test_a_file_that_is_there_stops_it_before_anything_is_written(alone: Path) -> None:
    (alone / "README.md").write_text("mine", encoding="utf-8")
    before = sorted(alone.rglob("*"))
    code, said = kwpstats("init")
    assert code == 2
    assert "README.md is there already: init overwrites nothing" in said
    assert sorted(alone.rglob("*")) == before
    assert (alone / "README.md").read_text(encoding="utf-8") == "mine"


def test_a_link_to_nowhere_is_something_that_is_there(alone: Path) -> None:
    link(alone / "kwpstats.toml", alone / "elsewhere.toml")
    with pytest.raises(CannotCreate, match=r"kwpstats\.toml is there already"):
        create(alone, version="0.1.0")
    assert not (alone / "elsewhere.toml").exists()


def test_nothing_is_written_through_a_link_to_another_folder(alone: Path) -> None:
    (alone / "outside").mkdir()
    (alone / "project").mkdir()
    link(alone / "project" / "data", alone / "outside", folder=True)
    with pytest.raises(CannotCreate, match="data is there already"):
        create(alone / "project", version="0.1.0")
    assert not list((alone / "outside").iterdir())


def test_a_folder_with_other_things_in_it_is_filled(alone: Path) -> None:
    (alone / "data").mkdir()
    (alone / "data" / "scan.txt").write_text("mine", encoding="utf-8")
    create(alone, version="0.1.0")
    assert (alone / "data" / "membership.csv").is_file()
    assert (alone / "data" / "scan.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_is_no_folder(alone: Path) -> None:
    (alone / "file").write_text("", encoding="utf-8")
    code, said = kwpstats("init", "file")
    assert code == 2
    assert "file is no folder: name a folder, or a new one" in said


def test_a_full_disk_leaves_nothing_behind(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kwpstats.replace import replace_file

    def full(path: Path, text: str) -> None:
        if path.name == "CITATION.cff":
            raise OSError(28, "No space left on device")
        replace_file(path, text)

    monkeypatch.setattr("kwpstats.init.files.replace_file", full)
    (alone / "data").mkdir()
    before = sorted(alone.rglob("*"))
    code, said = kwpstats("init")
    assert code == 2
    assert "cannot be written: No space left on device; nothing was left there" in said
    assert sorted(alone.rglob("*")) == before


def test_it_starts_without_pandas(alone: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kwpstats.cli.starting import start; "
        f"start(Path({str(alone / 'p')!r})); sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_workflow_is_one_that_github_takes(alone: Path) -> None:
    yaml = pytest.importorskip("yaml")
    create(alone, version="0.1.0")
    text = (alone / ".github" / "workflows" / "figures.yml").read_text(encoding="utf-8")
    schema = json.loads((SCHEMAS / "github-workflow.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(yaml.load(text, yaml.BaseLoader))

"""The Data Packages follow from the schema, and a foreign validator sees with them what can be seen."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kwpstats import Figures
from kwpstats.init import create
from kwpstats.model.figure import COLUMNS

ROOT = Path(__file__).parent.parent.parent
MAKE = runpy.run_path(str(ROOT / "docs" / "make_datapackage.py"))
HEADER = "party,measure,start,end,value,unit\n"


def frictionless(path: Path) -> dict[str, Any]:
    """What `frictionless validate` says of a package, as it prints it."""
    if find_spec("frictionless") is None:
        pytest.skip("frictionless is not installed")
    command = [sys.executable, "-m", "frictionless", "validate", "--json", path.name]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=path.parent, check=False
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_the_files_are_what_the_schema_gives() -> None:
    for path, text in MAKE["packages"]().items():
        assert path.read_text(encoding="utf-8") == text, "run python docs/make_datapackage.py"


def test_every_column_is_a_field_with_its_description() -> None:
    schema = MAKE["table_schema"](COLUMNS)
    described = {name: column.description for name, column in Figures.to_schema().columns.items()}
    assert {field["name"]: field["description"] for field in schema["fields"]} == described
    required = [f["name"] for f in schema["fields"] if f.get("constraints", {}).get("required")]
    assert sorted(required) == ["end", "measure", "party", "value"]


def test_frictionless_finds_our_packages_valid(tmp_path: Path) -> None:
    create(tmp_path, version="0.1.0")
    for package in (ROOT / "datapackage.json", tmp_path / "datapackage.json"):
        assert frictionless(package)["valid"], package


def test_of_the_columns_of_a_new_project_only_the_required_ones_must_stay(tmp_path: Path) -> None:
    create(tmp_path, version="0.1.0")
    table = tmp_path / "data" / "membership.csv"
    for column, kinds in (("unit", set()), ("value", {"missing-label"})):
        frame = pd.read_csv(table, dtype=str, keep_default_na=False)
        frame.drop(columns=column).to_csv(table, index=False)
        errors = [
            e
            for task in frictionless(tmp_path / "datapackage.json")["tasks"]
            for e in task["errors"]
        ]
        assert {error["type"] for error in errors} == kinds


def test_the_constraints_are_those_of_the_table(tmp_path: Path) -> None:
    good = ["A,members,,1958,5,x/y", "A,членов,1957-07-01,1958-07,about 5,"]
    bad = [
        ",members,,1958,5,",
        "A,members,,1958,,",
        "A,no measure,,1958,5,",
        "A,members,,1958-13,5,",
        "A,members,,July 1958,5,",
        "A,members,,1958,5,x//y",
    ]
    (tmp_path / "data").mkdir()
    table = tmp_path / "data" / "membership.csv"
    table.write_text(HEADER, encoding="utf-8")
    package = tmp_path / "datapackage.json"
    made = MAKE["data_package"](table, name="a", title="A", others=[])
    package.write_text(made, encoding="utf-8")
    # a column of the user's own beside ours is no fault
    lines = [HEADER.strip() + ",checked", *(f"{row},yes" for row in (*good, *bad))]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    errors = [error for task in frictionless(package)["tasks"] for error in task["errors"]]
    assert {error["type"] for error in errors} == {"constraint-error"}
    assert [error["rowNumber"] for error in errors] == [4, 5, 6, 7, 8, 9]

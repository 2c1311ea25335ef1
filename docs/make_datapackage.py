"""Make the datapackage.json files: of this repository's data, and of the project that `kwpstats init` writes.

    python docs/make_datapackage.py

Data Package 2.0 with a Table Schema (datapackage.org). The columns, their descriptions and which of them
are required come from the pandera schema `kwpstats.Figures`; the patterns say what any Table Schema
validator can see without knowing numbers. Whether the figures add up only `kwpstats check` can tell.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kwpstats import Figures
from kwpstats.schema import REQUIRED

ROOT = Path(__file__).parent.parent
INIT = ROOT / "src" / "kwpstats" / "init" / "template"
DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
PATTERNS = {
    "measure": r"^[^\W\d]\w*$",
    "start": DATE,
    "end": DATE,
    "unit": r"^[^/]+(/[^/]+)*$",
}


def table_schema(columns: Sequence[str]) -> dict[str, Any]:
    """The Table Schema of a figures table with these columns: some may be missing, others added.

    Those that are required may not be missing: "partial" leaves that to their constraints.
    """
    described = Figures.to_schema().columns
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(name, described[name].description) for name in columns],
        "fieldsMatch": "partial",
        "missingValues": [""],
    }


def _field(name: str, description: str | None) -> dict[str, Any]:
    # Everything is text: a number is kept exactly as printed.
    field: dict[str, Any] = {"name": name, "type": "string", "description": description}
    constraints: dict[str, Any] = {"required": True} if name in REQUIRED else {}
    if name in PATTERNS:
        constraints["pattern"] = PATTERNS[name]
    return field | ({"constraints": constraints} if constraints else {})


def data_package(table: Path, *, name: str, title: str, others: Sequence[str]) -> str:
    """The descriptor of a project whose figures are in `table` and whose other files are `others`."""
    with table.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    figures = {
        "name": "membership",
        "path": "data/membership.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(columns),
    }
    beside = [{"name": Path(path).stem, "path": path} for path in others]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": title,
        "resources": [figures, *beside],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def packages() -> dict[Path, str]:
    """Each datapackage.json with what it should hold."""
    own = data_package(
        ROOT / "data" / "membership.csv",
        name="kwpstats-founding-case",
        title="What one paragraph of A. Lankov, Crisis in North Korea, says of the party's members",
        others=["data/claims.csv", "data/sources.bib"],
    )
    template = data_package(
        INIT / "membership.csv",
        name="membership-figures",
        title="Example: membership figures (replace this title)",
        others=["data/sources.bib"],
    )
    # In the template a dollar sign begins a word to be filled in.
    return {
        ROOT / "datapackage.json": own,
        INIT / "datapackage.json": template.replace("$", "$$"),
    }


if __name__ == "__main__":
    for path, text in packages().items():
        path.write_text(text, encoding="utf-8", newline="\n")

"""The region of a cell holds the cell and nothing else, whatever the quotation marks and line ends."""

import csv
import io
import json
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from kwpstats.cli.app import app
from kwpstats.model.figure import Region
from kwpstats.read import read_tables
from kwpstats.read.regions import regions

CELL = st.text(st.sampled_from('a1,;"\n 約é𝟛'), max_size=6).map(str.strip)
ROWS = st.lists(st.tuples(CELL, CELL.filter(bool), CELL), min_size=1, max_size=6)


def cut(lines, region):
    """The text between the ends of a region, found by walking the lines."""
    held = lines[region.line - 1 : region.end_line]
    held[-1] = held[-1][: region.end_column - 1]
    held[0] = held[0][region.column - 1 :]
    return "".join(held)


@settings(max_examples=60)
@given(ROWS, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]))
def test_a_region_holds_its_cell(tmp_path_factory, rows, delimiter, ending):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerows([("first", "second", "third"), *rows])
    path = tmp_path_factory.mktemp("regions", numbered=True) / "table.csv"
    content = text.getvalue().replace("\n", ending)
    path.write_bytes(content.encode())
    (table,) = read_tables(path, shown="table.csv")
    wanted = {(int(line), name) for line in table.lines for name in table.frame.columns}
    found = regions(path, wanted, digest=table.digest, shown="table.csv")
    lines = content.splitlines(keepends=True) if ending == "\r\n" else content.split("\n")
    lines = [line if line.endswith("\n") else f"{line}\n" for line in lines]
    for row, line in enumerate(table.lines):
        for name in table.frame.columns:
            held = io.StringIO(cut(lines, found[int(line), name]), newline="")
            cell = "".join(next(csv.reader(held, delimiter=delimiter), []))
            assert cell == str(table.frame[name].iloc[row])


def test_blanks_and_a_byte_order_mark_are_no_part_of_it(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes("\ufeffparty;measure;value\n\nП; members ; 1,0 \n".encode())
    found = regions(path, [(3, "value"), (3, "party")], digest=None, shown="table.csv")
    assert found == {(3, "value"): Region(3, 14, 3, 17), (3, "party"): Region(3, 1, 3, 2)}


def test_a_cell_of_several_lines_is_marked_to_its_end(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text('a,b\n"x\ny",2\n', encoding="utf-8")
    found = regions(path, [(2, "a"), (2, "b")], digest=None, shown="table.csv")
    assert found == {(2, "a"): Region(2, 1, 3, 3), (2, "b"): Region(3, 4, 3, 5)}


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n", b'a,b\n"1,2\n', b"a,b\n1\n", b"PK\x03\x04", b"a,b\n\xff,2\n"]
)
def test_what_cannot_be_found_is_left_out(tmp_path, content):
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    assert regions(path, [(2, "b"), (9, "a"), (2, "c")], digest=None, shown="table.csv") == {}
    assert regions(tmp_path / "gone", [(2, "b")], digest=None, shown="gone") == {}


def test_a_file_that_has_changed_is_not_pointed_into(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    digest = sha256(path.read_bytes()).hexdigest()
    assert regions(path, [(2, "b")], digest=digest, shown="table.csv")
    path.write_text("a,b\n1,3\n", encoding="utf-8")
    assert not regions(path, [(2, "b")], digest=digest, shown="table.csv")


@pytest.mark.parametrize("name", ["sarif", "github"])
def test_findings_problems_and_claims_point_at_their_cells(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    table = tmp_path / "data" / "membership.csv"
    table.parent.mkdir()
    table.write_text(
        "party,measure,value,start,end,quote\n"
        'KWP,losses,"10,028",1957,1958,"in all 10,028"\n'
        'KWP,newcomers," 10,029",1957,1958,none\n',
        encoding="utf-8",
    )
    (tmp_path / "data" / "claims.csv").write_text(
        "id,party,start,end,claim\nequal,KWP,1957,1958,losses = newcomers\n", encoding="utf-8"
    )
    told = CliRunner().invoke(app, ["check", "--format", name]).stdout
    if name == "github":
        assert "file=data/membership.csv,line=2,endLine=2,col=12,endColumn=20," in told
        return
    results = json.loads(told)["runs"][0]["results"]
    lines = {path.name: path.read_text("utf-8").splitlines(True) for path in table.parent.iterdir()}
    marked = []
    for result in results:
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            physical = location["physicalLocation"]
            region = Region(
                *(
                    physical["region"][k]
                    for k in ("startLine", "startColumn", "endLine", "endColumn")
                )
            )
            marked.append(cut(lines[physical["artifactLocation"]["uri"].split("/")[1]], region))
    assert sorted(marked) == ['" 10,029"', '"10,028"', "losses = newcomers", "none"]

"""Every mistake in kwpstats.toml is told at once, by key and line, with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from kwpstats.catalogue import SettingsError, load

# text, line, key, what is said
MISTAKES = [
    ('[data]\nfigures = ["data\\table.csv"]', 2, "data.figures", 'every system: "data/table.csv"'),
    ("[data]\nclaims = 'data\\claims.csv'", 2, "data.claims", "write / between folders"),
    ('[data]\nsources = "data\\new.bib"', 2, "data.sources", '"data/new.bib"'),
    ("[[data.table]]\npath = 'C:\\x.csv'", 2, "data.table.path", '"C:/x.csv"'),
    ('[data]\nfigures = "C:\\Users\\x.csv"', 2, "", "; write / in paths"),
    ("builtin = 'no'", 1, "builtin", 'builtin = "no" must be true or false'),
    ("colour = 1", 1, "colour", 'unknown key "colour": did you mean "columns"?'),
    ("xyz = 1", 1, "xyz", 'unknown key "xyz": known here are breakdowns, builtin, columns, data'),
    (
        "\n[data]\nfigures = 5",
        3,
        "data.figures",
        'figures must be a list of texts: figures = ["..."]',
    ),
    ("[data]\nclaims = [1]", 2, "data.claims", "claims must be a list of texts"),
    ("[data]\nsources = true", 2, "data.sources", "sources = true must be text in quotation marks"),
    ("[data]\nfigurs = 'x'", 2, "data.figurs", 'unknown key "figurs": did you mean "figures"?'),
    ("data = 5", 1, "data", "data = 5 must be a table"),
    ("[[data.table]]\nsheet = 'a'", 1, "data.table", 'a [[data.table]] needs path = "..."'),
    ("[[data.table]]\npath = 'a'\nsheet = 3", 3, "data.table.sheet", "sheet = 3 must be text"),
    ("[data]\ntable = ['a']", 2, "data.table", "table must be written as [[table]] tables"),
    (
        "[[data.table]]\npath = 'a'\nset = { part = 'x' }",
        3,
        "data.table.set.part",
        '"part" is no column of ours: did you mean "party"?',
    ),
    (
        "[[data.table]]\npath = 'a'\n[data.table.columns]\n\"Year\" = 'ende'",
        4,
        "data.table.columns.Year",
        '"ende" is neither a column of ours nor a measure: did you mean "end"?',
    ),
    (
        "[[data.table]]\npath = 'a'\nyear_means = 'middle'",
        3,
        "data.table.year_means",
        'year_means = "middle": write one of end, start',
    ),
    (
        "[measures.cells]",
        1,
        "measures.cells",
        'measure cells needs kind = "stock", "flow" or "change"',
    ),
    (
        "[measures.cells]\nkind = 'stok'",
        2,
        "measures.cells.kind",
        'kind = "stok": write one of stock, flow, change: did you mean "stock"?',
    ),
    (
        "[measures.'two words']\nkind = 'flow'",
        1,
        "measures.two words",
        "a name is letters, digits and _",
    ),
    (
        "[measures.'two words']\nkind = 'stock'",
        1,
        "measures.two words",
        'measure "two words": a name',
    ),
    ("[measures.1a]\nkind = 'flow'", 1, "measures.1a", "no digit first"),
    (
        "[measures.a]\nkind = 'flow'\nweight = -1",
        3,
        "measures.a.weight",
        "weight = -1 must be a number",
    ),
    (
        "[[figure]]\nwhere = { measure = 'membrs' }\nweight = 2",
        2,
        "figure.where.measure",
        'unknown measure "membrs": did you mean "members"?',
    ),
    ("[[figure]]\nweight = 2", 1, "figure.where", "a [[figure]] needs where ="),
    (
        "[[figure]]\nwhere = { party = 'K' }",
        2,
        "figure.where",
        "needs weight = 2, for example, or trusted = true",
    ),
    (
        "[[figure]]\nwhere = { partie = 'K' }\ntrusted = true",
        2,
        "figure.where.partie",
        'unknown key "partie": did you mean "party"?',
    ),
    ("[measures.a]\nkind = 'flow'\nweight = true", 3, "measures.a.weight", "weight = true must be"),
    (
        "[measures.members]\nkind = 'flow'",
        2,
        "measures.members.kind",
        'measure members is there already, with kind = "stock": take another name',
    ),
    (
        "[measures.cells]\nkind = 'stock'\n[measures.cells_growth]\nkind = 'change'",
        4,
        "measures.cells_growth.kind",
        'is there already, with kind = "change", ratio = true',
    ),
    (
        "[[identity]]\nrule = 'losses = expelled'",
        1,
        "identity.id",
        "needs an id of letters, digits",
    ),
    ("[[identity]]\nid = 'a b'\nrule = 'losses = 5'", 2, "identity.id", "needs an id of letters"),
    (
        "[[identity]]\nid = 'claim'\nrule = 'losses = 5'",
        2,
        "identity.id",
        "the name of a kind of check",
    ),
    ("[[identity]]\nid = 'a'", 1, "identity.rule", 'identity a needs rule = "..."'),
    (
        "[[identity]]\nid = 'a'\nrule = 'losses = expeled'",
        3,
        "identity.rule",
        'unknown measure "expeled": did you mean "expelled"?',
    ),
    (
        "[[identity]]\nid = 'a'\nrule = 'losses@end = expelled'",
        3,
        "identity.rule",
        "losses@end: a flow is counted over the period, write losses",
    ),
    (
        "[[identity]]\nid = 'a'\nrule = 'members = newcomers'",
        3,
        "identity.rule",
        "say which members is meant: members@start or members@end",
    ),
    (
        "[[identity]]\nid = 'a'\nrule = 'unidentified = 5'",
        3,
        "identity.rule",
        "never computed with",
    ),
    ("[[identity]]\nid = 'a'\nrule = 'losses? = expelled?'", 3, "identity.rule", "marked with ?"),
    ("[[identity]]\nid = 5\nrule = 'losses = 5'", 2, "identity.id", "id = 5 must be text"),
    ("[[identity]]\nid = ''\nrule = 'losses = 5'", 2, "identity.id", "needs an id of letters"),
    ("[[data.table]]\npath = 5", 2, "data.table.path", "path = 5 must be text"),
    ("[[identity]]\nid = 'a'\nrule = ''", 3, "identity.rule", 'identity a needs rule = "..."'),
    ("[[identity]]\nid = 'a'\nrule = 5", 3, "identity.rule", "rule = 5 must be text"),
    (
        "[[identity]]\nid = 'a'\nrule = 'losses = 5'\nseverity = 'fatal'",
        4,
        "identity.severity",
        'severity = "fatal": write one of error, warning, info',
    ),
    (
        "[[identity]]\nid = 'a'\nrule = 'losses = 5'\nwhere = { parti = 'x' }",
        4,
        "identity.where.parti",
        'unknown key "parti": did you mean "party"?',
    ),
    (
        "[[identity]]\nid = 'a'\nrule = 'losses = 5'\n[[identity]]\nid = 'a'\nrule = 'losses = 6'",
        5,
        "identity.id",
        'id "a" stands twice: every identity needs its own',
    ),
    ("[columns]\n'A' = 7", 2, "columns.A", 'write = "our column" or = { measure = "..." }'),
    ("[columns]\n'A' = 'nix'", 2, "columns.A", '"nix" is neither a column of ours nor a measure'),
    ("[columns]\n'A' = { category = 'x' }", 2, "columns.A", 'column "A" needs measure = "..."'),
    (
        "[columns]\n'A' = { measure = 'members', catgory = 'x' }",
        2,
        "columns.A",
        '"catgory" is no column of ours: did you mean "category"?',
    ),
    ("[breakdowns.sex]\ncategories = 3", 2, "breakdowns.sex.categories", "must be a list of texts"),
    (
        "[breakdowns.sex]\ncategories = ['a', 'a']",
        2,
        "breakdowns.sex.categories",
        "names one category twice",
    ),
    (
        "[breakdowns.sex]\ncomplete = true",
        2,
        "breakdowns.sex.complete",
        "a complete breakdown needs its categories = [...]",
    ),
    (
        "[breakdowns.sex]\ncategories = ['a']\ncomplete = ['membres']",
        3,
        "breakdowns.sex.complete",
        'unknown measure "membres": did you mean "members"?',
    ),
    (
        "[breakdowns.sex]\ncategories = ['a']\ncomplete = 1",
        3,
        "breakdowns.sex.complete",
        "complete must be true, false or a list of measures",
    ),
    (
        "[breakdowns.sex]\noverlap = 1",
        2,
        "breakdowns.sex.overlap",
        "overlap = 1 must be true or false",
    ),
    ("[units]\ncomplete = 5", 2, "units.complete", "complete must be a list of texts"),
    ("[units]\ncompleet = []", 2, "units.compleet", 'did you mean "complete"?'),
    ("[numbers]\ndecimal = ';'", 2, "numbers.decimal", 'decimal = ";": write one of ., ,'),
    (
        "[dates]\nyear_means = 'x'",
        2,
        "dates.year_means",
        'year_means = "x": write one of end, start',
    ),
    (
        "[severity]\nagreement = 'fatal'",
        2,
        "severity.agreement",
        "write one of error, warning, info",
    ),
    (
        "[severity]\nagreemnt = 'error'",
        2,
        "severity.agreemnt",
        'unknown kind of check "agreemnt": write one of identity, claim',
    ),
    ("[sources.a]\nrounding = 'up'", 2, "sources.a.rounding", "write one of nearest, truncate"),
    ("[sources.a]\ntruncate = true", 2, "sources.a.truncate", 'unknown key "truncate"'),
    ("[share_of]\n'nix/sex' = 'total'", 2, "share_of.nix/sex", 'unknown measure "nix"'),
    ("[share_of]\ncandidates = 'totl'", 2, "share_of.candidates", 'did you mean "total"?'),
    (
        "[share_of]\nmembers = 5",
        2,
        "share_of.members",
        "members = 5 must be text in quotation marks",
    ),
    ("requires = 'abc'", 1, "requires", 'requires = "abc": write bounds such as ">=0.1,<0.2"'),
    ("requires = 1", 1, "requires", "requires = 1: write bounds"),
    ("a = 1\na = 2", 2, "", "is not valid TOML here: cannot overwrite a value"),
    ("[data\n", 1, "", "is not valid TOML here: expected ']'"),
    ('x = """\nnever closed\n', 3, "", "is not valid TOML here: unterminated string"),
    ("a = " + "[" * 5000, 1, "", "is nested too deeply"),
]


def mistakes(folder: Path, text: str | bytes) -> SettingsError:
    file = folder / "kwpstats.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SettingsError) as raised:
        load(file, folder=folder, shown="kwpstats.toml", version="0.1.0")
    return raised.value


@pytest.mark.parametrize(("text", "line", "key", "said"), MISTAKES)
def test_a_mistake_is_told_by_key_and_line(
    tmp_path: Path, text: str, line: int, key: str, said: str
) -> None:
    error = mistakes(tmp_path, text)
    (problem,) = error.problems
    assert (problem.file, problem.line, problem.column) == ("kwpstats.toml", line, key)
    assert said in problem.message
    assert str(error).startswith(f"kwpstats.toml:{line}: ")


def test_all_are_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    at_once = [text for text, _, key, _ in MISTAKES if key and "requires" not in key]
    tables = [text for text in at_once if text.startswith("[[identity]]")]
    error = mistakes(tmp_path, "\n".join(["builtin = 5", *tables, "[units]", "compleet = 5"]))
    lines = [problem.line for problem in error.problems]
    assert lines == sorted(lines)
    assert len(lines) > len(tables)
    assert lines[0] == 1


def test_a_wrong_rule_is_shown_with_the_place_under_it(tmp_path: Path) -> None:
    error = mistakes(tmp_path, "[[identity]]\nid = 'a'\nrule = 'losses == expelled'")
    first, rule, pointer = str(error).split("\n")
    assert first == "kwpstats.toml:3: == is no sign of a rule: write ="
    assert rule.index("==") == pointer.index("^")
    assert rule.startswith("    losses")


@pytest.mark.parametrize("text", [b"\xff\xfea", b'a = "\xe4"'])
def test_another_encoding_is_refused(tmp_path: Path, text: bytes) -> None:
    (problem,) = mistakes(tmp_path, text).problems
    assert "is not UTF-8" in problem.message
    assert "save it as UTF-8" in problem.message


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path, folder=tmp_path, version="0.1.0")


def test_another_version_is_asked_for_before_anything_else_is_read(tmp_path: Path) -> None:
    (problem,) = mistakes(tmp_path, "colour = 1\nrequires = '>=9'\n").problems
    assert problem.line == 2
    assert problem.message == 'asks for kwpstats >=9; this is 0.1.0: pip install "kwpstats>=9"'

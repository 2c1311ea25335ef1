"""A folder with figures in which pytest runs."""

import shutil
from pathlib import Path

import pytest

import kwpstats

ROOT = Path(__file__).parents[2]
TABLE = "data/membership.csv"
INI = f"""
    [pytest]
    kwpstats_files = {TABLE}
"""


@pytest.fixture(scope="session", autouse=True)
def _loaded(tmp_path_factory):
    """Everything that a check imports: sessions inside this one must not load it again.

    Some of it is imported only where a row is wrong.
    """
    folder = tmp_path_factory.mktemp("wrong")
    (folder / "wrong.csv").write_text(
        "party,measure,end,value\nA,members,1957,many\n", encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        kwpstats.check()
        patch.chdir(folder)
        assert kwpstats.check("wrong.csv").report.problems


@pytest.fixture
def founding(pytester):
    """The figures of the founding case beside one ordinary test, as the page on CI says."""
    shutil.copytree(ROOT / "data", pytester.path / "data")
    for name in ("kwpstats.toml", "kwpstats-accepted.toml"):
        shutil.copy(ROOT / name, pytester.path)
    pytester.makeini(f"{INI}    testpaths = tests\n")
    pytester.mkdir("tests").joinpath("test_ordinary.py").write_text(
        "def test_ordinary(): pass", encoding="utf-8"
    )
    return pytester


@pytest.fixture
def figures(pytester):
    """A folder that writes the rows it is given into its table."""

    def write(*rows, claims="", ini=INI, config="", accepted="", path=TABLE):
        table = pytester.path / path
        table.parent.mkdir(parents=True, exist_ok=True)
        table.write_text(
            "\n".join(["party,measure,start,end,value,source,quote", *rows]) + "\n",
            encoding="utf-8",
        )
        if claims:
            head = "id,party,start,end,claim,source"
            (pytester.path / "data" / "claims.csv").write_text(
                f"{head}\n{claims}\n", encoding="utf-8"
            )
        if config:
            (pytester.path / "kwpstats.toml").write_text(config, encoding="utf-8")
        if accepted:
            (pytester.path / "kwpstats-accepted.toml").write_text(accepted, encoding="utf-8")
        pytester.makeini(ini)
        return pytester

    return write


@pytest.fixture
def edited(founding):
    """Replaces a text in a file of the founding case."""

    def edit(name, old, new):
        file = founding.path / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        return founding

    return edit

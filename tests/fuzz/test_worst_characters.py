"""The worst characters at every entrance: linear time, and no more than a stated memory.

Here an eighth of a megabyte of each. `KWPSTATS_WORST=1000000 pytest tests/fuzz/test_worst_characters.py`
takes a whole one (RECORD.md).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")

from entrances import ENTRANCES

HERE = Path(__file__).parent
MEMORY = 1_500
"""MB for up to a megabyte of anything, with pandas and pyarrow themselves."""
WORST = {
    "numbers": ["1", "1,", "1 111 ", "万", "百分之", "one ", "[", " ", "a", "m", "l", "½", "е́"],
    "rules": ["a + ", "(", "1", "a", "a@", "-", "?", " ", "a = ", "1.", "é", "a*2 - "],
    "csv": ["a", ",", '"', '""', '"a', "\n", "\r", ";", "\t", " ", "a,\n", 'a,"\n', "sep=", "\0"],
    "claims": ["a = ", '"', "-", "1958-", " "],
    "toml": [
        "[",
        "a",
        "a.",
        '"',
        "'",
        "\n",
        "a=1\n",
        "[a]\n",
        "[[a]]\n",
        "=",
        "#",
        " ",
        "\\",
        "x=[",
    ],
    "acceptances": ["[", "a", '"', "\n", "[[accepted]]\n", "#", "=", "'''", " ", "\\", "x=[", "a."],
    "bibtex": [
        "@",
        "@a",
        "@a{",
        "{",
        "}",
        '"',
        "#",
        "a=",
        ",",
        "\\'",
        "$",
        "~",
        " ",
        "\n",
        "a b =",
        "-",
    ],
    "csl": ["[", "{", '"', "\\u0041", "1", "-", ",", "<i>", "<", " ", "\n", '{"a":', "&"],
    "prose": [
        "1",
        "1,",
        "1 ",
        "1%",
        "12 ",
        "a",
        "(",
        " ",
        "\n",
        "万",
        "one ",
        "1957 ",
        "1-",
        "$",
        ".",
    ],
}
NUMBERS = ("1 ", "1%", "12 ", "1957 ", "1-", "1,", "万", "one ")
LESS = {("prose", unit): 50 for unit in NUMBERS} | {("bibtex", "@a{"): 10}
"""Where every sign makes a row or an entry: linear, but up to a millisecond each. So many times less."""
AROUND = {
    "csv": b"party,measure,end,value\n%s",
    "claims": b"id,party,end,claim\na,A,1958,%s\n",
    "toml": b'[[identity]]\nid = "x"\nrule = "%s"',
    "acceptances": b'[[accepted]]\nid = "x"\nreason = "%s"',
    "bibtex": b"@book{key, title = {%s",
    "csl": b'[{"id": "a", "title": "%s"}]',
}
"""Where the character gets further in: inside of what is read before it."""

# Feeds n bytes and four times n of each, plain and inside, and tells what took more than linear time.
RUN = """
import json, os, resource, sys, time
sys.path[:0] = sys.argv[2:4]
from entrances import ENTRANCES
from test_worst_characters import AROUND, LESS, WORST
name = sys.argv[1]
feed, around = ENTRANCES[name].feed, AROUND.get(name, b"%s")
def seconds(unit, frame, length):
    content = frame % (unit.encode() * (length // len(unit.encode())))
    start = time.process_time()
    feed(content)
    return time.process_time() - start
slow = []
for unit in WORST[name]:
    for frame in {b"%s", around}:
        most = int(os.environ.get("KWPSTATS_WORST", 120_000)) // LESS.get((name, unit), 1)
        quarter, whole = (seconds(unit, frame, n) for n in (most // 4, most))
        if whole > 0.3 and whole > 9 * quarter:
            slow.append([unit, frame.decode(), quarter, whole])
# in bytes on macOS, else in KB
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10 * (sys.platform != "darwin")
print(json.dumps([slow, memory >> 20]))
"""


@pytest.mark.skipif(os.name == "nt", reason="memory is measured as on Unix")
@pytest.mark.parametrize("name", WORST)
def test_the_worst_characters_take_linear_time_and_a_stated_memory(name: str) -> None:
    command = [sys.executable, "-c", RUN, name, str(HERE), str(HERE.parent)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    slow, memory = json.loads(done.stdout.splitlines()[-1])
    assert slow == []
    assert memory < MEMORY


def test_every_entrance_of_text_is_asked() -> None:
    text = {name for name, entrance in ENTRANCES.items() if not entrance.archive}
    assert set(WORST) == text - {"parquet", "project"}

"""A few seconds of fuzzing, always the same inputs; RECORD.md holds a long run that coverage guides."""

from __future__ import annotations

import random
import time

import pytest

pytest.importorskip("pyarrow")

from entrances import ENTRANCES, standard_input
from mutate import mutated

MANY = {"project": 12, "prose": 40, "csv": 150, "claims": 100, "xlsx": 80, "ods": 80}


@pytest.mark.parametrize("name", ENTRANCES)
def test_whatever_is_sent_is_taken_or_refused_in_a_sentence(name: str) -> None:
    entrance, chance = ENTRANCES[name], random.Random(name)
    for seed in entrance.seeds[:10]:
        entrance.feed(seed)
    for _ in range(MANY.get(name, 250)):
        content = mutated(entrance, chance)
        start = time.process_time()
        try:
            entrance.feed(content)
        except Exception as error:
            raise AssertionError(f"{name} was sent {content!r}") from error
        assert time.process_time() - start < 5, content


def test_the_files_that_inputs_are_made_of_are_taken() -> None:
    """Else nothing but refusals would be tested."""
    from kwpstats.read import read_tables

    for name in ("csv", "xlsx", "ods", "parquet"):
        with standard_input(ENTRANCES[name].seeds[0]):
            assert read_tables("-", shown="-")

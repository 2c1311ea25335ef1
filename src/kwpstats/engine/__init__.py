"""Engine: what holds the figures while they are checked. One evaluator judges them, at once or in parts."""

from kwpstats.engine.choice import (
    Advice,
    CannotEngage,
    Engine,
    choose,
    estimate,
    installed,
    is_large,
    size,
)
from kwpstats.engine.frames import judge_frame, library
from kwpstats.engine.in_memory import judge_tables
from kwpstats.engine.judged import Judged, Task
from kwpstats.engine.verdict_file import verdicts_to

__all__ = [
    "Advice",
    "CannotEngage",
    "Engine",
    "Judged",
    "Task",
    "choose",
    "estimate",
    "installed",
    "is_large",
    "judge_frame",
    "judge_tables",
    "library",
    "size",
    "verdicts_to",
]

"""Engine: what holds the figures while they are checked. One evaluator judges them, at once or in parts."""

from kwpstats.engine.choose import CannotEngage, Engine, choose, estimate, installed, size
from kwpstats.engine.frames import judge_frame, library
from kwpstats.engine.judge import Judged, Task, judge

__all__ = [
    "CannotEngage",
    "Engine",
    "Judged",
    "Task",
    "choose",
    "estimate",
    "installed",
    "judge",
    "judge_frame",
    "library",
    "size",
]

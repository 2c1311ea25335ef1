"""Evaluate: figures times rules, whole columns at a time; verdicts in exact arithmetic."""

from kwpstats.evaluate.batch import Statement
from kwpstats.evaluate.evaluation import Evaluation, evaluate
from kwpstats.evaluate.gravest import Wanted

__all__ = ["Evaluation", "Statement", "Wanted", "evaluate"]

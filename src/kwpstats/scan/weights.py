"""Weights: how much each sign of a quotient says; printed by `benchmarks/scan_weights.py`."""

from __future__ import annotations

from kwpstats.scan.evidence import Evidence
from kwpstats.scan.found import Relation

SHARE = Evidence(
    constant=-0.09,
    sharpness=1.51,
    tried=-1.55,
    from_one=-0.42,
    ends_one=-0.59,
    ends_two=0.03,
    another=-0.43,
    change=-0.39,
    in_a_row=1.01,
    together=0.73,
    ordered=-0.9,
    few=-1.26,
    vague=-0.96,
    same_whole=0.41,
    others=-0.65,
    levels=0.0,
)

GROWTH = Evidence(
    constant=-1.8,
    sharpness=1.11,
    tried=-1.42,
    from_one=-0.57,
    ends_one=-0.21,
    ends_two=-0.36,
    another=-0.93,
    change=0.75,
    in_a_row=1.44,
    together=0.57,
    ordered=-0.56,
    few=-0.61,
    vague=-0.29,
    same_whole=0.0,
    others=0.0,
    levels=1.07,
)


def odds(kind: Relation, evidence: Evidence) -> float:
    """The natural logarithm of the odds that a quotient of that kind is meant."""
    weights = SHARE if kind is Relation.SHARE else GROWTH
    return sum(sign * weight for sign, weight in zip(evidence, weights, strict=True))

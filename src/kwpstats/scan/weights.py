"""Weights: how much each sign of a quotient says; printed by `benchmarks/scan_weights.py`."""

from __future__ import annotations

from kwpstats.scan.evidence import Evidence
from kwpstats.scan.found import Relation

SHARE = Evidence(
    constant=-0.39,
    sharpness=1.58,
    tried=-1.62,
    from_one=-0.63,
    ends_one=-0.48,
    ends_two=0.21,
    another=-0.58,
    change=-0.34,
    in_a_row=1.31,
    together=0.78,
    ordered=-0.93,
    few=-1.38,
    vague=-0.64,
    same_whole=0.47,
    others=-0.63,
    closed=1.16,
    levels=0.0,
)

GROWTH = Evidence(
    constant=-2.5,
    sharpness=1.23,
    tried=-1.56,
    from_one=-0.58,
    ends_one=-0.21,
    ends_two=-0.37,
    another=-0.72,
    change=0.83,
    in_a_row=1.9,
    together=0.8,
    ordered=-0.7,
    few=-0.91,
    vague=-0.22,
    same_whole=0.0,
    others=0.0,
    closed=1.81,
    levels=0.92,
)


def odds(kind: Relation, evidence: Evidence) -> float:
    """The natural logarithm of the odds that a quotient of that kind is meant."""
    weights = SHARE if kind is Relation.SHARE else GROWTH
    return sum(sign * weight for sign, weight in zip(evidence, weights, strict=True))

"""Weights: how much each sign of a quotient says; printed by `benchmarks/scan_weights.py`."""

from __future__ import annotations

from kwpstats.scan.evidence import Evidence
from kwpstats.scan.found import Relation

SHARE = Evidence(
    constant=-0.22,
    sharpness=1.54,
    tried=-1.68,
    from_one=-0.72,
    ends_one=-0.3,
    ends_two=0.18,
    another=-0.53,
    change=-0.31,
    in_a_row=0.65,
    in_one=1.11,
    together=0.39,
    ordered=-1.06,
    few=-1.48,
    vague=-0.65,
    same_whole=0.48,
    others=-0.6,
    closed=1.13,
    levels=0.0,
    lost=0.0,
)

GROWTH = Evidence(
    constant=-2.11,
    sharpness=1.2,
    tried=-1.56,
    from_one=-0.49,
    ends_one=-0.14,
    ends_two=-0.35,
    another=-0.83,
    change=0.55,
    in_a_row=1.26,
    in_one=0.98,
    together=0.6,
    ordered=-0.64,
    few=-0.96,
    vague=-0.43,
    same_whole=0.0,
    others=0.0,
    closed=1.78,
    levels=0.65,
    lost=-0.63,
)


def odds(kind: Relation, evidence: Evidence) -> float:
    """The natural logarithm of the odds that a quotient of that kind is meant."""
    weights = SHARE if kind is Relation.SHARE else GROWTH
    return sum(sign * weight for sign, weight in zip(evidence, weights, strict=True))

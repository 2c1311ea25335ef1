"""Weights: how much each sign of a quotient says; printed by `benchmarks/scan_weights.py`."""

from __future__ import annotations

from kwpstats.scan.evidence import Evidence
from kwpstats.scan.found import Relation

SHARE = Evidence(
    constant=-0.31,
    sharpness=1.56,
    tried=-1.57,
    from_one=-0.51,
    ends_one=-0.5,
    ends_two=0.16,
    another=-0.53,
    change=-0.37,
    in_a_row=1.34,
    together=0.78,
    ordered=-0.96,
    few=-1.25,
    vague=-0.89,
    same_whole=0.42,
    others=-0.72,
    closed=1.04,
    levels=0.0,
)

GROWTH = Evidence(
    constant=-2.5,
    sharpness=1.23,
    tried=-1.71,
    from_one=-0.49,
    ends_one=-0.19,
    ends_two=-0.32,
    another=-0.8,
    change=0.72,
    in_a_row=1.81,
    together=0.76,
    ordered=-0.65,
    few=-0.56,
    vague=-0.1,
    same_whole=0.0,
    others=0.0,
    closed=1.75,
    levels=0.87,
)


def odds(kind: Relation, evidence: Evidence) -> float:
    """The natural logarithm of the odds that a quotient of that kind is meant."""
    weights = SHARE if kind is Relation.SHARE else GROWTH
    return sum(sign * weight for sign, weight in zip(evidence, weights, strict=True))

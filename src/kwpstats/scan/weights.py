"""Weights: how much each sign of a quotient says; printed by `benchmarks/scan_weights.py`."""

from __future__ import annotations

from kwpstats.scan.evidence import Evidence
from kwpstats.scan.found import Relation

SHARE = Evidence(
    constant=-0.29,
    sharpness=1.57,
    tried=-1.59,
    from_one=-0.53,
    ends_one=-0.51,
    ends_two=0.17,
    another=-0.53,
    change=-0.35,
    in_a_row=1.16,
    together=0.76,
    ordered=-0.93,
    few=-1.23,
    vague=-0.88,
    same_whole=0.4,
    others=-0.69,
    closed=1.02,
    levels=0.0,
)

GROWTH = Evidence(
    constant=-2.54,
    sharpness=1.22,
    tried=-1.7,
    from_one=-0.51,
    ends_one=-0.17,
    ends_two=-0.27,
    another=-0.85,
    change=0.75,
    in_a_row=1.84,
    together=0.78,
    ordered=-0.63,
    few=-0.59,
    vague=-0.11,
    same_whole=0.0,
    others=0.0,
    closed=1.78,
    levels=0.88,
)


def odds(kind: Relation, evidence: Evidence) -> float:
    """The natural logarithm of the odds that a quotient of that kind is meant."""
    weights = SHARE if kind is Relation.SHARE else GROWTH
    return sum(sign * weight for sign, weight in zip(evidence, weights, strict=True))

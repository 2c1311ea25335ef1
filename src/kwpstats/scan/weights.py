"""Weights: how much each sign of a quotient says; printed by `benchmarks/scan_weights.py`."""

from __future__ import annotations

from kwpstats.scan.evidence import Evidence
from kwpstats.scan.found import Relation

SHARE = Evidence(
    constant=-0.2,
    sharpness=1.53,
    tried=-1.7,
    from_one=-0.71,
    ends_one=-0.29,
    ends_two=0.18,
    another=-0.52,
    change=-0.32,
    in_a_row=0.59,
    in_one=1.22,
    together=0.29,
    ordered=-1.12,
    few=-1.5,
    vague=-0.58,
    same_whole=0.48,
    others=-0.61,
    closed=1.19,
    levels=0.0,
    lost=0.0,
)

GROWTH = Evidence(
    constant=-2.04,
    sharpness=1.19,
    tried=-1.48,
    from_one=-0.53,
    ends_one=-0.1,
    ends_two=-0.37,
    another=-0.86,
    change=0.6,
    in_a_row=1.27,
    in_one=0.98,
    together=0.51,
    ordered=-0.67,
    few=-0.95,
    vague=-0.35,
    same_whole=0.0,
    others=0.0,
    closed=1.71,
    levels=0.64,
    lost=-0.69,
)


def odds(kind: Relation, evidence: Evidence) -> float:
    """The natural logarithm of the odds that a quotient of that kind is meant."""
    weights = SHARE if kind is Relation.SHARE else GROWTH
    return sum(sign * weight for sign, weight in zip(evidence, weights, strict=True))

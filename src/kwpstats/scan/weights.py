"""Weights: how much each sign of a quotient says; printed by `benchmarks/scan_weights.py`."""

from __future__ import annotations

from kwpstats.scan.evidence import Evidence
from kwpstats.scan.found import Relation

SHARE = Evidence(
    constant=0.2,
    sharpness=1.46,
    tried=-1.56,
    from_one=-0.34,
    ends_one=-0.66,
    ends_two=0.02,
    another=-0.48,
    change=-0.48,
    in_a_row=1.14,
    together=0.85,
    ordered=-0.89,
    few=-1.36,
    vague=-0.99,
    same_whole=0.35,
    others=-0.55,
    levels=0.0,
)

GROWTH = Evidence(
    constant=-1.54,
    sharpness=1.13,
    tried=-1.42,
    from_one=-0.47,
    ends_one=-0.26,
    ends_two=-0.38,
    another=-0.97,
    change=0.69,
    in_a_row=1.41,
    together=0.63,
    ordered=-0.49,
    few=-0.5,
    vague=-0.23,
    same_whole=0.0,
    others=0.0,
    levels=1.08,
)


def odds(kind: Relation, evidence: Evidence) -> float:
    """The natural logarithm of the odds that a quotient of that kind is meant."""
    weights = SHARE if kind is Relation.SHARE else GROWTH
    return sum(sign * weight for sign, weight in zip(evidence, weights, strict=True))

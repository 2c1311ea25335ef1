"""Weights: how much each sign of a quotient says; printed by `benchmarks/scan_weights.py`."""

from __future__ import annotations

from kwpstats.scan.evidence import Evidence
from kwpstats.scan.found import Relation

SHARE = Evidence(
    constant=-0.59,
    sharpness=1.55,
    tried=-1.71,
    from_one=-0.66,
    ends_one=-0.25,
    ends_two=0.21,
    another=-0.68,
    change=-0.25,
    in_a_row=0.7,
    in_one=0.94,
    together=-0.07,
    ordered=-0.98,
    few=-1.27,
    vague=-0.52,
    same_whole=0.51,
    others=-0.56,
    closed=1.64,
    levels=0.0,
    lost=0.0,
    alike=0.54,
)

GROWTH = Evidence(
    constant=-2.71,
    sharpness=1.21,
    tried=-1.86,
    from_one=-0.29,
    ends_one=-0.16,
    ends_two=-0.09,
    another=-0.85,
    change=0.5,
    in_a_row=0.86,
    in_one=1.12,
    together=0.6,
    ordered=-0.45,
    few=-1.19,
    vague=-0.32,
    same_whole=0.0,
    others=0.0,
    closed=1.85,
    levels=0.64,
    lost=-0.66,
    alike=0.6,
)


def odds(kind: Relation, evidence: Evidence) -> float:
    """The natural logarithm of the odds that a quotient of that kind is meant."""
    weights = SHARE if kind is Relation.SHARE else GROWTH
    return sum(sign * weight for sign, weight in zip(evidence, weights, strict=True))

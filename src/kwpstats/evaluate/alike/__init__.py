"""Alike: holders of a large table that fill the same slots, judged together."""

from kwpstats.evaluate.alike.left import Left
from kwpstats.evaluate.alike.rows import KNOWN, Gatherer, Printed, Rows, texts_read, whole
from kwpstats.evaluate.alike.settle import Alike, settle
from kwpstats.evaluate.alike.sight import Take

__all__ = [
    "KNOWN",
    "Alike",
    "Gatherer",
    "Left",
    "Printed",
    "Rows",
    "Take",
    "settle",
    "texts_read",
    "whole",
]

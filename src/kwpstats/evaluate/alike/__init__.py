"""Alike: holders of a large table that fill the same slots, judged together."""

from kwpstats.evaluate.alike.gather import Gatherer
from kwpstats.evaluate.alike.left import Left
from kwpstats.evaluate.alike.printed import Printed, narrow, of_each, texts_read, whole
from kwpstats.evaluate.alike.rows import KNOWN, Rows
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
    "narrow",
    "of_each",
    "settle",
    "texts_read",
    "whole",
]

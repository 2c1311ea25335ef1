"""Garbage: put off while modules are imported, and collected again before there is work to do."""

from __future__ import annotations

import gc


def put_off() -> None:
    """Collect nothing for now.

    Importing pandas makes a million objects that all stay: looking through them for garbage is a tenth
    of the start.
    """
    gc.disable()


SELDOM = 50_000
"""Objects after which new ones are looked through: nearly all of ours stay, and none refers to itself."""


def collect_again() -> None:
    """Set aside what is there and collect what comes: a long run must not grow."""
    gc.freeze()
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
    gc.enable()

"""Ids of checks: what a check is about, in characters that need no quotation marks anywhere."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kwpstats.model.figure import Period, Place

# what a shell and `pytest -k` take as they are; everything else, blanks and brackets among it, is "_"
_OTHER = re.compile(r"[^\w.+/-]")


@lru_cache(4096)
def part(text: str, *, path: bool = False) -> str:
    """One part of an id; only a unit keeps its slashes."""
    clean = _OTHER.sub("_", unicodedata.normalize("NFC", text))
    return clean if path else clean.replace("/", "_")


def check_id(rule: str, place: Place, period: Period, source: str, *, about: str = "") -> str:
    """`rule:party[/unit][:category]:period[:source]`; `about` stands for the category where given."""
    parts = [part(rule), subject(place, about), str(period) or "undated"]
    return ":".join([*parts, *([part(source)] if source else [])])


def subject(place: Place, about: str = "") -> str:
    """What an id says between its rule and its period: `KWP/Hwanghae:women`."""
    whose = part(place.party) + (f"/{part(place.unit, path=True)}" if place.unit else "")
    what = part(about or place.category)
    return f"{whose}:{what}" if what else whose

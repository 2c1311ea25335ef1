"""Anchors: a permanent, unique place in the page for each check, and short names for charts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from kwpstats.report.charts.shown import visible


class Anchors:
    """The places of a page that shows these checks: each keeps its id, with blanks made `_`.

    `sources` and `rules` are the keys of the sources and the ids of the rules that it lists; `cited` has
    the addresses of the sources.
    """

    def __init__(
        self, shown: Iterable[str], sources: Iterable[str] = (), rules: Iterable[str] = ()
    ) -> None:
        listed = tuple(sources)
        self._shown = frozenset(shown).union(map(_source, listed), map(_rule, rules))
        self._by_id: dict[str, str] = {}
        self._taken: set[str] = set()
        self._charts = 0
        self.cited = {key: self.link(_source(key)) for key in listed}

    def of(self, check_id: str) -> str:
        """The place of a check, the same for every call."""
        if check_id not in self._by_id:
            plain = re.sub(r"\s", "_", visible(check_id)) or "check"
            name, again = plain, 1
            while name in self._taken:
                again += 1
                name = f"{plain}~{again}"
            self._taken.add(name)
            self._by_id[check_id] = name
        return self._by_id[check_id]

    def link(self, check_id: str) -> str:
        """The address of a check in this page; "" for one that the page does not show."""
        if check_id not in self._shown:
            return ""
        place = quote(self.of(check_id), safe="/:@!$&'()*+,;=-._~?", errors="backslashreplace")
        return f"#{place}"

    def source(self, key: str) -> str:
        """The place of a source in the list of sources."""
        return self.of(_source(key))

    def rule(self, rule_id: str) -> str:
        """The place of a rule in the list of rules."""
        return self.of(_rule(rule_id))

    def ruled(self, rule_id: str) -> str:
        """The address of a rule in this page; "" for what is no rule of the list, as a breakdown."""
        return self.link(_rule(rule_id))

    def short(self) -> str:
        """A new name for a chart: `c1`, `c2`, ..."""
        self._charts += 1
        return f"c{self._charts}"


def _rule(rule_id: str) -> str:
    return f"rule-{rule_id}"


def _source(key: str) -> str:
    return f"cited-{key}"

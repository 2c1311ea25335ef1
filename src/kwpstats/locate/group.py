"""Groups: which failing checks belong together, and how far a contradiction reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kwpstats.locate.clusters import clusters
from kwpstats.locate.demand import Exhausted, Work
from kwpstats.locate.ledger import Ledger
from kwpstats.locate.rows import is_agreement
from kwpstats.locate.scene import Scene
from kwpstats.locate.search import Conflicts, Outcome, search
from kwpstats.locate.solve import solve


class Core(NamedTuple):
    """Checks that cannot hold together: one that fails, or several that are possible one by one.

    `prints` are the figures in conflict.
    """

    checks: tuple[int, ...]
    prints: tuple[int, ...]


class Clash(NamedTuple):
    """A contradiction: its cores, every check of it, and what the search found."""

    cores: tuple[Core, ...]
    checks: tuple[int, ...]
    scene: Scene
    outcome: Outcome


def clashes(
    ledger: Ledger,
    cores: list[Core],
    budget: int,
    tell: Callable[[int], None] = lambda done: None,
) -> list[Clash]:
    """One contradiction for all cores that share a figure or are reached by one repair.

    `tell` hears how many cores are done.
    """
    groups = _copied(ledger, _together(cores), budget)
    owner = {check: group for group in groups for core in group for check in core.checks}
    done: set[int] = set()
    found: list[Clash] = []
    for group in groups:
        if not done.isdisjoint(core.checks[0] for core in group):
            continue
        clash = _grown(ledger, group, owner, budget)
        done.update(check for core in clash.cores for check in core.checks)
        if len(clash.cores) > len(group):  # it has reached others that were answered before
            found = [other for other in found if not set(other.cores) & set(clash.cores)]
        found.append(clash)
        tell(len(done))
    return found


def failing(ledger: Ledger) -> list[Core]:
    """Every failing check by itself."""
    return [
        Core((number,), tuple(ledger.prints_of[number]))
        for number in range(len(ledger.checks))
        if ledger.fails(number)
    ]


def _grown(
    ledger: Ledger, group: tuple[Core, ...], owner: dict[int, tuple[Core, ...]], budget: int
) -> Clash:
    """Search, take in every check of every figure that a repair changes, search again if need be."""
    scene = Scene(ledger, Work(budget))
    conflicts = Conflicts()
    cores: dict[Core, None] = {}
    base: set[int] = set()
    fresh = group
    while True:
        cores.update(dict.fromkeys(fresh))
        base.update(check for core in fresh for check in core.checks)
        scene.settle(base)
        for core in fresh:
            for conflict in _first(scene, core):
                conflicts.add(conflict, scene)
        outcome = search(scene, conflicts)
        changed = {o for f in outcome.found for o in scene.changed(f.mask) if o >= 0}
        reached = scene.reached(sorted(changed))
        fresh = tuple(
            core for check in reached for core in owner.get(check, ()) if core not in cores
        )
        if outcome.limited or not (fresh or _widens(ledger, reached)):
            checks = tuple(sorted(base.union(reached)))
            return Clash(tuple(cores), checks, scene, outcome)
        base.update(reached)


def _widens(ledger: Ledger, reached: Iterable[int]) -> bool:
    """Whether checks that hold could become impossible together with the others of the base."""
    return any(
        not ledger.prints[known].fixed for check in reached for known in ledger.prints_of[check]
    )


def _first(scene: Scene, core: Core) -> list[int]:
    """The conflicts of a check that fails: by its verdict, even where the rows cannot see why."""
    if len(core.checks) > 1:
        return []
    (check,) = core.checks
    compiled = scene.compiled(check)
    if is_agreement(scene.ledger.checks[check]):
        return [compiled.bit | pair for pair in _opposed(scene, core.prints)]
    return [compiled.why]


def _opposed(scene: Scene, prints: tuple[int, ...]) -> list[int]:
    """Pairs of prints of one figure that cannot both stand.

    They have no number in common, or are printed to the same precision with different values, so
    that at most the shared end of their intervals is common.
    """
    pairs: list[int] = []
    facts = [(scene.ledger.prints[known], known) for known in prints]
    for place, (one, first) in enumerate(facts):
        for other, second in facts[place + 1 :]:
            low, high = max(one.lower, other.lower), min(one.upper, other.upper)
            alike = one.upper - one.lower == other.upper - other.lower
            apart = one.figure.value != other.figure.value
            if low > high or (low == high and alike and apart):
                pairs.append(scene.bit(first) | scene.bit(second))
    everything = scene.bits(prints)
    return pairs or [everything]


def _copied(ledger: Ledger, groups: list[tuple[Core, ...]], budget: int) -> list[tuple[Core, ...]]:
    """The groups, those as one in which a single figure, printed alike more than once, explains all.

    The wrong closing stock of one row stands as opening stock in the next: two balances fail that
    have no print in common.
    """
    if len(groups) == 1:
        return groups
    places: dict[int, list[int]] = {}
    for place, group in enumerate(groups):
        for known in {known for core in group for known in core.prints}:
            places.setdefault(known, []).append(place)
    links: list[list[tuple[int, ...]]] = [[] for _ in groups]
    for known in sorted(places):
        copies = tuple(ledger.copies(known))
        met = sorted({place for copy in copies for place in places.get(copy, ())})
        if copies[0] == known and len(met) > 1:
            concerned = [core for place in met for core in groups[place]]
            if _explains(ledger, copies, concerned, budget):
                for place in met:
                    links[place].append(copies)
    return [
        tuple(core for number in numbers for core in groups[number]) for numbers in clusters(links)
    ]


def _explains(ledger: Ledger, prints: tuple[int, ...], cores: list[Core], budget: int) -> bool:
    """Whether changing these prints alone lets every failing check of theirs hold."""
    scene = Scene(ledger, Work(budget))
    scene.settle(c for core in cores if set(core.prints) & set(prints) for c in core.checks)
    if not all(map(scene.bit, prints)):
        return False
    try:
        return solve(scene, scene.bits(prints)).conflict is None
    except Exhausted:
        return False


def _together(cores: list[Core]) -> list[tuple[Core, ...]]:
    """Cores that share a figure or a check, directly or through others, in their order."""
    if len(cores) == 1:
        return [tuple(cores)]
    held = [[*core.prints, *(~check for check in core.checks)] for core in cores]
    return [tuple(cores[number] for number in numbers) for numbers in clusters(held)]

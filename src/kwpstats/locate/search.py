"""Search: the lightest sets of figures and claims whose change lets every check hold."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from heapq import heappop, heappush
from typing import NamedTuple

from kwpstats.locate.demand import Exhausted, Range
from kwpstats.locate.ledger import Number
from kwpstats.locate.scene import Scene
from kwpstats.locate.solve import solve

_Open = tuple[Number, Number, tuple[int, ...], int]  # bound, less the weight, bits, their set


class Found(NamedTuple):
    """A set of suspects whose change would do, and the range of each changed print."""

    mask: int
    weight: Number
    implied: dict[int, Range]


class Outcome(NamedTuple):
    """All lightest sets; `least` is the weight that is proven necessary.

    `limited`: the search ended at its bound of counted work, so that sets may be missing.
    """

    found: list[Found]
    least: Number
    limited: bool


class Conflicts:
    """Sets of suspects of which every repair has to change one, the smallest first.

    A conflict is a set of bits: suspects, and the checks that it rests on. `suspects` are the bits
    of all suspects.
    """

    def __init__(self) -> None:
        self.suspects = 0
        self._known: list[tuple[int, int, Number]] = []

    def __len__(self) -> int:
        return len(self._known)

    def add(self, conflict: int, scene: Scene) -> None:
        """Remember a conflict, and the weight of its lightest suspect."""
        self.suspects = scene.suspects
        blamed = conflict & scene.suspects
        lightest = min((scene.weight(bit) for bit in each(blamed)), default=0)
        entry = (blamed.bit_count(), conflict, lightest)
        if entry not in self._known:
            insort(self._known, entry)

    def unmet(self, mask: int, checks: int) -> tuple[int | None, Number]:
        """A conflict of these checks of which `mask` changes nothing, and what is still to come.

        That is the least weight that the conflicts left demand, counted over some that have no
        suspect in common: a bound that no repair undercuts. In a cross table it matters whether one
        begins with the rows or with the columns, so both ends are tried.
        """
        beside = ~(self.suspects | checks)
        left = [known for known in self._known if not known[1] & (mask | beside)]
        if not left:
            return None, 0
        bound = self._apart(left)
        return left[0][1], bound if len(left) < 3 else max(bound, self._apart(left[::-1]))

    def _apart(self, conflicts: list[tuple[int, int, Number]]) -> Number:
        """The weight that conflicts without a common suspect demand, chosen in the given order."""
        taken = 0
        bound: Number = 0
        for _, conflict, lightest in conflicts:
            if not conflict & taken:
                taken |= conflict & self.suspects
                bound += lightest
        return bound


def search(scene: Scene, conflicts: Conflicts) -> Outcome:
    """All sets of least weight after Reiter's hitting-set tree, best first.

    R. Reiter, A theory of diagnosis from first principles, Artificial Intelligence 32 (1987): each
    repair changes a member of every conflict, so a set that does not do yet is extended by each
    member of one conflict that it leaves. The set that may become the lightest is looked at first,
    by its weight and what the conflicts left still demand (A*), so no tie is lost; of those that
    may become equally light the one that has come furthest.
    """
    queue: list[_Open] = [(0, 0, (), 0)]
    seen = {0}
    found: list[Found] = []
    least: Number | None = None
    while queue:
        bound, less, bits, mask = heappop(queue)
        weight = -less
        if least is not None and bound > least:
            break
        try:
            conflict, more = _unmet(scene, conflicts, mask)
            if weight + more > bound:
                heappush(queue, (weight + more, less, bits, mask))
                continue
            if conflict is None:
                answer = solve(scene, mask)
                if answer.conflict is None:
                    found.append(Found(mask, weight, answer.implied))
                    least = weight
                    continue
                conflicts.add(answer.conflict, scene)
                conflict = answer.conflict
        except Exhausted:
            return Outcome(found, bound, True)
        for bit in each(conflict & scene.suspects):
            heavier = weight + scene.weight(bit)
            after = max(bound, heavier)
            if mask | bit not in seen and (least is None or after <= least):
                seen.add(mask | bit)
                heappush(queue, (after, -heavier, tuple(sorted((*bits, bit))), mask | bit))
    return Outcome(found, 0 if least is None else least, False)


def _unmet(scene: Scene, conflicts: Conflicts, mask: int) -> tuple[int | None, Number]:
    """What the known conflicts of the base and of the changed prints leave open."""
    scene.work.spend(len(conflicts) + 4)
    prints = [owner for owner in scene.changed(mask) if owner >= 0]
    checks = scene.base_bits
    for check in scene.reached(prints):
        checks |= scene.compiled(check).bit
    conflicts.suspects = scene.suspects
    return conflicts.unmet(mask, checks)


def each(bits: int) -> Iterator[int]:
    """The bits of a set one by one, the lowest first."""
    while bits:
        bit = bits & -bits
        yield bit
        bits ^= bit

"""Judge: the one evaluator on a table, or on one part of a table that is checked part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kwpstats.catalogue import Settings
from kwpstats.engine.verdict_file import Every
from kwpstats.evaluate import Statement, evaluate
from kwpstats.evaluate.asked import Omitted
from kwpstats.evaluate.gravest import ALL_WANTED, Wanted, cut
from kwpstats.model.figure import Figure, Source
from kwpstats.model.finding import Check
from kwpstats.model.problem import Problem
from kwpstats.model.progress import Counted
from kwpstats.model.verdict import Verdict
from kwpstats.schema import Context, Shaped, decimal_decisions, validate


class Task(NamedTuple):
    """What is asked of the figures, whoever holds them.

    Up to `list_all_up_to` checks the exact ones are listed too, up to `show_up_to` figures all of them.
    `settled` checks were made already. `every` is told the row of each check. `wanted` says which are
    listed where too many do not hold exactly. `alike`: units that print the same may be judged together; not
    where that was tried in vain.
    """

    settings: Settings
    context: Context
    statements: Sequence[Statement]
    list_all_up_to: int
    show_up_to: int
    settled: int = 0
    every: Every | None = None
    wanted: Wanted = ALL_WANTED
    alike: bool = True


class Judged(NamedTuple):
    """What was found in a table or a part of one: `counts` by rule and verdict, `checks` those listed.

    `cited` is every citation key with the first row that uses it, `citations` how many figures do;
    `files` are those that were read, with the digests of their bytes where they are known. `beside` are
    exact checks that are not listed, and `witnesses` figures, around what fails. `omitted` counts the checks
    that are neither exact nor listed.
    """

    figures: int
    counts: Counter[tuple[str, Verdict]]
    checks: tuple[Check, ...]
    problems: tuple[Problem, ...] = ()
    cited: tuple[tuple[str, Source], ...] = ()
    citations: Mapping[str, int] = MappingProxyType({})
    printed: tuple[Figure, ...] = ()
    remarks: tuple[str, ...] = ()
    files: Mapping[str, str] = MappingProxyType({})
    beside: tuple[Check, ...] = ()
    witnesses: tuple[Figure, ...] = ()
    omitted: Mapping[Omitted, int] = MappingProxyType({})


def judge(
    shaped: Shaped,
    task: Task,
    tell: Callable[[str], None] = lambda step: None,
    owns: Callable[[str], bool] | None = None,
) -> Judged:
    """Validate and re-add a table; `owns` says of which units, where it is a part of a larger one."""
    tell("validating")
    usable, found = validate(shaped, task.context)
    tell(Counted("adding up", 0, len(usable)))
    evaluation = evaluate(
        usable,
        shaped.frame,
        shaped.source,
        task.settings,
        task.statements,
        list_all_up_to=task.list_all_up_to,
        owns=owns,
        settled=task.settled,
        every=task.every,
        wanted=task.wanted,
    )
    return Judged(
        evaluation.figures,
        evaluation.counts,
        evaluation.checks,
        (*shaped.problems, *found, *evaluation.near),
        tuple(shaped.citations()),
        evaluation.citations(),
        evaluation.figure_objects(task.show_up_to),
        (*shaped.remarks, *decimal_decisions(usable, task.context)),
        shaped.files,
        evaluation.beside,
        evaluation.witnesses,
        evaluation.omitted,
    )


def together(parts: Iterable[Judged], files: Mapping[str, str], task: Task) -> Judged:
    """The parts of one table as if it had been judged at once; `files` stand in the user's order."""
    figures, counts, omitted = 0, Counter[tuple[str, Verdict]](), Counter[Omitted]()
    citations, first = Counter[str](), dict[str, Source]()
    checks: list[Check] = []
    problems: dict[Problem, None] = {}
    remarks: dict[str, None] = {}
    printed: list[Figure] = []
    beside: dict[str, Check] = {}
    witnesses: list[Figure] = []
    number = {file: n for n, file in enumerate(files)}

    def order(place: Source) -> tuple[int, int]:
        return number.get(place.file, len(number)), place.line or 0

    for part in parts:
        figures += part.figures
        counts += part.counts
        citations.update(part.citations)
        checks += part.checks
        problems |= dict.fromkeys(part.problems)
        remarks |= dict.fromkeys(part.remarks)
        beside |= {check.id: check for check in part.beside}
        witnesses += part.witnesses
        for key, place in part.cited:
            first[key] = min(first.get(key, place), place, key=order)
        if figures > task.show_up_to:
            printed.clear()
        else:
            printed += part.printed
        omitted.update(part.omitted)
        if sum(counts.values()) > task.list_all_up_to:
            checks = [check for check in checks if check.verdict is not Verdict.EXACT]
            checks, more = cut(checks, task.wanted)
            omitted += more
    return Judged(
        figures,
        counts,
        tuple(sorted(checks, key=lambda check: check.id)),
        tuple(problems),
        tuple(sorted(first.items(), key=lambda item: order(item[1]))),
        citations,
        tuple(sorted(printed, key=lambda figure: order(figure.source))),
        tuple(remarks),
        files,
        tuple(beside[id_] for id_ in sorted(beside.keys() - {check.id for check in checks})),
        tuple(witnesses) if len(witnesses) <= task.list_all_up_to else (),
        omitted,
    )

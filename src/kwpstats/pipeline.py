"""Check: the steps in order, from files to a report. The page to read first."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, assert_never

from kwpstats import __version__
from kwpstats.accept import apply, overdue
from kwpstats.engine import (
    Advice,
    CannotEngage,
    Engine,
    Judged,
    Task,
    choose,
    estimate,
    installed,
    is_large,
    judge_frame,
    judge_tables,
    library,
    size,
    verdicts_to,
)
from kwpstats.evaluate import Wanted
from kwpstats.inputs import (
    CannotCheck,
    context_of,
    judge_keys,
    plan_of,
    read_acceptances,
    read_all,
    read_bibliography,
    read_claims,
)
from kwpstats.model.problem import Problem
from kwpstats.model.report import Report
from kwpstats.outcome import (
    count_sources,
    find_collisions,
    find_contradictions,
    find_implied,
    find_unmeant,
    matching,
    omission,
    omitted_findings,
    pinpoint,
    problem_order,
    rules_in_force,
    tally_of,
)
from kwpstats.project import Project
from kwpstats.read import Unreadable
from kwpstats.result import Result
from kwpstats.schema import REQUIRED, canonical, shape

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CannotCheck", "check", "convert"]

LIST_ALL = 10_000  # checks above which the exact ones are counted and not listed
LIST_OTHERS = 20_000  # checks that are not exact above which only the gravest are listed
SHOW_FIGURES = 10_000  # figures above which a report does not hold them all


def check(
    data: str | Path | pd.DataFrame | Sequence[str | Path] = (),
    *,
    config: str | Path | None = None,
    only: Sequence[str] = (),
    accepted: bool = True,
    today: date | None = None,
    regions: bool = False,
    engine: str | None = None,
    memory: str | None = None,
    master: str | None = None,
    verdicts: str | Path | None = None,
    tell: Callable[[str], None] = lambda step: None,
) -> Result:
    """Re-add every figure of the given files or frame, or of the project in the current folder.

    `config` names a kwpstats.toml (default: the nearest one upward); `only` keeps the checks whose id
    matches one of the patterns; `accepted=False` disregards the acceptance file; `today` warns of
    acceptances whose `review_by` lies before it; `regions=True` finds out where on its line each cell of
    a finding stands, for the formats that mark it; `tell` hears the name of each step. `engine` is
    `pandas`, `duckdb` or `spark`, `memory` what the check may take, such as `4GB` (default: what there
    is; figures that would fill half of it are divided on disk by DuckDB), `master` the address of a Spark
    cluster (default: the session that there is, else this machine). `verdicts` names a .parquet or .csv
    file that takes every check, exact ones too, as a row. Raises `CannotCheck` where nothing could be
    checked at all.
    """
    frame, paths = _given(data)
    plan = plan_of(paths, config, __version__)
    statements, claim_problems = read_claims(plan)
    references = read_bibliography(plan)
    entries = read_acceptances(plan) if accepted else ()
    wanted = Wanted(LIST_OTHERS, tuple(only), tuple(entry.id for entry in entries))
    task = Task(plan.settings, context_of(plan), statements, LIST_ALL, SHOW_FIGURES, wanted=wanted)
    tell("reading")
    wish = _Wish(engine, memory, master, verdicts, only, regions)
    found = _judged(plan, frame, task, wish, tell)
    citing = judge_keys(references, found.cited, statements)
    late = overdue(entries, today, shown=plan.shown(plan.accepted)) if today else ()
    complete = not plan.given and not only and frame is None and accepted
    chosen = matching(found.checks, only)
    checks, used, stale = apply(chosen, entries, complete=complete)
    everything = (*found.problems, *citing, *claim_problems, *late)
    everything = (*everything, *find_collisions(checks), *find_unmeant(found.printed, plan))
    tell("locating")
    report = Report(
        version=__version__,
        data=tuple(found.files),
        tally=tally_of(found, checks, everything, stale, only),
        problems=tuple(sorted(set(everything), key=problem_order)),
        checks=checks,
        accepted=used,
        stale=stale,
        contradictions=find_contradictions(found, checks, plan, tell),
        implied=find_implied(found.checks, checks, found.printed),
        figures=found.printed,
        references=count_sources(references, found),
        rules=rules_in_force(plan, found, statements),
        remarks=(*found.remarks, *omission(found, checks)),
        listed="all" if sum(found.counts.values()) <= LIST_ALL else "findings",
        omitted=omitted_findings(found),
        filtered=not complete and bool(entries),
        acceptance_file=plan.shown(plan.accepted),
    )
    return Result(pinpoint(report, plan, found.files) if regions else report)


def convert(
    data: Sequence[str | Path], *, config: Path | None = None
) -> tuple[tuple[str, ...], list[tuple[str, ...]], tuple[Problem, ...]]:
    """The rows of any readable tables in the canonical layout: header, rows, and what was left out.

    Nothing is judged: a figure that cannot be read is passed on as it stands. Columns that no row fills
    are left out. Raises `CannotCheck` where nothing could be read.
    """
    plan = plan_of(data, config, __version__)
    shaped = shape(read_all(plan), plan.settings)
    texts = canonical(shaped.frame)
    filled = [name for name in texts.columns if name in REQUIRED or (texts[name] != "").any()]
    rows = list(texts[filled].itertuples(index=False, name=None))
    return tuple(filled), rows, shaped.problems


def _given(data: Any) -> tuple[Any, list[str | Path]]:
    """The frame, or the paths, that somebody wants checked."""
    if library(data):
        return data, []
    paths = list(data) if isinstance(data, Sequence) and not isinstance(data, str) else [data]
    for path in paths:
        if not isinstance(path, str | Path):
            raise TypeError(f"check takes paths or one pandas DataFrame, not {type(path).__name__}")
    return None, paths


class _Wish(NamedTuple):
    """What somebody wishes of the engine: its name, its memory, its master; where all verdicts go.

    `regions`: the files are looked at again, so that it has to be known whether they are the same.
    """

    engine: str | None
    memory: str | None
    master: str | None
    verdicts: str | Path | None
    only: Sequence[str]
    regions: bool


def _judged(
    plan: Project, frame: Any, task: Task, wish: _Wish, tell: Callable[[str], None]
) -> Judged:
    """What the figures say, held by the engine that was asked for or that suits them."""
    path = None if wish.verdicts is None else Path(wish.verdicts)
    try:
        with verdicts_to(path, wish.only) as every:
            return _held(plan, frame, task._replace(every=every), wish, tell)
    except (Unreadable, CannotEngage) as error:
        raise CannotCheck(str(error)) from None


def _held(
    plan: Project, frame: Any, task: Task, wish: _Wish, tell: Callable[[str], None]
) -> Judged:
    """The same.

    Raises:
        Unreadable, CannotEngage: it cannot be read, or held.
    """
    allowed = size(wish.memory) if wish.memory else installed()
    if frame is not None:
        return judge_frame(frame, task, wish.engine, allowed, tell)
    if task.every is None and wish.engine != Engine.SPARK and is_large(plan):
        from kwpstats.engine.stream import judge_stream  # a usual table does without

        found = judge_stream(plan, task, allowed, tell)
        if isinstance(found, Judged):
            return found
        task = found
    chosen, lacking = choose(wish.engine, estimate(plan), allowed)
    if lacking:
        warnings.warn(lacking, Advice, stacklevel=4)
    match chosen:
        case Engine.PANDAS:
            return judge_tables(read_all(plan, hashed=wish.regions), task, tell)
        case Engine.DUCKDB:
            from kwpstats.engine.on_duckdb import judge_files

            return judge_files(plan, task, allowed, tell)
        case Engine.SPARK:
            from kwpstats.engine.on_spark import judge_files_on_spark

            return judge_files_on_spark(
                plan, task, wish.master, allowed if wish.memory else None, tell
            )
        case _:
            assert_never(chosen)

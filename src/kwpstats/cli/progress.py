"""Progress: what a long check is doing, on a terminal only, and only once it takes a while."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from kwpstats.model.progress import Counted

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.5  # seconds of silence before anything is shown
STEPS = ("reading", "validating", "adding up", "locating", "writing")


class Steps:
    """Shows the steps of a run on stderr; silent where stderr is no terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._bar: Progress | None = None
        self._step = STEPS[0]
        self._lock = threading.Lock()
        self._timer = threading.Timer(PATIENCE, self._begin)
        self._timer.daemon = True
        self._silent = quiet or not sys.stderr.isatty()

    def __enter__(self) -> Steps:
        if not self._silent:
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            if self._bar is not None:
                self._bar.stop()
            self._silent = True

    def __call__(self, step: str) -> None:
        """Say which step has begun."""
        with self._lock:
            self._step = step
            if self._bar is not None:
                self._update()

    def _begin(self) -> None:
        # rich is imported here: a short run never pays for it
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._silent:
                return
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.add_task(self._step, total=len(STEPS))
            self._update()
            self._bar.start()

    def _update(self) -> None:
        assert self._bar is not None
        counted = self._step if isinstance(self._step, Counted) else None
        step = counted.step if counted else self._step
        done = (STEPS.index(step) if step in STEPS else 0) + (counted.share if counted else 0)
        self._bar.update(self._bar.task_ids[0], description=self._step, completed=done)

"""Progress: a step of a long check with how much of it is done."""

from __future__ import annotations


class Counted(str):
    """The name of a step and how many of its figures are done, as one text: `adding up: 5 of 10 figures`."""

    step: str
    share: float

    def __new__(cls, step: str, done: int, total: int, *, about: bool = False) -> Counted:
        """`done` of `total` figures have been looked at; `about`: how many there are is a guess."""
        of = f"about {total:,}" if about else f"{total:,}"
        text = super().__new__(cls, f"{step}: {done:,} of {of} figures")
        text.step = step
        text.share = min(done / max(total, 1), 1.0)
        return text

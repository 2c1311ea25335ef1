"""Progress: a step of a long check with how much of it is done."""

from __future__ import annotations


class Counted(str):
    """The name of a step and how much of it is done, as one text: `adding up: 5 of 10 figures`."""

    step: str
    share: float

    def __new__(
        cls, step: str, done: int, total: int, noun: str = "figures", *, about: bool = False
    ) -> Counted:
        """`done` of `total` figures, or what `noun` says, have been looked at.

        `about`: how many there are is a guess.
        """
        known = f"about {total:,}" if about else f"{total:,}"
        of = f"{done:,} of " if done else ""
        text = super().__new__(cls, f"{step}: {of}{known} {noun}")
        text.step = step
        text.share = min(done / max(total, 1), 1.0)
        return text

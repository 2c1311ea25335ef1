"""Text of the data as a page or a picture may carry it: nothing invisible, nothing that turns direction."""

from __future__ import annotations

import re
from html import escape

# Unlike a terminal, a page confines what is inside an element: the marks that sound Arabic and Hebrew
# text needs (direction marks, embeddings, isolates, joiners) stay, and a quotation stays intact. What no
# text needs is written out: control characters, overrides of the direction, characters without a shape,
# lone surrogates and what XML does not allow.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u180e\u200b\u2028\u2029\u202d\u202e\u2060-\u2065\u206a-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with each hidden character written out as `\\u202e`; the rest is left as it is."""
    return _HIDDEN.sub(_written, text)


def escaped(text: str) -> str:
    """The visible text, safe inside an element or a quoted attribute."""
    return escape(visible(text))


def shortened(text: str, most: int) -> str:
    """The text on one line, of `most` characters with a sign where something was left out.

    The end stays: it tells apart what begins alike, `yearbook of the league, line 9` and `line 10`.
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    tail = most // 3
    return f"{line[: most - tail - 1].rstrip()}…{line[-tail:].lstrip()}"


def _written(found: re.Match[str]) -> str:
    char = found.group()
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"

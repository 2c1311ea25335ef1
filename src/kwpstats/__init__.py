"""kwpstats: re-adds published membership figures and says where they contradict each other.

`check(path_or_frame)` gives a `Result`. `Figures` and `Accounts` are pandera schemas of the two layouts of
a table. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kwpstats.evaluate.accounts_schema import accounts_schema
    from kwpstats.pipeline import CannotCheck, check
    from kwpstats.result import Result
    from kwpstats.schema.accounts import Accounts
    from kwpstats.schema.models import Figures

__version__ = "0.1.0"

__all__ = ["Accounts", "CannotCheck", "Figures", "Result", "accounts_schema", "check"]

_HOMES = {
    "Accounts": "kwpstats.schema.accounts",
    "CannotCheck": "kwpstats.pipeline",
    "Figures": "kwpstats.schema.models",
    "Result": "kwpstats.result",
    "accounts_schema": "kwpstats.evaluate.accounts_schema",
    "check": "kwpstats.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kwpstats' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)

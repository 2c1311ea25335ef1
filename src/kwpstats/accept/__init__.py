"""The acceptance file: discrepancies that somebody has looked at and accepted with a reason."""

from kwpstats.accept.edit import prune, write
from kwpstats.accept.file import AcceptanceError, load
from kwpstats.accept.match import apply, overdue

__all__ = ["AcceptanceError", "apply", "load", "overdue", "prune", "write"]

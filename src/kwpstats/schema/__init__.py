"""The schemas: from a table of text to typed figures and problems. pandera is imported to tell problems."""

from kwpstats.schema.claims import ClaimRow, claims
from kwpstats.schema.columns import REQUIRED, Context, Whole
from kwpstats.schema.decisions import decimal_decisions
from kwpstats.schema.frames import as_table
from kwpstats.schema.layout import Laid, lay
from kwpstats.schema.shape import Shaped, arrange, canonical, shape
from kwpstats.schema.validate import validate

__all__ = [
    "REQUIRED",
    "ClaimRow",
    "Context",
    "Laid",
    "Shaped",
    "Whole",
    "arrange",
    "as_table",
    "canonical",
    "claims",
    "decimal_decisions",
    "lay",
    "shape",
    "validate",
]

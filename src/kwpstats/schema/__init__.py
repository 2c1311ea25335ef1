"""The pandera schemas: from a table of text to typed figures and problems."""

from kwpstats.schema.claims import ClaimRow, claims
from kwpstats.schema.columns import REQUIRED, Context, Whole
from kwpstats.schema.decisions import decimal_decisions
from kwpstats.schema.frames import as_table
from kwpstats.schema.layout import Laid, lay
from kwpstats.schema.models import Figures, figures_schema
from kwpstats.schema.shape import Shaped, canonical, shape
from kwpstats.schema.validate import validate

__all__ = [
    "REQUIRED",
    "ClaimRow",
    "Context",
    "Figures",
    "Laid",
    "Shaped",
    "Whole",
    "as_table",
    "canonical",
    "claims",
    "decimal_decisions",
    "figures_schema",
    "lay",
    "shape",
    "validate",
]

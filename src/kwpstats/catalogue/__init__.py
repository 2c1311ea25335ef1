"""The catalogue: which measures there are, which identities hold between them, and a project's settings."""

from kwpstats.catalogue.bases import Base, NamedBase, named_bases
from kwpstats.catalogue.identities import rule_mistake
from kwpstats.catalogue.measures import Identity, Measure, MeasureKind, is_period_rule
from kwpstats.catalogue.project import find, load
from kwpstats.catalogue.settings import (
    Breakdown,
    DataTable,
    Settings,
    SettingsError,
    SourceSettings,
)

__all__ = [
    "Base",
    "Breakdown",
    "DataTable",
    "Identity",
    "Measure",
    "MeasureKind",
    "NamedBase",
    "Settings",
    "SettingsError",
    "SourceSettings",
    "find",
    "is_period_rule",
    "load",
    "named_bases",
    "rule_mistake",
]

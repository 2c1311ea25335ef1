"""List the rules in force in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kwpstats import __version__
from kwpstats.catalogue import Identity, MeasureKind, Settings, SettingsError, load
from kwpstats.cli import output
from kwpstats.model.verdict import Kind, Verdict
from kwpstats.project import settings_file

if TYPE_CHECKING:
    from kwpstats.result import Result


def list_rules(config: Path | None) -> int:
    """Print the identities in force; 2 and the mistakes where the configuration cannot be used."""
    try:
        settings = _settings(config)
    except (SettingsError, FileNotFoundError) as error:
        output.refuse(error)
        return 2
    shown = f" ({settings.shown})" if settings.shown else ""
    output.show(f"{len(settings.identities)} identities in force{shown}")
    for identity in settings.identities:
        output.show(_told(identity))
    kinds = ", ".join(
        f"{kind} {s}" for kind, s in settings.severities.items() if kind != Kind.IDENTITY
    )
    output.show(f"\nOther checks and their severity: {kinds}.")
    return 0


def _settings(config: Path | None) -> Settings:
    path = settings_file(config)
    folder = path.parent if path else Path.cwd()
    return load(path, folder=folder, shown=path.name if path else "", version=__version__)


def _told(identity: Identity) -> str:
    where = ", ".join(f"{key} {value}" for key, value in identity.where.items())
    lines = [
        f"\n{identity.id} ({identity.severity}{', required' if identity.required else ''})",
        f"  {identity.rule.text}" + (f"   only for {where}" if where else ""),
        *([f"  {identity.label}."] if identity.label else []),
        *([f"  {identity.description}"] if identity.description else []),
        *([f"  If it fails: {identity.cause}"] if identity.cause else []),
    ]
    return "\n".join(lines)


def check_rules(result: Result, config: Path | None) -> int:
    """Print how often each rule was asked of the data, and what the rules say of each other."""
    for rule in result.report.rules:
        counts = dict(rule.counts)
        if not counts:
            output.show(f"{rule.id}: never asked of these figures ({rule.expression})")
            continue
        told = ", ".join(f"{counts[v]} {v}" for v in Verdict if v in counts)
        output.show(f"{rule.id}: {told} ({rule.expression})")
    for sentence in _of_each_other(_settings(config)):
        output.show(sentence)
    return 0


def _of_each_other(settings: Settings) -> list[str]:
    """Sentences on rules that contradict each other, force a figure to zero or say nothing."""
    from kwpstats.locate.ruleset import judge_rules

    changes = {m.name for m in settings.measures.values() if m.kind is MeasureKind.CHANGE}
    general = [(i.id, i.rule) for i in settings.identities if not i.where]
    found = judge_rules(general, lambda measure: measure in changes)
    told = dict.fromkeys(found.contradictory, "")
    for where in {tuple(sorted(i.where.items())): i.where for i in settings.identities}.values():
        narrowed = [(i.id, i.rule) for i in settings.identities if i.where.items() <= where.items()]
        of = ", ".join(f"{key} {value}" for key, value in where.items())
        for names in judge_rules(narrowed, lambda measure: measure in changes).contradictory:
            told.setdefault(names, f" for {of}")
    said = [
        f"contradictory: {' and '.join(names)} cannot hold{of}, whatever the figures"
        for names, of in told.items()
    ]
    said += [f"{name} can only be 0, if all rules hold" for name in found.zero]
    said += [f"{name} holds for any figures: it says nothing" for name in found.idle]
    return said or ["The rules that are sums do not contradict each other."]

"""This folder is on the import path of the tests, so that they share the sample reports."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A test is not wrong because the machine is busy, and says the same wherever it runs.
settings.register_profile(
    "patient", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is a repository of its own, so that no project's claims and rules apply."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def no_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests look the same inside a CI job and outside it."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "KWPSTATS_TODAY"):
        monkeypatch.delenv(name, raising=False)

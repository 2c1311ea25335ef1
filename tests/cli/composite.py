"""A composite action, run step by step with a shell: as much of GitHub's runner as it needs."""

import re
import shlex
import sys
from dataclasses import dataclass

import pytest
from throwaway import ROOT, bash, environment, program

yaml = pytest.importorskip("yaml")

ACTION = yaml.load((ROOT / "action.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")


@dataclass
class Outcome:
    """How a run of the action ended, and what it leaves to the next steps of the job."""

    code: int
    shown: str
    outputs: dict
    summary: str
    installed: list


def run(folder, answer=None, **inputs):
    """Run all steps of the action in a repository, up to the first that fails.

    `answer`: in the place of kwpstats stands a program that writes down what it is asked, and ends
    with that exit code.
    """
    temporary = folder.parent / "runner"
    (temporary / "temp").mkdir(parents=True, exist_ok=True)
    summary, installs = temporary / "summary.md", temporary / "installs"
    known = {f"inputs.{name}": said["default"] for name, said in ACTION["inputs"].items()}
    known |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
    env = environment(
        folder,
        CI="true",
        GITHUB_ACTIONS="true",
        GITHUB_ACTION_PATH=str(ROOT),
        GITHUB_STEP_SUMMARY=str(summary),
        RUNNER_TEMP=str(temporary / "temp"),
        INSTALLS=str(installs),
    )
    _fake_python(folder.parent / "bin" / "python3")
    if answer is not None:
        listen = f'printf "%s\\0" "$@" > "$RUNNER_TEMP/said"\nexit {answer}'
        program(folder.parent / "bin" / "kwpstats", listen)
    code, shown = 0, ""
    for number, step in enumerate(ACTION["runs"]["steps"]):
        output = temporary / f"output-{number}"
        output.write_text("", encoding="utf-8")
        given = {name: _value(text, known) for name, text in step.get("env", {}).items()}
        place = folder / _value(step.get("working-directory", "."), known)
        done = bash(step["run"], place, {**env, **given, "GITHUB_OUTPUT": str(output)})
        code, shown = done.returncode, shown + done.stdout + done.stderr
        for line in output.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            known[f"steps.{step['id']}.outputs.{name}"] = value
        if code:
            break
    outputs = {name: _value(said["value"], known) for name, said in ACTION["outputs"].items()}
    told = summary.read_text(encoding="utf-8") if summary.exists() else ""
    return Outcome(code, shown, outputs, told, installs.read_text(encoding="utf-8").splitlines())


def _value(text, known):
    return EXPRESSION.sub(lambda found: known.get(found[1], ""), text)


def _fake_python(path):
    """A Python whose new environments have kwpstats in them without any network."""
    real = shlex.quote(sys.executable)
    program(
        path,
        f"""if [ "$1 $2 $3" = "-I -m venv" ]; then
  mkdir -p "$4/bin"
  cp "$0" "$4/bin/python"
  cp "$(dirname "$0")/kwpstats" "$4/bin/kwpstats"
elif [ "$1 $2 $3" = "-I -m pip" ]; then
  echo "${{@:4}}" >> "$INSTALLS"
else
  exec {real} "$@"
fi""",
    )

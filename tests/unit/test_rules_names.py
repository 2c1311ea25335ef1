"""Names of measures in every script, and what an import of the rule language costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kwpstats.rules import Ref, Shift, is_name, parse


@pytest.mark.parametrize(
    "name",
    [
        "Mitglieder",
        "члены",
        "सदस्य",
        "党员2",
        "당원",
        "أعضاء",
        "_x",
        "members",
        "می‌روند",
        "ⅳ",
        "〇会",
        "é",
    ],
)
def test_names_of_any_script(name: str) -> None:
    assert is_name(name)
    rule = parse(f"{name}@end = {name}@start")
    assert rule.refs == (Ref(name, Shift.END), Ref(name, Shift.START))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2nd",
        "a b",
        "a-b",
        "a·b",
        "within",
        "a\ufe0f",
        "los\u200cses",
        "e\u0301",
        "٣a",
        "\u0301a",
        "a@end",
    ],
)
def test_no_names(text: str) -> None:
    assert not is_name(text)


def test_a_name_is_one_measure_in_every_normal_form() -> None:
    assert parse("cafe\u0301 = x").refs[0] == Ref("caf\u00e9")


def test_importing_the_language_imports_only_the_standard_library() -> None:
    code = (
        "import sys, kwpstats.rules\n"
        "names = {name.partition('.')[0] for name in sys.modules}\n"
        "print(sorted(names & {'pandas', 'numpy', 'pandera', 'typer', 'rich', 'tomlkit'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("code", [0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0])
def test_a_letter_that_nobody_can_see_is_in_no_name(code: int) -> None:
    assert not is_name(f"a{chr(code)}")


def test_a_joiner_may_stand_before_the_last_letter() -> None:
    assert is_name("می\u200cر")
    assert is_name("aی\u200cر")  # the letter just before it counts
    assert not is_name("می\u200c")

"""What is refused, at which character, and with which cure."""

from __future__ import annotations

import pickle
import time

import pytest

from kwpstats.rules import RuleError, parse


def refused(text: str) -> RuleError:
    with pytest.raises(RuleError) as caught:
        parse(text)
    return caught.value


# The caret line stands under the rule; then words that the sentence must hold.
CASES = [
    ("", "^", "empty"),
    ("   ", "^", "empty"),
    ("a", " ^", "compares two sides"),
    ("a + b", "     ^", "compares two sides"),
    ("a =", "   ^", "missing behind ="),
    ("= a", "^", "missing at the beginning"),
    ("a + = b", "    ^", "missing behind +"),
    ("a = b = c", "      ^", "another"),
    ("a <= b < c", "       ^", "another"),
    ("a = < b", "    ^", "two relations in a row"),
    ("a == b", "  ^", "write ="),
    ("a =< b", "  ^", "write <="),
    ("a => b", "  ^", "write >="),
    ("a != b", "  ^", "= <= >= < >"),
    ("a ≠ b", "  ^", "= <= >= < >"),
    ("a × b = c", "  ^", "write *"),
    ("a÷b = c", " ^", "write /"),
    ("a·b = c", " ^", "write *"),
    ("a – b = c", "  ^", "U+2013) is no sign of a rule: write -"),
    ("a ＋ b = c", "  ^", "write +"),
    ("a = b; c", "     ^", "; (U+003B) has no place"),
    ("a = b\x07", "     ^", "U+0007 has no place"),
    ("a = 'b'", "    ^", "' (U+0027) has no place"),
    ("a = " + "9" * 60 + "*(" + "9" * 60 + "*b)", "    ^", "more than 100 digits"),
    ("a = ٣", "    ^", "digits 0 to 9"),
    ("a b = c", "  ^", "write a_b"),
    ("a = 2b", "     ^", "sign is missing between 2 and b"),
    (
        "a = 5 million",
        "      ^",
        "between 5 and million: write one of + - * /, and a number in full",
    ),
    ("a = 1 000", "      ^", "as in 10,029"),
    ("a = 1,00", "     ^", "groups of three"),
    ("a = 1234,567", "        ^", "groups of three"),
    ("a = 1.234,5", "         ^", "groups of three"),
    ("a = 1,2345", "     ^", "groups of three"),
    ("a = 5.", "     ^", "decimal sign"),
    ("a = .5", "    ^", "write 0.5"),
    ("a = 1e6", "     ^", "sign is missing between 1 and e6"),
    ("a = b(c)", "     ^", "before a bracket"),
    ("a = (b + c", "    ^", "not closed"),
    ("(a = b)", "^", "not closed"),
    ("a = b)", "     ^", "not opened"),
    ("a = (b c)", "       ^", "write b_c"),
    ("a = (b within 5)", "       ^", "at the end of a rule"),
    ("a = ()", "     ^", "missing behind ("),
    ("a = +b", "    ^", "leading + says nothing"),
    ("a = (+b)", "     ^", "leading + says nothing"),
    ("a = b + + c", "        ^", "missing behind +"),
    ("a = - -b", "      ^", "brackets of its own"),
    ("a = b * -2", "        ^", "brackets of its own"),
    ("a = b ** 2", "       ^", "missing behind *"),
    ("a = 5?", "     ^", "behind a measure"),
    ("a = b%", "     ^", "behind a number"),
    ("a = 5@end", "     ^", "behind a measure"),
    ("a = ?", "    ^", "missing"),
    ("members@middle = b", "        ^", "@start or @end"),
    ("members@ = b", "         ^", "@start or @end"),
    ("a = members@", "            ^", "@start or @end"),
    ("a = members?@start", "           ^", "members@start?"),
    ("a = b within", "            ^", "within 5 or within 1%"),
    ("a = b within -5", "             ^", "not negative"),
    ("a = b within c", "             ^", "within 5 or within 1%"),
    ("a = b within 5 c", "               ^", "within 5 ends the rule"),
    ("a = b within 1% of c", "                ^", "within 1% ends the rule"),
    ("a within 5 = b", "  ^", "at the end of a rule"),
    ("a = within", "    ^", "missing behind ="),
    ("a * b = c", "  ^", "by numbers only"),
    ("a = b * (c + 1)", "      ^", "by numbers only"),
    ("a = b * (c / d)", "      ^", "by numbers only"),
    ("a / b + c = d", "        ^", "only a number"),
    ("c - 1 + a / b = d", "^", "only a number"),
    ("d = a / b + 2 * (1 + a)", "                     ^", "only a number"),
    ("a / b + c / d = e", "          ^", "second quotient"),
    ("a / b = c / d", "          ^", "both sides hold a quotient"),
    ("a / (b / c) = d", "       ^", "below a line"),
    ("a / b / c = d", "      ^", "second division"),
    ("(a / b - 1) / c = d", "            ^", "second division"),
    ("a / 0 = b", "    ^", "divided by zero"),
    ("a / (b - b) = c", "    ^", "divided by zero"),
    ("5 / 0.00 = a", "    ^", "divided by zero"),
    ("a = 0 * b / c", "          ^", "comes to zero"),
    ("a = (b - b) / c", "            ^", "comes to zero"),
    ("a = 0 * (1 - b / c)", "               ^", "comes to zero"),
    ("1 = 2", "^", "numbers only"),
    ("  3 * 2 < 7", "  ^", "numbers only"),
    ("a = a", "^", "cancel"),
    ("5 = a - a", "    ^", "cancel"),
    (
        "g = (end - start) / start",
        "                    ^",
        "write this quotient as end / start - 1",
    ),
    ("g = 100 * (b + 2*c) / (4*c)", "                         ^", "as b / (4 * c) + 0.5"),
    ("g = women / (women + men)", "             ^", "one measure in the place of a sum"),
    ("g = a / (2 * a)", "             ^", "one measure in the place of a sum"),
    ("g = g / a", "    ^", "on the other side"),
    ("b / a = c + b", "            ^", "on the other side"),
    ("a + b = 2 * a within 1%", "            ^", "stands on both sides"),
    ("a? = b?", "^", "leave the ? out"),
    ("x = a / b?", "        ^", "leave the ? out"),
    ("x = a / (b? - c?)", "         ^", "leave the ? out"),
]


@pytest.mark.parametrize(("text", "caret", "words"), CASES)
def test_refused_where_it_stands_with_one_sentence(text: str, caret: str, words: str) -> None:
    error = refused(text)
    assert error.position == len(caret) - 1
    assert words in str(error)
    assert "\n" not in str(error)
    assert error.text == text


def test_pointed_is_the_text_and_a_caret() -> None:
    assert refused("losses == expelled").pointed() == "losses == expelled\n       ^"


def test_the_caret_stands_under_wide_and_combined_characters() -> None:
    assert refused("党员 == 人").pointed() == "党员 == 人\n     ^"
    assert refused("e\u0301 == b").pointed() == "e\u0301 == b\n  ^"


def test_a_rule_of_several_lines_is_shown_in_one() -> None:
    assert refused("a =\n\tb +\r\n== c").pointed().split("\n") == ["a =  b +  == c", " " * 10 + "^"]


def test_invisible_characters_are_shown_by_a_mark() -> None:
    assert refused("a\u202e = b").pointed() == "a\ufffd = b\n ^"
    assert "U+202E" in str(refused("a\u202e = b"))


def test_of_a_long_rule_a_part_is_shown() -> None:
    text = "x = " + "a + " * 500 + "! + " + "b + " * 500 + "c"
    shown, caret = refused(text).pointed().split("\n")
    assert len(shown) < 140
    assert shown[len(caret) - 1] == "!"
    assert shown.startswith("...")
    assert shown.endswith("...")


def test_a_long_name_does_not_make_a_long_sentence() -> None:
    assert len(str(refused("a" * 4000 + " " + "b" * 4000))) < 250
    assert len(str(refused(f"x = ({'a' * 90} - b) / b"))) < 250


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("(" * 1_000_000, "10,000 characters"),
        ("-" * 1_000_000, "10,000 characters"),
        ("a" * 10_001, "10,000 characters"),
        ("(" * 10_000, "50 deep"),
        ("-" * 10_000, "brackets of its own"),
        ("a = " + "(" * 51 + "b" + ")" * 51, "50 deep"),
        ("a = " + "9" * 101, "100 digits"),
        ("a = " + "9999999999*" * 900 + "b", "100 digits"),
        ("a = " + "/".join(["b"] + ["7777777"] * 1000), "100 digits"),
        ("a = " + "+".join(f"b/{n}" for n in range(1, 1400)), "100 digits"),
        ("a = b + " + "9" * 60 + "/" + "8" * 60 + "7 / (" + "7" * 99 + "/c)", "below a line"),
    ],
)
def test_far_too_much_is_refused_fast(text: str, words: str) -> None:
    begun = time.process_time()
    assert words in str(refused(text))
    assert time.process_time() - begun < 1


def test_as_much_as_is_allowed_is_read_fast() -> None:
    begun = time.process_time()
    assert len(parse("a = " + "+".join(f"b{n}" for n in range(1600))).refs) == 1601
    parse("a = " + "(" * 50 + "b" + ")" * 50)
    parse("a = " + "9" * 100 + " * b")
    assert time.process_time() - begun < 1


def test_an_error_travels_between_processes() -> None:
    error = refused("a == b")
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.position, copy.text) == (str(error), 2, "a == b")

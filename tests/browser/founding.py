"""The founding case as a sample report: the passage of Lankov, Crisis in North Korea."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from browser.build import ONE, check, figure, part, report
from kwpstats.model.figure import Figure, Source
from kwpstats.model.finding import Acceptance, Check, Claim
from kwpstats.model.repair import (
    ClaimChange,
    Contradiction,
    FigureChange,
    Implied,
    Repair,
    Slip,
)
from kwpstats.model.report import Reference, Report
from kwpstats.model.verdict import Kind, Note, Severity, Status

EXPELLED = (
    "a high-level North Korean executive told a Soviet diplomat that 3,912 members had been expelled "
    "from the KWP during the year from July 1, 1957 to July 1, 1958"
)
EQUALED = (
    "6,116 KWP members died during this period, so that the number of dead and purged members combined "
    "(10,028) precisely equaled the number of newcomers (10,029). This meant that the KWP membership "
    "did not increase during this period"
)
STOCK = "the KWP had 1,181,095 members and 18,023"
YEAR = ("1957-07-01", "1958-07-01")
LOSSES = "losses = expelled + deceased + resigned? + lapsed? + transferred_out?"
BALANCE = "members@end = members@start + newcomers + readmitted? + transferred_in? - losses"


@cache
def founding() -> Report:
    """The passage of Lankov, Crisis in North Korea, as the project's own data hold it."""
    expelled = figure("expelled", "3,912", YEAR, quote=EXPELLED, locator="note 35", line=2)
    deceased = figure("deceased", "6,116", YEAR, quote=EQUALED, line=3)
    losses = figure("losses", "10,028", YEAR, quote=EQUALED, line=4)
    newcomers = figure("newcomers", "10,029", YEAR, quote=EQUALED, line=5)
    members = figure(
        "members", "1,181,095", ("", YEAR[1]), quote=STOCK, line=6,
        note="The excerpt gives no date; the end of the period is assumed.",
    )  # fmt: skip
    unknown = figure("unidentified", "18,023", ("", YEAR[1]), quote=STOCK, line=7)
    equaled, increase = _claims()
    kept = acceptance("precisely-equaled:KWP:1957-07-01/1958-07-01:lankov2005", "10028", "10029", 3)
    also = acceptance("did-not-increase:KWP:1957-07-01/1958-07-01:lankov2005", "10029", "10028", 9)
    optional = [part(name, "right", None, may=True) for name in ("resigned", "lapsed")]
    checks = [
        check(
            "precisely-equaled", "losses = newcomers",
            [part("losses", "left", losses), part("newcomers", "right", newcomers)], YEAR,
            kind=Kind.CLAIM, claim=equaled, status=Status.ACCEPTED, acceptance=kept,
            headline="Losses add up to 10,028; the book says they precisely equal 10,029",
        ),
        check(
            "did-not-increase", "members@end <= members@start",
            [part("newcomers", "left", newcomers), part("losses", "right", losses)], YEAR,
            kind=Kind.CLAIM, relation="<=", claim=increase, status=Status.ACCEPTED, acceptance=also,
            notes=(Note.DERIVED,), rests_on=("balance",),
            headline="Newcomers 10,029 exceed losses 10,028 by 1, so the membership did increase",
        ),
        check(
            "balance", BALANCE,
            [
                part("members@end", "left", members), part("members@start", "right", None),
                part("newcomers", "right", newcomers),
                part("readmitted", "right", None, may=True), part("losses", "right", losses, -1),
            ], YEAR, severity=Severity.WARNING, label="Opening, plus gains, less losses, is closing",
            description="Who was there, plus who came, less who went, is who is there at the end.",
            cause="Published accounts rarely close: corrections of the register are left out.",
            headline="The balance cannot be made: the opening stock is not printed",
        ),
        check(
            "combined", "losses = expelled + deceased",
            [part("losses", "left", losses), part("expelled", "right", expelled),
             part("deceased", "right", deceased)], YEAR, kind=Kind.CLAIM,
            headline="Losses 10,028 are the expelled 3,912 and the dead 6,116",
        ),
        check(
            "losses", LOSSES,
            [part("losses", "left", losses), part("expelled", "right", expelled),
             part("deceased", "right", deceased), *optional], YEAR, notes=(Note.NOT_REPORTED,),
            label="Losses are the sum of their causes", headline="Losses 10,028 add up",
        ),
    ]  # fmt: skip
    text = (
        "Lankov, A. (2005). Crisis in North Korea: The Failure of De-Stalinization, 1956. Honolulu."
    )
    return report(
        checks,
        [expelled, deceased, losses, newcomers, members, unknown],
        references=(Reference("lankov2005", text, 6),),
        data=("data/membership.csv", "data/claims.csv"),
        contradictions=(_founding_contradiction(checks, newcomers, equaled, increase),),
        implied=(
            Implied(
                "KWP", "", "", "", "members", YEAR[0], Fraction(1181094), Fraction(1181094),
                (checks[2].id,),
                "members on 1 July 1957 would be 1,181,094, if nothing else moved; note that the claim "
                '"did not increase" fails about the same figures',
                ("readmitted",), (checks[1].id,),
            ),
        ),
    )  # fmt: skip


def _claims() -> tuple[Claim, Claim]:
    file = "data/claims.csv"
    return (
        Claim("lankov2005", "", "precisely equaled the number of newcomers (10,029)", "",
              Source(file, 2, "claim")),
        Claim("lankov2005", "", "the KWP membership did not increase during this period", "",
              Source(file, 3, "claim")),
    )  # fmt: skip


def acceptance(finding: str, left: str, right: str, line: int) -> Acceptance:
    reason = (
        "Printed so; the sentence, not the copy, is wrong: 10,028 and 10,029 stand side by side."
    )
    return Acceptance(
        finding, left, right, reason, line, cause="published", decided_by="the editors",
        decided_on="2024-05-02", review_by="2026-05-02",
    )  # fmt: skip


def _founding_contradiction(
    checks: list[Check], newcomers: Figure, equaled: Claim, increase: Claim
) -> Contradiction:
    exact = Fraction(10028)
    wording = ClaimChange("precisely-equaled", "KWP", equaled)
    other = ClaimChange("did-not-increase", "KWP", increase)
    return Contradiction(
        checks[0].id, "fails", (checks[0].id, checks[1].id), False, ONE, 0,
        "2 checks cannot both hold with the figures as printed.",
        (
            Repair(1, ONE, True, (FigureChange(newcomers, exact, exact, exact, Slip.REPLACED),)),
            Repair(2, Fraction(2), False, (wording, other)),
        ),
    )  # fmt: skip

"""Printed numbers of the world: value, unit of the last digit, hedge, percent."""

from __future__ import annotations

from fractions import Fraction
from unicodedata import normalize

import pytest

from kwpstats.numerals import Hedge, read

# text | value | unit of the last printed digit; of a percentage, both in percent
PLAIN = """
3912 | 3912 | 1
3,912 | 3912 | 1
3.912 | 3912 | 1
3 912 | 3912 | 1
3\u00a0912 | 3912 | 1
3\u2009912 | 3912 | 1
3\u202f912 | 3912 | 1
3'912 | 3912 | 1
3’912 | 3912 | 1
1,164,945 | 1164945 | 1
7.622.356 | 7622356 | 1
1 164 945 | 1164945 | 1
12,37,24,248 | 123724248 | 1
1,00,000 | 100000 | 1
616.775 | 616775 | 1
0 | 0 | 1
0012 | 12 | 1
-57 | -57 | 1
−57 | -57 | 1
–57 | -57 | 1
- 57 | -57 | 1
+57 | 57 | 1
57 [-] | -57 | 1
1000000000000 | 1000000000000 | 1
３，９１２ | 3912 | 1
３９１２ | 3912 | 1
٣٬٩١٢ | 3912 | 1
١٬١٦٤٬٩٤٥ | 1164945 | 1
۳٬۹۱۲ | 3912 | 1
१२,३७,२४,२४८ | 123724248 | 1
৩,৯১২ | 3912 | 1
3912.0 | 3912 | 1/10
3912.5 | 7825/2 | 1/10
12,345.6 | 123456/10 | 1/10
3.912,5 | 39125/10 | 1/10
1'234'567.5 | 12345675/10 | 1/10
1 164,5 | 11645/10 | 1/10
3,912 members | 3912 | 1
7789 чел. | 7789 | 1
12,000개 | 12000 | 1
366,339명 | 366339 | 1
1,000人 | 1000 | 1
"""
SCALED = """
1.16 million | 1160000 | 10000
1.16 MILLION | 1160000 | 10000
1.16m | 1160000 | 10000
12 thousand | 12000 | 1000
16k | 16000 | 1000
5mn | 5000000 | 1000000
1.2bn | 1200000000 | 100000000
2 thousand million | 2000000000 | 1000000000
2,345.67 thousand | 2345670 | 10
1,164,945 thousand | 1164945000 | 1000
.5 million | 500000 | 100000
1·16 million | 1160000 | 10000
3 lakh | 300000 | 100000
12.5 lakhs | 1250000 | 10000
2.5 crore | 25000000 | 1000000
19,15 Mio. | 19150000 | 10000
2,5 Mrd. | 2500000000 | 100000000
12 Tsd. | 12000 | 1000
12 Tsd. Mitglieder | 12000 | 1000
12 mille | 12000 | 1000
2,5 millions | 2500000 | 100000
3 milliards | 3000000000 | 1000000000
1,16 млн | 1160000 | 10000
593 тыс. | 593000 | 1000
593 тыс.чел. | 593000 | 1000
3 тыс. 912 | 3912 | 1
7 млн. 622 тыс. | 7622000 | 1000
7 млн 622 тыс. 356 чел. | 7622356 | 1
1 million 164,945 | 1164945 | 1
10027.1万 | 100271000 | 1000
10027.1万名 | 100271000 | 1000
1亿27万1千 | 100271000 | 1000
1,164万 | 11640000 | 10000
1.164万 | 11640 | 10
82만7350 | 827350 | 1
118만 1095명 | 1181095 | 1
118만1095명 | 1181095 | 1
33만6399 | 336399 | 1
8512万7000 | 85127000 | 1
3천6백 | 3600 | 100
3천6백만 | 36000000 | 1000000
3백만 | 3000000 | 1000000
2십5 | 25 | 1
2백50만 | 2500000 | 10000
1万2千人 | 12000 | 1000
1亿27.5万 | 100275000 | 1000
1万0005 | 10005 | 1
3万亿 | 3000000000000 | 1000000000000
１億２７万 | 100270000 | 10000
3 हज़ार | 3000 | 1000
३ लाख | 300000 | 100000
৩ কোটি | 30000000 | 10000000
٣ مليون | 3000000 | 1000000
245 [thousand] | 245000 | 1000
245[thousand] | 245000 | 1000
245 [in thousands] | 245000 | 1000
245 [in 1000] | 245000 | 1000
245 [Tsd.] | 245000 | 1000
1.16 [million] | 1160000 | 10000
10027.1 [万] | 100271000 | 1000
12 [万人] | 120000 | 10000
593 [тыс. чел.] | 593000 | 1000
12 [백만] | 12000000 | 1000000
12 [persons] | 12 | 1
"""
PERCENT = """
29.9% | 29.9 | 0.1
29,9 % | 29.9 | 0.1
２９．９％ | 29.9 | 0.1
۲۹٫۹٪ | 29.9 | 0.1
%29,9 | 29.9 | 0.1
29·9% | 29.9 | 0.1
30 per cent | 30 | 1
30 percent | 30 | 1
18,0 проц. | 18 | 0.1
14 Prozent | 14 | 1
29,9 v. H. | 29.9 | 0.1
29,9 v.H. | 29.9 | 0.1
14 vH | 14 | 1
14 Proz. | 14 | 1
3,5 pour cent | 3.5 | 0.1
百分之十点八 | 10.8 | 0.1
百分之三十 | 30 | 1
百分之二十九点九五 | 29.95 | 0.01
百分之29.9 | 29.9 | 0.1
64,5 [%] | 64.5 | 0.1
64,5 [Prozent] | 64.5 | 0.1
-0.4% | -0.4 | 0.1
0.123% | 0.123 | 0.001
0,123 % | 0.123 | 0.001
.5% | 0.5 | 0.1
100% | 100 | 1
1,234.5% | 1234.5 | 0.1
29.9% [%] | 29.9 | 0.1
"""


def _rows(table: str) -> list[tuple[str, Fraction, Fraction]]:
    rows = [line.split(" | ") for line in table.strip().splitlines()]
    return [(text, Fraction(value), Fraction(unit)) for text, value, unit in rows]


@pytest.mark.parametrize(("text", "value", "unit"), [*_rows(PLAIN), *_rows(SCALED)])
def test_count(text: str, value: Fraction, unit: Fraction) -> None:
    numeral = read(text, whole=True)
    assert (numeral.value, numeral.unit) == (value, unit)
    assert (numeral.hedge, numeral.percent) == (Hedge.NONE, False)


@pytest.mark.parametrize(("text", "value", "unit"), _rows(PERCENT))
def test_percentage(text: str, value: Fraction, unit: Fraction) -> None:
    numeral = read(text, whole=True)
    assert (numeral.value, numeral.unit) == (value / 100, unit / 100)
    assert numeral.percent is True


def test_accents_and_hangul_in_pieces_and_marks_of_direction_are_read() -> None:
    assert read(normalize("NFD", "82만7350"), whole=True).value == 827_350
    assert read(normalize("NFD", "près de 12 000"), whole=True).hedge is Hedge.UNDER
    assert read("\u200e12\u200e%\u200e", whole=True).value == Fraction(12, 100)


def test_decimals_at_the_end_of_a_compound() -> None:
    numeral = read("3천600.5", whole=False)
    assert (numeral.value, numeral.unit) == (Fraction("3600.5"), Fraction(1, 10))


def test_spaces_around_are_no_part_of_the_number() -> None:
    assert read("  3,912\n", whole=True).value == 3912

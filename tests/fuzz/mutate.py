"""Mutations: a real file with something wrong in it. The same seed gives the same inputs."""

from __future__ import annotations

import random

from archives import packed, unpacked
from entrances import Entrance

LONGEST = 8_192
NUMBERS = (
    b"0",
    b"-1",
    b"9" * 30,
    b"7" * 5_000,
    b"1e999",
    b"0.1",
    b"\xd9\xa3",
    b"10,028",
    b"1957",
    b"",
)


def mutated(entrance: Entrance, chance: random.Random) -> bytes:
    """A seed of the entrance, changed in one to six places."""
    content = chance.choice(entrance.seeds)
    if entrance.archive and chance.random() < 0.9:
        return in_archive(content, entrance, chance)
    return changed(content, entrance, chance)[:LONGEST]


def in_archive(content: bytes, entrance: Entrance, chance: random.Random) -> bytes:
    """The archive with one part changed; now and then a part gone."""
    parts = unpacked(content)
    if not parts:
        return changed(content, entrance, chance)
    name = chance.choice(sorted(parts))
    part = changed(parts.pop(name), entrance, chance)
    return packed(parts if chance.random() < 0.05 else {**parts, name: part})


def changed(content: bytes, entrance: Entrance, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        content = changed_once(content, entrance, chance)
    return content


def changed_once(content: bytes, entrance: Entrance, chance: random.Random) -> bytes:
    start, end = sorted(chance.randint(0, len(content)) for _ in range(2))
    end = min(end, start + chance.choice((1, 4, 30, len(content))))
    head, cut, tail = content[:start], content[start:end], content[end:]
    match chance.randrange(9):
        case 0:
            return head + tail
        case 1:
            return head + cut * chance.choice((2, 3, 40)) + tail
        case 2:
            return head + chance.choice(entrance.pieces or NUMBERS) + content[start:]
        case 3:
            return head + chance.choice(entrance.pieces or NUMBERS) * chance.choice((2, 50)) + tail
        case 4:
            return head + chance.choice(NUMBERS) + tail
        case 5:
            return head + chance.randbytes(chance.choice((1, 2, 8))) + tail
        case 6:
            return (
                head + bytes(byte ^ (1 << chance.randrange(8)) for byte in cut[:2]) + cut[2:] + tail
            )
        case 7:
            other = chance.choice(entrance.seeds)
            at = chance.randint(0, len(other))
            return head + other[at : at + 200] + tail
        case _:
            found = sorted(content.splitlines(keepends=True), key=lambda _: chance.random())
            return b"".join(found)

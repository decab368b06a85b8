"""Numbers that nobody can hold: mobiles of the blocks 1990000… to 1993000…, IDs and credit codes of area 410900."""

import random
from dataclasses import dataclass, field

from talentbase.text.ids import (
    ORGANISATION_WEIGHTS,
    USCC_ALPHABET,
    USCC_WEIGHTS,
    id_check_character,
)

PERSON_BLOCKS = ("1990000", "1991000", "1992000")
EMPLOYER_BLOCK = "1993000"
AREA = "410900"
SERIALS = 499  # of one day of birth and sex
DEAD_SHARE = 0.12
RELATIVE_SHARE = 0.08
FAMILY_SHARE = 0.12
RELATIVES = ("父亲", "母亲", "弟弟", "妹妹", "叔父", "堂兄", "妻子")


@dataclass
class Exchange:
    """Hands out numbers, each once; remembers who holds which, so that a relative's number may be given a second time."""

    rng: random.Random
    held: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)

    def __post_init__(self):
        self.free = [f"{block}{number:04d}" for block in PERSON_BLOCKS for number in range(10_000)]
        self.rng.shuffle(self.free)
        self.employers = iter(self.rng.sample(range(10_000), 10_000))
        self.serial = 0
        self.identities: set[str] = set()

    def contacts(self, name: str, town: str, *, is_sure: bool) -> list[dict]:
        """Contact rows of somebody who has a number, none once all are given out. is_sure: his own and alive."""
        if len(self.free) < 2:  # a province holds more people than there are numbers that nobody can hold
            return []
        kin = self.held.setdefault((town, name[0]), [])
        if not is_sure and self.rng.random() < RELATIVE_SHARE:
            return [self._of_relative(name, kin)]
        number = self.free.pop()
        kin.append((name, number))
        rows = [_row("own", number, is_dead=not is_sure and self.rng.random() < DEAD_SHARE)]
        if is_sure or self.rng.random() < FAMILY_SHARE:
            rows.append(_row("family", self.free.pop(), f"{self.rng.choice(RELATIVES)}{name[0]}某", order=1))
        return rows

    def _of_relative(self, name: str, kin: list[tuple[str, str]]) -> dict:
        if kin:
            other, number = self.rng.choice(kin)
            return _row("family", number, f"{other}（同族）")
        return _row("family", self.free.pop(), f"{self.rng.choice(RELATIVES)}{name[0]}某")

    def employer(self) -> str:
        return f"{EMPLOYER_BLOCK}{next(self.employers):04d}"

    def identity(self, birth: str, gender: str) -> str:
        """birth: YYYY-MM-DD. The serial makes it unique, its last digit is odd for men; "" once a day of birth is full."""
        for _ in range(SERIALS):
            self.serial += 1
            order = self.serial * 2 % (2 * SERIALS) + (1 if gender == "1" else 0)
            body = f"{AREA}{birth.replace('-', '')}{order:03d}"
            if body not in self.identities:
                self.identities.add(body)
                return body + id_check_character(body)
        return ""


def _row(whose: str, number: str, holder: str = "", order: int = 0, is_dead: bool = False) -> dict:
    return {"whose": whose, "phone": number, "normal": number, "holder": holder, "order": order, "is_dead": is_dead}


def credit_code(rng: random.Random, prefix: str = "91") -> str:
    """A unified social credit code of the area with both check characters right (GB 32100, GB 11714)."""
    body = "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(8))
    values = [int(char) if char.isdigit() else ord(char) - 55 for char in body]
    rest = 11 - sum(value * weight for value, weight in zip(values, ORGANISATION_WEIGHTS, strict=True)) % 11
    code = f"{prefix}{AREA}{body}{ {10: 'X', 11: '0'}.get(rest, str(rest)) }"
    total = sum(USCC_ALPHABET.index(char) * weight for char, weight in zip(code, USCC_WEIGHTS, strict=True))
    return code + USCC_ALPHABET[(31 - total % 31) % 31]

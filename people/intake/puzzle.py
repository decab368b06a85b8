"""A sum in words that a person solves and a simple program does not; nothing is fetched, nothing is drawn.

Signed and good for half an hour; `once` goes into the access log with the submission, so that no answer is sent twice.
"""

import secrets

from django.core import signing

NUMBERS = "零一二三四五六七八九"
SALT = "intake.puzzle"
LIVES = 1800  # seconds


def new_puzzle() -> tuple[str, str]:
    """(question, token)."""
    first, second = secrets.randbelow(9) + 1, secrets.randbelow(9) + 1
    token = signing.dumps({"sum": first + second, "once": secrets.token_hex(8)}, salt=SALT)
    return f"{NUMBERS[first]}加{NUMBERS[second]}等于几？", token


def solved(token: str, answer: str) -> str:
    """The mark of this token where the answer is right, else "". answer: digits or a Chinese numeral."""
    try:
        held = signing.loads(token, salt=SALT, max_age=LIVES)
    except signing.BadSignature:
        return ""
    text = answer.strip()
    given = (
        NUMBERS.index(text) if len(text) == 1 and text in NUMBERS else int(text) if text.isascii() and text.isdigit() else -1
    )
    return held["once"] if given == held["sum"] or text == _chinese(held["sum"]) else ""


def _chinese(number: int) -> str:
    """10 … 18."""
    return f"十{NUMBERS[number - 10] if number > 10 else ''}"

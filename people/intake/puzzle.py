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
    text, total = answer.strip(), held["sum"]
    return held["once"] if text in (str(total), NUMBERS[total] if total < len(NUMBERS) else _chinese(total)) else ""


def _chinese(number: int) -> str:
    """10 … 18."""
    return f"十{NUMBERS[number - 10] if number > 10 else ''}"

"""ID numbers, bank accounts and uploads at rest: AES-256-GCM, and a keyed blind index for equality.

A sealed value is key id (1 byte) | nonce (12) | ciphertext and tag. An 18-digit ID number can be enumerated, so the
index is an HMAC whose key, like the cipher's, lies outside the database (`FIELD_KEY`).
"""

import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_ID = b"\x01"
NONCE_BYTES = 12


@cache
def _key(purpose: str) -> bytes:
    return hashlib.blake2b(settings.FIELD_KEY.encode(), digest_size=32, person=purpose.encode()).digest()


@cache
def _cipher(purpose: str) -> AESGCM:
    return AESGCM(_key(purpose))


def seal(text: str, purpose: str = "field") -> bytes:
    return seal_bytes(text.encode(), purpose)


def unseal(sealed: bytes, purpose: str = "field") -> str:
    return unseal_bytes(sealed, purpose).decode()


def seal_bytes(data: bytes, purpose: str = "field") -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return KEY_ID + nonce + _cipher(purpose).encrypt(nonce, data, purpose.encode())


def unseal_bytes(sealed: bytes, purpose: str = "field") -> bytes:
    """Raises ValueError where the value was not sealed with the present key or was changed."""
    sealed = bytes(sealed)
    if sealed[:1] != KEY_ID:
        raise ValueError("unknown key")
    nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return _cipher(purpose).decrypt(nonce, rest, purpose.encode())
    except InvalidTag:
        raise ValueError("wrong key or damaged value") from None


def blind(text: str) -> str:
    """Index value of an exact text, "" for an empty one."""
    return hmac.new(_key("index"), text.encode(), hashlib.sha256).hexdigest() if text else ""

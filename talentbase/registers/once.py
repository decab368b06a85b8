"""One opened form makes one record, however often it is sent."""

import datetime as dt
import hashlib
import uuid

from django.utils import timezone

from talentbase.registers.models import Sent

FIELD = "once"  # the hidden box with the key
KEPT = dt.timedelta(days=7)
AGAIN = "这一页刚才已经登记过，内容与现在不同。确要另登记一条的，请再点一次。"


class SentBefore(Exception):
    """The same form once more; `address` of what came of it, is_same: with the very same content."""

    def __init__(self, address: str, is_same: bool):
        super().__init__(address)
        self.address, self.is_same = address, is_same


def new_key() -> str:
    return str(uuid.uuid4())


def claim(request) -> Sent | None:
    """Inside the transaction of the act; a second sender waits here until the first is through. Raises SentBefore.

    None where the form carries no key (a script that posts by itself).
    """
    try:
        key = uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
    digest = _digest(request)
    sent = Sent(key=key, user=request.user.pk, digest=digest)
    if Sent.objects.bulk_create([sent], ignore_conflicts=True) and (known := Sent.objects.get(key=key)).at != sent.at:
        raise SentBefore(known.address, known.digest == digest and known.user == request.user.pk)
    return sent


def settle(sent: Sent | None, address: str) -> None:
    if sent is not None:
        Sent.objects.filter(key=sent.key).update(address=address[:200])


def _digest(request) -> str:
    told = hashlib.sha256(request.path.encode())
    for name, values in sorted(request.POST.lists()):
        if name not in (FIELD, "csrfmiddlewaretoken"):
            told.update(f"\0{name}\0".encode() + "\0".join(values).encode("utf-8", "replace"))
    for name, file in sorted(request.FILES.items()):
        told.update(f"\0{name}\0{file.name}\0{file.size}".encode())
    return told.hexdigest()


def sweep() -> int:
    """How many went; a form that was opened a week ago is sent again by nobody."""
    return Sent.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]

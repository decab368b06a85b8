"""Log-in with lock-out: the same answer and the same work for unknown, disabled, locked and wrong."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.db.models import Count, Q
from django.utils import timezone

from talentbase.accounts.models import LoginFailure, User
from talentbase.audit import log

REFUSED = "用户名或密码不正确，或该账号已锁定。连续输错5次将锁定15分钟。"


def locked_names() -> set[str]:
    """User names that cannot log in at present for too many failures of their own."""
    since = timezone.now() - timedelta(minutes=settings.LOGIN_LOCK_MINUTES)
    failures = LoginFailure.objects.filter(at__gte=since).values_list("username").annotate(number=Count("id"))
    return {username for username, number in failures if number >= settings.LOGIN_FAILURES_PER_USER}


def is_locked(username: str, address: str) -> bool:
    """Five failures of one name, or thirty from one address (an office behind one gateway), within the lock minutes."""
    since = timezone.now() - timedelta(minutes=settings.LOGIN_LOCK_MINUTES)
    recent = LoginFailure.objects.filter(Q(username=username) | Q(address=address), at__gte=since)
    names_and_addresses = list(recent.values_list("username", "address"))
    by_name = sum(name == username for name, _ in names_and_addresses)
    by_address = sum(place == address for _, place in names_and_addresses)
    return by_name >= settings.LOGIN_FAILURES_PER_USER or by_address >= settings.LOGIN_FAILURES_PER_ADDRESS


def try_login(request, username: str, password: str, address: str) -> User | None:
    """The user, logged in with a fresh session key, or None. The password is hashed even while locked (equal timing)."""
    locked = is_locked(username, address)
    user = authenticate(request, username=username, password=password)
    if locked or user is None:
        LoginFailure.objects.create(username=username[:60], address=address)
        log.record("login_failed", address=address, username=username[:60], locked=locked)
        return None
    login(request, user)
    LoginFailure.objects.filter(username=username).delete()
    User.objects.filter(pk=user.pk).update(session_key=request.session.session_key)
    log.record("login", user=user, address=address)
    return user


def unlock(user: User) -> int:
    """Forget the failures of one account; returns how many there were."""
    return LoginFailure.objects.filter(username=user.username).delete()[0]

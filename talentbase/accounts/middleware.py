"""Session limits, and one transaction per request with the actor and scope set inside it."""

import time
import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.shortcuts import redirect

from talentbase.accounts.scope import NOTHING, acting_as
from talentbase.audit import log
from talentbase.audit.actor import acting
from talentbase.web.requests import address_of

LAST_SEEN = "last_seen"
STARTED = "started"
PASSWORD_PATHS = ("/accounts/password/", "/accounts/logout/", "/static/")


class SessionLimits:
    """Idle and absolute limit, one session per user where wanted, forced change of a first password, no caching."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and (reason := self._ended(request)):
            logout(request)
            messages.info(request, reason)
            return redirect(f"{settings.LOGIN_URL}" if settings.LOGIN_URL.startswith("/") else "accounts:login")
        if request.user.is_authenticated and request.user.must_change_password and not self._may_pass(request):
            return redirect("accounts:password")
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _ended(self, request) -> str:
        now = time.time()
        last, started = request.session.get(LAST_SEEN, now), request.session.setdefault(STARTED, now)
        if now - last > settings.SESSION_IDLE_SECONDS:
            return f"超过{settings.SESSION_IDLE_SECONDS // 60}分钟没有操作，请重新登录。"
        if now - started > settings.SESSION_COOKIE_AGE:
            return "登录已满12小时，请重新登录。"
        if settings.SESSION_ONE_PER_USER and request.user.session_key != request.session.session_key:
            return "该账号已在另一处登录。如不是您本人，请立即修改密码。"
        if now - last > 60 or LAST_SEEN not in request.session:
            request.session[LAST_SEEN] = now
        return ""

    @staticmethod
    def _may_pass(request) -> bool:
        return request.path.startswith(PASSWORD_PATHS)


class OneTransactionPerRequest:
    """The innermost middleware: view and template rendering run inside one transaction.

    Not ATOMIC_REQUESTS, whose transaction ends before a template response renders. An answer of 400 and above takes
    everything back, except 409 and 422 which are answers to a form; a refusal is then written to the access log.
    """

    KEEP = (409, 422)

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = str(uuid.uuid4())
        with self._act(request):
            response = self.get_response(request)
            if response.status_code >= 400 and response.status_code not in self.KEEP:
                transaction.set_rollback(True)
        if response.status_code in (403, 404) and request.user.is_authenticated:
            self._record_refusal(request, response.status_code)
        return response

    @staticmethod
    def _act(request):
        details = {"address": address_of(request), "request_id": request.id}
        if request.user.is_authenticated:
            return acting_as(request.user, **details)
        return acting(NOTHING, actor_name="未登录", **details)

    @staticmethod
    def _record_refusal(request, status: int) -> None:
        log.record("denied", user=request.user, address=address_of(request), path=request.path[:200], status=status)

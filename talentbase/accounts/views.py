"""Log-in, log-out, own password; the system administrator's pages for users."""

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import View

from talentbase.accounts import login as entrance
from talentbase.accounts.forms import GrantForm, LoginForm, OwnPasswordForm, ReachForm, UserForm
from talentbase.accounts.models import Unit, User
from talentbase.audit import log
from talentbase.web.requests import address_of
from talentbase.web.views import Door


@method_decorator(login_not_required, name="dispatch")
class Login(View):
    def get(self, request):
        if request.user.is_authenticated:
            return redirect("dashboard:home")
        return render(request, "accounts/login.html", {"form": LoginForm(), "next": request.GET.get("next", "")})

    def post(self, request):
        form = LoginForm(request.POST)
        if form.is_valid():
            username, password = form.cleaned_data["username"], form.cleaned_data["password"]
            if entrance.try_login(request, username, password, address_of(request)):
                return redirect(self._target(request))
            form.add_error(None, entrance.REFUSED)
        context = {"form": form, "next": request.POST.get("next", "")}
        return render(request, "accounts/login.html", context, status=422)

    @staticmethod
    def _target(request) -> str:
        wanted = request.POST.get("next", "")
        allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
        return wanted if wanted and allowed else reverse("dashboard:home")


class Logout(Door):
    def post(self, request):
        log.record("logout", user=request.user, address=address_of(request))
        logout(request)
        messages.info(request, "已退出。")
        response = redirect("accounts:login")
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class Password(Door):
    def get(self, request):
        return render(request, "accounts/password.html", {"form": OwnPasswordForm(request.user)})

    def post(self, request):
        form = OwnPasswordForm(request.user, request.POST)
        if not form.is_valid():
            return render(request, "accounts/password.html", {"form": form}, status=422)
        user = form.save(commit=False)
        user.must_change_password = False
        user.save()
        update_session_auth_hash(request, user)
        User.objects.filter(pk=user.pk).update(session_key=request.session.session_key or "")
        log.record("setting", user=user, address=address_of(request), what="password")
        messages.success(request, "密码已修改。")
        return redirect("dashboard:home")


class Users(Door):
    right = "accounts.manage"

    def get(self, request):
        return render(request, "accounts/list.html", {"users": User.objects.select_related("unit")})


class UserEdit(Door):
    """Add (no pk) and edit one user. Nobody edits himself here: rights are given by another."""

    right = "accounts.manage"

    def _user(self, request, pk):
        if pk:
            return get_object_or_404(User.objects.exclude(pk=request.user.pk), pk=pk)
        return User(role=User.Role.CLERK, is_active=False)

    def get(self, request, pk=None):
        user = self._user(request, pk)
        return render(request, "accounts/form.html", {"form": UserForm(instance=user), "edited": user})

    def post(self, request, pk=None):
        user = self._user(request, pk)
        form = UserForm(request.POST, instance=user)
        if not form.is_valid():
            return render(request, "accounts/form.html", {"form": form, "edited": user}, status=422)
        saved = form.save()
        log.record("setting", user=request.user, address=address_of(request), subject=saved, what="user")
        opened = "" if saved.is_active else "账号待安全管理员授权后启用。"
        messages.success(request, f"已保存{saved.full_name}的账号。{opened}")
        return redirect("accounts:users")


class Units(Door):
    """Units and what each sees beyond its own people."""

    right = "rights.manage"

    def get(self, request):
        names = dict(ReachForm.CATEGORIES)
        rows = [(unit, [names[each] for each in unit.categories if each in names]) for unit in Unit.objects.active()]
        return render(request, "accounts/units.html", {"rows": rows})


class UnitReach(Door):
    right = "rights.manage"

    def get(self, request, pk):
        unit = get_object_or_404(Unit.objects.active(), pk=pk)
        return render(request, "accounts/unit.html", {"form": ReachForm(instance=unit), "unit": unit})

    def post(self, request, pk):
        unit = get_object_or_404(Unit.objects.active(), pk=pk)
        form = ReachForm(request.POST, instance=unit)
        if not form.is_valid():
            return render(request, "accounts/unit.html", {"form": form, "unit": unit}, status=422)
        saved = form.save()
        log.record("setting", user=request.user, address=address_of(request), subject=saved, what="reach")
        messages.success(request, f"已保存{saved.name}的管理范围。")
        return redirect("accounts:units")


class Grants(Door):
    right = "rights.manage"

    def get(self, request):
        context = {"users": User.objects.select_related("unit"), "locked": entrance.locked_names()}
        return render(request, "accounts/grants.html", context)


class Grant(Door):
    """Role and state of one account; nobody gives rights to himself."""

    right = "rights.manage"

    def get(self, request, pk):
        user = get_object_or_404(User.objects.exclude(pk=request.user.pk), pk=pk)
        return render(request, "accounts/grant.html", {"form": GrantForm(instance=user), "edited": user})

    def post(self, request, pk):
        user = get_object_or_404(User.objects.exclude(pk=request.user.pk), pk=pk)
        form = GrantForm(request.POST, instance=user)
        if not form.is_valid():
            return render(request, "accounts/grant.html", {"form": form, "edited": user}, status=422)
        saved = form.save()
        log.record("setting", user=request.user, address=address_of(request), subject=saved, what="grant", role=saved.role)
        messages.success(request, f"已保存{saved.full_name}的权限。")
        return redirect("accounts:grants")


class Unlock(Door):
    right = "rights.manage"

    def post(self, request, pk):
        user = get_object_or_404(User, pk=pk)
        entrance.unlock(user)
        log.record("setting", user=request.user, address=address_of(request), subject=user, what="unlock")
        messages.success(request, f"已解除{user.full_name}的锁定。")
        return redirect("accounts:grants")

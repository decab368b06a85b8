"""节日和生日: the festivals of the coming year and whose birthday comes next among the key contacts."""

import datetime as dt
import re
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from people.liaison import actions
from people.liaison.models import LunarBirthday
from people.registry.fields import PersonField
from people.registry.list_views import visible
from people.registry.models import Person
from talentbase.registers.forms import ActForm
from talentbase.text.festivals import festivals, next_birthday
from talentbase.web.views import Door

AHEAD = 30  # days of birthdays
YEAR = dt.timedelta(days=365)
WHOLE = re.compile(r"^\d{4}-(\d\d)-(\d\d)$")


@dataclass(frozen=True)
class Birthday:
    person: Person
    on: dt.date
    words: str  # 1979年11月30日 -> 47岁; 农历10月21日


def birthdays(people, today: dt.date) -> list[Birthday]:
    """Of these people within the next days; who keeps the lunar day is greeted on it. Who is dead or lost is not."""
    lunar = {each.person_id: each for each in LunarBirthday.objects.filter(person__in=people.values("pk"))}
    found = []
    for person in people.reachable():
        if own := lunar.get(person.pk):
            found.append(Birthday(person, next_birthday(own.month, own.day, today, is_lunar=True), str(own)))
        elif known := WHOLE.match(person.birth):
            on = next_birthday(int(known[1]), int(known[2]), today)
            found.append(Birthday(person, on, f"{on.year - int(person.birth[:4])}岁"))
    near = [each for each in found if each.on <= today + dt.timedelta(days=AHEAD)]
    return sorted(near, key=lambda each: (each.on, each.person.pk))


class LunarForm(ActForm):
    person = PersonField(label="人才", required=True, error_messages={"required": "请填写姓名或档案编号。"})
    month = forms.IntegerField(label="农历月", min_value=1, max_value=12, required=False)
    day = forms.IntegerField(
        label="农历日", min_value=1, max_value=30, required=False, help_text="月、日都不填为不再按农历过生日。"
    )

    def clean(self):
        data = super().clean()
        if bool(data.get("month")) != bool(data.get("day")) and not self.errors:
            self.add_error("day" if data.get("month") else "month", "月、日要一起填写。")
        return data


class Greetings(Door):
    """A POST writes a lunar birthday down; `all` lists everybody instead of the key contacts."""

    right = "people.view"

    def get(self, request):
        return self.show(request, LunarForm(user=request.user))

    def post(self, request):
        if not request.user.may("people.edit"):
            return self.http_method_not_allowed(request)
        form = LunarForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.show(request, form, status=422)
        data = form.cleaned_data
        name, day = data["person"].name, (data["month"], data["day"])
        actions.keep_lunar_birthday(data["person"], day if data["month"] else None, by=request.user)
        words = f"过农历{data['month']}月{data['day']}日生日" if data["month"] else "不再按农历过生日"
        messages.success(request, f"已登记{name}{words}。")
        return redirect("liaison:greetings")

    @staticmethod
    def show(request, form, status=200):
        today, every = timezone.localdate(), request.GET.get("all") == "1"
        people = visible(request).present()
        found = birthdays(people if every else people.key_contacts(), today)
        coming = [(each, (each.on - today).days) for each in festivals(today, today + YEAR)]
        context = {"festivals": coming, "birthdays": found, "form": form, "every": every, "ahead": AHEAD, "today": today}
        return render(
            request, "liaison/greetings.html", context | {"can_edit": request.user.may("people.edit")}, status=status
        )

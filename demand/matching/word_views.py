"""同义词和相关词: the table of the trade's words, under 更多. Changes count from the next computation on."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render

from demand.matching.lexicon import given, groups
from demand.matching.models import WordGroup
from talentbase.codes.models import IndustryChain
from talentbase.jobs import run
from talentbase.registers.forms import RegisterForm
from talentbase.registers.pages import RecordForm, RecordRemove
from talentbase.web.views import Door

RIGHT = "matching.weigh"
PARTS = re.compile(r"[、，,;；|\n]+")
MOST, LONGEST = 60, 40


class Words(Door):
    right = RIGHT

    def get(self, request):
        text, chain = request.GET.get("q", "").strip()[:40].casefold(), request.GET.get("chain", "")
        found = groups()
        chains = sorted({group.chain for group in found if group.chain})
        if chain in chains:
            found = [group for group in found if group.chain == chain]
        if text:
            found = [group for group in found if any(text in word.casefold() for word in (group.name, *group.words))]
        context = {"groups": found, "chains": chains, "chain": chain, "text": text}
        return render(request, "matching/words.html", context | {"own": sum(bool(group.own) for group in found)})

    def post(self, request):
        """Everything is computed anew by the words as they are now."""
        job = run.start("matching.rescore_all", "按现在的词表重新匹配", by=request.user)
        return redirect("jobs:progress", job.pk)


class WordsField(forms.CharField):
    """PLA、聚丙交酯、聚羟基丙酸"""

    def prepare_value(self, value):
        return "、".join(value) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return self.prepare_value(initial or []) != (data or "")

    def clean(self, value):
        words = list(dict.fromkeys(word for part in PARTS.split(super().clean(value)) if (word := " ".join(part.split()))))
        if len(words) > MOST or any(len(word) > LONGEST for word in words):
            raise ValidationError(f"最多{MOST}个词，每个最多{LONGEST}个字。")
        return words


class WordForm(RegisterForm):
    GROUPS = (("词组", ("kind", "name", "chain", "words", "is_off")),)
    words = WordsField(
        label="词", widget=forms.Textarea, required=False, help_text="用顿号隔开。同义的互相当作一个词；相关的只算沾边。"
    )
    chain = forms.ChoiceField(label="产业链", required=False)

    class Meta:
        model = WordGroup
        fields = ["kind", "name", "chain", "words", "is_off"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = dict.fromkeys([*IndustryChain.objects.active().values_list("name", flat=True), self.instance.chain])
        self.fields["chain"].choices = [("", "不分产业链"), *((name, name) for name in names if name)]

    def clean(self):
        data = super().clean()
        words = [word for word in data.get("words") or [] if word != data.get("name")]
        if not data.get("is_off") and not words and "words" not in self.errors:
            self.add_error("words", "请至少写一个与名称不同的词。")
        return data


class OfWords:
    right, model, noun, list_url = RIGHT, WordGroup, "词组", "matching:words"

    def crumbs(self):
        return [("供需匹配", redirect("matching:list").url), *super().crumbs()]


class WordEdit(OfWords, RecordForm):
    """?kind=同义&name=聚乳酸: a group that comes with the system, to be changed for this county."""

    form = WordForm

    def fresh(self):
        name = self.request.GET.get("name", "")
        if not name:
            return WordGroup()
        group = given().get((self.request.GET.get("kind", ""), name))
        if group is None:
            raise Http404
        return WordGroup(kind=group.kind, name=group.name, words=list(group.words), chain=group.chain)


class WordRemove(OfWords, RecordRemove):
    """The system's own group counts again, where there is one."""

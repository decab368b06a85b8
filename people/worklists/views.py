"""名单: made from the register, put in order, checked, sent for approval, printed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from people.registry.export import with_everything
from people.registry.list_views import listing_of, picks_of, visible
from people.registry.models import Person
from people.worklists import actions, prints
from people.worklists.arrange_views import TYPED, Arrange, OfList, lists_of
from people.worklists.checks import asked_about, barred, problems_of, unanswered
from people.worklists.forms import LetterForm, SubmitForm, WorklistForm
from people.worklists.letters import PLACES
from people.worklists.models import OPENABLE, Entry, Worklist
from people.worklists.rows import lines_of
from talentbase.audit import log
from talentbase.codes.book import name_of
from talentbase.registers import once
from talentbase.text.dates import BadDate, parse_date
from talentbase.web.requests import address_of, query_of, whole_number
from talentbase.web.views import Door

ROWS = 50
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Worklists(Door):
    """Conditions in the address: state, part of the title."""

    right = "people.view"

    def get(self, request):
        number = Count("entries", filter=Q(entries__removed_at=None))
        lists = lists_of(request).annotate(number=number).in_list_order()
        state, text = request.GET.get("state", ""), request.GET.get("q", "").replace("\0", "").strip()
        if state in Worklist.State.values:
            lists = lists.filter(state=state)
        if text:
            lists = lists.filter(title__contains=text[:80])
        page = Paginator(lists, ROWS).get_page(request.GET.get("page"))
        context = {"page": page, "states": Worklist.State.choices, "state": state, "text": text}
        return render(request, "worklists/list.html", context | {"can_edit": request.user.may("people.edit")})


class Add(Door):
    """People picked in the register (`pick`s, `picks`, or `all` of `query`) -> a new list, or a draft that is there."""

    right = "people.edit"

    def get(self, request):
        return self.show(request, [], WorklistForm(initial={"purpose": request.GET.get("purpose", "")}))

    def post(self, request):
        ids = self.picked(request)
        if len(ids) > actions.MOST:
            messages.error(request, f"一份名单最多{actions.MOST}人，选中的超过了这个数。请增加筛选条件后再加入。")
            return redirect(f"{reverse('registry:list')}?{query_of(request.POST.get('query', '')).urlencode()}")
        if "step" not in request.POST:
            return self.show(request, ids, WorklistForm(initial={"purpose": request.GET.get("purpose", "")}))
        people = in_given_order(request, ids)
        try:
            if number := whole_number(request.POST.get("draft", "")):
                worklist = get_object_or_404(lists_of(request), pk=number)
                added = actions.add(worklist, people)
                messages.success(request, f"“{worklist}”增加{added}人，已在名单上的{len(people) - added}人不变。")
                return redirect(worklist)
            form = WorklistForm(request.POST)
            if not form.is_valid():
                return self.show(request, ids, form, status=422)
            with transaction.atomic():
                sent = once.claim(request)
                worklist = actions.make(**form.cleaned_data, people=people, by=request.user)
                once.settle(sent, worklist.get_absolute_url())
        except once.SentBefore as before:
            if before.is_same and before.address:
                messages.info(request, "这份名单已经建立，没有重复建立。")
                return redirect(before.address)
            return self.show(request, ids, form, once.AGAIN, status=422)
        except actions.Refused as refused:
            return self.show(request, ids, WorklistForm(request.POST), str(refused), status=422)
        messages.success(request, f"已建立名单“{worklist}”，{len(people)}人。")
        return redirect(worklist)

    @staticmethod
    def picked(request) -> list[int]:
        """In the order of the list."""
        if "all" in request.POST:
            listing, filters = listing_of(request, query_of(request.POST.get("query", "")))
            return list(listing.in_order(filters.qs).values_list("pk", flat=True)[: actions.MOST + 1])
        wanted = picks_of(request.POST)
        if "pick" not in request.POST:
            return [number for text in request.POST.get("picks", "").split(",") if (number := whole_number(text))]
        listing, filters = listing_of(request, query_of(request.POST.get("query", "")))
        return list(listing.in_order(filters.qs).filter(pk__in=wanted).values_list("pk", flat=True))

    @staticmethod
    def show(request, ids: list[int], form, problem: str = "", status: int = 200):
        drafts = lists_of(request).filter(state=Worklist.State.DRAFT).in_list_order()[:ROWS]
        context = {"number": len(ids), "picks": ",".join(map(str, ids)), "form": form, "drafts": drafts, "problem": problem}
        context["once"] = once.new_key()
        return render(request, "worklists/add.html", context, status=status)


def in_given_order(request, ids: list[int]) -> list[Person]:
    found = visible(request).present().in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


class WorklistPage(OfList):
    right = "people.view"

    def get(self, request):
        worklist = self.worklist
        entries = list(worklist.entries.standing().select_related("person"))
        lines, problems = lines_of(worklist, entries), problems_of(worklist, entries)
        can_edit, words, asking = request.user.may("people.edit"), dict(OPENABLE), asked_about(problems)
        context = {
            "worklist": worklist,
            "rows": [
                (entry, lines.get(entry.pk), problems.get(entry.pk, []), _mark(entry, entry.pk in asking)) for entry in entries
            ],
            "order": ",".join(str(entry.pk) for entry in entries),
            "replies": Entry.Reply.choices,
            "answers": [
                (label, sum(entry.reply == value for entry in entries))
                for value, label in (*Entry.Reply.choices, ("", "未回复"))
            ],
            "removed": worklist.entries.exclude(removed_at=None).order_by("-removed_at"),
            "barred": len(barred(entries, problems)),
            "asking": asking,
            "doubtful": len(unanswered(entries, problems)),
            "seen": actions.mark_of(worklist),
            "editions": worklist.editions.order_by("-number"),
            "sorts": [(key, label) for key, (label, _) in actions.SORTS.items()],
            "prints": [each for each in prints.PRINTS if not each.is_sent or worklist.state == Worklist.State.FINAL],
            "form": SubmitForm(initial={"asked": worklist.asked}),
            "opened": [words[key] for key in worklist.opened],
            "asked": [words[key] for key in worklist.asked],
            "can_edit": can_edit,
            "can_write": can_edit and worklist.is_draft,
            "can_finish": can_edit and worklist.state == Worklist.State.FINAL,
            "can_export": request.user.may("people.export"),
            "can_approve": request.user.may("lists.approve") and worklist.submitted_by_id != request.user.pk,
            "today": timezone.localdate(),
        }
        return render(request, "worklists/detail.html", context)


def _mark(entry: Entry, is_asked: bool) -> str:
    return actions.row_mark(getattr(entry, name) for name in TYPED if is_asked or name != "acknowledged")


class Edit(OfList):
    def get(self, request):
        return self.show(request, WorklistForm(instance=self.worklist))

    def post(self, request):
        form = WorklistForm(request.POST, instance=self.worklist)
        if not form.is_valid():
            return self.show(request, form, status=422)
        actions.describe(form.instance, form.Meta.fields)
        messages.success(request, "已保存。")
        return redirect(self.worklist)

    def show(self, request, form, status: int = 200):
        return render(request, "worklists/edit.html", {"worklist": self.worklist, "form": form}, status=status)


class Split(OfList):
    """Leaders by township: each gets the people of his townships; or everybody his own 联系领导."""

    def get(self, request):
        entries = self.worklist.entries.standing().exclude(person=None)
        towns = entries.order_by().values("person__town").annotate(number=Count("pk")).order_by("person__town")
        rows = [(each["person__town"] or "", name_of(each["person__town"]) or "籍贯未登记", each["number"]) for each in towns]
        return render(request, "worklists/split.html", {"worklist": self.worklist, "rows": rows})

    def post(self, request):
        data = request.POST
        if "pairs" in data:
            number = actions.split_by_pairs(self.worklist, only_blank="blank" in data)
            messages.success(
                request, f"已按联系领导为{number}人填写领导。" if number else "没有需要填写的人：未登记联系领导，或已有领导。"
            )
            return redirect(self.worklist)
        towns = set(self.worklist.entries.standing().exclude(person=None).values_list("person__town", flat=True))
        texts = {name: data[name].replace("\0", "").strip() for name in data if name.startswith(("leader-", "escort-"))}
        leaders = {
            town: (texts.get(f"leader-{town}", ""), texts.get(f"escort-{town}", ""))
            for town in data.getlist("town")
            if (town or None) in towns
        }
        number = actions.split(self.worklist, leaders)
        actions.sort(self.worklist, "leader")
        messages.success(request, f"已为{number}人分配领导，名单按领导排列。")
        return redirect(self.worklist)


class Letter(OfList):
    def get(self, request):
        return self.show(request, LetterForm(instance=self.worklist))

    def post(self, request):
        form = LetterForm(request.POST, instance=self.worklist)
        if not form.is_valid():
            return self.show(request, form, status=422)
        actions.describe(form.instance, form.Meta.fields)
        messages.success(request, "已保存信函正文。")
        return redirect(self.worklist)

    def show(self, request, form, status: int = 200):
        return render(
            request, "worklists/letter.html", {"worklist": self.worklist, "form": form, "places": PLACES}, status=status
        )


class Review(Arrange):
    """act: submit, approve, back. Only whoever may approve, approves; a unit takes its own list back."""

    def post(self, request):
        act, worklist = request.POST.get("act"), self.worklist
        if act == "submit":
            self.keep_rows()
            self.add_typed()
            form = SubmitForm(request.POST)
            actions.ask(worklist, form.cleaned_data["asked"] if form.is_valid() else [])
            actions.submit(worklist, by=request.user)
            messages.success(request, "已送审。")
        elif act == "approve":
            if not request.user.may("lists.approve"):
                raise PermissionDenied
            edition = actions.approve(worklist, seen=request.POST.get("seen", ""), by=request.user)
            opened = "、".join(label for key, label in OPENABLE if key in edition.opened)
            log.record(
                "setting",
                user=request.user,
                address=address_of(request),
                subject=worklist,
                reason=worklist.title,
                opened=opened,
            )
            messages.success(request, f"已定稿（第{edition.number}稿）{f'，批准使用{opened}' if opened else ''}。")
        else:
            actions.send_back(worklist, request.POST.get("reason", ""), by=request.user)
            messages.success(request, "已退回修改。")
        return redirect(worklist)


class Again(OfList):
    """The same people for another occasion."""

    def get(self, request):
        return self.show(request, WorklistForm(initial={"title": self.worklist.title, "purpose": self.worklist.purpose}))

    def post(self, request):
        form = WorklistForm(request.POST)
        if not form.is_valid():
            return self.show(request, form, status=422)
        made = actions.again(self.worklist, form.cleaned_data["title"], form.cleaned_data["day"], by=request.user)
        kept, before = made.entries.count(), self.worklist.entries.standing().count()
        left = f"，{before - kept}人已不能列入" if before > kept else ""
        messages.success(request, f"已沿用为新名单“{made}”，{kept}人{left}。")
        return redirect(made)

    def show(self, request, form, status: int = 200):
        return render(request, "worklists/again.html", {"worklist": self.worklist, "form": form}, status=status)


class Done(OfList):
    def post(self, request):
        ids = [number for text in request.POST.getlist("done") if (number := whole_number(text))]
        try:
            day = parse_date(request.POST.get("day", "")).date.earliest()
        except (BadDate, ValueError):
            raise actions.Refused("办理日期没有看懂，请写成2026.01.20。") from None
        if day > timezone.localdate():
            raise actions.Refused("办理日期晚于今天，请核对。")
        number = actions.carried_out(self.worklist, list(Entry.objects.filter(pk__in=ids)), day, by=request.user)
        messages.success(request, f"已登记{number}人办理完毕，并记入各人的联系服务。" if number else "没有勾选需要登记的人。")
        return redirect(self.worklist)


class Replies(OfList):
    """Who comes and who does not: `reply-<entry>`."""

    def post(self, request):
        replies = {}
        for name in request.POST:
            if name.startswith("reply-") and (number := whole_number(name.removeprefix("reply-"))):
                replies[number] = request.POST[name]
        number = actions.take_replies(self.worklist, replies)
        messages.success(request, f"已登记{number}人的回复。" if number else "回复没有变化。")
        return redirect(self.worklist)


class PrintOut(OfList):
    """Every print is a line in the log; one with opened fields says so."""

    right = "people.export"

    def post(self, request):
        worklist, each = self.worklist, prints.BY_NAME.get(request.POST.get("print", ""))
        if each is None:
            raise actions.Refused("请选择打印内容。")
        if each.is_sent and worklist.state != Worklist.State.FINAL:
            raise actions.Refused(f"名单定稿后才能打印{each.label}。")
        people = Prefetch("person", with_everything(Person.objects.all()))
        entries = list(worklist.entries.standing().prefetch_related(people))
        if each.is_sent:
            found = problems_of(worklist, entries)
            if names := barred(entries, found):
                words = "、".join(names[: actions.NAMED])
                raise actions.Refused(f"定稿之后，{words}已不宜再发（已故、归档或不宜联系），请退回修改后再打印。")
        lines = lines_of(worklist, entries)
        if each.is_for_guests:
            entries = [entry for entry in entries if entry.reply != Entry.Reply.AWAY]
        trace = f"{request.user.full_name}　{timezone.localtime():%Y.%m.%d %H:%M}"
        content = prints.made(each, worklist, [(entry, lines[entry.pk]) for entry in entries if entry.pk in lines], trace)
        opened = "、".join(label for key, label in OPENABLE if key in worklist.opened)
        log.record(
            "print", user=request.user, address=address_of(request), subject=worklist, field=each.label,
            reason=worklist.title, rows=len(entries), opened=opened,
        )  # fmt: skip
        response = HttpResponse(content, content_type=DOCX)
        response.headers["Content-Disposition"] = content_disposition_header(True, f"{worklist.title}_{each.label}.docx")
        return response

"""What the register itself knows of a person's life, for the timeline."""

from collections.abc import Iterator

from django.utils import timezone

from people.registry.extras import Event, add_events
from people.registry.models import Person
from talentbase.audit.models import Change
from talentbase.codes.book import name_of


def own_events(person: Person, user) -> Iterator[Event]:
    yield from _life(person)
    yield from _studies_and_posts(person)
    yield from _register(person)


def _life(person: Person) -> Iterator[Event]:
    official, expert = (getattr(person, name, None) for name in ("official", "expert"))
    days = (
        (person.work_since, "履历", "参加工作"),
        (person.party_date, "履历", "入党"),
        (getattr(official, "post_since", ""), "任职", f"任现职：{person.position}"),
        (
            getattr(official, "level_since", ""),
            "任职",
            f"任现级别：{name_of(person.job_level_id) or name_of(person.civil_rank_id)}",
        ),
        (getattr(expert, "title_since", ""), "职称", f"取得{name_of(person.title_id) or person.title_text or '职称'}"),
        (person.retired_on, "履历", "退休"),
    )
    yield from (Event(day, kind, words) for day, kind, words in days if day)


def _studies_and_posts(person: Person) -> Iterator[Event]:
    for study in person.educations.all():
        gained = "、".join(filter(None, (name_of(study.education_id), name_of(study.degree_id))))
        yield Event(study.start or study.end, "学习", f"{study.school}{study.department}{study.major}", gained, study.end)
    for post in person.posts.all():
        yield Event(post.start or post.end, "工作", f"{post.employer}{post.position}", "", post.end)


def _register(person: Person) -> Iterator[Event]:
    yield Event(person.entered_on.isoformat(), "入库", person.source or "登记入库", person.basis_evidence)
    for claim in person.claims.select_related("unit"):
        if claim.first_reported != person.entered_on:
            yield Event(claim.first_reported.isoformat(), "报送", f"{claim.unit.name}报送")
    changes = Change.objects.filter(
        table="registry_person", row_id=str(person.pk), after__has_any_keys=["last_confirmed", "archived_at"]
    )
    for change in changes.exclude(operation="I"):
        day = timezone.localdate(change.at).isoformat()
        if change.after.get("last_confirmed"):
            yield Event(change.after["last_confirmed"], "核实", "核实资料", f"{change.actor_name}登记")
        if "archived_at" in change.after:
            is_archived = bool(change.after["archived_at"])
            words = f"档案归档：{change.after.get('archived_reason', '')}" if is_archived else "档案恢复"
            yield Event(day, "档案", words, f"{change.actor_name}办理")


add_events(own_events)

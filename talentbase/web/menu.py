"""The left menu as data. An entry appears with its page; a room registers its own in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString

from talentbase.web.addresses import page_address

GROUPS = ("", "人才", "需求", "工作站", "服务", "数据", "管理")


@dataclass(frozen=True)
class Entry:
    """group: one of GROUPS; url: URL name; right: who sees it; waiting: user -> how many wait for him (or None)."""

    group: str
    order: int
    label: str
    icon: str
    url: str
    right: str = ""
    waiting: Callable | None = None


_entries: list[Entry] = []


def register(*entries: Entry) -> None:
    for entry in entries:
        if entry not in _entries:
            _entries.append(entry)


def menu_for(request) -> list[dict]:
    """Groups with their entries: [{"label", "count", "html", "items": [{"label", "icon", "url", "active", "count"}]}]."""
    user = request.user
    allowed = sorted((e for e in _entries if not e.right or user.may(e.right)), key=lambda e: e.order)
    here = _best([page_address(e.url) for e in allowed], request.path)
    groups = []
    for label in GROUPS:
        items = [_item(entry, here, user) for entry in allowed if entry.group == label]
        if items:
            count = sum(item["count"] or 0 for item in items)
            html = SafeString("".join(_html(item) for item in items))
            groups.append({"label": label, "items": items, "count": count, "html": html})
    return groups


def _item(entry: Entry, here: str, user) -> dict:
    url = page_address(entry.url)
    count = entry.waiting(user) if entry.waiting else None
    return {"label": entry.label, "icon": entry.icon, "url": url, "active": url == here, "count": count}


def _html(item: dict) -> str:
    """Written here because every page has thirty of them."""
    here = ' aria-current="page"' if item["active"] else ""
    count = f'<span class="count" title="待处理">{item["count"]}</span>' if item["count"] else ""
    icon = f'<i class="bi bi-{item["icon"]}" aria-hidden="true"></i>'
    return f'<a href="{escape(item["url"])}"{here}>{icon}{escape(item["label"])} {count}</a>'


def _best(urls: list[str], path: str) -> str:
    """The longest menu address that the path lies under."""
    return max((url for url in urls if path.startswith(url) and (url != "/" or path == "/")), key=len, default="")


def frame(request) -> dict:
    """Context processor: what the page frame needs."""
    context = {"county": settings.TALENTBASE_COUNTY, "office": settings.TALENTBASE_OFFICE}
    if getattr(request, "user", None) and request.user.is_authenticated:
        context["menu"] = SimpleLazyObject(lambda: menu_for(request))  # a part for htmx has no menu
    return context

"""The benches by name. Both sides of one line are measured in the same run, in turns, ours first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.benchmarks.houses import Houses, measure, opened
from tests.benchmarks.people import SEED
from tests.benchmarks.results import Result

COUNTY, CITY, PROVINCE = 2_700, 30_000, 300_000
ROUNDS = 3
FEW = 30
PAGE_SIZE = 50


def run(names: Iterable[str], say: Callable[[str], None]) -> list[Result]:
    """say: gets one Chinese line per step. Raises KeyError for a name that is no bench."""
    chosen = [(name, BENCHES[name]) for name in names]
    results = []
    with opened() as houses:
        for name, bench in chosen:
            say(f"正在测量{name} …")
            results.append(bench(houses))
    return results


def import_2700(houses: Houses) -> Result:
    sheets = {"path": houses.sheet(COUNTY, SEED), "before": houses.sheet(FEW, SEED + 1)}
    return _imports(houses, "import_2700", f"导入{COUNTY}行（预览加确认）", 4, sheets)


def import_30000(houses: Houses) -> Result:
    """One round: the peer takes minutes, and a moment's slowness is lost in them."""
    sheets = {"path": houses.sheet(CITY, SEED), "before": houses.sheet(FEW, SEED + 1)}
    return _imports(houses, "import_30000", f"导入{CITY}行", 6, sheets, rounds=1)


def reimport_2700(houses: Houses) -> Result:
    """The same list again with every tenth person changed."""
    sheets = {"path": houses.sheet(COUNTY, SEED, changed=10), "before": houses.sheet(COUNTY, SEED)}
    return _imports(houses, "reimport_2700", f"再次导入{COUNTY}行（一成有变化）", 4, sheets)


def import_2700_tuned(houses: Houses) -> Result:
    """Against the peer in bulk, without differences, log and checks."""
    sheets = {"path": houses.sheet(COUNTY, SEED), "before": houses.sheet(FEW, SEED + 1)}
    return _imports(houses, "import_2700_tuned", f"导入{COUNTY}行（对照经手工调优）", 1.2, sheets, admin="tunedtalent")


def _imports(
    houses: Houses, name: str, label: str, goal: float, sheets: dict[str, str], rounds: int = ROUNDS, admin: str = "talent"
) -> Result:
    """The middle of the rounds, the sides taking turns: a machine that slows down for a moment slows both."""
    measured = [
        (
            measure("ours:import_sheet", houses.ours(0), **sheets),
            measure("peer.work:import_sheet", houses.peer(0), admin=admin, **sheets),
        )
        for _ in range(rounds)
    ]
    ours, peer = (sorted(side, key=_whole)[rounds // 2] for side in zip(*measured, strict=True))
    costs, clock = _both(
        *({key: _sum(side["preview"][key], side["confirm"][key]) for key in ("cpu", "wall")} for side in (ours, peer))
    )
    label = f"{label}，内存{ours['megabytes']:.0f}MB比{peer['megabytes']:.0f}MB"
    return Result(name, label, costs[0], goal, peer=costs[1], clock=clock, details={"ours": ours, "peer": peer})


def duplicates_30000(houses: Houses) -> Result:
    return _duplicates(houses, CITY, 60)


def duplicates_300000(houses: Houses) -> Result:
    return _duplicates(houses, PROVINCE, 900)


def matching(houses: Houses) -> Result:
    return _matching(houses, "matching", COUNTY, 900, 5)


def matching_city(houses: Houses) -> Result:
    return _matching(houses, "matching_city", CITY, 10_000, 240)


def _matching(houses: Houses, name: str, people: int, needs: int, goal: float) -> Result:
    ours = measure("matching:whole", houses.ours(people), needs=needs)
    label = f"匹配{ours['people']}人、{ours['needs']}条需求（内存{ours['megabytes']:.0f}MB）"
    return _alone(name, label, goal, ours)


def rescore_person(houses: Houses) -> Result:
    return _rescored(houses, "person", "一人有变化，与10000条需求重新匹配（3万人的库）")


def rescore_need(houses: Houses) -> Result:
    return _rescored(houses, "need", "一条需求有变化，与3万人重新匹配")


def _rescored(houses: Houses, side: str, label: str) -> Result:
    ours = measure("matching:one", houses.ours(CITY), needs=10_000)
    return _alone(f"rescore_{side}", label, 0.05, ours[side] | {"megabytes": ours["megabytes"]})


def matching_bm25(houses: Houses) -> Result:
    return _against(houses, "bm25", "逐条匹配对照BM25（只比文字，不算资格、学科、理由）", 0.05)


def matching_ts_rank(houses: Houses) -> Result:
    return _against(houses, "ts_rank", "逐条匹配对照PostgreSQL的ts_rank（同样只比文字）", 0.25)


def _against(houses: Houses, peer: str, label: str, goal: float) -> Result:
    """A need at a time at 30,000 people; the peers know texts only."""
    found = measure("matching:plain_means", houses.ours(CITY), needs=900)
    costs, clock = _both(found["ours"], found[peer])
    count = found["needs"]
    return Result(f"matching_{peer}", label, costs[0] / count * 1000, goal, "毫秒", costs[1] / count * 1000, clock, found)


def matching_two_workers(houses: Houses) -> Result:
    """One worker against two on the same needs: about half the time, and the very same result."""
    one, two = (measure("matching:shards", houses.ours(CITY), needs=10_000, shards=number) for number in (1, 2))
    if one["digest"] != two["digest"]:
        raise RuntimeError("两个工作进程的匹配结果与一个的不同。")
    details = {"one": one, "two": two}
    return Result(
        "matching_two_workers", "两个工作进程对照一个", two["wall"], 1.5, peer=one["wall"], clock="时钟", details=details
    )


def due_lists(houses: Houses) -> Result:
    return _register(houses, "due_lists", "due", "待办列表（10万次走访、2万件服务事项）")


def coverage_grid(houses: Houses) -> Result:
    return _register(houses, "coverage_grid", "grid", "领导联系覆盖情况（10万次走访）")


def _register(houses: Houses, name: str, side: str, label: str) -> Result:
    ours = measure("registers:due_lists", houses.ours(COUNTY), visits=100_000, requests=20_000)
    return _alone(name, f"{label}，{ours['pairs']}对联系", 0.3, ours[side])


def report(houses: Houses) -> Result:
    ours = measure("ours:report", houses.ours(COUNTY), folder=str(houses.folder / "report"))
    return _alone("report", "月报文档和统计表", 5, ours)


@dataclass(frozen=True)
class Page:
    """One kind of list page, asked of both sides. goals: times faster than the peer at 2,700, 30,000 and 300,000 people.

    The peer knows no pinyin: it is asked for the name that was meant. {page}: in the middle of all pages.
    """

    name: str
    label: str
    goals: tuple[float, float, float]
    address: str = ""
    peer_address: str = ""


PAGES = (
    Page("list", "列表页（{people}人，本系统含筛选计数）", (2, 2, 1)),
    Page("facets", "列表页（{people}人，双方均含筛选计数）", (2, 5, 10), peer_address="?_facets=True"),
    Page("deep", "居中的一页（{people}人）", (1, 1, 1), "?page={page}", "?p={page}"),
    Page("two_facets", "两项筛选（{people}人）", (1, 1, 1), "?category=expert&degree=5", "?categories=高层次人才&degree=博士"),
    Page("search", "两字姓名检索（{people}人）", (1, 5, 20), "?q=张伟", "?q=张伟"),
    Page("search_rare", "少见姓名检索（{people}人）", (1, 5, 20), "?q=尉迟", "?q=尉迟"),
    Page("search_common", "常见单位检索（{people}人）", (1, 1, 1), "?q=大学", "?q=大学"),
    Page("search_pinyin", "全拼检索（{people}人）", (1, 5, 20), "?q=zhangwei", "?q=张伟"),
    Page("search_initials", "首字母检索（{people}人）", (1, 5, 20), "?q=zw", "?q=张伟"),
    Page("search_phrase", "词组检索（{people}人）", (1, 5, 20), "?q=聚乳酸 上海", "?q=聚乳酸 上海"),
)


def _page_bench(kind: Page, people: int, goal: float) -> Callable[[Houses], Result]:
    def bench(houses: Houses) -> Result:
        place = people // PAGE_SIZE // 2
        measured = [
            (
                measure("ours:page", houses.ours(people), address=kind.address.format(page=place)),
                measure("peer.work:page", houses.peer(people), address=kind.peer_address.format(page=place)),
            )
            for _ in range(ROUNDS)
        ]
        ours, peer = (sorted(side, key=_spent)[ROUNDS // 2] for side in zip(*measured, strict=True))
        costs, clock = _both(ours, peer)
        label, details = kind.label.format(people=people), {"ours": ours, "peer": peer}
        return Result(f"{kind.name}_{people}", label, costs[0] * 1000, goal, "毫秒", costs[1] * 1000, clock, details)

    return bench


BENCHES = {
    bench.__name__: bench
    for bench in (
        import_2700,
        import_2700_tuned,
        import_30000,
        reimport_2700,
        duplicates_30000,
        duplicates_300000,
        matching,
        matching_city,
        rescore_person,
        rescore_need,
        matching_bm25,
        matching_ts_rank,
        matching_two_workers,
        due_lists,
        coverage_grid,
        report,
    )
} | {
    f"{kind.name}_{people}": _page_bench(kind, people, goal)
    for people, place in ((COUNTY, 0), (CITY, 1), (PROVINCE, 2))
    for kind in PAGES
    for goal in (kind.goals[place],)
}


def _duplicates(houses: Houses, people: int, goal: float) -> Result:
    """Against a time: the peer has nothing of the kind."""
    ours = measure("ours:duplicates", houses.ours(people))
    label = f"{people}份档案逐对查重，找到{ours['pairs']}对（内存{ours['megabytes']:.0f}MB）"
    return _alone(f"duplicates_{people}", label, goal, ours)


def _alone(name: str, label: str, goal: float, ours: dict) -> Result:
    """Work without a peer, against a time."""
    spent, clock = (ours["wall"], "时钟") if ours["cpu"] is None else (ours["cpu"], "处理器")
    return Result(name, label, spent, goal, clock=clock, details={"ours": ours})


def _both(ours: dict, peer: dict) -> tuple[tuple[float, float], str]:
    """Processor time where both sides have it, else the wall clock; and which of them."""
    if ours["cpu"] is not None and peer["cpu"] is not None:
        return (ours["cpu"], peer["cpu"]), "处理器"
    return (ours["wall"], peer["wall"]), "时钟"


def _whole(side: dict) -> float:
    """What preview and confirm cost together."""
    return _spent(side["preview"]) + _spent(side["confirm"])


def _spent(side: dict) -> float:
    """Processor time where it is known, else by the wall clock."""
    return side["wall"] if side["cpu"] is None else side["cpu"]


def _sum(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first + second

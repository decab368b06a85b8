"""The benches by name. Both sides of one line are measured one after the other in the same run, ours first."""

from collections.abc import Callable, Iterable

from tests.benchmarks.houses import Houses, measure, opened
from tests.benchmarks.people import SEED
from tests.benchmarks.results import Result

COUNTY, CITY, PROVINCE = 2_700, 30_000, 300_000
ROUNDS = 3
FEW = 30
NAME = "?q=张伟"


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
    return _imports(houses, "import_2700", f"导入{COUNTY}行（预览加确认）", 3, sheets)


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


def list_2700(houses: Houses) -> Result:
    return _list(houses, COUNTY, 2)


def list_30000(houses: Houses) -> Result:
    return _list(houses, CITY, 2)


def list_300000(houses: Houses) -> Result:
    """The peer's page counts nothing; ours counts seven facets over everybody."""
    return _list(houses, PROVINCE, 1)


def facets_30000(houses: Houses) -> Result:
    return _facets(houses, CITY, 5)


def facets_300000(houses: Houses) -> Result:
    return _facets(houses, PROVINCE, 10)


def search_30000(houses: Houses) -> Result:
    return _search(houses, CITY, 5)


def search_300000(houses: Houses) -> Result:
    return _search(houses, PROVINCE, 20)


def duplicates_30000(houses: Houses) -> Result:
    return _duplicates(houses, CITY, 60)


def duplicates_300000(houses: Houses) -> Result:
    return _duplicates(houses, PROVINCE, 900)


def matching(houses: Houses) -> Result:
    ours = measure("ours:matching", houses.ours(COUNTY), top=20)
    label = f"匹配{ours['people']}人、{ours['needs']}条需求（内存{ours['megabytes']:.0f}MB）"
    return _alone("matching", label, 10, ours)


def report(houses: Houses) -> Result:
    ours = measure("ours:report", houses.ours(COUNTY), folder=str(houses.folder / "report"))
    return _alone("report", "月报文档和统计表", 5, ours)


BENCHES = {
    bench.__name__: bench
    for bench in (
        import_2700,
        import_2700_tuned,
        import_30000,
        reimport_2700,
        list_2700,
        list_30000,
        list_300000,
        facets_30000,
        facets_300000,
        search_30000,
        search_300000,
        duplicates_30000,
        duplicates_300000,
        matching,
        report,
    )
}


def _list(houses: Houses, people: int, goal: float) -> Result:
    return _pages(houses, f"list_{people}", f"列表页（{people}人，本系统含筛选计数）", people, goal)


def _facets(houses: Houses, people: int, goal: float) -> Result:
    """The same page against the peer's with counts behind its filters switched on."""
    label = f"列表页（{people}人，双方均含筛选计数）"
    return _pages(houses, f"facets_{people}", label, people, goal, peer_address="?_facets=True")


def _search(houses: Houses, people: int, goal: float) -> Result:
    return _pages(houses, f"search_{people}", f"两字姓名检索（{people}人）", people, goal, address=NAME, peer_address=NAME)


def _pages(
    houses: Houses, name: str, label: str, people: int, goal: float, address: str = "", peer_address: str = ""
) -> Result:
    ours = measure("ours:page", houses.ours(people), address=address)
    peer = measure("peer.work:page", houses.peer(people), address=peer_address)
    costs, clock = _both(ours, peer)
    details = {"ours": ours, "peer": peer}
    return Result(name, label, costs[0] * 1000, goal, "毫秒", costs[1] * 1000, clock, details)


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
    """Processor time of preview and confirm where it is known, else by the wall clock."""
    both = [(side[part]["cpu"], side[part]["wall"]) for part in ("preview", "confirm")]
    return sum(wall if cpu is None else cpu for cpu, wall in both)


def _sum(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first + second

"""The words of a letter, with places for each person's own."""

from people.worklists.models import Worklist

PLACES = ("{姓名}", "{尊称}", "{单位}", "{职务}")
GREETING = """尊敬的{姓名}{尊称}：
　　您好！值此佳节来临之际，谨向您及家人致以诚挚的问候和美好的祝愿！
　　多年来，您身在外地、情系家乡，为家乡发展出谋划策、牵线搭桥。家乡人民感谢您。
　　诚盼您常回家看看，继续关心支持家乡建设。
　　祝您身体健康、工作顺利、阖家幸福！"""
INVITATION = """尊敬的{姓名}{尊称}：
　　您好！为共叙乡情、共谋发展，我们定于近期举办在外人才座谈活动，诚邀您拨冗参加。
　　具体时间、地点另行告知。盼复。"""


def letter_for(purpose: str) -> str:
    asks = purpose in (Worklist.Purpose.MEETING, Worklist.Purpose.INVITATION)
    return INVITATION if asks else GREETING


def filled(letter: str, *, name: str, gender: str, employer: str, position: str) -> str:
    """gender: 男, 女 or "". Words are put in as they are; nothing in them is a place again."""
    address = {"男": "先生", "女": "女士"}.get(gender, "同志")
    parts = dict(zip(PLACES, (name, address, employer, position), strict=True))
    found = letter
    for number, place in enumerate(PLACES):
        found = found.replace(place, f"\0{number}\0")
    for number, place in enumerate(PLACES):
        found = found.replace(f"\0{number}\0", parts[place])
    return found

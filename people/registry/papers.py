"""One person on paper: 在外人才登记表 and 干部任免审批表 as docx, the latter as .lrmx too.

What nobody registered stays empty: an office completes a form by hand, it does not take a guess for an answer.
"""

import io

from django.conf import settings
from django.utils import timezone

from people.registry import photos
from people.registry.columns import rank_words
from people.registry.export import full_place, holders_of, numbers_of, program_words
from people.registry.models import Education, Person
from talentbase.accounts.sealing import unseal
from talentbase.codes.book import current_book, name_of
from talentbase.sheets.write_form import Box, Form, Row, write_form
from talentbase.sheets.write_lrmx import write_lrmx
from talentbase.text.ids import mask_id
from talentbase.text.phones import mask_phone
from talentbase.web.templatetags.ui import dots, full_day

RELATIVES = 7  # lines for the family
DAY_OF_SEAL = "　　　年　　月　　日"
WIDTHS = (24, 25, 22, 24, 25, 26, 28)
MODES = {Education.Mode.FULL: "QuanRiZhiJiaoYu", Education.Mode.PART: "ZaiZhiJiaoYu"}
BRANCHES = {Education.Mode.FULL: "全日制\n教　育", Education.Mode.PART: "在　职\n教　育"}


def register_form(person: Person, *, full: bool) -> bytes:
    """在外人才登记表, docx. person: of `with_everything`; full: numbers not masked."""
    return _docx([_register_form(person, full=full)])


def appointment_form(person: Person) -> bytes:
    """干部任免审批表, docx of two pages: front and back of the form of 珠组通〔2003〕81号."""
    return _docx([_front(person), _back(person)])


def _docx(forms: list[Form]) -> bytes:
    out = io.BytesIO()
    write_form(out, forms)
    return out.getvalue()


def _label(text: str, across: int = 1, down: int = 1) -> Box:
    return Box(text, across, down, is_label=True)


def _long(label: str, text: str, height: float) -> Row:
    return Row([_label(label), Box(text, 6, is_long=True)], height)


def _register_form(person: Person, *, full: bool) -> Form:
    studies = _studies(person) or {"": (_study_words(person), _school_words(person))}
    rows = [
        *_head_rows(person),
        *_study_rows(studies),
        Row([_label("职级/职称"), Box(rank_words(person), 2), _label("研究领域"), Box(person.field, 3)]),
        Row(
            [
                _label("工作单位\n及 职 务"),
                Box(f"{person.employer}{person.position}", 3),
                _label("工作地"),
                Box(full_place(person), 2),
            ],
            12,
        ),
        Row(
            [_label("人才类别"), Box("、".join(person.category_labels), 3), _label("人才称号"), Box(program_words(person), 2)]
        ),
        _long("简\n\n历", resume_of(person), 60),
        _long("成果及\n荣　誉", person.honors, 22),
        _long("合作意向", "；".join(filter(None, (person.get_consent_display(), person.intent))), 14),
        _long("联系方式", _ways(person, full=full), 14),
        _long("备　注", person.remark, 12),
    ]
    above = f"档案编号：{person.number}　　　　填表日期：{full_day(timezone.localdate())}"
    return Form("在外人才登记表", WIDTHS, rows, above, "本表含个人信息，仅限工作使用。")


def _pairs(*parts: str) -> list[Box]:
    """Labels and answers in turn."""
    return [_label(part) if number % 2 == 0 else Box(part) for number, part in enumerate(parts)]


def _head_rows(person: Person) -> list[Row]:
    gender, birth = name_of(person.gender_id)[:1], _birth(person)
    second = ("民　族", name_of(person.nation_id), "籍　贯", _native_place(person), "政治面貌", name_of(person.politics_id))
    third = ("入　党\n时　间", _joined(person), "参加工\n作时间", dots(person.work_since[:7]), "家乡住址", person.hometown)
    return [
        Row([*_pairs("姓　名", person.name, "性　别", gender, "出生年月\n（岁）", birth), _portrait(person, 3)], 12),
        Row(_pairs(*second), 12),
        Row(_pairs(*third), 12),
    ]


def _birth(person: Person) -> str:
    age = person.age_on(timezone.localdate())
    return dots(person.birth[:7]) + (f"\n（{age}岁）" if age is not None else "")


def _portrait(person: Person, rows: int) -> Box:
    return Box(picture=photos.read(person) if person.photo_id else b"", down=rows)


def _front(person: Person) -> Form:
    gender, birth = name_of(person.gender_id)[:1], _birth(person)
    title = name_of(person.title_id) or person.title_text
    second = ("民　族", name_of(person.nation_id), "籍　贯", _native_place(person), "出 生 地", "")
    third = ("入　党\n时　间", _joined(person), "参加工\n作时间", dots(person.work_since[:7]), "健康状况", "")
    rows = [
        Row([*_pairs("姓　名", person.name, "性　别", gender, "出生年月\n（岁）", birth), _portrait(person, 4)], 12),
        Row(_pairs(*second), 12),
        Row(_pairs(*third), 12),
        Row([_label("专业技\n术职务"), Box(title, 2), _label("熟悉专业\n有何专长"), Box(person.field, 2)], 12),
        *_study_rows({mode: _studies(person).get(mode, ("", "")) for mode in BRANCHES}),
        Row([_label("现 任 职 务"), Box(f"{person.employer}{person.position}", 6)], 12),
        Row([_label("拟 任 职 务"), Box("", 6)], 12),
        Row([_label("拟 免 职 务"), Box("", 6)], 12),
        _long("简\n\n\n历", resume_of(person), 110),
    ]
    return Form("干部任免审批表", WIDTHS, rows)


def _study_rows(studies: dict[str, tuple[str, str]]) -> list[Row]:
    """One row a branch behind one label that reaches over all of them."""
    head = _label("学　历\n学　位", down=len(studies))
    return [
        Row(
            [
                *([head] if number == 0 else []),
                _label(BRANCHES.get(mode, "最高")),
                Box(words, 2),
                _label("毕业院校\n系及专业"),
                Box(school, 2),
            ],
            14,
        )
        for number, (mode, (words, school)) in enumerate(studies.items())
    ]


def _back(person: Person) -> Form:
    """The family is left to the office: third parties' data is not in the register."""
    titles = [_label("称谓"), _label("姓名"), _label("年龄"), _label("政治面貌"), _label("工作单位及职务", 2)]
    opinions = [
        *(_label("审批机\n关意见"), Box(f"\n\n{DAY_OF_SEAL}", 3, is_long=True)),
        *(_label("行政机关\n任免意见"), Box(f"\n\n{DAY_OF_SEAL}", 2, is_long=True)),
    ]
    rows = [
        _long("奖惩\n情况", person.honors, 30),
        _long("年度考\n核结果", "", 20),
        _long("任免\n理由", "", 26),
        Row([_label("家庭主\n要成员\n及重要\n社会关\n系", down=RELATIVES + 1), *titles]),
        *(Row([Box(), Box(), Box(), Box(), Box("", 2)], 11) for _ in range(RELATIVES)),
        _long("呈报\n单位", f"\n\n　　　　　　　　{DAY_OF_SEAL}", 24),
        Row(opinions, 34),
    ]
    return Form("", WIDTHS, rows, below="填表人：")


def lrmx(person: Person, *, full: bool, filled_by: str) -> bytes:
    """full: the ID number is filled in. filled_by: name of who makes the file."""
    answers = {
        "XingMing": person.name,
        "XingBie": name_of(person.gender_id)[:1],
        "ChuShengNianYue": _digits(person.birth),
        "MinZu": name_of(person.nation_id),
        "JiGuan": _native_place(person),
        "RuDangShiJian": _digits(person.party_date) or person.party_text,
        "CanJiaGongZuoShiJian": _digits(person.work_since),
        "ZhuanYeJiShuZhiWu": name_of(person.title_id) or person.title_text,
        "ShuXiZhuanYeYouHeZhuanChang": person.field,
        "XianRenZhiWu": f"{person.employer}{person.position}",
        "JianLi": resume_of(person),
        "JiangChengQingKuang": person.honors,
        "TianBiaoShiJian": f"{timezone.localdate():%Y%m%d}",
        "TianBiaoRen": filled_by,
        "ShenFenZheng": unseal(person.id_number_cipher) if full and person.id_number_cipher else "",
    }
    for study in _by_mode(person):
        key, school = MODES[study.mode], _study_place(study)
        answers |= {
            f"{key}_XueLi": name_of(study.education_id),
            f"{key}_XueWei": name_of(study.degree_id),
            f"{key}_XueLi_BiYeYuanXiaoXi": school,
        }
    return write_lrmx(answers, portrait=photos.read(person) if person.photo_id else b"")


def _digits(date: str) -> str:
    return date[:7].replace("-", "")


def _by_mode(person: Person) -> list[Education]:
    """The last study of each mode; where no rows are, the highest one as full time, which is what a form asks first."""
    found = {study.mode: study for study in person.educations.all()}
    if not found and person.education_id:
        names = ("school", "major", "education_id", "degree_id")
        one = Education(**{name: getattr(person, name) for name in names}, department=person.school_department)
        found = {one.mode: one}
    return [found[mode] for mode in Education.Mode.values if mode in found]


def _studies(person: Person) -> dict[str, tuple[str, str]]:
    """{mode: (education and degree, school and major)}."""
    return {
        study.mode: (
            "\n".join(filter(None, (name_of(study.education_id), name_of(study.degree_id)))),
            _study_place(study),
        )
        for study in _by_mode(person)
    }


def _study_words(person: Person) -> str:
    return "\n".join(filter(None, (name_of(person.education_id), name_of(person.degree_id))))


def _school_words(person: Person) -> str:
    return f"{person.school}{person.school_department}{person.major}"


def resume_of(person: Person) -> str:
    """The words of the record, else its rows as cadre forms write them: 1990.07--1995.08　某单位某职务."""
    if person.resume:
        return person.resume
    lines = [(study.start, study.end, f"{_study_place(study)}学习") for study in person.educations.all()]
    lines += [(post.start, post.end, f"{post.employer}{post.position}") for post in person.posts.all()]
    lines.sort(key=lambda line: line[0] or line[1])
    return "\n".join(f"{dots(start[:7])}--{dots(end[:7]):7}　{words}" for start, end, words in lines)


def _study_place(study: Education) -> str:
    return f"{study.school}{study.department}{study.major}"


def _native_place(person: Person) -> str:
    """河南南乐: only for whom a township of the county is registered."""
    province = current_book().get("provinces", f"{settings.TALENTBASE_COUNTY_CODE[:2]}0000")
    county = settings.TALENTBASE_COUNTY.removesuffix("县")
    return f"{province.name.removesuffix('省')}{county}" if person.town_id and province else ""


def _joined(person: Person) -> str:
    return dots(person.party_date[:7]) or person.party_text


def _ways(person: Person, *, full: bool) -> str:
    shown = (lambda number: number) if full else mask_phone
    own = "保密" if person.phone_is_secret and not full else "　".join(map(shown, numbers_of(person, "own")))
    own += "（保密）" if person.phone_is_secret and full and own else ""
    family = "　".join([*holders_of(person), *map(shown, numbers_of(person, "family"))])
    number = unseal(person.id_number_cipher) if person.id_number_cipher else ""
    number = number if full else mask_id(number) if number else ""
    parts = (("本人电话", own), ("家乡亲属", family), ("身份证号", number), ("邮箱", person.email))
    return "\n".join(f"{label}：{words}" for label, words in parts if words)

"""Work, titles, category, place and business, contacts."""

import re
from dataclasses import replace
from functools import lru_cache

from talentbase.imports.reading import shown
from talentbase.sheets.captions import SECTION
from talentbase.text.dates import BadDate, parse_date
from talentbase.text.folding import clean, fold, one_line
from talentbase.text.ids import strip_number, uscc_fault
from talentbase.text.money import read_amount, read_count
from talentbase.text.phones import MOBILE, read_phones

POST_HEAD = (
    r"(?:华北|华东|华南|华中|西南|西北|东北|北方|南方|中国|大中华|亚太|全国|海外)(?=区|大区|区域)|党委|党组|党总支|党支部|常务|执行|高级|首席|第一|名誉|副|总|助理|代|原|兼|联合|大区|区域|项目|技术|销售|生产|市场|财务|人事|行政|研发|业务|法定|"
    r"注册|(?:语文|数学|英语|物理|化学|生物|历史|地理|政治|体育|音乐|美术)(?=[教老]师)|资深|中级|初级|一级|二级|三级|四级|正|主|驻村|大堂|客户|店|大"
)
POST_CORE = (
    r"董事长|董事|监事|总经理|经理|主任中医师|主治中医师|中医师|主任药师|主任护师|主任技师|主任医师|主治医师|医师|教授级高工|正高级?工|高工|主任科员|主任|处长|局长|院长|校长|书记|科长|股长|所长|站长|部长|厅长|司长|署长|省长|市长|区长|县长|镇长|"
    r"乡长|村长|主席|总裁|总监|总工程师|工程师|设计师|架构师|分析师|会计师|经济师|教授|副研究员|研究员|研究馆员|馆员|教师|老师|讲师|会计|出纳|主管|主编|编辑|"
    r"法人代表|法定代表人|法人|代表|负责人|创始人|合伙人|理事长|理事|会长|秘书长|秘书|委员|常委|员工|职员|科员|干事|干部|调研员|巡视员|团长|师长|旅长|营长|连长|"
    r"排长|政委|参谋|参谋长|律师|法官|检察官|审判员|检察长|厂长|店长|馆长|台长|社长|行长|队长|组长|班长|教导员|指导员|院士|博士后|顾问|技术员|研究生|护士长|护士|"
    r"护师|药师|医生|军医|司机|业务员|销售员|销售|股东|老板|CEO|CTO|CFO|COO|CIO|VP|总工|院长助理|助理|辅导员|班主任|园长|警长|民警|警员|支队长|大队长|中队长|"
    r"所员|船长|机长|程序员|操作工|工人|技师|技工|厨师长|厨师|网格员|博士生导师|硕士生导师|博导|硕导|导师|裁判|教练|演员|导演|记者|主持人|播音员|设计|策划|督导|督学|参事|馆员|首席科学家|科学家|专家|建造师|造价师|监理师|规划师|营养师|测量师|精算师|教练员|在读博士|在读硕士|博士在读|硕士在读"
)
POSTS = re.compile(
    rf"(?P<post>(?:(?:{POST_HEAD})*(?:{POST_CORE})(?:助理)?(?:[（(][^（()）]*[)）])?)(?:(?:[兼、，,和及/\s]|[（(])*"
    rf"(?:{POST_HEAD})*(?:{POST_CORE})(?:[（(][^（()）]*[)）])?[)）]?)*)$",
    re.I,
)
FIRST_OF_SEVERAL = re.compile(rf"(?:(?:{POST_HEAD})*(?:{POST_CORE})(?:助理)?)(?=[、，,;；兼])")
# an employer, and not merely its department: 教研室, 人事部
ORGANISATION = re.compile(
    r"公司|集团|大学|学院|医院|研究[院所]|银行|[法检察]院|学校|[中小]学|厂|政府|部队|委员会|[局厅]|[省市县区州旗].*[院办委部会社]"
)
LEVEL_BRACKET = re.compile(r"[（(]([^（()）]*)[)）]")
PIECES = re.compile(r"[、，,;；/\n]+|\s+")
CATEGORY_WORDS = (
    ("党政人才", r"党政|公务员|机关|事业|干部|军队"),
    ("经商人才", r"经商|企业家|商人|创业|经营|工商|商界|企业"),
    ("高层次人才", r"高层次|专家|学者|博士|高级职称|专业技术|学术|科研|高学历|院士|教授|高端"),
)
CATEGORIES = tuple(name for name, _ in CATEGORY_WORDS)
WHOLLY_BRACKETED = re.compile(r"^[（(]([^（()）]*)[)）]$")
RELATIVE = re.compile(r"父|母|爸|妈|妻|夫(?!人)|爱人|配偶|哥|弟|姐|妹|儿子?|女儿|岳|叔|伯|家属|家人|亲属|老家")
PHONE_PARTS = re.compile(r"[，,、;；/\n]+|(?<=\d)\s+(?=[^\d\s(（])")
NUMBER_IN = re.compile(r"\d{7}")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
WECHAT_SAME = re.compile(r"微信同(?:号|步|手机|电话|上)?|同微信|手机号?同微信|同手机号?|同电话|微信号?同")
RANK_HEADER = re.compile(r"(?:^|/)(?:行政|现任?)?(?:职级|级别|职务级别|职务层次|行政级别)$")
WECHAT_NAMED = re.compile(r"(?:微信号?|wechat|[vw]x)([A-Za-z][\w\-]{3,})", re.I)
DUTY = re.compile(r"职[务位称]")
BLANK = re.compile(r"\s")
LETTER = re.compile(r"[^\W\d]")
PHONE_LABEL = re.compile(r"(?:手机|电话|本人|办公|办|宅|家|移动|联系|号码|TEL|[\s:：])+", re.I)
LABELLED_NUMBER = re.compile(r"(?:电话|手机|联系方式|联系电话)?[:：]?[\s，,、]*[+\d０-９][\d０-９\s\-—－*]{5,}")
ADDRESS_PARTS = re.compile(r"[/、，,;；\s]+")
ADDRESS_LABEL = re.compile(r"^(?:微信号?|邮箱|e-?mail|wechat|vx)[:：]?", re.I)
ACCOUNT = re.compile(r"[\w.\-@+]+")
MOST_EMPLOYEES = 10_000_000
HEADED_UNIT = re.compile(r"亿元|万元|亿|千元|元")
STATED_UNIT = re.compile(
    r"(?:营业额|产值|销售额|营收|收入|规模)[^。；\n]{0,8}?单位[:：为]?\s*(亿元|万元|元)|单位[:：]\s*(亿元|万元|元)"
)


def split_post(text: str) -> tuple[str, str]:
    """某省人民医院副院长 -> (某省人民医院, 副院长); (text, "") where no post ends it."""
    text = one_line(text)
    if found := POSTS.search(text):
        start = found.start()
        if earlier := FIRST_OF_SEVERAL.search(
            text, 2, start
        ):  # 某区委常委、宣传部部长: the second post names an office of its own
            start = earlier.start()
        employer = text[:start].rstrip(" 、，,/:：")
        return (employer, text[start:].strip()) if employer else ("", text)
    return text, ""


def read_work(reader) -> None:
    employer = reader.text("employer")
    for other in reader.texts("employer")[1:]:
        if other != employer:
            reader.keep(reader.header("employer"), other)
    position = "、".join(dict.fromkeys(text for text in reader.texts("position") if text))
    combined = DUTY.search(reader.header("employer"))
    rank_only = position and RANK_HEADER.search(reader.header("position"))
    if employer and combined and position and employer.endswith(position):
        employer = employer.removesuffix(position).strip(" 、，,")
    elif employer and (not position or rank_only) and (combined or BLANK.search(employer)):
        unit, post = split_post(employer)
        if post and (combined or re.search(rf"\s{re.escape(post)}$", employer)):
            _read_levels(reader, position)
            employer, position = unit, post if _is_level(reader, position) else "、".join(filter(None, (post, position)))
            reader.warn("position", "split_guess", f"单位与职务合写，拆分为“{unit}”和“{post}”")
    # 现任职务 without a column for the employer names both
    if position and reader.block.layout == "table" and not reader.header("employer"):
        unit, post = split_post(position)
        if unit and post and ORGANISATION.search(unit):
            employer, position = unit, post
            reader.warn("position", "split_guess", f"单位与职务合写，拆分为“{unit}”和“{post}”")
    reader.put("employer", employer)
    if country := reader.book.country(employer):
        reader.put("location_country", country)
    position = _read_position(reader, position or reader.name_position)
    if not position and not reader.filled("position"):
        reader.cell("position")
    _read_title(reader)
    if reader.name_title:
        reader.put("title", reader.name_title)
    _read_programs(reader)


def _read_position(reader, text: str) -> str:
    """Takes levels in brackets and pieces that are titles out of the post."""
    if not text:
        return ""
    _read_levels(reader, text)
    text = LEVEL_BRACKET.sub(lambda found: "" if _is_level(reader, found[1]) else found[0], text).strip()
    pieces = [piece for piece in PIECES.split(text) if piece]
    kept = []
    own_column = reader.book.title(reader.text("title")).code
    for piece in pieces:
        found = reader.book.find("titles", piece) or (reader.book.find("titles", piece[1:]) if piece[:1] == "正" else None)
        if found and found.rank and own_column in (None, found):
            reader.put("title", found.code)
        else:
            kept.append(piece)
    whole = text if len(kept) == len(pieces) else "、".join(kept)
    reader.put("position", whole)
    return whole


def _read_levels(reader, text: str) -> None:
    if level := reader.book.job_level(text):
        reader.put("job_level", level.code)
    if rank := reader.book.civil_rank(text):
        reader.put("civil_rank", rank.code)


def _is_level(reader, words: str) -> bool:
    return bool(reader.book.find("job_levels", words) or reader.book.find("civil_ranks", words))


def _read_title(reader) -> None:
    text = reader.text("title")
    if not text:
        return
    match = reader.book.title(text)
    if match.since:
        try:
            reader.put("title_since", parse_date(match.since).date.iso())
        except BadDate as error:
            reader.fail("title_since", error.code, error.message)
    if match.code:
        reader.values.pop("title", None)
        reader.put("title", match.code.code)
        if match.rest and not re.fullmatch(r"(?:正高|副高|中级|初级)级?", match.rest):
            reader.put("title_text", text)
        return
    reader.put("title_text", match.rest and text)
    if not match.level:
        reader.warn("title", "title_unknown", f"“{text[:20]}”不在职称代码表中，按文字保存")


def _read_programs(reader) -> None:
    text = reader.text("programs", lines=True)
    if not text:
        return
    codes, unknown = reader.book.programs(text)
    found = [*reader.values.pop("programs", []), *(code.code for code in codes)]
    reader.put("programs", list(dict.fromkeys(found)))
    if unknown:
        reader.warn("programs", "program_unknown", f"“{'、'.join(unknown)[:40]}”不在人才称号表中，记入成果及荣誉")
        if not reader.filled("honors"):
            reader.put("honors", "、".join(unknown))
        else:
            reader.keep("人才称号", "、".join(unknown))


@lru_cache(maxsize=1_000)
def _categories_named(text: str) -> tuple[str, ...]:
    return tuple(name for name, words in CATEGORY_WORDS if name == text or re.search(words, text))


def read_category(reader) -> None:
    """The column; else the sheet's name, else its title, where they speak of one category only."""
    if text := reader.text("category"):
        found = _categories_named(text)
        if not found:
            reader.keep("人才类别", text)
        else:
            reader.put("category", text if text in CATEGORIES else found[0])
            if text not in CATEGORIES:
                reader.warn("category", "code_mapped", f"“{text}”按“{found[0]}”读取")
            if len(found) > 1:
                reader.keep("人才类别", text)
        return
    title = reader.block.title.split("\n")
    sections = [line for line in title if SECTION.match(fold(line))]
    for words in (*sections, reader.block.sheet, *title):
        found = _categories_named(words)
        if found == ("经商人才", "高层次人才") and "高层次" not in words:
            found = ("经商人才",)
        if len(found) == 1:
            reader.put("category", found[0])
            reader.warn("category", "from_sheet_name", f"人才类别取自表名：{found[0]}")
            return


def read_place(reader) -> None:
    text = " ".join(dict.fromkeys(reader.texts("location_code")))
    if not text:
        reader.cell("location_code")
        return
    reader.put("location", text)
    if country := reader.book.country(text):
        reader.values.pop("location_country", None)
        reader.put("location_country", country)
    elif place := reader.book.location(text):
        reader.put("location_code", place.code)


def _part_relatives(reader) -> None:
    """本人1990…，父亲1990… and 1990…（母）: the number beside a relative is a family phone, where none has a column."""
    if reader.header("family_phones") or reader.header("family_contact"):
        return
    for place, cell in enumerate(reader.cells.get("phones", ())):
        if not isinstance(cell.value, str) or not RELATIVE.search(cell.value):
            continue
        parts = [part for part in PHONE_PARTS.split(cell.value) if part]
        theirs = [part for part in parts if RELATIVE.search(part) and NUMBER_IN.search(part)]
        if theirs:
            own = "，".join(part for part in parts if part not in theirs)
            reader.cells["phones"] = list(reader.cells["phones"])
            reader.cells["phones"][place] = replace(cell, value=own or None)
            reader.cells.setdefault("family_contact", []).append(replace(cell, value="，".join(theirs)))


def read_contacts(reader) -> None:
    _part_relatives(reader)
    own = reader.phones("phones")
    numbers = reader.numbers(own)
    if any(found.secret for found in own):
        reader.put("phone_secret", True)
    for found in own:
        _read_phone_words(reader, found.words, numbers)
    reader.put("phones", numbers)
    _read_mail(reader, numbers)
    _read_family(reader)


def _read_phone_words(reader, words: str, numbers: list[str]) -> None:
    for cell in reader.cells.get("phones", ()):
        if isinstance(cell.value, str) and "@" in cell.value and (mail := EMAIL.search(cell.value)):
            reader.put("email", mail[0])
            return
    if found := WECHAT_NAMED.search(words):
        reader.put("wechat", found[1])
    elif WECHAT_SAME.search(words):
        reader.put("wechat", next((number for number in numbers if MOBILE.fullmatch(number)), ""))
    elif words and not PHONE_LABEL.fullmatch(words):
        reader.keep("联系方式", words)


def _read_mail(reader, numbers: list[str]) -> None:
    """微信号/邮箱 in one cell: the piece with @ is the address."""
    for key in ("email", "wechat"):
        if not (text := reader.text(key)):
            continue
        for mail in EMAIL.findall(fold(text)):
            reader.put("email", mail)
        rest = EMAIL.sub(" ", text)
        for piece in filter(None, ADDRESS_PARTS.split(rest)):
            piece = ADDRESS_LABEL.sub("", piece)
            if WECHAT_SAME.search(piece) or piece in ("同", "同上", "手机号", "同左"):
                reader.put("wechat", next((number for number in numbers if MOBILE.fullmatch(number)), ""))
            elif piece and ACCOUNT.fullmatch(piece) and (key == "wechat" or "微信" in reader.header(key)):
                reader.put("wechat", piece)
            elif piece:
                reader.keep("微信或邮箱", piece)


def _read_family(reader) -> None:
    """王大爷（父） 1990… : the words are the contact, the number a family phone."""
    numbers = reader.numbers(reader.phones("family_phones"))
    cell = reader.cell("family_contact")
    if cell is not None:
        found = read_phones(cell.value)
        numbers += [number for number in found.numbers if number not in numbers]
        for _, sentence in found.bad:
            reader.fail("family_phones", "bad_phone", sentence)
        text = clean(shown(cell.value))
        if found.phones or found.bad:
            text = LABELLED_NUMBER.sub(" ", text)
        words = WHOLLY_BRACKETED.sub(r"\1", one_line(text).strip(" ，,、；;:：/"))
        reader.put("family_contact", words if LETTER.search(words) else "")
    reader.put("family_phones", numbers)


def read_business(reader) -> None:
    if text := reader.text("uscc"):
        code = strip_number(text)
        reader.put("uscc", code)
        if fault := uscc_fault(code):
            reader.warn("uscc", "uscc_bad_check", fault)
    if (cell := reader.cell("turnover_wan")) is not None:
        _read_turnover(reader, cell.value)
    if (cell := reader.cell("employees")) is not None:
        _read_employees(reader, cell.value)


def _read_turnover(reader, value) -> None:
    header = HEADED_UNIT.search(reader.header("turnover_wan"))
    stated = STATED_UNIT.search(f"{reader.block.notes}\n{reader.block.title}")
    unit = header[0] if header else next(filter(None, stated.groups()), "万元") if stated else "万元"
    amount = read_amount(value, unit)
    if amount is None:
        reader.keep("年营业额", one_line(shown(value)))
        return
    wan = amount.low if amount.low is not None else amount.high
    reader.put("turnover_wan", int(wan) if wan == int(wan) else wan)
    for code in amount.how:
        sentence = {"approx_number": "概数", "foreign_currency": "外币金额，未折算"}.get(code, "已换算为万元")
        reader.warn("turnover_wan", code, f"“{shown(value)}”：{sentence}")


def _read_employees(reader, value) -> None:
    count = read_count(value)
    if count is None or (count.high or count.low) > MOST_EMPLOYEES:
        reader.keep("员工数", one_line(shown(value)))
        return
    reader.put("employees", count.low if count.low is not None else count.high)
    if count.how or count.low != count.high:
        reader.warn("employees", "approx_number", f"“{shown(value)}”为概数")

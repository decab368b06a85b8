"""Writes 干部任免审批表 as the cadre form editor reads it: .lrmx (standards: the elements and their order as `read_lrmx` knows)."""

import base64
from collections.abc import Mapping
from xml.sax.saxutils import escape

from talentbase.sheets.docx_xml import clean

ORDER = (
    "XingMing", "XingBie", "ChuShengNianYue", "MinZu", "JiGuan", "ChuShengDi", "RuDangShiJian", "CanJiaGongZuoShiJian",
    "JianKangZhuangKuang", "ZhuanYeJiShuZhiWu", "ShuXiZhuanYeYouHeZhuanChang", "QuanRiZhiJiaoYu_XueLi", "QuanRiZhiJiaoYu_XueWei",
    "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "ZaiZhiJiaoYu_XueLi", "ZaiZhiJiaoYu_XueWei",
    "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "XianRenZhiWu", "NiRenZhiWu", "NiMianZhiWu", "JianLi",
    "JiangChengQingKuang", "NianDuKaoHeJieGuo", "RenMianLiYou", "JiaTingChengYuan", "ChengBaoDanWei", "JiSuanNianLingShiJian",
    "TianBiaoShiJian", "TianBiaoRen", "ShenFenZheng", "ZhaoPian", "Version",
)  # fmt: skip
VERSION = "2.0"


def write_lrmx(answers: Mapping[str, str], *, portrait: bytes = b"") -> bytes:
    """answers: {element: text}, what is missing becomes an empty element. portrait: a JPEG. Raises KeyError for no element."""
    if unknown := answers.keys() - set(ORDER):
        raise KeyError(", ".join(sorted(unknown)))
    given = {**answers, "ZhaoPian": base64.b64encode(portrait).decode(), "Version": VERSION}
    lines = [f"  <{tag}>{escape(clean(given.get(tag, '')))}</{tag}>" for tag in ORDER]
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', "<Person>", *lines, "</Person>", ""]).encode()

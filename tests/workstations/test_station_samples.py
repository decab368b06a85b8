"""The sample sheets with all six kinds in the race: stations' columns take nothing from those of people and needs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workstations.workbooks import blocks_of, document_of, kinds

SHARED = Path(__file__).resolve().parents[3] / "shared" / "sheets"


@pytest.mark.skipif(not SHARED.exists(), reason="样表不在此处")
@pytest.mark.parametrize("number", ["01", "02", "03", "04", "05", "08", "09"])
def test_sample_sheets_agree_with_their_truth(number, tmp_path):
    truth = next(SHARED.glob(f"visible/{number}_*.truth.json"))
    source = next(path for path in truth.parent.glob(f"{number}_*") if path.suffix != ".json")
    result = tmp_path / "result.json"
    result.write_text(json.dumps(document_of(source), ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, str(SHARED / "score_import.py"), str(truth), str(result), "--strict", "--no-context"]
    scored = subprocess.run(command, capture_output=True, text=True, check=False)
    assert scored.returncode == 0, scored.stdout


def test_lists_of_townships_and_firms_keep_their_kind(tmp_path):
    people = """
元村镇在外人才信息汇总表
序号|姓名|性别|出生年月|民族|籍贯|政治面貌|学历|毕业院校|工作单位及职务|职称|联系电话|推荐人
1|张三|男|1968.05|汉|元村|党员|大学|某大学|某单位处长||19900000001|李某
"""
    needs = """
企业人才需求表
企业名称|项目名称|岗位|人数|学历|专业|联系人|联系电话
南乐县某公司|二期|研发|2|硕士|化工|马经理|19900000002
"""
    tech = """
技术需求征集表
企业名称|项目名称|需求内容|拟投入资金|合作方式|联系人|联系电话
南乐县某公司|聚乳酸改性|耐热不足|50万元|联合攻关|马经理|19900000002
"""
    assert kinds(blocks_of(tmp_path, {"在外人才": people, "需求": needs, "技术": tech})) == ["people", "demand", "tech_demand"]

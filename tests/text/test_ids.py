"""Identity numbers: vectors of the standards, invented persons of area 410900."""

import datetime as dt

import pytest

from talentbase.text.ids import BadId, check_citizen_id, find_ids, mask_id, organisation_code_holds, uscc_fault

TODAY = dt.date(2026, 7, 1)


@pytest.mark.parametrize(
    ("written", "number", "gender"),
    [
        ("410900196805120011", "410900196805120011", "1"),
        ("410900198511030028", "410900198511030028", "2"),
        ("41090019700101009x", "41090019700101009X", "1"),
        ("４１０９００198511030028", "410900198511030028", "2"),
        (" 410900 19851103 0028 ", "410900198511030028", "2"),
        ("'410900198511030028", "410900198511030028", "2"),
        ('="410900198511030028"', "410900198511030028", "2"),
        ("410900680512001", "410900196805120011", "1"),
        ("830000198501010014", "830000198501010014", "1"),
        ("810000199001010027", "810000199001010027", "2"),
        ("820000199001010037", "820000199001010037", "1"),
    ],
)
def test_good_numbers(written, number, gender):
    citizen = check_citizen_id(written, today=TODAY)
    assert (citizen.number, citizen.gender) == (number, gender)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("410900198702300019", "bad_birth"),
        ("410900203001010019", "bad_birth"),
        ("410900196805120012", "bad_checksum"),
        ("41090019680512001", "bad_length"),
        ("4109001968051200111", "bad_length"),
        ("41090019680512O011", "bad_value"),
        ("410900********0011", "bad_value"),
        ("身份证", "bad_value"),
        ("", "bad_value"),
    ],
)
def test_bad_numbers(written, code):
    with pytest.raises(BadId) as refusal:
        check_citizen_id(written, today=TODAY)
    assert refusal.value.code == code
    assert refusal.value.message


def test_old_numbers_and_leap_days():
    assert check_citizen_id("410900680512001", today=TODAY).from_15
    assert check_citizen_id("410900198802290014", today=TODAY).birth == dt.date(1988, 2, 29)


def test_finds_numbers_in_a_remark_and_masks_them():
    assert find_ids("身份证号410900198511030028，见附件") == ["410900198511030028"]
    assert find_ids("账号6228000000000000001") == []
    assert mask_id("410900196805120011") == "410900********0011"


@pytest.mark.parametrize("code", ["91110000600037341L", "91410923MA3X4Y5R6C", "N2410923MF12345670", "93410923MA9K1M2N3U"])
def test_good_credit_codes(code):
    assert uscc_fault(code) == ""


@pytest.mark.parametrize(
    ("code", "words"),
    [("91120116MA05X1Y2R0", "校验位"), ("9141092", "18位"), ("91410923MA3X4Y5R6O", "字母")],
)
def test_bad_credit_codes(code, words):
    assert words in uscc_fault(code)


def test_the_organisation_code_inside_has_its_own_check():
    assert organisation_code_holds("91110000600037341L")
    assert not organisation_code_holds("91410923MA3X4Y5R6C")

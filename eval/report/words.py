"""What the page calls things, in Chinese. A new figure, verdict or copy: its row here; without one it shows under its own name."""

from __future__ import annotations

from collections.abc import Mapping

from eval.confidence import BUDGETS
from eval.leaves import Verdict

__all__ = ["CARDS", "COPY_NAMES", "FIGURES", "GROUPS", "VERDICT_NAMES", "copy_name", "figure_name"]

GROUPS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "值": {
        "leaf_f1": ("值 F1", "读对的值，多读、漏读都扣分"),
        "leaf_precision": ("精确率", "读出的值里对的"),
        "leaf_recall": ("召回率", "应有的值里读对的"),
        "numeric_exact": ("数字全对", "数字栏里分毫不差的"),
        "text_similarity": ("长文字相似度", "按编辑距离"),
    },
    "行": {
        "indicator_row_f1": ("指标整行 F1", "一行每个值都对才算"),
        "table_row_f1": ("预算表整行 F1", "一行每个值都对才算"),
    },
    "依据": {
        "grounding": ("位置正确", "读对的值里，位置也指对的"),
        "made_up": ("凭空多出", "原件上没有的文字；越低越好"),
        "failed": ("失败的副本", "整份没读出；越低越好"),
    },
    "复核": {
        "finding_precision": ("发现的精确率", "提出的问题里确有其事的"),
        "finding_recall": ("发现的召回率", "应发现的问题里发现了的"),
        "finding_recall_certain": ("　其中：确定", "确定级别的问题"),
        "finding_recall_probable": ("　其中：很可能", "很可能级别的问题"),
        "finding_recall_concern": ("　其中：存疑", "存疑级别的问题"),
        "ledger_coverage": ("检查覆盖率", "检查台账里没有出错的行"),
    },
    "置信度": {
        "confidence_auroc": ("AUROC", "置信度能否分开对与错；0.5 等于乱猜"),
        "calibration_error": ("校准误差", "置信度与实际正确率之差；越低越好"),
        **{f"errors_caught_{percent}": (f"先看 {percent}% 抓到的错", "复核最没把握的这些值") for percent in BUDGETS},
        **{f"numeric_errors_caught_{percent}": (f"先看 {percent}% 数字抓到的错", "只看数字") for percent in BUDGETS},
    },
    "用量": {
        "prompt_tokens_per_form": ("每表输入词元", "没有缓存命中的部分"),
        "generated_tokens_per_form": ("每表生成词元", "没有缓存命中的部分"),
        "seconds_per_form": ("每表秒数", "含识别和模型"),
    },
}
"""Figures by group, each with its name and a hint."""

FIGURES: Mapping[str, tuple[str, str]] = {name: words for group in GROUPS.values() for name, words in group.items()}

CARDS = ("leaf_f1", "numeric_exact", "indicator_row_f1", "grounding", "made_up", "failed")
"""The figures at the head of the page."""

VERDICT_NAMES: Mapping[Verdict, str] = {
    Verdict.MATCHED: "读对",
    Verdict.WRONG: "读错",
    Verdict.MISSED: "漏读",
    Verdict.INVENTED: "多读",
}

COPY_NAMES: Mapping[str, str] = {
    "text": "文本",
    "pdf": "PDF",
    "docx": "Word",
    "scan": "扫描",
    "scan-easy": "扫描（易）",
    "scan-hard": "扫描（难）",
}


def figure_name(name: str) -> str:
    """What a figure is called."""
    return FIGURES[name][0] if name in FIGURES else name


def copy_name(kind: str) -> str:
    """What a kind of copy is called."""
    return COPY_NAMES.get(kind, kind)

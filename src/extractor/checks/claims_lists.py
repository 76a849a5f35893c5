"""N06: an enumeration has as many members as it says."""

from __future__ import annotations

import re

from extractor.checks.claims_read import Stated, stated_in
from extractor.checks.claims_words import CLAIM_WORDS
from extractor.checks.contract import ARITHMETIC, Fault, Result, Subject, Tally, check
from extractor.checks.figures import number
from extractor.checks.profile import Profile

__all__: list[str] = []

_OPENS, _AFTER = re.compile(CLAIM_WORDS["enumerated"]), re.compile(CLAIM_WORDS["listed_after"])
_JOINT, _OPEN_END = re.compile(CLAIM_WORDS["joint"]), CLAIM_WORDS["open_end"]
_STOP = re.compile(r"[。；;！？\n]")
_CLAUSE = re.compile(r"[，,。；;：:！？\n]")


def _before(one: Stated) -> str | None:
    """The list that runs up to the count (设办公室、政治处、…7个内设机构), from the word that opens it."""
    clause = _CLAUSE.split(one.text[: one.start])[-1]
    opening = _OPENS.search(clause)
    listed = clause[opening.end() :] if opening else ""
    return listed if listed.count("、") > 1 else None


def _after(one: Stated) -> str | None:
    """The list that follows the count (7个内设机构：办公室、政治处 …)."""
    rest = _STOP.split(one.text[one.end :])[0]
    opening = _AFTER.search(rest)
    listed = re.split(r"[，,]", rest[opening.end() :])[0] if opening else ""
    return listed if "、" in listed else None


def _members(listed: str) -> range:
    """How many members a list may have: 和 may join two of them or stand within one."""
    least = listed.count("、") + 1
    return range(least, least + len(_JOINT.findall(listed)) + 1)


@check("N06", scope="document", severity="error", authority=ARITHMETIC, title="列举的个数与所写的数相符")
def as_many_as_said(subject: Subject, profile: Profile) -> Result:
    """An enumeration in a sentence has the count stated beside it."""
    del profile
    tally = Tally()
    for one in stated_in(subject):
        count = number(one.amount)
        listed = _before(one) or _after(one)
        if one.figure is not None or count is None or listed is None or one.is_rate or one.start == one.end:
            continue
        members = _members(listed)
        if _OPEN_END in listed:
            tally.lacks(f"“{one.name}”{one.printed}：列举以“等”结尾，不是全部")
        elif members.start <= count < members.stop:
            tally.ok()
        else:
            data = {"subject": one.name, "count": one.printed, "listed": listed, "members": str(members.start)}
            sentence = one.view.filled("sentence")
            leaves = (*one.leaves, *((sentence,) if sentence else ()))
            tally.fault(Fault(data, leaves, one.name, data["members"], one.printed))
    return tally.result("文字中没有带个数的列举")

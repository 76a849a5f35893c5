"""What the JSON API takes and gives, as its OpenAPI description says it."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from extractor.decision import Action, Decision, Target
from extractor.record import Evidence, Finding, Leaf
from extractor.review import Changes, Why
from extractor.review import Field as ReviewField
from extractor.store import State
from extractor.web.problems import ProblemBody
from extractor.web.uploads import Upload

__all__ = [
    "ChangesBody",
    "ConflictBody",
    "DecideBody",
    "DecidedBody",
    "DocumentBody",
    "DocumentsBody",
    "FieldBody",
    "FindingBody",
    "ProgressBody",
    "RefusedBody",
    "RowBody",
    "SessionBody",
    "UploadedBody",
]

_LONGEST_TEXT = 20_000
_LONGEST_WHY = 2_000

Count: TypeAlias = Annotated[int | None, Field(description="没有读成的文件为 null，不是 0")]


class _FromOurs(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class SessionBody(BaseModel):
    """Who asks."""

    who: str = Field(description="这个浏览器里填写的复核人姓名，空为没有填写")
    language: Literal["zh", "en"]
    csrf: str = Field(description="改动数据的请求要带上它：请求头 X-CSRF-Token，或表单字段 csrf。用令牌（Bearer）访问时不需要")
    uploads: bool = Field(description="是否可以上传文件")


class RowBody(_FromOurs):
    """A document in the queue."""

    sha256: str
    name: str = Field(description="文件名，来自上传者，只用于显示")
    added: str
    state: State = Field(description="open 待复核，begun 复核中，done 已复核，partial 有内容没有读出，failed 没有读成")
    kind: str | None
    entity: str | None = Field(description="填报单位")
    pages: Count
    fields: Count
    doubtful: Count = Field(description="还没有人看过的存疑字段")
    errors: Count
    warnings: Count
    decided: int
    done: bool


class DocumentsBody(_FromOurs):
    """A stretch of the queue."""

    items: list[RowBody]
    total: int
    offset: int
    limit: int
    counts: dict[State, int] = Field(description="各状态的文件数，不受 state 筛选影响")


class ProgressBody(_FromOurs):
    """How far the review of a document is."""

    fields: int
    doubtful: int
    errors: int
    warnings: int
    decided: int
    done: bool


class DocumentBody(BaseModel):
    """The state of a document, waiting uploads included."""

    sha256: str
    name: str
    added: str
    state: State | Literal["waiting", "reading"]
    errors: list[str] = Field(description="没有读出的内容和原因")
    pages: int | None = None
    record: str | None = Field(default=None, description="记录的 sha256：另一次读取会给出另一份记录")
    entries: int = Field(default=0, description="决定记录的条数")
    stale: int = Field(default=0, description="因重新读取而不再适用的决定数")
    progress: ProgressBody | None = None
    upload: Upload | None = None


class FieldBody(_FromOurs):
    """A field in the order of review."""

    path: str = Field(description="如 forms[0].indicators[2].weight")
    name: str = Field(description="给人看的名称")
    leaf: Leaf | None
    why: Why = Field(description="为什么要看：unreadable、doubtful、finding、sample、rest、blank、absent")
    decision: Decision | None
    findings: list[str] = Field(description="说到它的发现的 id")

    @classmethod
    def of(cls, field: ReviewField) -> FieldBody:
        """As the API gives it."""
        return cls.model_validate(field)


class FindingBody(BaseModel):
    """A finding, and what was decided about it."""

    finding: Finding
    decision: Decision | None = None


class ChangesBody(BaseModel):
    """What a decision did to the findings."""

    opened: list[Finding]
    closed: list[Finding]

    @classmethod
    def of(cls, found: Changes) -> ChangesBody:
        """As the API gives it."""
        return cls(opened=list(found.opened), closed=list(found.closed))


class DecideBody(BaseModel):
    """A decision to be made."""

    model_config = ConfigDict(extra="forbid")

    target: Target = Field(description="field 字段，finding 发现，document 整份文件")
    subject: str = Field(default="", max_length=500, description="字段的路径、发现的 id；整份文件为空")
    action: Action = Field(
        description="accept 认可，correct 改正，reject 否定，unreadable 原件无法辨认，comment 备注，undo 撤销上一个决定"
    )
    new: str | None = Field(
        default=None, max_length=_LONGEST_TEXT, description="改正后的文字，只用于 correct；空串表示原件上是空白"
    )
    why: str = Field(default="", max_length=_LONGEST_WHY, description="理由或备注")
    follows: int | None = Field(default=None, ge=0, description="看到的关于同一处的最后一个决定的编号，没有为 0；备注不填")
    who: str | None = Field(default=None, max_length=100, description="谁作的决定；浏览器里填过姓名的，以那个姓名为准")
    evidence: list[Evidence] | None = Field(default=None, max_length=20, description="看过的位置；不填则取字段或发现自己的位置")


class DecidedBody(BaseModel):
    """A decision that was made, and what it changed."""

    decision: Decision
    changes: ChangesBody
    progress: ProgressBody
    field: FieldBody | None = Field(description="决定之后的字段；关于发现和整份文件的决定为 null")


class ConflictBody(ProblemBody):
    """Somebody else decided about the same thing first."""

    conflict: Decision = Field(description="别人已作的决定：看过之后，以它的编号为 follows 再决定")


class RefusedBody(ProblemBody):
    """A file that was not taken."""

    name: str


class UploadedBody(BaseModel):
    """What became of the files of one upload."""

    uploads: list[Upload]
    refused: list[RefusedBody]

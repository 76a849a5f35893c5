"""The prose of the suite's budget documents, by topic, and what is said of changes and of empty tables."""

from __future__ import annotations

__all__ = ["CAUSES", "CLAIMS", "NOTES"]

CLAIMS: dict[str, tuple[str, ...]] = {
    "总体收支": (
        "{year}年，{bureau}<收入预算>总额{income}，较上年{income.change}，{income.cause}。<支出预算>总额{spend}，其中：<基本支出>{basic}，"
        "<项目支出>{project}。支出预算按功能分类分为：{classes}。",
        "按照综合预算的原则，{bureau}{year}年<部门收入预算>{income}，较上年{income.change}。{year}年<部门支出预算>{spend}，"
        "较上年{spend.change}，{spend.cause}。其中：<基本支出>{basic}，较上年{basic.change}；<项目支出>{project}，较上年{project.change}。",
        "{year}年<收入总预算>为{income}，全部为本年收入。{year}年<支出总预算>为{spend}，比上年{spend.change}，"
        "{spend.rate}，{spend.cause}。按支出功能科目划分：{classes}。",
    ),
    "基本支出": (
        "{year}年<一般公共预算基本支出>{basic}，其中：<人员经费>{personnel}，主要包括基本工资、津贴补贴、奖金、社会保障缴费等；"
        "<公用经费>{public}，主要包括办公费、水费、电费、差旅费、维修（护）费等。",
        "<基本支出>预算{basic}，较上年{basic.change}，{basic.cause}，其中<人员经费>{personnel}，<日常公用经费>{public}。",
    ),
    "项目支出": (
        "{year}年<项目支出>预算安排{project}，较上年{project.change}，{project.cause}。",
        "<项目支出>{project}，较上年{project.rate}，{project.cause}。",
    ),
    "三公经费": (
        "{year}年<“三公”经费预算数>为{three_public}，较上年{three_public.change}。其中：<因公出国（境）费>{abroad}，较上年{abroad.change}；"
        "<公务接待费>{reception}，较上年{reception.change}，{reception.cause}；<公务用车购置及运行维护费>{vehicle}，较上年{vehicle.change}。"
        "公务用车购置及运行维护费中，<公务用车购置费>{purchase}，<公务用车运行维护费>{running}。",
        "{year}年“三公”经费财政拨款预算安排情况如下：<“三公”经费>合计{three_public}，{three_public.cause}；<公务接待费>{reception}，"
        "较上年{reception.change}；<公务用车运行维护费>{running}，较上年{running.change}；<公务用车购置费>{purchase}；<因公出国（境）费用>{abroad}。",
    ),
    "机关运行经费": (
        "{year}年<机关运行经费>财政拨款预算{operation}，较上年{operation.change}，{operation.cause}。",
        "{bureau}{year}年安排<机关运行经费>{operation}，比上年{operation.change}，{operation.rate}，{operation.cause}。",
    ),
    "政府采购": (
        "{year}年<政府采购预算>总额{procurement}，其中：<政府采购货物预算>{goods}，<政府采购工程预算>{works}，<政府采购服务预算>{services}。",
        "{bureau}{year}年编制<政府采购预算>{procurement}，其中<货物类>{goods}、<工程类>{works}、<服务类>{services}。",
    ),
    "人员资产": (
        "{bureau}内设<科室>{units}，核定<编制>{posts}，实有<在职人员>{staff}。",
        "截至{last}年末，{bureau}共有<在职人员>{staff}，共有<车辆>{vehicles}。",
    ),
    "绩效": (
        "{year}年{bureau}实行绩效目标管理的<项目支出>{project}，均已编报绩效目标并随部门预算一并批复。",
        "{year}年对纳入预算的<项目支出>{project}编制绩效目标，做到预算与绩效目标同步申报、同步批复。",
    ),
}
"""Paragraphs with figures, by topic."""

CAUSES: dict[str, tuple[str, ...]] = {
    "up": (
        "主要原因是在职人员增加及工资正常晋级",
        "主要原因是新增上级下达的专项任务",
        "主要是按政策提高了补助标准",
        "主要原因是信息系统运行维护需求增加",
    ),
    "down": (
        "主要原因是落实过紧日子要求，压减一般性支出",
        "主要原因是部分跨年度项目已实施完毕",
        "主要是人员退休、调出导致相应经费减少",
        "主要原因是严格控制接待批次和标准",
    ),
    "same": ("主要原因是支出标准和业务量未发生变化", "主要是按上年水平从严安排"),
}
"""Why a figure changed."""

NOTES: tuple[str, ...] = (
    "{bureau}{year}年无政府性基金预算安排的支出，本表无数据。",
    "本部门{year}年没有使用该类资金安排的支出，故本表为空。",
    "注：{year}年本单位未安排此项预算，按要求公开空表。",
)
"""What stands beneath an empty table."""

"""Indicators without their numbers: short ways to write them, and those that fit any project or department."""

from __future__ import annotations

from typing import Literal

from eval.layouts.vocabulary import Measure

__all__ = ["MEASURES", "Kind", "cap", "count", "days", "rate", "whole", "word"]

Kind = Literal["数量", "质量", "时效", "成本", "经济效益", "社会效益", "生态效益", "可持续", "满意度"]


def count(name: str, unit: str, low: int, high: int, step: int = 1, explanation: str = "") -> Measure:
    """How much is done: at least a number of things."""
    return Measure("数量", name, "≥", unit, str(low), str(high), str(step), explanation=explanation)


def rate(kind: Kind, name: str, low: int, high: int, step: str = "1", explanation: str = "") -> Measure:
    """At least a share. The highest is below 100: a rate of all is `whole`."""
    return Measure(kind, name, "≥", "%", str(low), str(high), step, explanation=explanation)


def whole(kind: Kind, name: str, explanation: str = "") -> Measure:
    """All of it: = 100 %."""
    return Measure(kind, name, "=", "%", "100", "100", explanation=explanation)


def days(name: str, unit: str, low: int, high: int, explanation: str = "") -> Measure:
    """Within a time."""
    return Measure("时效", name, "≤", unit, str(low), str(high), explanation=explanation)


def cap(name: str, unit: str, low: int, high: int, step: int = 10, explanation: str = "") -> Measure:
    """A price not to be exceeded, in yuan for something."""
    return Measure("成本", name, "≤", unit, str(low), str(high), str(step), explanation=explanation)


def word(kind: Kind, name: str, *words: str, explanation: str = "") -> Measure:
    """A qualitative one."""
    return Measure(kind, name, "定性", words=words, explanation=explanation)


MEASURES: tuple[Measure, ...] = (
    count("开展业务培训场次", "场次", 2, 16, explanation="年度内面向基层业务人员组织的集中培训"),
    count("开展督导检查次数", "次", 4, 24, explanation="以督导通知和检查记录为准"),
    count("编印政策宣传资料", "份", 1000, 9000, 100),
    count("完成专项调研报告", "篇", 2, 9),
    count("组织专题会议次数", "次", 3, 12),
    count("重点工作任务完成数", "项", 8, 30),
    rate("质量", "项目验收合格率", 95, 99, explanation="验收合格项目数/已验收项目总数×100%"),
    rate("质量", "培训人员考核通过率", 88, 98),
    whole("质量", "资金使用合规率", "合规支出/全部支出×100%"),
    rate("质量", "档案资料归档完整率", 92, 99),
    rate("时效", "任务按期完成率", 90, 98, explanation="按计划时间完成的任务数/计划任务总数×100%"),
    whole("时效", "资金拨付及时率"),
    days("问题整改办结时间", "个工作日", 5, 20),
    word("时效", "年度任务完成时限", "12月底前", "年底前", "12月31日前", explanation="以工作总结或验收文书载明的时间为准"),
    cap("人均培训费用", "元/人·天", 260, 450),
    cap("会议人均综合定额", "元/人·天", 220, 400),
    cap("宣传资料单位印制费用", "元/份", 2, 9, 1),
    cap("外聘专家劳务费用标准", "元/人·次", 400, 1000, 50),
    rate("经济效益", "财政资金节约率", 2, 6, "0.5", "（预算数－实际支出数）/预算数×100%"),
    word("经济效益", "带动相关产业增收", "有所提升", "逐步提升", "明显"),
    rate("经济效益", "采购资金节约比例", 3, 8, "0.5"),
    rate("社会效益", "政策知晓率", 80, 95, explanation="抽样调查中知晓政策的人数/被调查总人数×100%"),
    rate("社会效益", "受益群众覆盖率", 82, 96),
    word("社会效益", "公共服务水平", "有效提升", "稳步提升", "持续提升"),
    word("社会效益", "基层治理能力", "有效增强", "持续增强"),
    rate("生态效益", "废旧设备规范处置率", 90, 99),
    word("生态效益", "对周边环境的不利影响", "较小", "无明显影响"),
    rate("生态效益", "节能产品采购比例", 75, 95),
    word("可持续", "长效管理机制", "健全", "较为健全", "逐步完善"),
    word("可持续", "管护制度建设", "健全", "基本健全"),
    rate("可持续", "后续管护责任落实率", 92, 99),
    rate("满意度", "服务对象满意度", 85, 96, explanation="满意和基本满意人数/被调查总人数×100%"),
    rate("满意度", "基层单位满意度", 85, 96),
    rate("满意度", "社会公众满意度", 80, 93),
)
"""Indicators that any project or a whole department may have."""

"""The words of the suite."""

from __future__ import annotations

from eval.layouts.test import bureaus_culture, bureaus_people, bureaus_safety
from eval.layouts.test.codes import ECONOMIC, FUNCTIONAL, FUNDS
from eval.layouts.test.contents import with_contents
from eval.layouts.test.measures import MEASURES
from eval.layouts.test.prose import CAUSES, CLAIMS, NOTES, OVERALL_GOALS, TASKS, TEXTS
from eval.layouts.vocabulary import Vocabulary

__all__ = ["VOCABULARY"]

_PEOPLE = (
    "欧阳清越", "贺知远", "穆雨桐", "栾振华", "冉秋实", "褚一鸣", "闵惠芳", "容若谷",
    "荀立新", "蔺晓岚", "宁致和", "戚海棠", "鄢文博", "司马彦", "翁玉洁", "卫长青",
)  # fmt: skip

_BASES = (
    "《关于推进基本公共服务均等化的实施意见》（浦政发〔2021〕34号）",
    "《行业专项资金管理暂行办法》（川财建〔2020〕118号）",
    "《安全生产专项整治行动方案》（应安委〔2022〕7号）",
    "《关于进一步加强基层治理体系建设的通知》（办发〔2023〕15号）",
    "《“十四五”公共服务规划》（发改社会〔2021〕1946号）",
    "《关于完善财政资金直达机制的意见》（财预〔2022〕41号）",
    "《城乡环境综合整治条例》（市人大公告〔2019〕第6号）",
    "《促进就业创业若干政策措施》（政办发〔2023〕29号）",
)

_VALUES = {
    "类型": ("一次性项目", "经常性项目", "阶段性项目"),
    "类别": ("特定目标类", "其他运转类"),
    "属性": ("新增项目", "延续项目"),
    "性质": ("专项业务类", "公共服务类", "基础设施类"),
    "级次": ("市级", "县级", "本级"),
    "来源": ("一般公共预算", "上级转移支付"),
    "方式": ("政府采购", "直接补助", "以奖代补"),
    "方向": ("民生保障", "行业监管", "公共服务"),
    "科目": ("2013816食品安全监管", "2210105农村危房改造", "2240106安全监管", "2070109群众文化"),
    "范围": ("全市", "城区及建制镇", "重点乡镇"),
    "科室": ("办公室", "规划财务科", "综合业务科", "行政审批科"),
    "采购": ("是", "否"),
    "是否": ("是", "否"),
    "领域": ("城乡社区", "公共安全", "社会事业"),
    "负责人": _PEOPLE[:8],
    "领导": _PEOPLE[4:12],
    "填表人": _PEOPLE[8:],
    "审核人": _PEOPLE[6:14],
    "结论": ("优", "良"),
    "等级": ("优", "良"),
    "地点": ("辖区内各乡镇（街道）", "城区及工业集中区", "列入名录的点位所在地"),
    "对象": ("基层群众", "市场主体", "所属事业单位"),
    "周期": ("一年", "三年"),
    "年限": ("1年", "3年"),
    "来源及": ("年终统计报表", "工作台账", "验收报告"),
    "佐证": ("验收报告", "签到册和影像资料", "支付凭证", "统计台账"),
    "数据来源": ("部门统计台账", "验收资料", "第三方调查报告"),
    "偏差": ("", "", "无偏差", "受采购周期影响"),
    "备注": ("", "按合同执行", "跨年实施"),
    "": ("按规定执行", "无"),
}

VOCABULARY = Vocabulary(
    bureaus=tuple(map(with_contents, (*bureaus_culture.BUREAUS, *bureaus_safety.BUREAUS, *bureaus_people.BUREAUS))),
    measures=MEASURES,
    texts=TEXTS,
    overall_goals=OVERALL_GOALS,
    tasks=TASKS,
    values=_VALUES,
    people=_PEOPLE,
    area_codes=("0571", "0832", "0355", "0997", "0731", "0453"),
    code_patterns=("33##{year}@@######", "{year}-#####", "ZX####@###", "51####{year}####@"),
    functional=FUNCTIONAL,
    economic=ECONOMIC,
    funds=FUNDS,
    claims=CLAIMS,
    causes=CAUSES,
    notes=NOTES,
    bases=_BASES,
    years=(2022, 2023, 2024, 2025),
)

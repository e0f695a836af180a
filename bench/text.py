"""Made-up handouts: the same text every time, as long and as varied as real notes."""

from __future__ import annotations

import random

OPENINGS = (
    "去年入秋以来，",
    "据调查，",
    "从实际情况看，",
    "近日，",
    "在一次座谈会上，",
    "走进社区，",
    "与此同时，",
    "事实上，",
    "回顾过去五年，",
)
SUBJECTS = (
    "这座小城",
    "乡镇图书馆",
    "老旧小区的居民",
    "江边的茶农",
    "一群返乡青年",
    "县里的合作社",
    "湿地保护站",
    "市民中心的窗口",
    "山里的小学",
    "城郊的菜农",
    "手艺人老周",
    "社区食堂",
    "航运公司",
    "气象台",
    "博物馆的志愿者",
)
VERBS = (
    "把闲置的仓库改成了书屋",
    "试着用新的办法处理污水",
    "为修不修那座老桥争论了三个月",
    "把账目贴到了墙上",
    "在冬天来临之前修好了水渠",
    "与高校共建了观测点",
    "推出了错峰出行的班车",
    "重新种上了本地的树种",
    "记录下四百余种鸟类的行踪",
    "把课堂搬到了田间",
    "公开征集改造方案",
    "给每户人家装上了雨水桶",
)
RESULTS = (
    "客流量比上一年增长了约{n}%",
    "每天可以节约用水{n}吨",
    "参加的人从{n}名增加到近千名",
    "这件事前后花了{n}天",
    "有人赞成，也有人担心花费太大",
    "“先做起来再说”成了大家的口头禅",
    "不少外地人专程赶来看一看",
    "结果出乎所有人的意料",
    "《社区公约》因此写进了新的一条",
    "连最反对的人也改变了看法",
    "附近{n}个村子随后也学了起来",
    "问题并没有就此结束",
)
REMARKS = (
    "这说明，方法比热情更重要",
    "经验告诉我们：小事不小",
    "谁来维护、由谁付钱，仍需要制度来回答",
    "有效的沟通是一切的前提",
    "数据公开之后，议论反而少了",
    "要把好事办好，离不开耐心——也离不开时间",
    "慢一点，往往走得更稳",
    "生态账与经济账可以一起算",
    "年轻人的加入带来了新的工具（例如 GIS 和开放数据）",
    "“看得见”比“听得见”更能让人信服",
    "可持续不是口号，而是每一天的选择",
)
SERIES = (11, 7)
"""Numbered paragraphs of one page of notes: two series, the second from 1 again, as in the page it is modelled on."""


def notes(pages: int = 1) -> str:
    """Markdown of ``pages`` handouts in one document, each of about 2,000 characters in 18 numbered paragraphs."""
    choose = random.Random(20240423)
    parts = ["# 城乡治理笔记与讨论（第 1 期）\n"]
    for page in range(pages):
        if pages > 1:
            parts.append(f"## 第{page + 1}课\n")
        for series, count in enumerate(SERIES):
            if series:
                parts.append("------\n")
            parts.extend(f"{number}. {paragraph(choose)}\n" for number in range(1, count + 1))
    return "\n".join(parts)


def paragraph(choose: random.Random) -> str:
    """Three or four sentences, sometimes with a bold lead."""
    lead = f"**{choose.choice(REMARKS)}。**" if choose.random() < 0.25 else ""
    return lead + "".join(sentence(choose) for _ in range(choose.choice((2, 2, 3))))


def sentence(choose: random.Random) -> str:
    deed = choose.choice(OPENINGS) + choose.choice(SUBJECTS) + choose.choice(VERBS)
    result = choose.choice(RESULTS).format(n=choose.randint(12, 480))
    return f"{deed}，{result}；{choose.choice(REMARKS)}。"

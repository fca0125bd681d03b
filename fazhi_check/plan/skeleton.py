"""The skeleton of a new plan: two commented files that load and pass lint, to be filled with a real plan's content."""

from __future__ import annotations

_FRAME = """\
# 规划的框架。写完运行：fazhi-check lint 本文件夹；有原文的，再运行 fazhi-check trace 本文件夹 --source 原文.txt
id: {plan}
title: 某市某某规划
title_en: Some plan of some city
edition: 征求意见稿                  # 或 正式稿
publisher: 某市某局
published: 2021-09-01
jurisdiction: {{name: 某市, code: "650100"}}   # 六位行政区划代码；约束哪些单位：650000 全区，650100 全市，650102 本区
period: {{start: 2021-01-01, end: 2025-12-31}}
# source: {{file: 原文.txt, begins: 正文开头的短语, ends: 正文之后的短语}}

phases:                              # 阶段可以重叠；source 是自由文字
  - {{id: "2022", title: 第一阶段, start: 2021-01-01, deadline: 2022-12-31, source: 第二章}}
  - {{id: "2025", title: 第二阶段, start: 2023-01-01, deadline: 2025-12-31, source: 第二章}}

groups:                              # 每个阶段对一组目标的要求：not_started、under_way、substantial、done
  regular: {{"2022": under_way, "2025": done}}

# fields:                            # 规划点名的领域；有领域的目标写 field: 编号，可用 --field 只看它
#   - {{id: safe, title: 平安建设, source: 第二章}}

# claims:                            # 领题：某一组的自选任务（force: elective），每个单位最少、最多领几项
#   - {{group: pilot, at_least: 2, at_most: 4, units: {{"141125": {{at_least: 14}}}}}}

# rules:                             # 编写规则，一条一句；写了以后，lint 会核对同样的措辞是不是用了同样的衡量方式
#   - 全面落实某项制度，按覆盖率衡量

pace: {{tolerance: 10, serious: 30, due_soon_days: 90}}   # 百分点、百分点、天

bodies: {{party: 党委, government: 政府}}   # 责任主体，目标的 lead 只能用这里的名称

sections:
  - id: "1.1"
    title: 第一节
    heading: printed                 # 原文缺标题的写 lost
    items:
      - {{id: 1.1.1, title: 第一条, heading: printed}}

# 不提要求的句子，用短语指明并说明理由：
# context:
#   - {{anchor: 四到二十四个字的短语, reason: 说明背景}}
"""

_SECTION = """\
# 一节的目标，按原文顺序编号：章.节.条-序号。键和固定值也可以写中文，如 适用层级: [市级, 县级]。
section: "1.1"
targets:
  - id: 1.1.1-01
    title: 用自己的话写要做的事          # 最多三十个字
    title_en: Say in your own words what is to be done
    anchors: [原文里的短语]             # 逐字，四到二十四个字，每个承诺一个
    # 衡量方式任选一种：
    #   {kind: milestone}                                         按阶段
    #   {kind: quantity, at_least: 100, unit: 个, baseline: {date: 2020-12-31, value: 20}}
    #                             数量，或 at_most；baseline 是基期值，没有它就无法推算进度
    #   {kind: coverage, at_least: 100}                           覆盖率
    #   {kind: minimum, at_least: 6, unit: 名}                    每个单位都不少于
    #   {kind: frequency, per_year: 2, unit: 次}                  每年几次
    #   {kind: standing}                                          自始至终应当保持
    #   {kind: cumulative, at_most: -13.5, unit: "%"}             各年变化率累计下降，或 at_least 累计增长
    # 有数的，可以写统计口径，如 {kind: coverage, at_least: 95, basis: 按件计}；填报的口径与它不同就不能认定
    measure: {kind: milestone}
    # 只有任务（role: task，可不写）要填报、作判定。许多任务共同实现的状态是目标，没有可证明行为的是原则性要求，
    # 这两种不写 measure、group、field、schedule、evidence：
    #   role: goal                     # 目标，另写 through: [1.1.2, "1.2"]，列出实现它的任务、条目、章节或领域
    #   role: principle                # 原则性要求
    # restates: 1.1.1-02               # 重申规划里另一个目标的，写它的编号
    # force: encourage                 # 鼓励、支持；探索写 explore；由单位选领的写 elective；不写就是应当
    # condition: 原文的前提
    group: regular                     # 或用 schedule: {"2025-12-31": done} 单独定时限
    applies_to: [city, county]         # city、county、department、township
    lead: [government]
    evidence: {kinds: [document], min: 1}   # document、record、publication、figure
"""


def skeleton(plan: str) -> dict[str, str]:
    """Return the files of a new plan by name."""
    return {"plan.yaml": _FRAME.format(plan=plan), "1.1.yaml": _SECTION}

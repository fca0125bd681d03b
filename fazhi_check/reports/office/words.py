"""What sheets and heads of the ledger are called."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_check.words import Text

OVERVIEW, LEDGER = Text("总览", "overview"), Text("综合台账", "ledger")
PROBLEMS, AIMS = Text("填报问题", "problems"), Text("目标和原则性要求", "goals and principles")
# Those that rounds and earlier reports bring.
UNITS, COMMON_PROBLEMS = Text("单位", "units"), Text("共性问题", "common problems")
MATRIX, TRACKED = Text("矩阵", "matrix"), Text("问题台账", "problem ledger")
REVIEWED, LOOKING_BACK = Text("核定", "settled"), Text("回头看", "looking back")
NOT_REPORTED = Text("未报送", "not submitted")
# Those that standards bring.
POINTS, POINTS_WHY = Text("考评", "points"), Text("考评明细", "points, why")
# The sheets that are always called so; those of sections are called by their headings.
OWN = (
    *(OVERVIEW, UNITS, COMMON_PROBLEMS, MATRIX, LEDGER, PROBLEMS),
    *(TRACKED, REVIEWED, LOOKING_BACK, NOT_REPORTED, POINTS, POINTS_WHY, AIMS),
)
TITLE, UNTITLED = Text("{plan}任务落实台账", "{plan}: ledger of tasks"), Text("规划任务落实台账", "Ledger of tasks")
PLAN, SECTION, GATE = Text("对照规划", "Plan"), Text("章节", "section"), Text("检查结果", "Check")
UNIT, NAMED, ENDED = Text("单位", "unit"), Text("单位", "Name"), Text("结论", "Result")
# The first columns of a table with a row for each unit, with their widths.
UNIT_HEADS: Sequence[tuple[Text, int]] = (
    (UNIT, 18),
    (Text("层级和代码", "level and code"), 14),
    (Text("填报截至", "data as of"), 11),
    (Text("结论", "result"), 26),
    (Text("文件", "file"), 24),
)

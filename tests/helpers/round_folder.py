"""A folder of a round: a city, counties, departments and townships, in every state that a unit may be in."""

from __future__ import annotations

from pathlib import Path

ROUND = "调度.yaml"
_ENTRIES = "\n  3.3.2-05: {状态: 推进中}\n  3.3.2-08: {状态: 未启动}"
_HEAD = "规划: urumqi-14fyp\n标题: 2023年第四季度调度\n截至: 2023-12-31\n起: 2023-10-01\n报送截止: 2024-01-10\n"
_UNITS = """\
印发单位: 市委依法治市办
单位:
  - {名称: 乌鲁木齐市, 层级: 市级, 代码: "650100"}
  - {名称: 天山区, 层级: 县级, 代码: "650102", 上级: 乌鲁木齐市, 类别: 区县}
  - {名称: 沙依巴克区, 层级: 县级, 代码: "650103", 上级: 乌鲁木齐市, 类别: 区县}
  - {名称: 新市区, 层级: 县级, 代码: "650104", 上级: 乌鲁木齐市, 类别: 区县}
  - {名称: 市司法局, 层级: 部门, 代码: "650100", 上级: 乌鲁木齐市, 类别: 部门, 分工: 3.3.2}
  - {名称: 市文旅局, 层级: 部门, 代码: "650100", 上级: 乌鲁木齐市, 类别: 部门, 免报: 机构改革}
  - {名称: 新华街道, 层级: 乡镇, 代码: "650102", 上级: 天山区, 类别: 乡镇街道}
  - {名称: 胜利路街道, 层级: 乡镇, 代码: "650102", 上级: 天山区, 类别: 乡镇街道}
收件:
  - {单位: 沙依巴克区, 收到: 2024-01-09, 文件: 沙区.yaml, 处理: 退回补正, 补正期限: 2024-01-20}
  - {单位: 天山区, 收到: 2024-01-15, 文件: 天山区.yaml}
  - {单位: 司法局, 收到: 2024-01-05, 文件: 司法局.yaml}
"""
# The files by name: who reports, and as of when. 坏.yaml is made beside them.
FILES = {
    "城市.yaml": ('{名称: 乌鲁木齐市, 层级: 市级, 代码: "650100"}', "2023-12-31"),
    "天山区-旧.yaml": ('{名称: 天山区, 层级: 县级, 代码: "650102"}', "2023-12-01"),
    "天山区.yaml": ('{名称: 乌鲁木齐市天山区, 层级: 县级, 代码: "650102"}', "2023-12-31"),
    "沙区.yaml": ('{名称: 沙依巴克区, 层级: 县级, 代码: "650103"}', "2023-12-31"),
    "新市区.yaml": ('{名称: 新市区, 层级: 县级, 代码: "650104"}', "2023-09-30"),
    "司法局.yaml": ('{名称: 司法局, 层级: 部门, 代码: "650100"}', "2023-12-31"),
    "文旅局.yaml": ('{名称: 市文旅局, 层级: 部门, 代码: "650100"}', "2023-12-31"),
    "街道.yaml": ('{名称: 天山区新华街道, 层级: 乡镇, 代码: "650102"}', "2023-12-31"),
    "生人.yaml": ('{名称: 市司发局, 层级: 部门, 代码: "650100"}', "2023-12-31"),
}


def folder(where: Path, more: str = "", head: str = _HEAD, files: str = "回收") -> None:
    """Write the round, with `more` lines at its end, and its files into a folder below one."""
    below = where / files
    below.mkdir(parents=True, exist_ok=True)
    for name, (unit, as_of) in FILES.items():
        text = f"计划: urumqi-14fyp\n单位: {unit}\n截至: {as_of}\n事项: {_ENTRIES}\n"
        (below / name).write_text(text, "utf-8")
    (below / "坏.yaml").write_text("计划: urumqi-14fyp\n单位: {名称: 甲}\n", "utf-8")
    (where / ROUND).write_text(head + _UNITS + more, "utf-8")

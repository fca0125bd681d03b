"""`fazhi-check --help`: the program at a glance, before anything is loaded."""

from __future__ import annotations

from fazhi_check.cli import COMMANDS, say

_ZH = """\
用法：fazhi-check 文件或文件夹...  [选项]
      fazhi-check 命令 [选项]

  把一个城市、县或部门报送的情况，与已公布规划的承诺逐条对照：
  缺什么、慢在哪、逾期多久、哪些没有佐证，依据哪一条。

命令：
{commands}

选项：
  --lang zh|en           界面语言
  --version              显示版本
  --install-completion   为当前命令行安装自动补全
  --show-completion      打印自动补全脚本
  -h, --help             显示帮助；加在命令后面，显示该命令的全部选项

例子：
  fazhi-check 天山区.xlsx --open
  fazhi-check submissions/ -f summary -o html:report.html -o xlsx:台账.xlsx
  fazhi-check check --help
"""
_EN = """\
Usage: fazhi-check FILE-OR-FOLDER... [OPTIONS]
       fazhi-check COMMAND [OPTIONS]

  Holds what a city, county or department reports against what a published plan
  promised: what is missing, lagging, overdue or unproven, why, by which clause.

Commands:
{commands}

Options:
  --lang zh|en           language of messages and reports
  --version              show the version
  --install-completion   install completion for the current shell
  --show-completion      print the script for completion
  -h, --help             show help; after a command, all of its options

Examples:
  fazhi-check district.xlsx --open
  fazhi-check submissions/ -f summary -o html:report.html -o xlsx:ledger.xlsx
  fazhi-check check --help
"""


def print_help(lang: str) -> int:
    """Print the help of the whole program; return 0."""
    english = lang == "en"
    lines = [f"  {name:<10} {texts[english]}" for name, texts in COMMANDS.items()]
    return say((_EN if english else _ZH).format(commands="\n".join(lines)))

"""The one table of options and arguments: what they are called, what they take, what help says, who may set them.

From it are made the quick parser and typer's, the settings with their schema, completion, help, the print-out of
`config` and docs/options.md. Plain data: nothing heavy is loaded for it. An option more is an entry here and its use,
under the same name, as a parameter of its command or an attribute of Options.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

from fazhi_check.words import LANGUAGES, LEVELS, MEASURES, Text

# How the value of an option is written: free text, the name of a file or folder, one of some fixed words, a list by
# commas of verdicts or codes, a limit of reading, a name that the plan in use decides on, or nothing at all; what is given
# with its key is a table in a file of settings.
Kind: TypeAlias = Literal["text", "path", "words", "verdicts", "codes", "limits", "named", "flag", "table"]


class Option(NamedTuple):
    """One option, or an argument where it has no `flags`.

    `words` are those it takes, where these are fixed, by their English name; `completes` names what the shell offers
    (in `complete`). One that is a `setting` may stand in the file of settings under the same name.
    """

    name: str
    flags: tuple[str, ...]
    metavar: str
    help: Text
    kind: Kind = "text"
    default: Any = None
    words: Mapping[str, Text] = {}
    completes: str = ""
    setting: bool = False
    repeatable: bool = False
    required: bool = False

    @property
    def flag(self) -> str:
        """Its long name, as messages call it; an argument goes by its metavar."""
        return self.flags[0] if self.flags else self.metavar

    @property
    def key(self) -> str:
        """Its name in a file of settings."""
        return self.name.rstrip("_").replace("_", "-")

    @property
    def absent(self) -> Any:
        """What stands for it where it is not given."""
        return () if self.repeatable else self.default

    @property
    def listed(self) -> bool:
        """Tell whether its setting may be a list."""
        return self.repeatable or self.kind in ("verdicts", "codes", "limits")


def _option(flags: str, metavar: str, zh: str, en: str, **more: Any) -> Option:
    """Return an option; it goes by its first flag's name unless `name` says otherwise."""
    names = tuple(flags.split())
    name = more.pop("name", names[0].removeprefix("--").replace("-", "_"))
    return Option(name, names, metavar, Text(zh, en), **more)


def _flag(flags: str, zh: str, en: str) -> Option:
    return _option(flags, "", zh, en, kind="flag", default=False)


def _argument(name: str, metavar: str, zh: str, en: str, **more: Any) -> Option:
    return Option(name, (), metavar, Text(zh, en), **more)


FORMAT_NAMES = (
    *("table", "summary", "concise", "markdown", "html", "csv"),
    *("json", "jsonl", "junit", "sarif", "github", "gitlab"),
)
# Those that are files of their own kind: only -o writes them.
BOOK_NAMES = ("xlsx", "reviews")
# The same of papers: one is a file, the others are a folder with a file for each unit.
PAPER_NAMES, FOLDER_NAMES = ("bulletin",), ("letters", "notice")
OUTPUT_NAMES = (*FORMAT_NAMES, *BOOK_NAMES, *PAPER_NAMES, *FOLDER_NAMES)
_AS_THEY_ARE = Mapping[str, Text]
COLORS: _AS_THEY_ARE = {"auto": Text("自动", "auto"), "always": Text("总是", "always"), "never": Text("从不", "never")}
MARKS: _AS_THEY_ARE = {"auto": Text("自动", "auto"), "unicode": Text("图形", "unicode"), "ascii": Text("字母", "ascii")}
SHOWN: _AS_THEY_ARE = {"flagged": Text("需处理", "flagged"), "all": Text("全部", "all")}
# What is done with the folder of a round.
STEPS: _AS_THEY_ARE = {
    "new": Text("新建", "new"),
    "hand-out": Text("下发", "hand-out"),
    "status": Text("收件情况", "status"),
    "check": Text("核对", "check"),
    "papers": Text("文书", "papers"),
    "freeze": Text("定稿", "freeze"),
}
# What is handed out before anybody reports, and the templates of papers.
HANDOUTS: _AS_THEY_ARE = {
    "responsibility": Text("目标责任书", "responsibility"),
    "checklist": Text("督察清单", "checklist"),
    "templates": Text("模板", "templates"),
}
SCHEMA_KINDS = ("submission", "plan", "report", "waivers", "known", "round", "standard", "config")


def plain(words: Iterable[str]) -> dict[str, Text]:
    """Return words that are called the same in both languages."""
    return {word: Text(word, word) for word in words}


_TABLE, _LISTS = plain(("table", "json")), plain(("table", "markdown", "csv", "json"))

_ALL = (
    _argument(
        "paths",
        "PATH",
        "文件、文件夹，或 - 表示标准输入；不写则用配置里的 folders",
        "Files, folders, or - for standard input; the settings' folders if none is named",
        repeatable=True,
    ),
    _option(
        "--plan",
        "ID|FOLDER",
        "规划的编号，或自己的规划文件夹",
        "A plan's id, or the folder of your own",
        kind="path",
        completes="plans",
        setting=True,
    ),
    _option("--as-of", "DATE", "按这一天判定，代替文件里的截至日期", "Judge as of this day instead of the file's own"),
    _option(
        "--phase",
        "ID",
        "阶段验收：阶段的编号或名称，如 2022",
        "Acceptance of a phase, by its id or title, e.g. 2022",
        kind="named",
        completes="phases",
    ),
    _option(
        "--format -f",
        "NAME",
        f"输出格式：{', '.join(FORMAT_NAMES)}",
        f"Output format: {', '.join(FORMAT_NAMES)}",
        name="format_",
        kind="words",
        default="table",
        words=plain(FORMAT_NAMES),
        completes="words",
        setting=True,
    ),
    _option(
        "--output -o",
        "NAME:FILE",
        "另写一份到文件，可重复，如 json:report.json、xlsx:台账.xlsx、reviews:核定单.xlsx；"
        "文书：letters:文件夹（督促提醒函）、notice:文件夹（数据核对单）、bulletin:通报.docx",
        "Also write to a file, repeatable, e.g. json:report.json, xlsx:ledger.xlsx, reviews:reviews.xlsx; "
        "papers: letters:FOLDER, notice:FOLDER, bulletin:FILE.docx",
        repeatable=True,
    ),
    _option(
        "--fail-on",
        "LIST",
        "哪些判定算不通过，逗号分隔，也可写 slow（偏慢）；never 表示总是通过。"
        "默认 overdue,lagging,unproven,missing,invalid 和 not_submitted（未报送）",
        "Verdicts that fail the gate, by commas, slow too; never passes always. "
        "Default: overdue,lagging,unproven,missing,invalid and not_submitted",
        kind="verdicts",
        completes="verdicts",
        setting=True,
    ),
    _option(
        "--select",
        "CODES",
        "只看这些代码或前缀，逗号分隔",
        "Only these codes or prefixes, by commas",
        kind="codes",
        completes="codes",
        setting=True,
        repeatable=True,
    ),
    _option(
        "--ignore",
        "CODES",
        "不看这些代码或前缀",
        "Not these codes or prefixes",
        kind="codes",
        completes="codes",
        setting=True,
        repeatable=True,
    ),
    _option(
        "--section",
        "ID",
        "只看这一节或这一条，写编号或标题，如 3.3 或 3.3.2",
        "Only this section or item, by id or title, e.g. 3.3 or 3.3.2",
        kind="named",
        completes="sections",
    ),
    _option(
        "--lead",
        "BODY",
        "只看这个机构牵头的目标，如 法院",
        "Only what this body leads, e.g. court",
        kind="named",
        completes="bodies",
    ),
    _option(
        "--group",
        "GROUP",
        "只看这一组目标，如 重点",
        "Only this group of targets, e.g. focus",
        kind="named",
        completes="groups",
    ),
    _option(
        "--field",
        "FIELD",
        "只看这个领域的目标（规划划分了领域的），写编号或标题",
        "Only this field of work, by id or title, where the plan lists fields",
        kind="named",
        completes="fields",
    ),
    _option(
        "--round",
        "FILE",
        "一次调度：应报单位、分工、收件、核定、销号等（.yaml，或调度台账.xlsx）",
        "The round: who owes a report, who is asked what, reviews, closings (.yaml or a workbook)",
        kind="path",
        setting=True,
    ),
    _option(
        "--reviews",
        "FILE",
        "填好的核定单（.xlsx），可重复：里面的核定并入这次调度",
        "A sheet of reviews filled in (.xlsx), repeatable: what it settles belongs to the round",
        kind="path",
        setting=True,
        repeatable=True,
    ),
    _option(
        "--sample",
        "N",
        "佐证抽查：抽出 N 项，同一次调度每次抽到的相同",
        "Draw N tasks for a look at their evidence: the same ones each time in one round",
    ),
    _option(
        "--standard",
        "FILE",
        "测评标准（.yaml），可重复：按调度单位自己的标准给各单位计分",
        "An office's own standard (.yaml), repeatable: units are given points by it",
        kind="path",
        setting=True,
        repeatable=True,
    ),
    _option(
        "--sort",
        "points",
        "points：同一测评标准下按考评分从高到低列出，默认按调度名册的顺序",
        "points: the units of a standard by their points, the highest first; default: the round's order",
        kind="words",
        words=plain(("points",)),
        completes="words",
    ),
    _option(
        "--template",
        "NAME:FILE",
        "用自己的模板写文书，可重复，如“督促提醒函:我的函.docx”；原样用 handout templates 取出",
        "Your own template of a paper, repeatable, e.g. letter:mine.docx; handout templates has the shipped ones",
        setting=True,
        repeatable=True,
    ),
    _option(
        "--letter",
        "KEY=VALUE",
        "文书上的文号、发文机关、成文日期、回复期限、联系方式（number、issuer、date、due、contact），可重复；不写的留空",
        "On papers: number, issuer, date, due, contact, repeatable; what is not given is left blank",
        kind="table",
        setting=True,
        repeatable=True,
    ),
    _option("--waivers", "FILE", "豁免清单", "The file of waivers", kind="path", setting=True),
    _option(
        "--known",
        "FILE",
        "已知问题清单：只有新问题才算不通过",
        "The list of known findings: only new ones fail",
        kind="path",
        setting=True,
    ),
    _option(
        "--limit",
        "NAME:N",
        "放宽读取的上限，可重复，如 bytes:5000000",
        "Raise a limit of reading, repeatable, e.g. bytes:5000000",
        kind="limits",
        completes="limits",
        setting=True,
        repeatable=True,
    ),
    _option(
        "--show",
        "WHAT",
        "flagged 折叠未填报，all 全部列出",
        "flagged folds what is missing, all lists everything",
        kind="words",
        default="flagged",
        words=SHOWN,
        completes="words",
    ),
    _option(
        "--files-from",
        "FILE|-",
        "从文件（- 为标准输入）读要检查的路径，一行一个",
        "Read the paths to check from a file (- for standard input), one a line",
        kind="path",
    ),
    _option(
        "--exclude",
        "PATTERN",
        "不查这些文件和文件夹，写法同 .gitignore，可重复",
        "Pass over these files and folders, written as in a .gitignore, repeatable",
        setting=True,
        repeatable=True,
    ),
    _flag("--no-gitignore", "查文件夹时不理会 .gitignore", "Walk folders without regard to .gitignore"),
    _flag(
        "--statistics",
        "逐行列出后再按代码计数；格式是 concise",
        "After a line for each finding, counts by code; the format is concise",
    ),
    _flag(
        "--open",
        "再写一份网页，放在所查的文件旁边，并用浏览器打开",
        "Also write the page, beside what is checked, and open it in the browser",
    ),
    _option("--stdin-filename", "NAME", "标准输入在报告里叫什么", "What standard input is called in the report"),
    _option("--config", "FILE", "用这份配置，不向上查找", "Use these settings instead of looking upward", kind="path"),
    _flag("--no-config", "不用任何配置", "Use no settings"),
    _flag("--quiet -q", "不打印报告，只给退出码", "Print no report: the exit code says it"),
    _flag("--verbose -v", "说明用了什么、检查了哪些文件", "Say what is used and which files are checked"),
    _option("--jobs", "N", "同时用几个进程；默认自动", "Processes at once; default: as many as it pays"),
    _option(
        "--color",
        "WHEN",
        "颜色：auto、always 或 never",
        "Colour: auto, always or never",
        kind="words",
        default="auto",
        words=COLORS,
        completes="words",
    ),
    _option(
        "--marks",
        "WHICH",
        "图形符号：auto、unicode 或 ascii（终端里横条错位时用）",
        "Bars and marks: auto, unicode, or ascii where a terminal puts them out of line",
        kind="words",
        default="auto",
        words=MARKS,
        completes="words",
        setting=True,
    ),
    _option(
        "--lang",
        "zh|en",
        "界面语言：zh（默认）或 en",
        "Language: zh (default) or en",
        kind="words",
        words=LANGUAGES,
        completes="words",
        setting=True,
    ),
    # Those of single commands.
    _option(
        "--lang",
        "zh|en",
        "界面语言；默认与报告相同",
        "Language; that of the report by default",
        name="own_lang",
        kind="words",
        words=LANGUAGES,
        completes="words",
    ),
    _option(
        "--format -f",
        "NAME",
        "输出格式：table 或 json",
        "Output format: table or json",
        name="form",
        kind="words",
        default="table",
        words=_TABLE,
        completes="words",
    ),
    _option(
        "--format -f",
        "NAME",
        "table、markdown、csv 或 json",
        "table, markdown, csv or json",
        name="list_form",
        kind="words",
        default="table",
        words=_LISTS,
        completes="words",
    ),
    _option("--unit", "NAME", "单位名称（新建时必填）", "Name of the unit (needed for a new file)"),
    _option(
        "--level",
        "LEVEL",
        "层级：市级、县级、部门或乡镇",
        "city, county, department or township",
        kind="words",
        words=LEVELS,
        completes="words",
    ),
    _option("--code", "CODE", "六位行政区划代码（新建时必填）", "Six-digit division code (needed for a new file)"),
    _option(
        "--body",
        "BODY",
        "本单位是哪个机构：只列它牵头的，如 司法行政部门",
        "Which of the plan's bodies the unit is: only what it leads, e.g. justice",
        kind="named",
        completes="bodies",
    ),
    _option(
        "--as-of",
        "DATE",
        "截至日期；默认规划期末，工作簿里空着由填报人写",
        "The date it speaks of; default: the plan's end, in a workbook left to whoever fills it in",
        name="dated",
    ),
    _option(
        "--keys",
        "zh|en",
        "键用中文还是英文；默认中文",
        "Chinese or English keys; default: Chinese",
        kind="words",
        words=LANGUAGES,
        completes="words",
    ),
    _option(
        "--output -o",
        "FILE",
        "写入这个文件（.yaml，或发给单位填的 .xlsx；不覆盖已有文件）；默认打印",
        "Write to this file (.yaml, or .xlsx for offices), never over another; default: print",
        name="new_file",
        kind="path",
    ),
    _option(
        "--since",
        "REPORT",
        "以前各期保存的报告（json 或 jsonl）或放报告的文件夹，可重复：与上期比较，填报表里写上上期填报",
        "Saved reports of earlier rounds (json, jsonl) or folders of them, repeatable: what changed, what was reported last",
        kind="path",
        setting=True,
        repeatable=True,
    ),
    _option(
        "--update",
        "FILE",
        "不新建：给这份报送文件补上规划新增的目标，已写的一字不动（- 表示标准输入）",
        "Make no new file: add to this submission what is new in the plan and change nothing else (-: standard input)",
        kind="path",
    ),
    _flag(
        "--replace",
        "重新下发、重写文书：以前写出、没有人动过的重写，有人填过、改过的始终保留",
        "Hand out or write papers anew: files written before and touched by nobody are replaced, others always kept",
    )._replace(name="anew"),
    _option(
        "--measure",
        "KIND",
        "只看这种衡量方式，如 覆盖率",
        "Only this kind of measure, e.g. coverage",
        kind="words",
        words=MEASURES,
        completes="words",
    ),
    _option("--find", "TEXT", "标题、原文摘句、说明里含这段文字的", "With this text in title, anchors or note"),
    _option(
        "--output -o",
        "FOLDER",
        "写到这个文件夹，默认与编号同名",
        "Where to write; default: a folder of that id",
        name="new_folder",
        kind="path",
    ),
    _option(
        "--from",
        "TEXT",
        "从公布的文本（UTF-8 纯文本）起草：章节、目标、时限按规则读出，都标 draft: true",
        "Draft it from a published text (plain, UTF-8): sections, targets and deadlines read by rules, all draft: true",
        name="text",
        kind="path",
    ),
    _option("--source", "FILE", "公布的原文（纯文本）", "The published text", kind="path", required=True),
    _option("--lines", "A-B", "只看原文的这些行（填报文件用）", "Only these lines of the source (submissions)"),
    _flag("--show", "逐句（逐条引文）列出", "List every sentence or quote")._replace(name="every"),
    _argument(
        "report",
        "REPORT",
        "公布的报告（UTF-8 纯文本），- 表示标准输入",
        "A published report, plain text in UTF-8, or -",
        required=True,
    ),
    _option(
        "--unit",
        "NAME",
        "单位名称；不写的留空待填",
        "Name of the unit; left blank where not given",
        name="reporting_unit",
    ),
    _option(
        "--code",
        "CODE",
        "六位行政区划代码；不写的留空待填",
        "Six-digit division code; left blank where not given",
        name="reporting_code",
    ),
    _option(
        "--as-of",
        "DATE",
        "截至日期；不写的留空待填，晚于它的日期不写进建议",
        "The date it speaks of; left blank where not given, later days are left out",
        name="reported_day",
    ),
    _option(
        "--lines",
        "A-B",
        "只看报告的这些行：一页里有几个单位的报告时用",
        "Only these lines of the report: for a page that holds those of several units",
        name="report_lines",
    ),
    _option(
        "--format -f",
        "NAME",
        "table 或 json（全部建议）；写了 -o 的默认不打印",
        "table, or json with all that is proposed; with -o nothing is printed by default",
        name="suggested",
        kind="words",
        words=_TABLE,
        completes="words",
    ),
    _option(
        "--output -o",
        "FILE",
        "写成填报文件（.yaml，不覆盖已有文件），每项都待确认",
        "Write a submission (.yaml, never over another file) whose entries wait to be confirmed",
        name="proposed_file",
        kind="path",
    ),
    _argument(
        "saved",
        "REPORT",
        "-f json 写出的报告，或 - 表示标准输入",
        "A report written by -f json, or - for stdin",
        required=True,
    ),
    _argument(
        "kind",
        "|".join(SCHEMA_KINDS),
        "哪一种文件",
        "Which kind of file",
        kind="words",
        words=plain(SCHEMA_KINDS),
        completes="words",
        required=True,
    ),
    _argument("old", "FILE", "要转换的报送文件", "The submission to convert", kind="path", required=True),
    _argument(
        "new",
        "NEW-FILE",
        "写成这个文件（不覆盖已有文件），以 .xlsx、.yaml 或 .json 结尾",
        "What to write, never over another file: its ending is .xlsx, .yaml or .json",
        kind="path",
        required=True,
    ),
    _argument(
        "plan_or_standard",
        "PLAN|FILE",
        "规划编号或文件夹，或一份测评标准",
        "A plan's id or folder, or the file of a standard",
        completes="plans",
    ),
    _option(
        "--plan",
        "ID|FOLDER",
        "测评标准对照的规划；默认是它写的那个",
        "The plan that a standard is held against; default: the one it names",
        name="standard_plan",
        kind="path",
        completes="plans",
    ),
    _argument("new_id", "ID", "规划编号，如 my-plan", "The plan's id, e.g. my-plan", required=True),
    _argument(
        "what",
        "CODE|TARGET-ID|WORD|all",
        "问题代码、目标或章节的编号、阶段，或判定、状态等用语；all 是全部代码，options 是全部选项，columns 是表格的列，Markdown 格式",
        "A code, the id of a target or section, a phase, a verdict or other word; "
        "all: every code, options: every option, columns: those of a sheet",
        completes="codes_and_targets",
        required=True,
    ),
    _argument(
        "traced",
        "PLAN|FILE",
        "规划编号或文件夹，或一份填报文件",
        "A plan's id or folder, or a submission",
        required=True,
    ),
    _argument(
        "step",
        "new|hand-out|status|check|papers|freeze",
        "做哪一步：new 新建，hand-out 下发，status 看谁报了，check 核对，papers 写文书，freeze 定稿",
        "Which step: make it new, hand out forms, see who has reported, check, write papers, freeze",
        kind="words",
        words=STEPS,
        completes="words",
        required=True,
    ),
    _argument("folder", "FOLDER", "这一次调度的文件夹", "The folder of the round", kind="path", required=True),
    _option(
        "--as-of",
        "DATE",
        "new：判定日期，如 2023-12-31；status：按这一天算离报送截止还有几天",
        "new: the day of judgement, e.g. 2023-12-31; status: the day from which to count to the date due",
        name="round_day",
    ),
    _option(
        "--title",
        "TITLE",
        "new：标题；默认按日期，如 2023年第四季度调度",
        "new: the title; by default made of the date",
    ),
    _option(
        "--since",
        "FOLDER",
        "new：上一期的文件夹：名册、分工、问题、销号等带过来，以后与它对比",
        "new: the folder of the last round: its units, assignments, problems are carried over, results compared with it",
        name="last_round",
        kind="path",
    ),
    _option(
        "--format -f",
        "NAME",
        f"check、freeze：屏幕上的格式：{', '.join(FORMAT_NAMES)}",
        f"check, freeze: format on the screen: {', '.join(FORMAT_NAMES)}",
        name="screen",
        kind="words",
        default="summary",
        words=plain(FORMAT_NAMES),
        completes="words",
    ),
    _flag(
        "--open",
        "check：核对完，用浏览器打开结果文件夹里的网页",
        "check: open the page of the result in the browser afterwards",
    )._replace(name="open_result"),
    _flag(
        "--again",
        "freeze：已经定稿的，另存一份更正稿，原来的照旧",
        "freeze: add another version where the round is frozen already",
    ),
    _argument(
        "what_paper",
        "responsibility|checklist|templates",
        "responsibility 目标责任书、任务分解表，checklist 督察清单，templates 取出全部文书的模板",
        "Sheets of duties, checklists for an inspection, or the shipped templates of all papers",
        kind="words",
        words=HANDOUTS,
        completes="words",
        required=True,
    ),
    _option(
        "--output -o",
        "FILE|FOLDER",
        "写成一个文件（.docx 或 .xlsx，不覆盖已有文件），或写进文件夹、每个单位一份",
        "One file (.docx or .xlsx, never over another), or a folder with one for each unit",
        name="handed_to",
        kind="path",
        required=True,
    ),
    _option(
        "--unit",
        "NAME",
        "只要这个单位的：名册里的名称；没有 --round 的，另写 --level",
        "Only that of this unit, by its name in the round; without --round give --level too",
        name="of_unit",
    ),
    _option(
        "--code",
        "CODE",
        "没有 --round 时单位的六位行政区划代码；默认是规划所在地的",
        "Without --round the unit's six-digit division code; that of the plan's place by default",
        name="own_code",
    ),
    _option(
        "--since",
        "REPORT",
        "督察清单里列出单位填报的内容：保存的报告（json 或 jsonl）、填报文件或放它们的文件夹，可重复",
        "For checklists: what units reported, by saved reports (json, jsonl), submissions, or folders of them, repeatable",
        name="reported",
        kind="path",
        repeatable=True,
    ),
    _option(
        "--format -f",
        "NAME",
        "写进文件夹的是 docx（默认）还是 xlsx",
        "What goes into a folder: docx (default) or xlsx",
        name="paper_form",
        kind="words",
        words=plain(("docx", "xlsx")),
        completes="words",
    ),
    _argument(
        "action",
        "write",
        "写出已知问题清单",
        "Write the list of known findings",
        kind="words",
        words=plain(("write",)),
        completes="words",
        required=True,
    ),
)
OPTIONS: dict[str, Option] = {option.name: option for option in _ALL}

# Those of a run, in the order of help: the main job's own.
RUN: tuple[str, ...] = (
    *(
        "plan",
        "as_of",
        "phase",
        "format_",
        "output",
        "fail_on",
        "select",
        "ignore",
        "section",
        "lead",
        "group",
        "field",
    ),
    *(
        "round",
        "since",
        "reviews",
        "sample",
        "standard",
        "sort",
        "template",
        "letter",
        "anew",
        "waivers",
        "known",
        "limit",
        "show",
        "statistics",
        "files_from",
        "exclude",
        "no_gitignore",
        "open",
        "stdin_filename",
        "config",
        "no_config",
        "quiet",
        "verbose",
        "jobs",
    ),
    *("color", "marks", "lang"),
)
# What a file of settings may say: options, and what is checked where no PATH is given.
FOLDERS = Option(
    "folders",
    (),
    "",
    Text("不写 PATH 时检查的文件和文件夹", "files and folders that are checked where no PATH is given"),
    kind="path",
    setting=True,
    repeatable=True,
)
SETTINGS: dict[str, Option] = {
    **{name: OPTIONS[name] for name in ("plan", "lang", *RUN) if OPTIONS[name].setting},
    FOLDERS.name: FOLDERS,
}


class Options:
    """The options of a run by name, as given; one that was not given has its default.

    A repeatable one is a tuple of texts, a flag True or False, any other a text or None.
    """

    def __init__(self, **given: Any) -> None:
        self.given = given

    def __getattr__(self, name: str) -> Any:
        """Return the value of an option. Raises AttributeError where there is no such option of a run."""
        if name not in RUN:
            raise AttributeError(name)
        return self.given.get(name, OPTIONS[name].absent)

    def replace(self, **changes: Any) -> Options:
        """Return options with some values changed."""
        return Options(**{**self.given, **changes})

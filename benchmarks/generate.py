"""Writes submissions as people write them, as many as wanted: the same seed gives the same files.

Every submission is of another unit or quarter, free of errors (FZ1 to FZ3), and valid under the exported JSON Schema
and the yamale schema, so that every tool has its full work with it; unless one wrong value is asked for. Invented throughout: names are put together from
single characters, and no text is taken from a real report.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from ruamel.yaml import YAML

from fazhi_check import Plan, Target, load_plan
from fazhi_check.words import EVIDENCE_KINDS, KEYS_ZH, LEVELS, STATUSES

PLAN = "urumqi-14fyp"
ENTRIES = 200
ENTRY_BYTES = 340  # 200 entries make 68 KB
SEED = 14

# Two-digit codes of provinces (GB/T 2260); each has prefectures, each of these itself and its counties.
PROVINCES = re.findall("..", "11121314152122233132333435363741424344454650515253546162636465")
_PREFECTURES, _UNITS = 17, 12
UNITS = len(PROVINCES) * _PREFECTURES * _UNITS
QUARTERS = ((3, 31), (6, 30), (9, 30), (12, 31))
YEARS = (2023, 2024, 2025)
CAPACITY = UNITS * len(QUARTERS) * len(YEARS)
_DAY_ONE = date(2021, 2, 1)  # evidence is dated after the plan's first month

_FIRST = (
    "安宝昌长常成川春大丹德东定敦恩方丰奉福抚富甘高固广贵桂海汉和河鹤黑衡红洪湖"
    "华怀淮黄惠吉济佳嘉建江金锦景靖九开康昆兰乐黎临灵柳龙隆庐泸鲁罗洛梅绵明宁平普清庆曲泉荣瑞"
)
_SECOND = (
    "安坝北滨昌城池川岛德东都恩肥封峰福岗港关广贵海河湖化淮吉江津京靖康口兰乐丽林临灵岭龙"
    "陇门宁盘平坪浦泉仁容沙山善石水朔遂泰唐塘通潼屯西溪乡祥兴阳义营源远岳云泽州竹"
)
_PLAIN = re.compile(r"[^\W\d][\w《》“”〔〕（）、，；。·/.-]*")

_WORK = (
    "印发实施方案，分解为{n}项任务，逐项明确责任单位和完成时限",
    "全年召开专题会议{m}次，研究解决重点难点问题{n}个",
    "组织执法人员培训{m}期，参训{k}人次，考试合格率列全省前列",
    "公布权责清单{k}项，取消和下放审批事项{n}项",
    "办理行政复议案件{k}件，纠错率比上年下降{m}个百分点",
    "建成公共法律服务工作站{n}个，解答法律咨询{k}人次",
    "对{n}件行政规范性文件作出合法性审核，提出意见{k}条，均被采纳",
    "开展民主法治示范村创建，新增省级示范村{m}个",
    "聘请法律顾问{n}名，参与重大决策论证{k}次",
    "重大行政执法决定法制审核{k}件，做到应审尽审",
    "受理人民调解案件{k}件，调解成功率保持在较高水平",
    "在门户网站公开年度报告，接受社会评议，收到意见{n}条",
)
_PROBLEMS = (
    "基层法制审核人员偏少，{n}个乡镇尚无专职人员",
    "部门之间数据没有完全打通，仍有{n}类信息靠人工报送",
    "个别单位学法制度落实不够经常，台账不全",
    "专业法律人才不足，涉外方面尤其短缺",
    "经费保障与任务要求有差距，{m}个项目进度偏慢",
)
_STEPS = (
    "三季度前补齐人员，纳入年度考核并按月通报",
    "与大数据部门共同制定数据目录，年底前接入{n}类信息",
    "由主要负责同志牵头，每季度调度一次，年底组织验收",
    "通过政府购买服务增加力量，同步开展{m}期培训",
    "列入下一年度预算，倒排工期，挂图作战",
)
_NOTES = (
    "数据截至本季度末，由责任单位提供，市司法局核对",
    "与上季度相比新增{n}项，其余事项按计划推进",
    "口径与统计年报一致，不含开发区",
    "材料原件存档备查，电子版已上传省级平台",
)
_REASONS = ("本级没有这一机构，由上级统一承担", "属省级事权，本地没有相应职责", "机构改革后职能已经划转，见三定规定")
_OWNERS = ("司法局", "政府办公室", "依法治市办", "人民法院", "人民检察院", "公安局", "行政审批局", "市场监管局")
_TITLES = ("关于{t}的实施方案", "{t}工作台账", "{t}情况通报", "{t}专题会议纪要", "{t}年度报告", "关于{t}的通知")
_PUBLISHERS = ("人民政府办公室", "司法局", "依法治市委员会办公室")


# Beside these nobody gives evidence.
_NOTHING_TO_PROVE = {word for name in ("not_started", "not_applicable") for word in (name, STATUSES[name].zh)}


class Size(NamedTuple):
    """How large submissions are: `entries` in each (None: all that apply), bytes of an entry, share with a block text;
    and what each has that is out of the ordinary, a name in ODDITIES or nothing.
    """

    entries: int | None = ENTRIES
    entry_bytes: int = ENTRY_BYTES
    folded: float = 0.0
    oddity: str = ""


class Reporter(NamedTuple):
    """Who reports, and until when."""

    name: str
    level: str
    code: str
    as_of: date


@cache
def plan() -> Plan:
    """Return the plan that is answered."""
    return load_plan(PLAN)


def reporter(number: int) -> Reporter:
    """Return who writes submission `number`: no two have both the same unit and the same date."""
    if not 0 <= number < CAPACITY:
        raise ValueError(f"there are {CAPACITY} different submissions at most")
    unit, quarter = divmod(number, len(QUARTERS))
    turn, unit = divmod(unit, UNITS)
    rest, province = divmod(unit, len(PROVINCES))
    prefecture, county = divmod(rest, _UNITS)
    # The two lengths have no common divisor, so that all pairs are gone through before one comes again.
    name = _FIRST[unit % len(_FIRST)] + _SECOND[unit % len(_SECOND)]
    code = f"{PROVINCES[province]}{prefecture + 1:02d}{county + 20 if county else 0:02d}"
    level, suffix = ("county", "区县"[unit % 2]) if county else ("city", "市")
    return Reporter(name + suffix, level, code, date(YEARS[turn], *QUARTERS[quarter]))


def asked_of(who: Reporter) -> list[Target]:
    """Return the targets that a unit has to answer, in the plan's order."""
    local = plan().within(who.code)
    return [one for one in plan().targets if who.level in one.applies_to and (local or not one.local_only)]


@dataclass
class Writer:
    """Writes one submission; how it is written (language, quotes, forms of dates, lists) is drawn once or each time."""

    rng: Random
    who: Reporter
    chinese: float  # the share of keys and fixed values in Chinese
    dash: str  # what stands before a list's items: they may be indented below their key or not
    flow: float  # the share of evidence written in one line

    def submission(self, size: Size) -> str:
        """Return the whole text."""
        targets = asked_of(self.who)
        if size.entries is not None:
            kept = sorted(self.rng.sample(range(len(targets)), min(size.entries, len(targets))))
            targets = [targets[number] for number in kept]
        entry_bytes = size.entry_bytes * self.rng.uniform(0.9, 1.1)
        folded = self.rng.randrange(len(targets)) if self.rng.random() < size.folded else -1
        parts = [self._head()]
        spare, section = entry_bytes, ""
        for number, target in enumerate(targets):
            if target.section != section:
                section = target.section
                parts.append(f"\n  # {plan().heading(section, 'zh')}\n")
            text = self._entry(target, int(spare), number == folded)
            parts.append(text)
            spare += entry_bytes - len(text.encode())
        return "".join(parts)

    def _head(self) -> str:
        name, level, code, as_of = self.who
        key, say = self._key, self._scalar
        quoted = f'"{code}"' if self.rng.random() < 0.8 else code
        lines = [
            f"# 示例：{name}{as_of.year}年第{(as_of.month + 2) // 3}季度填报(为测速生成，内容虚构)",
            f"{key('plan')}: {PLAN}",
            f"{key('unit')}:",
            f"  {key('name')}: {say(name)}",
            f"  {key('level')}: {LEVELS[level].zh if self._in_chinese() else level}",
            f"  {key('code')}: {quoted}",
            f"{key('as_of')}: {self._day(as_of)}",
            f"{key('source')}:",
            f"  {key('title')}: {say(f'{name}法治建设情况季度报告')}",
            f"  {key('publisher')}: {say(name + self.rng.choice(_PUBLISHERS))}",
            f"{key('entries')}:\n",
        ]
        return "\n".join(lines)

    def _entry(self, target: Target, spare: int, folded: bool) -> str:
        """Return one entry of about `spare` bytes."""
        pairs = self._answer(target)
        lines = [f"    {self._key(name)}: {value}" for name, value in pairs]
        if pairs[0][1].strip('"') not in _NOTHING_TO_PROVE:
            lines += self._evidence(target, spare)
        room = spare - sum(len(line.encode()) + 1 for line in lines) - 14
        if self.rng.random() < self.flow / 8:
            return self._in_one_line(target, pairs)
        lines += self._remarks(room)
        if folded:
            lines += [
                f"    {self._key('reason')}: |-",
                *(f"      {self._fill(one)}" for one in (*_NOTES[:2], _WORK[0])),
            ]
        comment = "  # 待复核" if self.rng.random() < 0.03 else ""
        return f"  {target.id}:{comment}\n" + "\n".join(lines) + "\n"

    def _in_one_line(self, target: Target, pairs: list[tuple[str, str]]) -> str:
        written = [f"{self._key(name)}: {self._flow_scalar(value)}" for name, value in pairs]
        proof = ", ".join(f"{name}: {value}" for name, value in self._proof(target, 0))
        written.append(f"{self._key('evidence')}: [{{{proof}}}]")
        return f"  {target.id}: {{{', '.join(written)}}}\n"

    @staticmethod
    def _flow_scalar(value: str) -> str:
        return f'"{value}"' if "," in value and value[0] not in "'\"" else value

    def _answer(self, target: Target) -> list[tuple[str, str]]:
        """Return what is reported on a target, the deciding key first."""
        rng, measure = self.rng, target.measure
        if measure.kind == "coverage":
            return self._coverage()
        if measure.kind == "standing" and (measure.at_least is not None or measure.at_most is not None):
            held = measure.at_least if measure.at_least is not None else measure.at_most
            return [("value", f"{held}%" if measure.unit == "%" and rng.random() < 0.5 else str(held))]
        if rng.random() < 0.02:
            return [("status", self._word("not_applicable")), ("reason", self._scalar(rng.choice(_REASONS)))]
        status = rng.choices(("not_started", "under_way", "substantial", "done"), (3, 35, 27, 35))[0]
        found = [("status", self._word(status))]
        if status == "done":
            found.append(("done_on", self._when()))
        elif status != "not_started" and target.measure.kind == "milestone" and rng.random() < 0.3:
            progress = rng.randint(10, 95)
            found.append(("progress", f"{progress}%" if rng.random() < 0.3 else str(progress)))
        return found

    def _coverage(self) -> list[tuple[str, str]]:
        rng = self.rng
        if rng.random() < 0.5:
            share = f"{rng.randint(600, 1000) / 10:g}"
            return [("value", rng.choice((share, f"{share}%", f'"{share}%"')))]
        total = rng.randint(30, 24_000)
        covered = int(total * rng.uniform(0.6, 1))
        grouped = total >= 1000 and rng.random() < 0.3
        return [
            ("covered", f"{covered:,}" if grouped else str(covered)),
            ("total", f"{total:,}" if grouped else str(total)),
        ]

    def _evidence(self, target: Target, spare: int) -> list[str]:
        count = self.rng.choices((0, 1, 2, 3), (1, 7, 4, 1))[0] if spare > 150 else 1
        items = [self._proof(target, spare // max(count, 1)) for _ in range(count)]
        if not items:
            return []
        key = self._key("evidence")
        if self.rng.random() < self.flow:
            written = ["{" + ", ".join(f"{name}: {value}" for name, value in item) + "}" for item in items]
            if count == 1 and len(written[0]) < 70:
                return [f"    {key}: [{written[0]}]"]
            return [f"    {key}:", *(f"    {self.dash}- {item}" for item in written)]
        lines = [f"    {key}:"]
        for item in items:
            (name, value), *rest = item
            lines.append(f"    {self.dash}- {name}: {value}")
            lines += [f"    {self.dash}  {name}: {value}" for name, value in rest]
        return lines

    def _proof(self, target: Target, spare: int) -> list[tuple[str, str]]:
        rng = self.rng
        kind = rng.choice(target.evidence.kinds) if rng.random() < 0.85 else "report"
        title = rng.choice(_TITLES).format(t=target.title)
        found = [
            (self._key("kind"), EVIDENCE_KINDS[kind].zh if self._in_chinese() else kind),
            (self._key("title"), self._scalar(title)),
        ]
        if kind == "document":
            found.append((self._key("ref"), f"{self.who.name[0]}政发〔{self.who.as_of.year}〕{rng.randint(1, 180)}号"))
        if rng.random() < 0.7:
            found.append((self._key("date"), self._when()))
        if kind == "publication":
            found.append((self._key("url"), f"'https://www.example.org/zwgk/{rng.randint(1000, 99_999)}.html'"))
        if spare > 260 and rng.random() < 0.6:
            found.append((self._key("quote"), self._scalar(self._fill(rng.choice(_WORK)))))
        return found

    def _remarks(self, room: int) -> list[str]:
        """Return remarks that fill what room is left."""
        lines: list[str] = []
        for name, texts in self.rng.sample((("owner", _OWNERS), ("problem", _PROBLEMS), ("next_step", _STEPS)), 3):
            if room > 60:
                lines.append(f"    {self._key(name)}: {self._scalar(self._fill(self.rng.choice(texts)))}")
                room -= len(lines[-1].encode()) + 1
        if room > 60:
            words = [self._fill(self.rng.choice(_NOTES))]
            while (room := room - 3 * len(words[-1])) > 90:
                words.append(self._fill(self.rng.choice(_WORK)))
            lines.append(f"    {self._key('note')}: {self._scalar('；'.join(words))}")
        return lines

    def _fill(self, template: str) -> str:
        rng = self.rng.random
        return template.format(n=2 + int(rng() * 58), m=1 + int(rng() * 9), k=60 + int(rng() * 4000))

    def _in_chinese(self) -> bool:
        return self.rng.random() < self.chinese

    def _key(self, name: str) -> str:
        return KEYS_ZH[name] if self._in_chinese() else name

    def _word(self, status: str) -> str:
        word = STATUSES[status].zh if self._in_chinese() else status
        return f'"{word}"' if self.rng.random() < 0.1 else word

    def _scalar(self, text: str) -> str:
        """Return a text as YAML, quoted where it has to be or where somebody likes to."""
        draw = self.rng.random()
        if draw < 0.12 or not _PLAIN.fullmatch(text):
            return f'"{text}"'
        return f"'{text}'" if draw < 0.16 else text

    def _day(self, day: date) -> str:
        y, m, d = day.year, day.month, day.day
        draw = self.rng.random()
        if draw < 0.55:
            return f'"{day}"' if draw < 0.15 else str(day)
        return f"{y}年{m}月{d}日" if draw < 0.75 else f"{y}.{m}.{d}" if draw < 0.9 else f"{y}/{m}/{d}"

    def _when(self) -> str:
        """Return a day, month or year up to the date of the submission, in one of the forms people use."""
        rng = self.rng
        day = _DAY_ONE + timedelta(days=int(rng.random() * ((self.who.as_of - _DAY_ONE).days + 1)))
        draw = rng.random()
        if draw < 0.6:
            return self._day(day)
        if draw < 0.7:
            return f"{day.year}"
        return rng.choice((f"{day.year}-{day.month:02d}", f"{day.year}年{day.month}月", f"{day.year}.{day.month}"))


def wrong(text: str) -> str:
    """Return a submission with one status misspelt, halfway."""
    found = list(_STATUS.finditer(text))
    status = found[len(found) // 2]
    return text[: status.start(1)] + status[1].strip('"')[:-1] + text[status.end(1) :]


def anchored(text: str) -> str:
    """Return a submission with an anchor halfway, and an alias of it in the next entry that can have one."""
    found = list(_OWNER.finditer(text))
    first, second = found[len(found) // 2 - 1 :][:2]
    between = text[first.start(1) : second.start(1)]
    return f"{text[: first.start(1)]}&owner {between}*owner{text[second.end(1) :]}"


_STATUS = re.compile(r"^    (?:status|状态): (.+)$", re.MULTILINE)
_OWNER = re.compile(r"^    (?:owner|责任单位): (.+)$", re.MULTILINE)
ODDITIES: dict[str, Callable[[str], str]] = {"wrong": wrong, "anchor": anchored}


def submission(number: int, size: Size | None = None, seed: int = SEED) -> tuple[str, str]:
    """Return name and text of submission `number`."""
    size = size or Size()
    rng = Random(f"{seed}:{number}")
    who = reporter(number)
    chinese = rng.choice((1.0, 1.0, 0.0, 0.0, 0.5))
    writer = Writer(rng, who, chinese, rng.choice(("", "  ")), rng.choice((0.1, 0.3, 0.8)))
    text = writer.submission(size)
    return f"{who.code}-{who.as_of}.yaml", ODDITIES[size.oddity](text) if size.oddity else text


def _write_range(folder: str, numbers: range, size: Size, seed: int) -> int:
    written = 0
    for number in numbers:
        name, text = submission(number, size, seed)
        raw = text.encode()
        with open(os.path.join(folder, name), "wb") as stream:
            written += stream.write(raw)
    return written


def write(
    folder: Path, count: int, size: Size | None = None, seed: int = SEED, every: int = 1, quarter: int = 0
) -> int:
    """Write `count` submissions into a folder, on all cores; return their bytes.

    `every` fourth is of another unit; of these the ones of a `quarter` (0 to 3) are written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    size = fitting(size or Size(), count, folder)
    step, end = 100 * every, count * every
    ranges = [range(start + quarter, min(start + step, end), every) for start in range(0, end, step)]
    if len(ranges) == 1:
        return sum(_write_range(str(folder), numbers, size, seed) for numbers in ranges)
    with ProcessPoolExecutor() as pool:
        return sum(pool.map(_write_range, *zip(*_jobs(str(folder), ranges, size, seed), strict=True)))


def _jobs(folder: str, ranges: list[range], size: Size, seed: int) -> Iterator[tuple[str, range, Size, int]]:
    for numbers in ranges:
        yield folder, numbers, size, seed


def fitting(size: Size, count: int, folder: Path) -> Size:
    """Return the size with smaller entries where the disk has no room for it twice over, and say so."""
    entries = size.entries or len(plan().targets)
    free = shutil.disk_usage(folder).free
    room = free // (2 * count * entries)
    if room >= size.entry_bytes:
        return size
    print(f"only {free >> 20} MiB free: entries of {room} instead of {size.entry_bytes} bytes", file=sys.stderr)
    return size._replace(entry_bytes=room)


def write_round(path: Path, count: int, quarter: int) -> None:
    """Write the round of a quarter that the first `count` units owe a report in."""
    reporters = [reporter(number * len(QUARTERS) + quarter) for number in range(count)]
    category = {"city": "市", "county": "区县"}
    units = [
        {"name": one.name, "level": one.level, "code": one.code, "category": category[one.level]} for one in reporters
    ]
    head = {"plan": PLAN, "title": f"示例第{quarter + 1}季度调度", "as_of": str(reporters[0].as_of)}
    path.write_text(json.dumps({**head, "units": units}, ensure_ascii=False), encoding="utf-8")


def turn_into_json(path: Path) -> None:
    """Write what a YAML file says as JSON in its place."""
    data = YAML(typ="safe", pure=True).load(path)
    path.with_suffix(".json").write_text(json.dumps(data, ensure_ascii=False, indent=2, default=str), encoding="utf-8")
    path.unlink()


def main() -> None:
    """Write submissions as the command line asks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--entries", type=int, default=ENTRIES, help="in each submission")
    parser.add_argument("--entry-bytes", type=int, default=ENTRY_BYTES)
    parser.add_argument("--whole", action="store_true", help="answer every target that applies")
    parser.add_argument("--folded", type=float, default=0.0, help="share of submissions with a text of several lines")
    parser.add_argument("--odd", choices=ODDITIES, default="", help="what each submission has, once")
    parser.add_argument("--json", action="store_true", help="JSON instead of YAML")
    parser.add_argument("--units", action="store_true", help="each of another unit, all of one day")
    parser.add_argument("--quarter", type=int, choices=range(len(QUARTERS)), default=0, help="with --units: of which")
    parser.add_argument("--round", type=Path, metavar="FILE", help="with --units: write the round of that quarter too")
    parser.add_argument("--seed", type=int, default=SEED)
    args = parser.parse_args()
    size = Size(None if args.whole else args.entries, args.entry_bytes, args.folded, args.odd)
    written = write(args.folder, args.count, size, args.seed, len(QUARTERS) if args.units else 1, args.quarter)
    if args.round:
        write_round(args.round, args.count, args.quarter)
    if args.json:
        for path in args.folder.glob("*.yaml"):
            turn_into_json(path)
    print(f"{args.count} submissions, {written / args.count / 1000:.1f} KB each, {written / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

"""The nine cities as one round of different dates, with an earlier and a later one.

The round of 2023 is made of their published reports as they are. The earlier and the later one are INVENTED for this
test, by taking entries out of these reports and putting others in: no city ever handed them in.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from helpers.invented import write_round
from helpers.project import ROOT
from helpers.running import Ran
from ruamel.yaml import YAML

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]
CITIES = {
    "鹤岗市": ("230400", "hegang-2023"),
    "吕梁市": ("141100", "luliang-2022"),
    "北镇市": ("210782", "beizhen-2023"),
    "洛阳市": ("410300", "luoyang-2022"),
    "平顶山市": ("410400", "pingdingshan-2022"),
    "鹤壁市": ("410600", "hebi-2022"),
    "新乡市": ("410700", "xinxiang-2022"),
    "濮阳市": ("410900", "puyang-2022"),
    "驻马店市": ("411700", "zhumadian-2022"),
}
UNITS = [
    {"name": name, "level": "county" if name == "北镇市" else "city", "code": code, "category": "示例"}
    for name, (code, _) in CITIES.items()
]
FIRST, NOW, LATER = "2022-12-31", "2023-12-31", "2025-12-31"
# What the invented later reports say of a task that the city had not reported, and of one that it had.
PUT_RIGHT, TAKEN_BACK = "3.3.2-08", "not_started"


class Year:
    """Three rounds in a folder: `files` of each round's day, saved reports as `2022-12-31.json` and so on."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run, self.folder = run, folder

    def check(self, day: str, *more: str, format_: str = "json") -> Ran:
        """Check the files of a round."""
        round_ = self.folder / f"{day}.yaml"
        write_round(round_, "urumqi-14fyp", day, UNITS, title=f"示例{day[:4]}年调度", **{"from": "2021-01-01"})
        return self.run("check", self.folder / day, "--round", round_, *more, "-f", format_)

    def saved(self, day: str, *since: str) -> dict[str, Any]:
        """Check a round against those before, save its report and return it."""
        more = [part for one in since for part in ("--since", str(self.folder / f"{one}.json"))]
        done = self.check(day, *more)
        (self.folder / f"{day}.json").write_text(done.out, "utf-8")
        return dict(done.json)


def written(path: Path, data: Mapping[str, Any]) -> None:
    """Write an invented report: as JSON, marked as an example in its first key."""
    path.write_text(json.dumps({"x-示例": "为测试虚构", **data}, ensure_ascii=False, default=str), "utf-8")


@pytest.fixture
def year(run: Run, tmp_path: Path) -> Year:
    """The round of the published reports, and two that are invented around it."""
    for day in (FIRST, NOW, LATER):
        (tmp_path / day).mkdir()
    for number, (_, stem) in enumerate(CITIES.values()):
        source = ROOT / "submissions" / f"{stem}.yaml"
        shutil.copy(source, tmp_path / NOW / source.name)
        data = YAML(typ="safe", pure=True).load(source)
        entries = dict(data["entries"])
        ids = list(entries)
        earlier = {one: entries[one] for one in ids[::2]}
        written(tmp_path / FIRST / f"示例-{stem}.yaml", {**data, "as_of": "2022-03-31", "entries": earlier})
        later = {one: entries[one] for one in ids[number:]}  # the first of them are left out: dropped
        later[PUT_RIGHT] = {
            "status": "done",
            "evidence": [{"kind": "document", "title": "示例文件", "date": "2024-05"}],
        }
        later[ids[-1]] = {**entries[ids[-1]], "status": TAKEN_BACK}
        written(tmp_path / LATER / f"示例-{stem}.yaml", {**data, "as_of": "2024-12-31", "entries": later})
    return Year(run, tmp_path)


def kinds(report: Mapping[str, Any]) -> Counter[str | None]:
    """Return how many assessments of a report changed in which way."""
    changes = [one["change"] for file in report["files"] for one in file["assessments"]]
    return Counter(one and one["kind"] for one in changes)


def test_nine_published_reports_of_different_dates_are_one_round(year: Year):
    report = year.saved(NOW)
    round_ = report["round"]
    assert (round_["expected"], round_["reported"], round_["not_submitted"]) == (9, 9, 0)
    assert [one["name"] for one in round_["units"]] == list(CITIES)
    assert {one["as_of"] for one in report["files"] if one["subject"] == "file"} == {NOW}
    assert len({one["reported_on"] for one in report["files"] if one["subject"] == "file"}) == 4
    assert kinds(report) == {None: sum(len(one["assessments"]) for one in report["files"])}
    total = Counter[str]()
    for one in round_["targets"]:
        total.update(one["counts"])
    assert dict(total) == {name: number for name, number in report["counts"].items() if name in total}


def test_what_was_taken_out_before_is_what_has_changed_since(year: Year):
    first, now = year.saved(FIRST), year.saved(NOW, FIRST)
    assert kinds(first).keys() == {None}
    found = kinds(now)
    assert sum(found.values()) == sum(len(one["assessments"]) for one in now["files"])
    assert None not in found
    # Entries were only added: nothing was left out and nothing slipped, though time passed.
    assert found["dropped"] == found["fallen_back"] == 0
    assert found["open"] > 1_000
    assert found["solved"] > 50
    before = {
        (file["unit"]["name"], one["target"]): one["verdict"]
        for file in first["files"]
        if file["unit"]
        for one in file["assessments"]
    }
    for file in now["files"]:
        for one in file["assessments"]:
            change = one["change"]
            if change["before"]:
                assert change["before"]["verdict"] == before[file["unit"]["name"], one["target"]]
                assert change["before"]["as_of"] == FIRST


def test_a_later_round_tells_what_was_put_right_left_out_and_taken_back(year: Year):
    year.saved(FIRST)
    year.saved(NOW, FIRST)
    later = year.saved(LATER, FIRST, NOW)
    found = kinds(later)
    assert found["dropped"] > 0
    assert found["fallen_back"] > 0
    assert found["solved"] > 0
    for file in later["files"]:
        if not file["unit"]:
            continue
        judged = {one["target"]: one for one in file["assessments"]}
        if PUT_RIGHT in judged and judged[PUT_RIGHT]["verdict"] == "met":
            assert judged[PUT_RIGHT]["change"]["kind"] in ("solved", "kept")
        numbers = [one["no"] for one in file["problems"]]
        assert len(numbers) == len(set(numbers))
        open_now = {one["target"] for one in file["problems"] if one["state"] not in ("closed", "cancelled")}
        assert {one["target"] for one in file["assessments"] if one["flagged"]} <= open_now
    # Nobody has closed anything: nothing can have come back.
    assert "reopened" not in {one["state"] for file in later["files"] for one in file["problems"] or ()}


def test_every_format_heads_a_round_with_what_changed(year: Year):
    year.saved(FIRST)
    for name in ("table", "summary", "markdown", "html"):
        shown = year.check(NOW, "--since", str(year.folder / f"{FIRST}.json"), format_=name).out
        assert "较上期（2022-12-31）" in shown, name
        assert "应报 9 个单位" in shown, name

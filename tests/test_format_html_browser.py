"""The HTML report in a real browser: its filters, its print, and text from outside that runs nothing."""

from __future__ import annotations

import base64
import io
import json
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.browsers import BROWSER_MARKS, launched
from helpers.pages import HOSTILE, page, report_on
from helpers.project import ROOT
from helpers.submissions import BROKEN, all_good, mixed, submission

from fazhi_check.outcome import Report
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan

pytestmark = BROWSER_MARKS
SEVERAL = {"a.yaml": mixed(), "b.yaml": BROKEN, "c.yaml": all_good().replace("甲市", "乙市")}
A4_PORTRAIT = (595, 842)

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A browser with a profile of its own."""
    driver = launched(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Open:
    """Open a report as a page."""

    def call(report: Report, text: Callable[[str], str] = str, show_all: bool = False) -> Any:
        file = tmp_path / "report.html"
        file.write_text(text(page(report, show_all=show_all)), "utf-8")
        browser.get(file.as_uri())
        return browser

    return call


def find(browser: Any, selector: str) -> list[Any]:
    return list(browser.find_elements("css selector", selector))


def seen(browser: Any, selector: str) -> list[Any]:
    return [node for node in find(browser, selector) if node.is_displayed()]


def choose(browser: Any, selector: str, text: str) -> None:
    from selenium.webdriver.support.select import Select

    (select,) = find(browser, selector)
    Select(select).select_by_visible_text(text)


def shown(browser: Any) -> list[str]:
    """The ids in the whole tables that can be seen."""
    return [row.find_element("css selector", "td").text for row in seen(browser, ".full tr[data-v]")]


def words(sheet: Any) -> str:
    """Return the text of a printed page; a font may name 目 by its twin among the radicals."""
    return unicodedata.normalize("NFKC", sheet.extract_text())


def pages(browser: Any) -> list[Any]:
    from pypdf import PdfReader

    # The page's own size decides, as it does where a person prints.
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": False})
    return list(PdfReader(io.BytesIO(base64.b64decode(printed["data"]))).pages)


def quiet(browser: Any) -> bool:
    return not [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]


def test_the_policy_lets_the_page_s_own_style_and_script_work(opened: Open, small: Plan) -> None:
    browser = opened(report_on(SEVERAL, small))
    assert seen(browser, "#filters")
    assert browser.execute_script("return getComputedStyle(document.querySelector('.bar')).display") == "block"
    assert quiet(browser)


def test_a_click_on_a_verdict_shows_that_verdict_only_and_a_second_click_all(opened: Open, small: Plan) -> None:
    browser = opened(report_on(SEVERAL, small), show_all=True)
    everything = shown(browser)
    (overdue,) = find(browser, "button[data-verdict=overdue]")
    overdue.click()
    assert shown(browser) == ["1.1.1-03", "1.2.1-05"]
    assert {row.get_attribute("data-v") for row in seen(browser, "[data-v]")} == {"overdue"}
    assert "显示 2 项" in find(browser, "#filter-shown")[0].text
    assert overdue.get_attribute("aria-pressed") == "true"
    overdue.click()
    assert shown(browser) == everything
    assert not seen(browser, ".filtered")


def test_what_is_only_summed_up_by_item_is_said_beside_what_is_shown(opened: Open, small: Plan) -> None:
    browser = opened(report_on({"a.yaml": mixed()}, small))
    (told,) = find(browser, "#filter-shown")
    rows, folded = seen(browser, "tr[data-v]"), seen(browser, "li[data-n]")
    summed = sum(int(one.get_attribute("data-n")) for one in folded)
    assert summed
    assert told.text == f"本页共 {len(rows) + summed} 项，显示 {len(rows) + summed} 项（其中 {summed} 项按条目合计）"
    find(browser, "button[data-verdict=overdue]")[0].click()
    assert told.text == f"本页共 {len(rows) + summed} 项，显示 2 项"


def test_what_is_slow_is_for_the_screen_alone(opened: Open, small: Plan) -> None:
    browser = opened(report_on({"a.yaml": mixed()}, small), show_all=True)
    assert "偏慢 1 项" in seen(browser, ".note.slow")[0].text
    assert {tag.text for tag in seen(browser, "td .slow")} == {"偏慢"}
    assert "偏慢" not in "".join(words(sheet) for sheet in pages(browser))


def test_verdicts_add_up_and_sections_narrow_them(opened: Open, small: Plan) -> None:
    browser = opened(report_on({"a.yaml": mixed()}, small), show_all=True)
    for verdict in ("overdue", "lagging"):
        find(browser, f"button[data-verdict={verdict}]")[0].click()
    assert shown(browser) == ["1.1.1-03", "1.2.1-01", "1.2.1-03", "1.2.1-05"]
    choose(browser, "#filter-section", "1.2 乙节")
    assert shown(browser) == ["1.2.1-01", "1.2.1-03", "1.2.1-05"]
    assert [note.text for note in seen(browser, ".filtered")] == ["已筛选 · 逾期 / 滞后 · 1.2 乙节"]
    assert [head.text for head in seen(browser, ".full tr.section")] == ["1.2 乙节 9"]
    find(browser, "#filter-reset")[0].click()
    assert len(shown(browser)) == 14


def test_a_unit_is_shown_alone(opened: Open, small: Plan) -> None:
    browser = opened(report_on(SEVERAL, small), show_all=True)
    choose(browser, "#filter-unit", "乙市（市级 650100）")
    assert [head.text for head in seen(browser, "article h2")] == ["乙市"]
    find(browser, "button[data-verdict=overdue]")[0].click()
    assert shown(browser) == []
    assert "没有符合筛选的目标" in seen(browser, ".filtered")[0].text


def test_without_its_script_everything_is_shown(opened: Open, small: Plan) -> None:
    browser = opened(report_on(SEVERAL, small), lambda text: text.replace("script-src", "x-src"), show_all=True)
    assert not seen(browser, "#filters")
    assert len(shown(browser)) == 28
    browser.get_log("browser")


def test_the_print_has_a_page_for_each_unit(opened: Open, small: Plan) -> None:
    sheets = pages(opened(report_on(SEVERAL, small)))
    texts = [words(sheet) for sheet in sheets]
    for sheet in sheets:
        assert (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) == A4_PORTRAIT
    starts = [number for number, text in enumerate(texts) if "对照规划" in text or "b.yaml\n" in text[:40]]
    assert "各单位" in texts[0]
    assert starts == [1, 2, 3][: len(starts)]
    assert len(starts) >= 3
    assert f"{len(sheets)} / {len(sheets)}" in texts[-1]
    assert not any("清除筛选" in text for text in texts)


def test_short_sheets_take_one_page_each_after_the_overview(opened: Open, small: Plan) -> None:
    texts = [
        words(sheet) for sheet in pages(opened(report_on(dict.fromkeys(("a.yaml", "b.yaml", "c.yaml"), BROKEN), small)))
    ]
    assert len(texts) == 4
    assert all(name in text for name, text in zip(("a.yaml", "b.yaml", "c.yaml"), texts[1:], strict=True))
    assert len(pages(opened(report_on({"a.yaml": BROKEN}, small)))) == 1


def test_a_filter_makes_the_print_shorter_and_is_named_on_it(opened: Open, small: Plan) -> None:
    browser = opened(report_on(SEVERAL, small))
    whole = len(pages(browser))
    choose(browser, "#filter-unit", "乙市（市级 650100）")
    texts = [words(sheet) for sheet in pages(browser)]
    assert len(texts) < whole
    assert "已筛选" in "".join(texts)


def test_table_heads_are_repeated_on_every_page_of_a_long_table(opened: Open) -> None:
    plan = load_plan("urumqi-14fyp")
    text = submission("  {}\n").replace("plan: small", "plan: urumqi-14fyp")
    texts = [words(sheet) for sheet in pages(opened(report_on({"a.yaml": text}, plan), show_all=True))]
    assert all("甲市 · 填报截至" in text for text in texts), "each sheet of paper says whose it is"
    first = next(number for number, text in enumerate(texts) if "全部目标" in text)
    assert len(texts) - first > 5
    # The foot may stand alone on the last page.
    for text in texts[first:-1]:
        assert all(head in text for head in ("编号", "要求", "时限", "填报", "依据"))


def test_hostile_text_runs_nothing(opened: Open, small: Plan) -> None:
    entries = {"1.1.1-03": {"status": "not_applicable", "reason": HOSTILE}, HOSTILE: {"status": "done"}}
    text = submission(entries).replace("甲市", json.dumps(HOSTILE))
    browser = opened(report_on({"a.yaml": text, HOSTILE: BROKEN}, small))
    assert browser.title == "规划目标核对报告"
    assert not find(browser, "img")
    assert len(find(browser, "script")) == 1
    assert "<script>" in find(browser, "article h2")[0].text
    assert quiet(browser)


def test_even_markup_that_came_through_would_run_nothing(opened: Open, small: Plan) -> None:
    bad = "<img src=x onerror=\"document.title='gone'\"><script>document.title='gone'</script>"
    browser = opened(report_on(SEVERAL, small), lambda text: text.replace("<main>", f"<main>{bad}"))
    assert find(browser, "img")
    assert browser.title == "规划目标核对报告"
    assert not quiet(browser)


def test_a_narrow_window_does_not_scroll_sideways(opened: Open, small: Plan) -> None:
    browser = opened(report_on(SEVERAL, small))
    browser.set_window_size(600, 900)
    try:
        wide = browser.execute_script("return document.documentElement.scrollWidth - innerWidth")
    finally:
        browser.set_window_size(1280, 1000)
    assert wide <= 0


def test_a_unit_of_the_real_plan_takes_one_page_after_that_of_all_units(opened: Open) -> None:
    files = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "submissions").glob("*.yaml"))}
    sheets = pages(opened(report_on(files, load_plan("urumqi-14fyp"))))
    assert len(sheets) == 1 + len(files)
    assert "各单位" in words(sheets[0])


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (420, 800)])
def test_the_first_screen_shows_the_worst(opened: Open, width: int, height: int) -> None:
    """The three worst units with the three worst things of each on a laptop, what asks for attention on a telephone."""
    files = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "submissions").glob("*.yaml"))}
    browser = opened(report_on(files, load_plan("urumqi-14fyp")))
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        rows = find(browser, ".overview tbody tr")[:3]
        parts = "ul.urgent li" if width > 600 else "td.v-overdue, td.v-lagging, td.v-unproven, td.v-missing"
        for row in rows:
            for part in row.find_elements("css selector", parts):
                box = part.rect
                assert box["x"] + (0 if width > 600 else box["width"]) <= width
                assert box["y"] + box["height"] <= height
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

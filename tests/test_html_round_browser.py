"""The page of a round in a real browser: what the first screen shows, filters one by one and together, print, names."""

from __future__ import annotations

import base64
import io
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.browsers import BROWSER_MARKS, launched
from helpers.pages import HOSTILE, page
from helpers.rounds import Given, many, problems_of, round_of, row, small, twelve_report
from helpers.submissions import mixed

from fazhi_check.outcome import Report
from fazhi_check.words import Text

pytestmark = BROWSER_MARKS
SCREEN = (1366, 768)
# What a page of sixty units may take.
MOST_BYTES, MOST_SECONDS = 4_500_000, 2.0


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    driver = launched(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sixty") / "round.html"
    file.write_text(page(many()), "utf-8")
    return file


@pytest.fixture
def twelve(browser: Any, tmp_path: Path) -> Any:
    return opened(browser, tmp_path, twelve_report())


def opened(browser: Any, folder: Path, report: Report, show_all: bool = False) -> Any:
    file = folder / "report.html"
    file.write_text(page(report, show_all=show_all), "utf-8")
    browser.get(file.as_uri())
    return browser


def find(browser: Any, selector: str) -> list[Any]:
    return list(browser.find_elements("css selector", selector))


def seen(browser: Any, selector: str) -> list[Any]:
    return [node for node in find(browser, selector) if node.is_displayed()]


def choose(browser: Any, dimension: str, text: str) -> None:
    from selenium.webdriver.support.select import Select

    (select,) = find(browser, f"select[data-dim={dimension}]")
    Select(select).select_by_visible_text(text)


def units(browser: Any) -> list[str]:
    """The units that the table of units shows."""
    rows = seen(browser, ".units tr[data-r]:not(.below) th bdi")
    return [one.text for one in rows]


def lines(browser: Any) -> list[str]:
    """The targets that the sheets of units list."""
    return [one.find_element("css selector", "td").text for one in seen(browser, "article tr[data-v]")]


def printed(browser: Any) -> list[str]:
    from pypdf import PdfReader

    raw = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": False})
    sheets = PdfReader(io.BytesIO(base64.b64decode(raw["data"]))).pages
    return [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in sheets]


def test_the_first_screen_says_who_owes_whom_to_call_and_what_is_common(browser: Any, sixty: Path) -> None:
    browser.set_window_size(*SCREEN)
    size = {"width": SCREEN[0], "height": SCREEN[1], "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        browser.get(sixty.as_uri())
        for selector, number in ((".owed li", 3), (".calls li", 3), (".common li", 3), (".returns", 1)):
            found = find(browser, selector)
            assert len(found) == number
            for one in found:
                assert one.is_displayed()
                assert one.rect["y"] + one.rect["height"] <= SCREEN[1]
        assert find(browser, "#filters")[0].rect["y"] < SCREEN[1], "filters are in sight, too"
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_page_of_sixty_units_is_light_and_opens_at_once(browser: Any, sixty: Path) -> None:
    assert sixty.stat().st_size < MOST_BYTES
    taken = []
    for _ in range(3):  # the best of some: other tests run beside
        began = time.monotonic()
        browser.get(sixty.as_uri())
        taken.append(time.monotonic() - began)
    assert min(taken) < 2 * MOST_SECONDS


def test_units_are_folded_and_a_link_opens_one(twelve: Any) -> None:
    assert not seen(twelve, "article.sheet")
    assert len(seen(twelve, "details.unit > summary")) == 9
    (link,) = [one for one in find(twelve, ".units th a") if one.text == "天山区"]
    link.click()
    assert [one.text for one in seen(twelve, "article h2")] == ["天山区"]


def test_a_unit_is_shown_alone(twelve: Any) -> None:
    choose(twelve, "u", "天山区（县级 650102）")
    assert units(twelve) == ["天山区"]
    assert [one.text for one in seen(twelve, "article h2")] == ["天山区"]
    rows = seen(twelve, ".tracked tbody tr")
    assert len(rows) == 3
    assert all("天山区" in one.text for one in seen(twelve, ".tasks tbody tr .who"))


def test_a_unit_without_a_report_can_be_chosen_too(twelve: Any) -> None:
    choose(twelve, "u", "水磨沟区（县级 650105）")
    assert units(twelve) == ["水磨沟区"]
    assert not seen(twelve, "article")


def test_a_category_is_shown_alone(twelve: Any) -> None:
    choose(twelve, "g", "部门")
    assert units(twelve) == ["市信访局", "市司法局", "市公安局", "市文旅局"]
    assert len(seen(twelve, "article")) == 2
    assert len(seen(twelve, ".units tr.section")) == 1


def test_a_section_narrows_lists_tasks_and_the_matrix_of_items(twelve: Any) -> None:
    choose(twelve, "s", "1.2 乙节")
    assert {one.split(".")[1] for one in lines(twelve)} == {"2"}
    assert {one.text.split(".")[1] for one in seen(twelve, ".tasks tbody td.id")} == {"2"}
    assert [one.text for one in seen(twelve, ".tables details[data-r=part] > summary")] == ["1.2 乙节"]
    assert seen(twelve, ".tables details[data-r=part] table")


def test_a_verdict_shows_the_units_that_have_it(twelve: Any) -> None:
    find(twelve, "button[data-verdict=lagging]")[0].click()
    assert units(twelve) == ["天山区", "甲市"] or units(twelve) == ["甲市", "天山区"]
    assert {one.get_attribute("data-v") for one in seen(twelve, "article [data-v]")} == {"lagging"}
    find(twelve, "button[data-verdict=invalid]")[0].click()
    assert {one.get_attribute("data-v") for one in seen(twelve, "article [data-v]")} == {"lagging", "invalid"}


def test_a_change_and_what_is_settled_narrow_together_and_are_reset(twelve: Any) -> None:
    everything = units(twelve)
    choose(twelve, "c", "退步")
    assert {one.get_attribute("data-c") for one in seen(twelve, "article tr[data-v]")} == {"fallen_back"}
    fallen = len(lines(twelve))
    choose(twelve, "k", "已核定")
    both = seen(twelve, "article tr[data-v]")
    assert {one.get_attribute("data-k") for one in both} <= {"settled"}
    assert len(both) < fallen
    assert "已筛选 · 退步 · 已核定" in seen(twelve, ".tables > .filtered")[0].text
    find(twelve, "#filter-reset")[0].click()
    assert units(twelve) == everything
    assert not seen(twelve, ".filtered")
    assert not seen(twelve, "article.sheet"), "units are folded again"


def test_the_filters_work_by_keyboard_alone(twelve: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    (button,) = find(twelve, "button[data-verdict=lagging]")
    button.send_keys(Keys.SPACE)
    assert button.get_attribute("aria-pressed") == "true"
    assert len(units(twelve)) == 2
    (select,) = find(twelve, "select[data-dim=g]")
    select.send_keys(Keys.ARROW_DOWN)
    assert units(twelve) == ["天山区"]
    (reset,) = find(twelve, "#filter-reset")
    reset.send_keys(Keys.ENTER)
    assert len(units(twelve)) == 12
    summary = seen(twelve, "details.unit > summary")[0]
    summary.send_keys(Keys.ENTER)
    assert len(seen(twelve, "article.sheet")) == 1


def test_all_units_are_opened_for_the_print_and_closed_again_by_keyboard(twelve: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    (note,) = seen(twelve, "#folding")
    assert note.text.startswith("要打印各单位的明细，先点“全部展开”")
    assert len(printed(twelve)) < 8
    opening, closing = find(twelve, "#folding button")
    opening.send_keys(Keys.ENTER)
    assert len(seen(twelve, "article.sheet")) == 9
    texts = printed(twelve)
    assert sum("结论" in text for text in texts) >= 9, "each unit's sheet is printed"
    assert not any("全部展开" in text for text in texts)
    closing.send_keys(Keys.SPACE)
    assert not seen(twelve, "article.sheet")


def test_without_its_script_everything_is_shown(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page(twelve_report()).replace("script-src", "x-src"), "utf-8")
    browser.get(file.as_uri())
    assert not seen(browser, "#filters")
    assert not seen(browser, "#folding"), "nothing is folded: all is printed as it is"
    assert len(seen(browser, "article.sheet")) == 9
    assert len(seen(browser, "table.matrix")) == 3
    browser.get_log("browser")


def test_the_print_has_the_round_and_what_is_filtered(twelve: Any) -> None:
    whole = printed(twelve)
    assert "谁还没有报" in whole[0]
    assert not any("清除筛选" in text for text in whole)
    choose(twelve, "u", "天山区（县级 650102）")
    texts = printed(twelve)
    assert "已筛选 · 天山区" in "".join(texts)
    assert "需处理事项" in "".join(texts), "the sheet that is open is printed"
    assert "650102" in "".join(texts)
    assert "650103" not in "".join(texts), "no sheet of another unit is printed"


def test_heads_are_repeated_on_paper_and_the_matrix_fits(browser: Any, sixty: Path) -> None:
    browser.get(sixty.as_uri())
    texts = printed(browser)
    with_units = [text for text in texts if "市第06局" in text or "第59区" in text]
    assert len(with_units) > 2
    matrix = [text for text in texts if "4.4" in text and "2.1" in text and "188/204" in text]
    assert matrix, "all sections stand side by side on one sheet of paper"
    assert all("单位" in text for text in texts[1:4])


def test_hostile_names_run_nothing(browser: Any, tmp_path: Path) -> None:
    one = row(HOSTILE, category=HOSTILE, within=HOSTILE)
    bad = [each._replace(text=Text(HOSTILE, HOSTILE), source=HOSTILE) for each in problems_of("650102")]
    given = [Given(one, mixed(), problems=bad), Given(row("乙", excused=HOSTILE), None, "excused")]
    browser.get_log("browser")
    opened(browser, tmp_path, round_of(given, small(), title=HOSTILE))
    assert browser.title.startswith("规划目标核对报告 · </td></script><script>"), "no more than a title"
    assert not find(browser, "img")
    assert "<script>" in find(browser, ".round h2")[0].text
    assert not [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]

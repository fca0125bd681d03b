"""Files and folders: which are checked and what they are called, and what cannot be read as UTF-8 text."""

from __future__ import annotations

import io
import os
import sys

import pytest
from helpers.project import SMALL
from helpers.submissions import submission

from fazhi_check.cli.parts import Excluded
from fazhi_check.examine import check
from fazhi_check.findings import Finding, Place
from fazhi_check.source import files
from fazhi_check.source.files import decode, read_text
from fazhi_check.source.limits import Limits
from fazhi_check.source.walk import Walker


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(*paths: str, text: str = "a: 1\n") -> None:
    """Write files below the current folder, with the folders they need."""
    for path in paths:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)


def found(*paths: str) -> list[str]:
    """Return the files that some paths name."""
    return list(Walker().files(paths))


def finding(result: str | Finding) -> Finding:
    """Return the finding that a file could not be read."""
    assert isinstance(result, Finding), result
    return result


# Which files there are.


def test_a_folder_is_every_submission_file_below_it_in_order_of_name(folder):
    put("s/b.yaml", "s/a.yml", "s/c.json", "s/乙/a.yaml", "s/甲/b.yaml", "s/甲/深/a.json")
    assert found("s") == ["s/a.yml", "s/b.yaml", "s/c.json", "s/乙/a.yaml", "s/甲/b.yaml", "s/甲/深/a.json"]


def test_the_order_does_not_depend_on_how_the_folder_was_filled(folder):
    names = ["s/2.yaml", "s/10.yaml", "s/1.yaml", "s/B.yaml", "s/a.yaml"]
    put(*names)
    assert found("s") == sorted(names)


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "a.json", "A.YAML", "a.Yml", "甲市.JSON", "a.b.yaml", "a b.yaml"])
def test_a_submission_file_is_known_by_its_suffix(folder, name):
    put(f"s/{name}")
    assert found("s") == [f"s/{name}"]


@pytest.mark.parametrize(
    "name", ["a.txt", "a.yaml.bak", "a.yaml~", "yaml", "json", "README.md", "a.jsonl", "a.ymlx", "a.yaml.part", "a"]
)
def test_other_files_of_a_folder_are_passed_over(folder, name):
    put(f"s/{name}")
    assert found("s") == []


@pytest.mark.parametrize("hidden", [".a.yaml", ".git/a.yaml", "甲/.b/c.yaml", "甲/.c.json", ".yaml"])
def test_hidden_entries_of_a_folder_are_passed_over(folder, hidden):
    put(f"s/{hidden}", "s/see.yaml")
    assert found("s") == ["s/see.yaml"]


@pytest.mark.parametrize("named", [".a.yaml", "notes.txt", "s/.hidden/b.md", "submission"])
def test_a_file_named_itself_is_taken_whatever_its_name(folder, named):
    put(named)
    assert found(named) == [named]


def test_a_hidden_folder_named_itself_is_searched(folder):
    put(".hidden/a.yaml")
    assert found(".hidden") == [".hidden/a.yaml"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("s", "s/x/a.yaml"),
        ("s/", "s/x/a.yaml"),
        ("s//", "s/x/a.yaml"),
        ("./s", "./s/x/a.yaml"),
        ("s/x", "s/x/a.yaml"),
        ("s/../s", "s/../s/x/a.yaml"),
        (".", "./s/x/a.yaml"),
        ("./", "./s/x/a.yaml"),
        ("s/x/a.yaml", "s/x/a.yaml"),
        ("./s/x/../x/a.yaml", "./s/x/../x/a.yaml"),
    ],
)
def test_a_path_is_spelled_as_given_plus_the_rest_with_slashes(folder, given, expected):
    put("s/x/a.yaml")
    assert found(given) == [expected]
    assert os.path.samefile(expected, "s/x/a.yaml")


def test_an_absolute_folder_gives_absolute_paths(folder):
    put("s/a.yaml")
    assert found(str(folder / "s")) == [f"{folder.as_posix()}/s/a.yaml"]


def test_a_folder_reached_from_below_keeps_its_dots(folder, monkeypatch):
    put("s/a.yaml", "t/b.yaml")
    monkeypatch.chdir("t")
    assert found("../s") == ["../s/a.yaml"]


def test_paths_keep_the_order_they_were_given_in(folder):
    put("b.yaml", "s/a.yaml", "a.yaml")
    assert found("b.yaml", "s", "-", "a.yaml") == ["b.yaml", "s/a.yaml", "-", "a.yaml"]


def test_a_dash_is_standard_input_even_beside_a_folder_of_that_name(folder):
    put("-/a.yaml")
    assert found("-") == ["-"]
    assert found("./-") == ["./-/a.yaml"]


def test_an_empty_folder_has_no_files(folder):
    os.mkdir("s")
    assert found("s") == []


def test_configured_files_are_passed_over_wherever_they_are_reached_from(folder):
    put("s/waivers.yaml", "s/a.yaml", "s/x/waivers.yaml", "s/plan/plan.yaml")
    rest = Excluded({os.path.realpath(name) for name in ("s/waivers.yaml", "s/plan")}, None).rest
    assert rest(found("s")) == ["s/a.yaml", "s/x/waivers.yaml"]
    assert rest(found("./s/x/..")) == ["./s/x/../a.yaml", "./s/x/../x/waivers.yaml"]
    assert rest(["s/waivers.yaml", "./s/plan/plan.yaml", "s/a.yaml", "-"]) == ["s/a.yaml", "-"]


def test_a_folder_named_like_a_file_is_a_folder(folder):
    put("s/a.yaml/b.yaml", "s/c.yaml")
    assert found("s") == ["s/c.yaml", "s/a.yaml/b.yaml"]
    assert found("s/a.yaml") == ["s/a.yaml/b.yaml"]


# Links.


def test_a_link_to_a_file_is_read(folder):
    put("away/real.yaml")
    os.mkdir("s")
    os.symlink("../away/real.yaml", "s/link.yaml")
    assert found("s") == ["s/link.yaml"]
    assert read_text("s/link.yaml") == "a: 1\n"


def test_a_loop_of_folder_links_ends(folder):
    put("s/x/a.yaml")
    os.symlink("..", "s/x/up")
    os.symlink(".", "s/self")
    os.symlink(str(folder / "s"), "s/x/again.yaml")
    assert found("s") == ["s/x/a.yaml"]


def test_a_folder_that_is_itself_a_link_is_searched(folder):
    put("real/a.yaml")
    os.symlink("real", "s")
    assert found("s") == ["s/a.yaml"]


def test_a_broken_link_is_reported_not_passed_over(folder):
    os.mkdir("s")
    os.symlink("nowhere.yaml", "s/a.yaml")
    assert found("s") == ["s/a.yaml"]
    assert finding(read_text("s/a.yaml")).code == "FZ101"


def test_a_loop_of_file_links_is_reported(folder):
    os.mkdir("s")
    os.symlink("b.yaml", "s/a.yaml")
    os.symlink("a.yaml", "s/b.yaml")
    assert found("s") == ["s/a.yaml", "s/b.yaml"]
    assert finding(read_text("s/a.yaml")).code == "FZ101"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_a_folder_is_not_waited_for(folder):
    put("s/b.yaml")
    os.mkfifo("s/a.yaml")
    assert found("s") == ["s/b.yaml"]


def test_a_folder_that_cannot_be_listed_is_reported(folder, monkeypatch):
    put("s/a.yaml", "s/locked/b.yaml", text=submission())

    def closed(real):
        def listing(path="."):
            if os.path.basename(os.fspath(path)) == "locked":
                raise PermissionError(13, "Permission denied", path)
            return real(path)

        return listing

    monkeypatch.setattr(os, "scandir", closed(os.scandir))
    monkeypatch.setattr(os, "listdir", closed(os.listdir))
    report = check(Walker().files(["s"]))
    assert any(one.code == "FZ101" for part in report.files for one in part.findings)


# FZ101: what cannot be read.


def test_a_file_without_permission_says_so(folder, monkeypatch):
    put("a.yaml")

    def refuse(path, *_):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(files, "open", refuse, raising=False)
    seen = finding(read_text("a.yaml"))
    assert (seen.code, seen.place) == ("FZ101", None)
    assert "没有读取权限" in seen.message("zh")
    assert "no permission" in seen.message("en")


@pytest.mark.parametrize(
    ("path", "zh", "en"),
    [("absent.yaml", "不存在", "not exist"), ("s", "文件夹", "folder"), ("a\0b.yaml", "读不出来", "cannot be read")],
    ids=["absent", "folder", "impossible-name"],
)
def test_what_cannot_be_opened_says_why(folder, path, zh, en):
    os.mkdir("s")
    seen = finding(read_text(path))
    assert seen.code == "FZ101"
    assert zh in seen.message("zh")
    assert en in seen.message("en")


def test_a_device_that_fails_while_it_is_read_is_a_finding(folder, monkeypatch):
    class Failing(io.BytesIO):
        def read(self, *_):
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(files, "open", lambda *_: Failing(), raising=False)
    seen = finding(read_text("a.yaml"))
    assert seen.code == "FZ101"
    assert "input or output failed" in seen.message("en")
    assert "读写出错" in seen.message("zh")


# FZ102: what is not UTF-8.

TEXT = "计划: 某计划\n单位: {名称: 甲市, 层级: 市级}\n说明: 依法行政工作稳步推进\n"

ENCODINGS = {
    "gbk": (TEXT.encode("gbk"), "GBK"),
    "gb18030": ((TEXT + "𠮷\n").encode("gb18030"), "GBK"),
    "gbk-with-a-blank-of-full-width": (TEXT.replace("说明: ", "说明: \u3000\u3000").encode("gbk"), "GBK"),
    "gb18030-with-other-blanks": (TEXT.replace("说明: ", "说明: \u00a0\u2003").encode("gb18030"), "GBK"),
    "big5": ("計劃: 某計劃\n單位: {名稱: 甲市}\n說明: 依法行政工作穩步推進\n".encode("big5"), "Big5"),
    "utf-16-little-of-chinese": (("依法行政工作稳步推进，" * 40 + "\n").encode("utf-16-le"), "UTF-16"),
    "utf-16-big-of-chinese": ((TEXT * 3 + "“十四五”\u3000规划〔2022〕5号" * 40 + "\n").encode("utf-16-be"), "UTF-16"),
    "utf-16-with-mark": (TEXT.encode("utf-16"), "UTF-16"),
    "utf-16-little-with-mark": (b"\xff\xfe" + TEXT.encode("utf-16-le"), "UTF-16"),
    "utf-16-big-with-mark": (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
    "utf-16-little": ("plan: small\nunit: {name: city}\n".encode("utf-16-le"), "UTF-16"),
    "utf-16-big": ("plan: small\nunit: {name: city}\n".encode("utf-16-be"), "UTF-16"),
    "utf-32": (TEXT.encode("utf-32"), "UTF-32"),
    "utf-32-big": (b"\x00\x00\xfe\xff" + TEXT.encode("utf-32-be"), "UTF-32"),
}


@pytest.mark.parametrize(("raw", "name"), ENCODINGS.values(), ids=ENCODINGS)
def test_another_encoding_is_guessed_by_name(raw, name):
    seen = finding(decode(raw))
    assert seen.code == "FZ102"
    assert f"看来是 {name} 编码" in seen.message("zh")
    assert f"looks like {name}" in seen.message("en")
    assert "UTF-8" in seen.message("zh")
    assert "UTF-8" in seen.message("en")


def with_lines_of(encoding: str, *numbers: int) -> bytes:
    """Return a text in UTF-8 of which some lines are in another encoding."""
    lines = (TEXT * 4).splitlines(keepends=True)
    return b"".join(line.encode(encoding if n in numbers else "utf-8") for n, line in enumerate(lines, 1))


MIXED = {
    "one-line": (
        with_lines_of("gbk", 5),
        ["第 5 行是 GBK 编码，其余各行是 UTF-8", "请把这一行重新输入"],
        "line 5 is GBK",
    ),
    "two-lines": (with_lines_of("gbk", 2, 9), ["第 2、9 行是 GBK 编码", "请把这几行重新输入"], "lines 2, 9 are GBK"),
    "of-windows": (TEXT.encode() + b"a: caf\xe9\n", ["第 4 行有不是 UTF-8 的字节"], "line 4 is no UTF-8"),
    "cut": (TEXT.encode() + "说明: 甲".encode()[:-1], ["第 4 行的最后一个字不完整"], "the last character of line 4"),
    "nul": (TEXT.encode() + b"a: \0\n", ["第 4 行有空字符（NUL）；请把它删去"], "there is a NUL in line 4"),
}


@pytest.mark.parametrize(("raw", "zh", "en"), MIXED.values(), ids=MIXED)
def test_a_utf8_file_that_is_broken_in_some_lines_names_them(raw, zh, en):
    seen = finding(decode(raw))
    assert seen.code == "FZ102"
    assert [words for words in zh if words not in seen.message("zh")] == []
    assert en in seen.message("en")
    assert "另存为" not in seen.message("zh")  # that would make the damage last


def test_many_lines_in_another_encoding_are_counted():
    raw = TEXT.encode() * 30 + "说明: 依法行政\n".encode("gbk") * 7
    assert "第 91、92、93、94、95 等 7 行是 GBK 编码" in finding(decode(raw)).message("zh")


BINARIES = {
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01" + bytes(range(256)),
    "zip": b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" + bytes(range(255, 0, -1)),
    "noise": bytes(range(128, 256)) * 4,
}


@pytest.mark.parametrize("raw", BINARIES.values(), ids=BINARIES)
def test_a_binary_file_is_called_binary(raw):
    seen = finding(decode(raw))
    assert seen.code == "FZ102"
    assert "二进制" in seen.message("zh")
    assert "binary" in seen.message("en")


def test_a_zero_byte_in_text_is_refused_at_its_place():
    seen = finding(decode("计划: 某\n单\0位: 甲\n".encode()))
    assert (seen.code, seen.place) == ("FZ102", Place(2, 2))


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        ("计划: ".encode() + "甲".encode("gbk"), 1, 5),
        ("计划: 某\n单位: ".encode() + b"\xff\n", 2, 5),
        ("甲: 1\r\n乙: 中".encode() + b"\xe4\xb8", 2, 5),
        (b"\x80", 1, 1),
    ],
    ids=["gbk-word", "second-line", "cut-character", "first-byte"],
)
def test_the_first_byte_that_is_no_utf8_has_its_line_and_column(raw, line, column):
    assert finding(decode(raw)).place == Place(line, column)


def test_a_long_gbk_file_is_guessed_although_the_reading_limit_cuts_a_character(folder):
    raw = ("说明: " + "依法" * 100 + "\n").encode("gbk")
    with open("a.yaml", "wb") as stream:
        stream.write(raw)
    assert finding(read_text("a.yaml")).data["guess"].en == "it looks like GBK"
    assert finding(decode(raw[:-2])).data["guess"].en == "it looks like GBK"


def test_a_byte_order_mark_is_let_go_once():
    assert decode(b"\xef\xbb\xbf" + TEXT.encode()) == TEXT
    assert decode(b"\xef\xbb\xbf") == ""
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfa") == "\ufeffa"


@pytest.mark.parametrize("text", ["", "a: 1", TEXT, "a: 1\r\nb: 2\r\n", "𠮷é\u3000"])
def test_utf8_is_read_as_it_stands(folder, text):
    with open("a.yaml", "wb") as stream:
        stream.write(text.encode())
    assert read_text("a.yaml") == text


def test_a_file_is_measured_in_bytes_before_it_is_decoded(folder):
    put("a.yaml", text="甲乙丙")
    assert read_text("a.yaml", Limits(max_bytes=9)) == "甲乙丙"
    assert finding(read_text("a.yaml", Limits(max_bytes=8))).code == "FZ105"


# Standard input, and whole runs.


def piped(monkeypatch, raw: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="ascii"))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with-mark"])
def test_standard_input_is_read_as_utf8_whatever_the_terminal(run, monkeypatch, mark):
    piped(monkeypatch, mark + submission().encode())
    done = run("-", "--plan", SMALL, "-f", "json")
    (one,) = done.json["files"]
    assert (one["path"], one["valid"], one["unit"]["name"]) == ("-", True, "甲市")


@pytest.mark.parametrize(
    ("raw", "code"), [(TEXT.encode("gbk"), "FZ102"), (b"a: [", "FZ103"), (b"", "FZ101")], ids=["gbk", "broken", "empty"]
)
def test_what_is_wrong_with_standard_input_is_a_finding(run, monkeypatch, raw, code):
    piped(monkeypatch, raw)
    done = run("-", "--plan", SMALL, "-f", "json")
    assert done.code == 1
    assert code in {one["code"] for one in done.json["files"][0]["findings"]}


def test_standard_input_has_the_same_limit_as_a_file(monkeypatch):
    piped(monkeypatch, b"a" * 11)
    assert finding(read_text("-", Limits(max_bytes=10))).code == "FZ105"


def test_a_run_reports_every_file_of_a_folder_under_its_path(run, folder):
    put("s/a.yaml", "s/x/b.json", text=submission())
    put("s/notes.txt", "s/.c.yaml")
    done = run("./s/", "--plan", SMALL, "-f", "json")
    assert [one["path"] for one in done.json["files"]] == ["./s/a.yaml", "./s/x/b.json"]
    assert done.json["counts"]["files"] == 2


def test_a_broken_file_never_stops_the_others(run, folder):
    put("s/b.yaml", text=submission())
    with open("s/a.yaml", "wb") as stream:
        stream.write(TEXT.encode("gbk"))
    os.symlink("nowhere", "s/c.yaml")
    done = run("s", "--plan", SMALL, "-f", "json", "--fail-on", "invalid")
    broken, fine, absent = done.json["files"]
    assert [one["findings"][0]["code"] for one in (broken, absent)] == ["FZ102", "FZ101"]
    assert (broken["valid"], fine["valid"], absent["valid"]) == (False, True, False)
    assert len(fine["assessments"]) > 0
    for one in (broken, absent):
        assert one["plan"] is one["unit"] is one["as_of"] is None
        assert one["assessments"] == []
        assert set(one["counts"].values()) == {0}
    assert done.code == 1


@pytest.mark.parametrize("given", ["absent.yaml", "absent/", "s/absent.json"])
def test_a_path_that_does_not_exist_is_wrong_usage(run, folder, given):
    put("s/a.yaml", text=submission())
    done = run("s", given, "--plan", SMALL)
    assert (done.code, done.out) == (2, "")
    assert given in done.err


@pytest.mark.parametrize("name", ["notes.txt", ".a.yaml"])
def test_a_folder_without_submissions_is_nothing_to_check(run, folder, name):
    put(f"s/{name}", text=submission())
    done = run("s", "--plan", SMALL, "-f", "json")
    assert done.code == 3
    assert done.json["files"] == []
    assert done.json["exit_code"] == 3
    assert done.err

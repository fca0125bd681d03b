"""Output files: links are followed, streams written to, modes and owners kept, and no draft but one's own removed."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.project import SMALL
from helpers.submissions import township

from fazhi_check.source.output import write_whole

PLAN = ("--plan", str(SMALL))
posix = pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")


def drafts(folder: Path) -> list[str]:
    """Return what drafts were left in a folder."""
    return [name for name in os.listdir(folder) if name.endswith(".part")]


@posix
def test_a_link_is_followed_and_stays_a_link(tmp_path):
    (tmp_path / "real.json").write_text("old", "utf-8")
    (tmp_path / "link.json").symlink_to("real.json")
    write_whole(str(tmp_path / "link.json"), "new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text("utf-8") == "new"


@posix
@pytest.mark.parametrize("links", [{"a": "a"}, {"a": "b", "b": "a"}], ids=["itself", "each-other"])
def test_a_link_that_leads_in_a_circle_is_refused_and_stays(tmp_path, links):
    for name, to in links.items():
        os.symlink(to, tmp_path / name)
    with pytest.raises(OSError, match="symbolic") as refused:
        write_whole(str(tmp_path / "a"), "new")
    assert refused.value.errno == errno.ELOOP
    assert {name: os.readlink(tmp_path / name) for name in links} == links


def test_a_link_to_nothing_makes_what_it_leads_to(tmp_path):
    (tmp_path / "link.json").symlink_to("away/real.json")
    write_whole(str(tmp_path / "link.json"), "new")
    assert (tmp_path / "away" / "real.json").read_text("utf-8") == "new"


def test_what_is_poured_is_written_like_a_text_and_leaves_nothing_where_it_fails(tmp_path):
    path = tmp_path / "o"
    write_whole(str(path), lambda out: out.writelines(["一\n", "二\r\n"]))
    assert path.read_bytes() == "一\n二\r\n".encode()

    def fails(out):
        out.write("half")
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        write_whole(str(path), fails)
    assert path.read_bytes() == "一\n二\r\n".encode()
    assert drafts(tmp_path) == []
    write_whole(os.devnull, lambda out: out.write("一"))


@pytest.mark.parametrize("content", ["一\n二\r\n", b"PK\x03\x04\x00\r\n\xff"], ids=["text", "bytes"])
def test_texts_and_bytes_are_written_as_they_are(tmp_path, content):
    raw = content.encode("utf-8") if isinstance(content, str) else content
    write_whole(str(tmp_path / "o"), content)
    assert (tmp_path / "o").read_bytes() == raw
    write_whole(os.devnull, content)


@posix
@pytest.mark.parametrize("mode", [0o664, 0o600, 0o444])
def test_a_file_keeps_its_mode(tmp_path, mode):
    path = tmp_path / "o.json"
    path.write_text("old", "utf-8")
    path.chmod(mode)
    write_whole(str(path), "new")
    assert (path.read_text("utf-8"), path.stat().st_mode & 0o777) == ("new", mode)


@posix
def test_a_new_file_has_the_mode_that_the_user_s_mask_leaves(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole(str(tmp_path / "o.json"), "new")
    finally:
        os.umask(before)
    assert (tmp_path / "o.json").stat().st_mode & 0o777 == 0o640


def test_missing_folders_are_made(tmp_path):
    write_whole(str(tmp_path / "a" / "b" / "o.json"), "new")
    assert (tmp_path / "a" / "b" / "o.json").read_text("utf-8") == "new"


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EPERM, errno.EACCES, errno.EXDEV])
def test_what_cannot_be_replaced_is_written_in_place(tmp_path, monkeypatch, number):
    path = tmp_path / "o.json"
    path.write_text("older and longer", "utf-8")
    inode = path.stat().st_ino

    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.replace", refuse)
    write_whole(str(path), "new")
    assert (path.read_text("utf-8"), path.stat().st_ino, drafts(tmp_path)) == ("new", inode, [])


def test_what_is_not_there_and_cannot_be_put_there_is_an_error(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EACCES, "no")

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(OSError, match="no"):
        write_whole(str(tmp_path / "o.json"), "new")
    assert os.listdir(tmp_path) == []


def test_a_disk_that_is_full_leaves_the_older_file_and_no_draft(tmp_path, monkeypatch):
    (tmp_path / "o.json").write_text("old", "utf-8")

    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="full"):
        write_whole(str(tmp_path / "o.json"), "new")
    assert ((tmp_path / "o.json").read_text("utf-8"), drafts(tmp_path)) == ("old", [])


def test_the_draft_of_another_run_stays(tmp_path):
    other = tmp_path / f".fazhi-check-{os.getpid()}.part"
    other.write_text("of another", "utf-8")
    write_whole(str(tmp_path / "o.json"), "new")
    assert drafts(tmp_path) == [other.name]


def test_what_is_there_is_not_written_over_where_that_is_not_asked_for(tmp_path):
    (tmp_path / "o.json").write_text("old", "utf-8")
    with pytest.raises(FileExistsError):
        write_whole(str(tmp_path / "o.json"), "new", replace=False)
    assert (tmp_path / "o.json").read_text("utf-8") == "old"


def call(folder: Path, *args: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a folder."""
    command = [sys.executable, "-m", "fazhi_check", *args]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def folder(tmp_path):
    """A folder with a submission that passes."""
    (tmp_path / "a.yaml").write_text(township("met"), "utf-8")
    return tmp_path


@pytest.mark.skipif(not os.path.exists("/proc/self/fd/1"), reason="no such links here")
def test_a_link_to_standard_output_is_written_to_and_stays(folder):
    (folder / "out").symlink_to("/proc/self/fd/1")
    done = call(folder, "a.yaml", *PLAN, "--quiet", "-o", "json:out")
    assert done.stdout.startswith(b'{\n "schema_version"')
    assert os.readlink(folder / "out") == "/proc/self/fd/1"


@pytest.mark.skipif(not os.path.exists("/proc/self/fd/1"), reason="no such links here")
def test_standard_output_that_is_a_file_keeps_what_is_in_it(folder):
    (folder / "out").symlink_to("/proc/self/fd/1")
    with open(folder / "shown.txt", "wb") as shown:
        shown.write(b"before\n")
        shown.flush()
        command = [sys.executable, "-m", "fazhi_check", "a.yaml", *PLAN, "--quiet", "-o", "json:out"]
        subprocess.run(command, cwd=folder, stdout=shown, check=True)
    text = (folder / "shown.txt").read_text("utf-8")
    assert text.startswith('before\n{\n "schema_version"')


def test_a_hyphen_is_standard_output(run, folder):
    shown = run(folder / "a.yaml", *PLAN, "--quiet", "-o", "json:-")
    assert (shown.code, shown.json["counts"]["met"]) == (0, 1)
    assert not (Path.cwd() / "-").exists()


@pytest.mark.parametrize(("lang", "said"), [("zh", "这是文件夹"), ("en", "it is a folder")])
def test_why_nothing_could_be_written_is_said_in_the_reader_s_language(run, folder, lang, said):
    (folder / "there").mkdir()
    done = run(folder / "a.yaml", *PLAN, "-o", f"json:{folder / 'there'}", "--lang", lang)
    assert (done.code, said in done.err) == (2, True), done.err

"""What can go wrong around the files: each in a process of its own, which must end by itself, rightly and cleanly.

No test depends on the speed of the machine: a process waits where the test wants it to, and GUARD only ends one that
hangs. What the program does not do yet is marked as expected to fail, strictly.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from helpers.project import SMALL
from helpers.submissions import submission

pytestmark = pytest.mark.slow
if sys.platform == "win32":
    pytest.skip("pipes, signals and links are those of POSIX", allow_module_level=True)

COMMAND = (sys.executable, "-m", "fazhi_check")
PLAN = ("--plan", str(SMALL))
GUARD = 30  # seconds
ALARMS = ("Traceback", "Exception ignored", "Internal error", "程序内部出错")
FINE = submission("  1.1.1-03: {status: under_way}\n", level="township")  # one target, on track: exit code 0


class Done(NamedTuple):
    """How a process ended."""

    code: int
    out: str
    err: str

    @property
    def codes(self) -> dict[str, set[str]]:
        """The codes of errors by file, from a JSON report."""
        files = json.loads(self.out)["files"]
        return {one["path"]: {f["code"] for f in one["findings"] if f["severity"] == "error"} for one in files}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the current one, with a fine submission in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(FINE, "utf-8")
    return tmp_path


def call(*args: str, through: Sequence[str] = (), **more: Any) -> Done:
    """Run the command, if need be through another one; end it after GUARD."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | more
    done = subprocess.run([*through, *COMMAND, *args], timeout=GUARD, check=False, **streams)
    return Done(done.returncode, (done.stdout or b"").decode(), (done.stderr or b"").decode("utf-8", "replace"))


def shell(redirections: str) -> tuple[str, ...]:
    """Return what runs a command with a shell's redirections."""
    return ("sh", "-c", f'exec "$@" {redirections}', "sh")


def calm(done: Done) -> None:
    """Assert that nothing was shown that only a programmer understands."""
    assert [alarm for alarm in ALARMS if alarm in done.out + done.err] == []


def names(folder: Path) -> set[str]:
    """Return everything in a folder: a draft that was left behind too."""
    return {path.name for path in folder.iterdir()}


@contextmanager
def started(*args: str, **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Start the command; it is ended when the test is done with it."""
    process = subprocess.Popen([*COMMAND, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def ended(process: subprocess.Popen[bytes]) -> Done:
    """Wait for the end of a process."""
    out, err = process.communicate(timeout=GUARD)
    return Done(process.returncode, out.decode(), err.decode())


@contextmanager
def feeding(pipe: str, process: subprocess.Popen[bytes]) -> Iterator[int]:
    """Open a pipe for writing, once the process has come so far that it reads from it."""
    until = time.monotonic() + GUARD
    writer = None
    while writer is None:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        with suppress(OSError):
            writer = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.005)
    os.set_blocking(writer, True)
    try:
        yield writer
    finally:
        os.close(writer)


# Files that change while they are read.


def test_a_pipe_that_speaks_slowly_is_heard_to_its_end(place: Path) -> None:
    os.mkfifo("p.yaml")
    with started("p.yaml", *PLAN, "-f", "json") as process:
        with feeding("p.yaml", process) as writer:
            for start in range(0, len(FINE.encode()), 7):  # seven bytes cut Chinese characters in two
                os.write(writer, FINE.encode()[start : start + 7])
        done = ended(process)
    assert (done.code, done.codes) == (0, {"p.yaml": set()})


def test_a_pipe_that_never_stops_is_left(place: Path) -> None:
    os.mkfifo("p.yaml")
    with started("p.yaml", *PLAN, "-f", "json") as process:
        with feeding("p.yaml", process) as writer, suppress(BrokenPipeError):
            while True:
                os.write(writer, b"# " * 30_000)
        done = ended(process)
    assert (done.code, done.codes) == (1, {"p.yaml": {"FZ105"}})


def test_a_pipe_that_breaks_off_inside_a_character_is_a_finding(place: Path) -> None:
    os.mkfifo("p.yaml")
    with started("p.yaml", *PLAN, "-f", "json") as process:
        with feeding("p.yaml", process) as writer:
            os.write(writer, FINE.encode() + "# 甲".encode()[:-1])
        done = ended(process)
    assert (done.code, done.codes) == (1, {"p.yaml": {"FZ102"}})


def test_files_that_vanish_or_change_meanwhile_stop_nothing(place: Path) -> None:
    for name in ("gone.yaml", "emptied.yaml", "folder/b.yaml", "turned.yaml"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(FINE, "utf-8")
    os.mkfifo("p.yaml")
    paths = ("p.yaml", "gone.yaml", "emptied.yaml", "folder", "turned.yaml", "a.yaml")
    with started(*paths, *PLAN, "-f", "json") as process:
        with feeding("p.yaml", process) as writer:
            os.unlink("gone.yaml")
            os.truncate("emptied.yaml", 0)
            shutil.rmtree("folder")
            os.unlink("turned.yaml")
            os.mkdir("turned.yaml")
            os.write(writer, FINE.encode())
        done = ended(process)
    assert (done.code, done.err) == (1, "")
    # Whether the folder is looked into before or after is no matter: what was lost is said.
    found = {path.removesuffix("/b.yaml"): codes for path, codes in done.codes.items() if path != "turned.yaml"}
    assert found == {
        "p.yaml": set(),
        "gone.yaml": {"FZ101"},
        "emptied.yaml": {"FZ101"},
        "folder": {"FZ101"},
        "a.yaml": set(),
    }


# Files that cannot be read.


def without_power() -> list[str]:
    """Return what runs a command that permissions hold for, although root started it."""
    if os.geteuid() != 0:
        return []
    tool = shutil.which("setpriv")
    through = [str(tool), "--bounding-set", "-dac_override,-dac_read_search"]
    if tool is None or subprocess.run([*through, "true"], capture_output=True, check=False).returncode:
        pytest.skip("root may read everything here")
    return through


def test_files_and_folders_without_permission_are_findings(place: Path) -> None:
    through = without_power()
    for name in ("s/locked.yaml", "s/shut/b.yaml", "s/z.yaml"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(FINE, "utf-8")
    os.chmod("s/locked.yaml", 0)
    os.chmod("s/shut", 0)
    try:
        done = call("s", *PLAN, "-f", "json", through=through)
    finally:
        os.chmod("s/shut", stat.S_IRWXU)
    assert done.code == 1
    assert done.codes == {"s/locked.yaml": {"FZ101"}, "s/shut": {"FZ101"}, "s/z.yaml": set()}
    assert "没有读取权限" in done.out
    calm(done)


@pytest.fixture
def zoo(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with everything that has a file's name and is none."""
    (place / "s" / "folder.yaml").mkdir(parents=True)
    monkeypatch.chdir("s")
    Path("folder.yaml/b.yaml").write_text(FINE, "utf-8")
    os.mkfifo("pipe.yaml")
    os.symlink("round.yaml", "and.yaml")
    os.symlink("and.yaml", "round.yaml")
    os.symlink("nowhere", "dangling.yaml")
    os.symlink(".", "self.yaml")
    os.symlink("..", "folder.yaml/up")
    os.symlink("/dev/zero", "endless.yaml")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.yaml")
    monkeypatch.chdir(place)
    return place / "s"


def test_what_only_has_the_name_of_a_file_is_passed_over_in_a_folder(zoo: Path) -> None:
    done = call("s", *PLAN, "-f", "json")
    links = {"s/and.yaml": {"FZ101"}, "s/dangling.yaml": {"FZ101"}, "s/round.yaml": {"FZ101"}}
    assert (done.code, done.codes) == (1, {**links, "s/folder.yaml/b.yaml": set()})


def test_what_is_named_itself_is_tried_and_reported(zoo: Path) -> None:
    given = ["s/and.yaml", "s/dangling.yaml", "s/socket.yaml", "s/endless.yaml", "/dev/null", "a.yaml"]
    done = call(*given, *PLAN, "-f", "json")
    expected = [{"FZ101"}, {"FZ101"}, {"FZ101"}, {"FZ105"}, {"FZ101"}, set()]
    assert (done.code, done.codes) == (1, dict(zip(given, expected, strict=True)))
    calm(done)


def test_a_folder_named_like_a_file_is_a_folder_and_a_file_is_none(zoo: Path) -> None:
    assert call("s/folder.yaml", *PLAN, "-f", "json").codes == {"s/folder.yaml/b.yaml": set()}
    done = call("a.yaml/b.yaml", *PLAN)
    assert (done.code, done.out) == (2, "")
    assert "a.yaml/b.yaml" in done.err


def test_a_folder_with_nothing_but_a_pipe_holds_nothing_to_check(place: Path) -> None:
    os.mkdir("s")
    os.mkfifo("s/p.yaml")
    assert call("s", *PLAN).code == 3


DEEP_IN_THE_STACK = """
import sys
from fazhi_check.cli import main
main(sys.argv[1:])
sys.setrecursionlimit(200)
sys.exit(main(["d", *sys.argv[2:]]))
"""


def test_folders_deeper_than_the_stack_are_searched(place: Path) -> None:
    Path(*"d" * 250).mkdir(parents=True)
    Path(*"d" * 250, "b.yaml").write_text(FINE, "utf-8")
    args = ["-c", DEEP_IN_THE_STACK, "a.yaml", *PLAN, "-f", "jsonl"]
    ran = subprocess.run([sys.executable, *args], capture_output=True, timeout=GUARD, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"/b.yaml" in ran.stdout


# Names.

NAMES = [
    b"new\nline\n::error::a.yaml",
    b"escape\x1b[2J\x1b]0;a\x07.yaml",
    b"\rreturn.yaml",
    b"no-utf-8-\xff\xfe.yaml",
    b"-o.yaml",
    "\u202elmay.a\u2066.yaml".encode(),
    "=1+1，甲 乙|[red]<b>.yaml".encode(),
    "电话13800138000.yaml".encode(),
    b"x" * 250 + b".yaml",
]


@pytest.mark.parametrize("form", ["table", "github"])
def test_names_of_every_kind_are_shown_calmly(place: Path, form: str) -> None:
    os.mkdir("s")
    for number, name in enumerate(NAMES):
        Path(os.fsdecode(b"s/" + name)).write_text(submission(level="township", name=f"第{number}镇"), "utf-8")
    done = call("s", *PLAN, "-f", form, env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    assert (done.code, done.err) == (1, "")
    assert [char for char in done.out if char != "\n" and not char.isprintable()] == []
    assert [line for line in done.out.splitlines() if line.lstrip().startswith("::error::")] == []
    assert "13800138000" not in done.out
    assert "x" * 40 in done.out


def test_a_name_that_begins_with_a_dash_is_a_file_after_two_dashes(place: Path) -> None:
    Path("-o").write_text(FINE, "utf-8")
    assert call(*PLAN, "-f", "json", "--", "-o").codes == {"-o": set()}


def test_a_name_never_makes_a_second_line_of_a_message(place: Path) -> None:
    done = call("absent\n::error::a.yaml", *PLAN)
    assert done.code == 2
    assert len(done.err.splitlines()) == 1


# Output.


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("a.yaml/o.json", id="parent-is-a-file"),
        pytest.param("folder", id="a-folder"),
        pytest.param("loop/o.json", id="loop-of-links"),
        pytest.param("/proc/o.json", id="read-only"),
        pytest.param("o" * 300, id="name-too-long"),
    ],
)
def test_a_report_that_cannot_be_written_is_said_and_leaves_nothing(place: Path, path: str) -> None:
    os.mkdir("folder")
    os.symlink("loop", "loop")
    before = names(place)
    done = call("a.yaml", *PLAN, "-o", f"json:{path}")
    assert done.code == 2
    assert path in done.err
    assert names(place) == before
    assert names(place / "folder") == set()
    calm(done)


def test_a_report_may_have_as_long_a_name_as_a_file_may_have(place: Path) -> None:
    name = "o" * 250 + ".json"
    assert call("a.yaml", *PLAN, "-o", f"json:{name}").code == 0
    assert names(place) == {"a.yaml", name}


def limited() -> None:
    """Let no file of this process grow beyond 500 bytes."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))


@pytest.mark.undisturbed
def test_an_older_report_stays_whole_when_the_new_one_does_not_fit(place: Path) -> None:
    Path("o.json").write_text("old", "utf-8")
    assert call("a.yaml", *PLAN).code == 0  # the plan is compiled before anything is limited
    done = call("a.yaml", *PLAN, "-o", "json:o.json", preexec_fn=limited)
    assert done.code == 2
    assert "o.json" in done.err
    assert names(place) == {"a.yaml", "o.json"}
    assert Path("o.json").read_text("utf-8") == "old"
    calm(done)


SMALL_DISK = 'mount -t tmpfs -o size=4k none disk && printf %4096s >disk/filler && exec "$@"'


def test_a_full_disk_is_said_and_keeps_no_half_report(place: Path) -> None:
    os.mkdir("disk")
    own = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"]), "sh", "-c"]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*own, SMALL_DISK, "sh", "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("no small disk can be mounted here")
    watch = ["sh", "-c", '"$@"; code=$?; ls -A disk >listed; exit $code', "sh"]
    done = call("a.yaml", *PLAN, "-o", "json:disk/o.json", through=[*own, SMALL_DISK, "sh", *watch])
    assert done.code == 2
    assert "disk/o.json" in done.err
    assert Path("listed").read_text("utf-8") == "filler\n"
    calm(done)


@pytest.fixture
def inputs(place: Path) -> list[str]:
    """Arguments that name every kind of file a run reads."""
    os.mkdir("s")
    Path("s/b.yaml").write_text(FINE.replace("甲市", "乙市"), "utf-8")
    Path("waivers.yaml").write_text("[]\n", "utf-8")
    Path("known.yaml").write_text("[]\n", "utf-8")
    Path("fazhi-check.toml").write_text('lang = "zh"\n', "utf-8")
    shutil.copytree(SMALL, "plan")
    os.symlink("a.yaml", "link.yaml")
    return ["a.yaml", "s", "--plan", "plan", "--waivers", "waivers.yaml", "--known", "known.yaml"]


def test_a_report_goes_beside_what_was_checked(place: Path, inputs: list[str]) -> None:
    before = names(place)
    done = call(*inputs, "-o", "json:s/o.json", "-o", "csv:o.csv")
    assert (done.code, done.err) == (0, "")
    assert names(place) == before | {"o.csv"}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("a.yaml", id="submission"),
        pytest.param("s/../a.yaml", id="other-spelling"),
        pytest.param("link.yaml", id="link"),
        pytest.param("s/b.yaml", id="in-a-folder"),
        pytest.param("waivers.yaml", id="waivers"),
        pytest.param("known.yaml", id="known-findings"),
        pytest.param("fazhi-check.toml", id="settings"),
        pytest.param("plan/plan.yaml", id="plan"),
    ],
)
def test_a_report_never_overwrites_what_was_read(inputs: list[str], path: str) -> None:
    before = Path(path).read_bytes()
    done = call(*inputs, "-o", f"json:{path}")
    assert Path(path).read_bytes() == before
    assert (done.code, done.out) == (2, "")
    assert path in done.err


@pytest.mark.parametrize("second", ["o.json", "./o.json"])
def test_two_reports_never_go_to_one_file(place: Path, second: str) -> None:
    done = call("a.yaml", *PLAN, "-o", "json:o.json", "-o", f"csv:{second}")
    assert (done.code, names(place)) == (2, {"a.yaml"})
    assert second in done.err


def test_a_report_into_a_pipe_leaves_the_pipe(place: Path) -> None:
    os.mkfifo("pipe")
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    done = call("a.yaml", *PLAN, "-o", "json:pipe")
    os.close(reader)
    assert done.code in (0, 2)
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)


def test_a_report_to_a_device_leaves_the_device(place: Path) -> None:
    try:
        os.mknod("null", stat.S_IFCHR | 0o666, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("only root may make a device")
    done = call("a.yaml", *PLAN, "-o", "json:null")
    assert done.code in (0, 2)
    assert stat.S_ISCHR(os.stat("null").st_mode)


# Standard streams.

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")


@needs_full
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_full_disk_behind_standard_output_is_said(place: Path, form: str) -> None:
    with FULL.open("wb") as full:
        done = call("a.yaml", *PLAN, "-f", form, "-o", "csv:o.csv", stdout=full)
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    calm(done)


@needs_full
@pytest.mark.parametrize("asked", ["--version", "--help"])
def test_what_is_said_before_anything_is_loaded_is_no_traceback_on_a_full_disk(place: Path, asked: str) -> None:
    with FULL.open("wb") as full:
        done = call(asked, stdout=full)
    assert done.code == 2
    calm(done)


def test_a_closed_standard_output_is_said(place: Path) -> None:
    done = call("a.yaml", *PLAN, "-f", "json", through=shell(">&-"))
    assert done.code == 2
    calm(done)


def test_a_closed_standard_input_is_a_finding(place: Path) -> None:
    done = call("-", "a.yaml", *PLAN, "-f", "json", through=shell("<&-"))
    assert (done.code, done.codes) == (1, {"-": {"FZ101"}, "a.yaml": set()})


@pytest.mark.parametrize("to", ["2>&-", pytest.param("2>/dev/full", marks=needs_full)])
def test_wrong_usage_is_2_although_nobody_can_be_told(place: Path, to: str) -> None:
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    assert call("absent.yaml", *PLAN, through=shell(to), env=buffered).code == 2


def test_a_report_needs_no_standard_error(place: Path) -> None:
    done = call("a.yaml", *PLAN, "-f", "json", through=shell("2>&-"))
    assert (done.code, done.codes) == (0, {"a.yaml": set()})


@pytest.mark.undisturbed
def test_a_reader_that_has_seen_enough_changes_nothing(place: Path) -> None:
    for number in range(60):  # more than a pipe holds, so that writing must fail
        Path(f"b{number}.yaml").write_text(FINE.replace("甲市", f"第{number}市"), "utf-8")
    with started(".", *PLAN, "-f", "json", "-o", "csv:o.csv") as process:
        assert process.stdout
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr
        assert process.stderr.read() == b""
        assert process.wait(GUARD) == 0
    assert "o.csv" in names(place)
    assert [name for name in names(place) if name.endswith(".part")] == []


# Interrupted runs.

ENDS = {signal.SIGINT: {130}, signal.SIGTERM: {-signal.SIGTERM, 143}, signal.SIGHUP: {-signal.SIGHUP, 129}}
SIGNALS = pytest.mark.parametrize("sent", ENDS, ids=lambda sent: sent.name)


@SIGNALS
def test_a_run_interrupted_while_it_reads_ends_without_a_trace(place: Path, sent: signal.Signals) -> None:
    os.mkfifo("p.yaml")
    with started("a.yaml", "p.yaml", *PLAN, "-o", "json:o.json") as process, feeding("p.yaml", process):
        process.send_signal(sent)
        done = ended(process)
    assert done.code in ENDS[sent]
    assert (done.out, done.err) == ("", "")
    assert names(place) == {"a.yaml", "p.yaml"}


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=lambda sent: sent.name)
def test_a_run_of_several_processes_ends_without_a_trace(place: Path, sent: signal.Signals) -> None:
    os.mkfifo("p.yaml")
    args = ("p.yaml", *["a.yaml"] * 60, *PLAN, "--jobs", "4", "-o", "json:o.json")
    with started("a.yaml", *args, start_new_session=True) as process, feeding("p.yaml", process):
        os.killpg(process.pid, sent)
        done = ended(process)
    assert done.code in ENDS[sent]
    assert (done.out, done.err) == ("", "")
    assert not [name for name in names(place) if name.startswith("o.json")]


def test_several_processes_say_what_one_says_of_hostile_files() -> None:
    folder = str(SMALL.parent.parent / "corpus" / "small")
    one, several = (call(folder, *PLAN, "-f", "json", "--jobs", number) for number in "12")
    assert one == several
    assert one.code == 1


AT_THE_LAST_STEP = """
import os, sys
from fazhi_check.cli import program
replace = os.replace
def interrupted(*args):
    os.kill(os.getpid(), sent)
    replace(*args)
os.replace = interrupted
sent = int(sys.argv.pop(1))
program()
"""
WHILE_LOADING = """
import os, signal, sys
from fazhi_check.cli import program
class Interrupted:
    left = int(sys.argv.pop(1))
    def find_spec(self, name, path=None, target=None):
        Interrupted.left -= 1
        if Interrupted.left == 0:
            os.kill(os.getpid(), sent)
sent = int(sys.argv.pop(1))
sys.meta_path.insert(0, Interrupted())
program()
"""


@pytest.mark.parametrize(
    "sent",
    [
        signal.SIGINT,
        pytest.param(signal.SIGTERM),
        pytest.param(signal.SIGHUP),
    ],
    ids=lambda sent: sent.name,
)
def test_a_run_interrupted_while_it_writes_leaves_no_half_report(place: Path, sent: signal.Signals) -> None:
    assert call("a.yaml", *PLAN).code == 0  # the plan is compiled: only the report is put in place by os.replace
    args = ["-c", AT_THE_LAST_STEP, str(int(sent)), "a.yaml", *PLAN, "-o", "json:o.json"]
    ran = subprocess.run([sys.executable, *args], capture_output=True, timeout=GUARD, check=False)
    assert ran.returncode in ENDS[sent]
    assert (ran.stdout, ran.stderr) == (b"", b"")
    assert names(place) == {"a.yaml"}


@SIGNALS
@pytest.mark.parametrize("after", [1, 60])
def test_a_run_interrupted_while_it_loads_ends_without_a_traceback(
    place: Path, after: int, sent: signal.Signals
) -> None:
    args = ["-c", WHILE_LOADING, str(after), str(int(sent)), "a.yaml", *PLAN]
    ran = subprocess.run([sys.executable, *args], capture_output=True, timeout=GUARD, check=False)
    assert ran.returncode in ENDS[sent]
    assert ran.stderr == b""


# The environment.


def bare(**given: str) -> dict[str, str]:
    """Return an environment of nothing but what is given, and what finds the program under test."""
    return {key: value for key, value in os.environ.items() if key == "PYTHONPATH"} | given


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"XDG_CACHE_HOME": "a.yaml"}, id="cache-is-a-file"),
        pytest.param({"HOME": "/dev/null"}, id="home-is-a-device"),
        pytest.param({"XDG_CACHE_HOME": "cache"}, id="cache-is-relative"),
    ],
)
def test_no_environment_is_needed(place: Path, given: dict[str, str]) -> None:
    given = {key: str(place / value) if value == "a.yaml" else value for key, value in given.items()}
    done = call("a.yaml", *PLAN, "-f", "json", env=bare(**given))
    assert (done.code, done.codes, done.err) == (0, {"a.yaml": set()}, "")
    assert names(place) == {"a.yaml"}


def test_a_terminal_of_few_characters_gets_a_report_all_the_same(place: Path) -> None:
    done = call("a.yaml", *PLAN, env=bare(XDG_CACHE_HOME="/proc", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0"))
    assert (done.code, done.err) == (0, "")
    assert "a.yaml" in done.out
    assert done.out.isascii()


def in_a_folder_that_is_gone(place: Path, *args: str) -> Done:
    """Run the command in a folder that no longer exists."""
    os.mkdir("gone")
    return call(*args, through=["sh", "-c", 'cd gone && rmdir ../gone && exec "$@"', "sh"])


@pytest.mark.parametrize(
    "form",
    [
        "table",
        "json",
        pytest.param("sarif"),
        pytest.param("github"),
    ],
)
def test_a_current_folder_that_is_gone_is_not_needed(place: Path, form: str) -> None:
    Path("a.yaml").write_text(submission(level="township"), "utf-8")
    done = in_a_folder_that_is_gone(place, str(place / "a.yaml"), *PLAN, "-f", form)
    assert (done.code, done.err) == (1, "")
    assert len(done.out.splitlines()) >= 1


def test_a_current_folder_that_is_gone_holds_nothing_to_check(place: Path) -> None:
    done = in_a_folder_that_is_gone(place, ".", *PLAN)
    assert done.code in (2, 3)
    calm(done)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of its own in which the small plan lies compiled."""
    home = tmp_path_factory.mktemp("cache")
    sample = home / "a.yaml"
    sample.write_text(FINE, "utf-8")
    assert call(str(sample), *PLAN, env={**os.environ, "XDG_CACHE_HOME": str(home)}).code == 0
    sample.unlink()
    return home


def cut(compiled: Path) -> None:
    os.truncate(compiled, 1000)


def another(compiled: Path) -> None:
    compiled.write_text('{"id": "small", "targets": 5}', "utf-8")


def deep(compiled: Path) -> None:
    compiled.write_bytes(b"[" * 100_000)


def a_folder(compiled: Path) -> None:
    compiled.unlink()
    compiled.mkdir()


@pytest.mark.parametrize("spoil", [cut, another, deep, a_folder])
def test_a_spoilt_cache_is_passed_over(place: Path, cache: Path, spoil: Callable[[Path], None]) -> None:
    shutil.copytree(cache, "cache")
    (compiled,) = Path("cache").rglob("*.json")
    spoil(compiled)
    done = call("a.yaml", *PLAN, "-f", "json", env={**os.environ, "XDG_CACHE_HOME": str(place / "cache")})
    assert (done.code, done.codes, done.err) == (0, {"a.yaml": set()}, "")


# Sizes: whatever a file holds, it is judged or refused in bounded time and memory.

MEGABYTES = 300
SECONDS = 10  # the aim is 2 on an idle machine
HEAD = FINE.partition("entries:")[0] + "entries:\n"
MEASURED = """
import json, resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "fazhi_check", *sys.argv[2:]], timeout=int(sys.argv[1]), stdout=-1)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
size = used.ru_maxrss // (1 if sys.platform == "linux" else 1024)
report = json.loads(done.stdout)
json.dump({"code": done.returncode, "kilobytes": size, "files": report["files"]}, sys.stdout)
"""


def filled(size: int, unit: str, head: str = "", tail: str = "") -> bytes:
    """Return so many bytes: what stands before, one unit again and again, what stands after."""
    room = size - len(head.encode()) - len(tail.encode())
    return head.encode() + unit.encode() * (room // len(unit.encode())) + tail.encode()


def measured(*paths: str) -> dict[str, Any]:
    """Check files in a process whose memory is measured; it fails where it takes longer than SECONDS.

    A small process stands between: what a process may have used counts that of its parent at the start.
    """
    command = [sys.executable, "-c", MEASURED, str(SECONDS), *paths, *PLAN, "-f", "json"]
    done = subprocess.run(command, capture_output=True, timeout=GUARD, check=False)
    assert done.returncode == 0, done.stderr.decode()
    result: dict[str, Any] = json.loads(done.stdout)
    assert result["kilobytes"] < MEGABYTES * 1024
    return result


NOTE = f"{HEAD}  1.1.1-03: {{status: under_way, note: "
PROOFS = f"{HEAD}  1.1.1-03:\n    status: done\n    evidence:\n"
SHAPES: dict[str, tuple[str, ...]] = {
    "brackets": ("[",),
    "braces": ("{",),
    "dashes": ("- ",),
    "questions": ("? ",),
    "quotes": ('"',),
    "apostrophes": ("'",),
    "keys": ("a: ",),
    "key-lines": ("a:\n",),
    "anchors": ("&a ",),
    "aliases": ("- *a\n", "- &a b\n"),
    "tags": ("!",),
    "nuls": ("\0",),
    "line-ends": ("\n",),
    "blanks": (" ",),
    "marks": ("\ufeff",),
    "characters": ("中",),
    "documents": ("---\n",),
    "directives": ("%a\n",),
    "comments": ("# 注\n", FINE),
    "one-line": ("a ", NOTE, "}\n"),
    "one-number": ("9", NOTE, "}\n"),
    "proofs": ("      - {kind: document, title: 甲}\n", PROOFS),
}


@pytest.mark.slow
def test_files_of_ten_megabytes_are_refused_at_once(place: Path) -> None:
    os.mkdir("s")
    for name, shape in SHAPES.items():
        Path(f"s/{name}.yaml").write_bytes(filled(10_000_000, *shape))
    result = measured("s")
    assert result["code"] == 1
    assert {path["path"] for path in result["files"]} == {f"s/{name}.yaml" for name in SHAPES}
    assert {finding["code"] for one in result["files"] for finding in one["findings"]} == {"FZ105"}


@pytest.mark.parametrize(
    ("shape", "codes"),
    [
        ("brackets", {"FZ105"}),
        ("dashes", {"FZ105"}),
        ("keys", {"FZ103"}),
        ("anchors", {"FZ103"}),
        ("aliases", {"FZ105"}),
        ("characters", {"FZ203"}),
        ("marks", {"FZ203", "FZ307"}),
        ("proofs", set()),
    ],
)
def test_files_just_small_enough_to_be_read_are_judged_in_time(place: Path, shape: str, codes: set[str]) -> None:
    Path("big.yaml").write_bytes(filled(999_999, *SHAPES[shape]))
    (one,) = measured("big.yaml")["files"]
    assert {finding["code"] for finding in one["findings"] if finding["severity"] == "error"} in (codes, {"FZ105"})


def notes(unit: str) -> bytes:
    """Return a megabyte in twenty texts, each of them not too long."""
    keys = ("note", "problem", "next_step", "owner", "reason")
    text = unit * (48_000 // len(unit.encode()))
    entries = (f"  1.1.1-0{n}:\n" + "".join(f"    {key}: '{text}'\n" for key in keys) for n in range(1, 5))
    return (HEAD + "".join(entries)).encode()


def unknown_ids() -> bytes:
    """Return entries that nearly have the id of a target."""
    return (HEAD + "".join(f"  1.1.1-0{number}: {{status: done}}\n" for number in range(4900))).encode()


PROOF_OF = "      - {kind: document, title: 甲, date: %s}\n"


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(unknown_ids, id="unknown-ids"),
        pytest.param(lambda: notes("13800138000 "), id="telephones"),
        pytest.param(lambda: notes("秘密★"), id="secrecy-marks"),
        pytest.param(lambda: filled(999_999, "!"), id="tags"),
        pytest.param(lambda: filled(999_999, PROOF_OF % 2019, PROOFS), id="old-proofs"),
        pytest.param(lambda: filled(999_999, PROOF_OF % 2024, PROOFS), id="proofs-to-come"),
        pytest.param(lambda: filled(999_999, "a,", "[", "]"), id="values"),
    ],
)
def test_files_of_many_findings_are_judged_in_time(place: Path, make: Callable[[], bytes]) -> None:
    Path("big.yaml").write_bytes(make())
    assert measured("big.yaml")["code"] == 1

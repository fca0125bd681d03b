"""Times whole processes in pairs, and the memory they take. A machine that others use too makes single times noisy:
two commands that run in turn meet the same noise, so the median of their ratios is what counts.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

Argv = list[str]


@dataclass(frozen=True)
class Command:
    """A command line as it is timed; `codes` are the exit codes of a run that did its work.

    `fresh` is a variable of the environment that names a new, empty folder in every run. With `terminal` the output
    goes to a terminal of 120 columns, else it is thrown away.
    """

    name: str
    argv: Argv
    codes: tuple[int, ...] = (0,)
    one_core: bool = True
    env: dict[str, str] = field(default_factory=dict)
    fresh: str = ""
    terminal: bool = False


class Spent(NamedTuple):
    """What one run took: wall time, time of the processors, and the most memory any of its processes held (bytes)."""

    seconds: float
    processor: float
    memory: int


@dataclass
class Times:
    """What commands took that were run in turn, a list for each command."""

    spent: list[list[Spent]]

    def median(self, number: int) -> float:
        """Return the median seconds of one command."""
        return statistics.median(one.seconds for one in self.spent[number])

    def ratio(self, ours: int, theirs: int, less: int | None = None) -> float:
        """Return the median of the ratios of two commands, round by round.

        The time of a third, `less`, is taken off both: what only starts, where it is not to count.
        """
        return self._ratio([[one.seconds for one in times] for times in self.spent], ours, theirs, less)

    def work(self, ours: int, theirs: int, less: int | None = None) -> float:
        """Return the same of the processors' time: it says who works less, whatever else the machine does."""
        return self._ratio([[one.processor for one in times] for times in self.spent], ours, theirs, less)

    def beyond(self, number: int, less: int) -> float:
        """Return the median of what one command takes more than another, in seconds."""
        pairs = zip(self.spent[number], self.spent[less], strict=True)
        return statistics.median(one.seconds - other.seconds for one, other in pairs)

    def _ratio(self, taken: list[list[float]], ours: int, theirs: int, less: int | None) -> float:
        off = [0.0] * self.rounds if less is None else taken[less]
        rounds = zip(taken[ours], taken[theirs], off, strict=True)
        return statistics.median((one - nothing) / (other - nothing) for one, other, nothing in rounds)

    def memory(self, number: int) -> int:
        """Return the median of the memory of one command's largest process."""
        return int(statistics.median(one.memory for one in self.spent[number]))

    @property
    def rounds(self) -> int:
        """How often each command was run."""
        return len(self.spent[0])


class Unfit(RuntimeError):
    """A command that did not do its work, so that its time means nothing."""


@contextmanager
def one_core(wanted: bool = True) -> Iterator[None]:
    """Keep this process, and what it starts, on its last core; where the system cannot, do nothing."""
    if not wanted or not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def run(command: Command) -> Spent:
    """Run a command with its output thrown away.

    The memory is the system's own count (ru_maxrss) of the largest process: of a program with several, the others
    come on top, see `memory_of_all`. Raises Unfit where the exit code is none of `codes`.
    """
    with _environment(command) as env, _destination(command) as out, one_core(command.one_core):
        start = time.perf_counter()
        process = _start(command, env, out)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    _refuse_unfit(command, process.returncode)
    return Spent(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def fails(command: Command) -> bool:
    """Tell whether a command ends with none of its exit codes."""
    with suppress(Unfit):
        run(command)
        return False
    return True


def _start(command: Command, env: dict[str, str], out: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command.argv, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL, env=env)


@contextmanager
def _environment(command: Command) -> Iterator[dict[str, str]]:
    """Give the environment of one run, with the new folder that it may ask for."""
    env = os.environ | command.env
    if not command.fresh:
        yield env
        return
    with tempfile.TemporaryDirectory() as folder:
        yield env | {command.fresh: folder}


@contextmanager
def _destination(command: Command) -> Iterator[int]:
    """Give what the output goes to. Somebody reads along where it is a terminal, on whichever core."""
    if not command.terminal:
        yield subprocess.DEVNULL
        return
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (40, 120))
    reader = threading.Thread(target=_read_along, args=(ours,))
    reader.start()
    try:
        yield theirs
    finally:
        os.close(theirs)
        reader.join()
        os.close(ours)


def _read_along(terminal: int) -> None:
    with suppress(OSError):  # what is left of a terminal that nobody writes to any more
        while os.read(terminal, 1 << 16):
            pass


def _refuse_unfit(command: Command, code: int) -> None:
    if code not in command.codes:
        again = subprocess.run(command.argv, capture_output=True, text=True, check=False, env=os.environ | command.env)
        raise Unfit(f"{command.name} ended with {code}: {(again.stderr or again.stdout)[-2000:]}")


def output(command: Command) -> bytes:
    """Return what a command prints."""
    with one_core(command.one_core):
        done = subprocess.run(command.argv, stdout=subprocess.PIPE, check=False, env=os.environ | command.env)
    return done.stdout


def in_turn(commands: list[Command], rounds: int, budget: float = 60, least: int = 2, warm: bool = True) -> Times:
    """Run commands in turn, `rounds` times; stop after `least` rounds when `budget` seconds are gone.

    With `warm` each runs once unmeasured before, so that files are in the system's cache.
    """
    start = time.perf_counter()
    if warm:
        for command in commands:
            run(command)
    spent: list[list[Spent]] = [[] for _ in commands]
    for number in range(rounds):
        if number >= least and time.perf_counter() - start > budget:
            break
        for command, times in zip(commands, spent, strict=True):
            times.append(run(command))
    return Times(spent)


def memory_of_all(command: Command, every: float = 0.02) -> int:
    """Return the most memory that all processes of a command held together, looked at every 20 ms.

    Memory that several share is counted once (the kernel's proportional share, PSS). Without /proc it is the
    largest process alone. Not for timing: looking takes time itself.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return run(command).memory
    with one_core(command.one_core):
        process = _start(command, os.environ | command.env)
    peak, ended = [0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, every, peak, ended))
    watcher.start()
    code = process.wait()
    ended.set()
    watcher.join()
    _refuse_unfit(command, code)
    return peak[0]


def _watch(pid: int, every: float, peak: list[int], ended: threading.Event) -> None:
    while not ended.wait(every):
        peak[0] = max(peak[0], sum(map(_share, _family(pid))))


def _family(pid: int) -> list[int]:
    """Return a process and all below it."""
    found = [pid]
    for one in found:  # grows while it is gone through
        with suppress(OSError):
            for task in os.listdir(f"/proc/{one}/task"):
                found += map(int, Path(f"/proc/{one}/task/{task}/children").read_text().split())
    return found


def _share(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0

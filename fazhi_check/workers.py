"""Many files on several cores: the same reports in the same order as one process gives, only sooner.

Worth its start from some dozens of files on. Reports come back pickled; plans and targets, which both sides have,
only by name.
"""

from __future__ import annotations

import copyreg
import gc
import io
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from fazhi_check.examine import Checker
from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Plan, Target
from fazhi_check.source.files import STDIN

# Elsewhere a fork is not safe or there is none: each process starts anew.
_FORKED = sys.platform == "linux"
# Files for each process below which starting it costs more than it saves.
_WORTH = 12
_CHUNK = 4
_MOST = 8
# Work that a process has before it is asked for any, so that it never waits for more.
_AHEAD = 2
# Seconds that the end of a process is waited for.
_PATIENCE = 5.0
_ENDINGS = {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}


def jobs_for(paths: Sequence[str], wanted: int | None = None) -> int:
    """Return how many processes are used: as many as wanted, else as the machine has and the files are worth."""
    if STDIN in paths:
        return 1
    if wanted is not None:
        return max(min(wanted, len(paths)), 1)
    return max(min(_cores(), len(paths) // _WORTH, _MOST), 1)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def examined(
    paths: Sequence[str],
    checker: Checker,
    jobs: int,
    meanwhile: Callable[[], object] | None = None,
    alone: Callable[[], object] | None = None,
) -> Iterator[FileReport]:
    """Yield the report of every file in order, from several processes where `jobs` is more than one.

    What is to be done `meanwhile` is done while the others work. A machine that gives no further process has the work
    done in this one, and `alone` is called once to say so.
    """
    if jobs <= 1:
        yield from map(checker.file, paths)
        return
    yield checker.file(paths[0])  # what it makes ready, every process begins with
    crew = _started(checker, jobs)
    if not crew and alone:
        alone()
    chunks = [paths[start : start + _CHUNK] for start in range(1, len(paths), _CHUNK)]
    yield from _shared_out(crew, chunks, checker, meanwhile)


class _Worker(NamedTuple):
    """A process, our end of the pipe to it, and the numbers of the chunks that it has, in its order."""

    process: Any
    pipe: Any
    has: deque[int]


# What a machine says that has no room for another process. None of it needs semaphores or shared memory.
_REFUSED = (OSError, ImportError, NotImplementedError)


def _started(checker: Checker, jobs: int) -> list[_Worker]:
    """Return as many processes as the machine gives, at most `jobs`.

    They hear no signal while they start, and never the keyboard.
    """
    from multiprocessing import get_context

    context: Any = get_context("fork" if _FORKED else None)
    gc.freeze()  # what all processes share stays shared: no collection looks at it any more
    crew: list[_Worker] = []
    with _deaf(), suppress(*_REFUSED):
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            # A fork holds our ends too, and would keep a pipe open that we have closed or died with.
            inherited = [*(one.pipe for one in crew), ours] if _FORKED else []
            process = context.Process(target=_serve, args=(checker, theirs, inherited), daemon=True)
            process.start()
            theirs.close()
            crew.append(_Worker(process, ours, deque()))
    return crew


def _shared_out(
    crew: Sequence[_Worker],
    chunks: Sequence[Sequence[str]],
    checker: Checker,
    meanwhile: Callable[[], object] | None,
) -> Iterator[FileReport]:
    try:
        answers = _answers(crew, chunks, meanwhile)
        for chunk, answer in zip(chunks, answers, strict=True):
            # What nobody is left to do is done here.
            yield from map(checker.file, chunk) if answer is None else _unpack(answer, checker)
    finally:
        _end(crew)


def _answers(
    crew: Sequence[_Worker], chunks: Sequence[Sequence[str]], meanwhile: Callable[[], object] | None
) -> Iterator[bytes | None]:
    """Yield what the processes answer to each chunk, in order; None where the one that had it was killed.

    Whoever has answered gets the next chunk, as long as it is not too far ahead of what was yielded.
    """
    waiting = deque(range(len(chunks)))
    working, done = list(crew), dict[int, bytes | None]()
    _feed(working, waiting, chunks, len(crew) * _AHEAD)
    if meanwhile:
        with _deaf():
            meanwhile()
    for number in range(len(chunks)):
        until = number + len(crew) * _AHEAD * 2
        _feed(working, waiting, chunks, until)
        while number not in done and working:
            _take(working, done)
            _feed(working, waiting, chunks, until)
        yield done.pop(number, None)
        if waiting and waiting[0] == number:  # all were killed before anybody had it
            waiting.popleft()


def _feed(working: list[_Worker], waiting: deque[int], chunks: Sequence[Sequence[str]], until: int) -> None:
    """Give chunks below `until` to everybody who has room for more."""
    for one in working:
        while waiting and waiting[0] < until and len(one.has) < _AHEAD:
            number = waiting.popleft()
            one.has.append(number)
            with suppress(OSError):  # it was killed: reading from it says so
                one.pipe.send(chunks[number])


def _take(working: list[_Worker], done: dict[int, bytes | None]) -> None:
    """Wait until anybody answers, and keep what is said; what a killed one had is left to us. Raises what it raised."""
    from multiprocessing.connection import wait

    ready = wait([one.pipe for one in working])
    for one in [one for one in working if one.pipe in ready]:
        try:
            answer = one.pipe.recv_bytes()
        except (OSError, EOFError):
            done.update(dict.fromkeys(one.has))
            working.remove(one)
            continue
        if answer[:1] == _RAISED:
            raise pickle.loads(answer[1:])  # noqa: S301 - from our own processes
        done[one.has.popleft()] = answer[1:]


def _end(crew: Sequence[_Worker]) -> None:
    """End the processes at once; they have answered, or nobody will hear them."""
    for one in crew:
        one.pipe.close()
        one.process.terminate()
    for one in crew:
        one.process.join(_PATIENCE)


@contextmanager
def _deaf() -> Iterator[None]:
    """Hear signals only afterwards: what one raises amid an import may be lost, and half-started processes with it."""
    if sys.platform == "win32":  # nothing can be put off there
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *_ENDINGS})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# The first byte of an answer.
_ANSWERED, _RAISED = b"a", b"r"


def _serve(checker: Checker, pipe: Any, inherited: Sequence[Any]) -> None:
    """Answer chunk after chunk until the pipe is closed, with the first process or by it."""
    for other in inherited:
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process says when to stop
    for ending in _ENDINGS:
        signal.signal(ending, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDINGS)
    with suppress(OSError, EOFError):
        while True:
            pipe.send_bytes(_answer(checker, pipe.recv()))


def _answer(checker: Checker, paths: Sequence[str]) -> bytes:
    """Return the reports of some files and what they did to the lists of waivers and known findings, pickled."""
    try:
        reports = [packed(checker.file(path)) for path in paths]
        return _ANSWERED + pickle.dumps((reports, checker.hand_over()), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return _RAISED + _raised(error)


def _raised(error: Exception) -> bytes:
    """Return an exception pickled, or its words where it cannot be."""
    try:
        pickle.loads(found := pickle.dumps(error))  # noqa: S301
    except Exception:
        found = pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return found


def packed(report: FileReport) -> bytes:
    """Return a report pickled, its plan and targets only by name."""
    plan = report.plan
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = copyreg.dispatch_table.copy()
    if plan:
        pickler.dispatch_table[Plan] = lambda _: (_plan, (plan.id, plan.hash))
        pickler.dispatch_table[Target] = lambda target: (_target, (plan.id, plan.hash, target.id))
    pickler.dump(report)
    return stream.getvalue()


_plans: dict[str, Plan] = {}


def _unpack(answer: bytes, checker: Checker) -> list[FileReport]:
    know(*checker.plans())
    reports, marks = pickle.loads(answer)  # noqa: S301 - from our own processes
    checker.take_over(marks)
    return list(map(unpacked, reports))


def know(*plans: Plan) -> None:
    """Have plans at hand for reports that are unpacked: these name them only."""
    for plan in plans:
        _plans.setdefault(plan.hash, plan)


def unpacked(report: bytes) -> FileReport:
    """Return a report that was packed by this program, in this or in another process."""
    found: FileReport = pickle.loads(report)  # noqa: S301
    return found


def _plan(name: str, digest: str) -> Plan:
    """Return a plan by name: the one this process has, else the shipped one that the other process met."""
    if digest not in _plans:
        from fazhi_check.plan.store import load_plan

        _plans[digest] = load_plan(name)
    return _plans[digest]


def _target(name: str, digest: str, target: str) -> Target:
    return _plan(name, digest).by_id[target]

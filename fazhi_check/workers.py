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
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from fazhi_check.examine import Checker
from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Plan, Target
from fazhi_check.source.files import STDIN

# Files for each process below which starting it costs more than it saves.
_WORTH = 12
_CHUNK = 4
_MOST = 8
# Seconds that the end of a pool is waited for.
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
    paths: Sequence[str], checker: Checker, jobs: int, meanwhile: Callable[[], object] | None = None
) -> Iterator[FileReport]:
    """Yield the report of every file in order, from several processes where `jobs` is more than one.

    What is to be done `meanwhile` is done while the others work.
    """
    if jobs <= 1:
        yield from map(checker.file, paths)
        return
    yield checker.file(paths[0])  # what it makes ready, every process begins with
    yield from _shared_out(paths[1:], checker, jobs, meanwhile)


def _shared_out(
    paths: Sequence[str], checker: Checker, jobs: int, meanwhile: Callable[[], object] | None
) -> Iterator[FileReport]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    context = get_context("fork" if sys.platform == "linux" else None)
    gc.freeze()  # what all processes share stays shared: no collection looks at it any more
    done = 0
    with ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(checker,)) as pool:
        before = signal.signal(signal.SIGTERM, _stop)
        try:
            answers = _handed_out(pool, paths)
            if meanwhile:
                with _deaf():
                    meanwhile()
            for answer in answers:
                for report in _unpack(answer, checker):
                    done += 1
                    yield report
        except BrokenProcessPool:
            pass  # a process was killed from outside: what is left is done here
        except BaseException:
            _end(pool)
            raise
        finally:
            signal.signal(signal.SIGTERM, before)
    yield from map(checker.file, paths[done:])


def _handed_out(pool: Any, paths: Sequence[str]) -> Iterator[bytes]:
    """Give out the work; the processes that start for it hear no signal while they start, and never the keyboard."""
    with _deaf():
        answers: Iterator[bytes] = pool.map(_examine, _chunks(paths))
    return answers


@contextmanager
def _deaf() -> Iterator[None]:
    """Hear signals only afterwards: what one raises amid an import may be lost, and half-started processes with it."""
    mask = getattr(signal, "pthread_sigmask", None)
    before = mask(signal.SIG_BLOCK, {signal.SIGINT, *_ENDINGS}) if mask else None
    try:
        yield
    finally:
        if mask:
            mask(signal.SIG_SETMASK, before)


def _end(pool: Any) -> None:
    """Stop at once: what waits is dropped, what runs is ended."""
    # The pool's own thread may find its futures cancelled already; that is no news to anybody now.
    threading.excepthook = lambda _: None
    from concurrent.futures import process as pools

    running, thread = list((pool._processes or {}).values()), pool._executor_manager_thread
    pool.shutdown(wait=False, cancel_futures=True)
    for process in running:
        process.terminate()
    if thread:
        thread.join(_PATIENCE)
        # Else the interpreter would wake it once more at its own end, over a pipe that is closed by then.
        getattr(pools, "_threads_wakeups", {}).pop(thread, None)


def _stop(_signal: int, _frame: object) -> None:
    raise SystemExit(128 + signal.SIGTERM)


def _chunks(paths: Sequence[str]) -> Iterable[Sequence[str]]:
    return [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]


_checker: Checker | None = None


def _begin(checker: Checker) -> None:
    global _checker  # noqa: PLW0603
    _checker = checker
    threading.Thread(target=_follow, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process says when to stop
    for ending in _ENDINGS:
        signal.signal(ending, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDINGS)


def _follow() -> None:
    """End with the first process, however it ended: nobody waits for an answer then."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    first = parent_process()
    if first:
        wait([first.sentinel])
        os._exit(1)


def _examine(paths: Sequence[str]) -> bytes:
    """Return the reports of some files and what they did to the lists of waivers and known findings, pickled."""
    checker = _checker
    if checker is None:
        raise RuntimeError("a process without its checker")
    reports = [_packed(checker.file(path)) for path in paths]
    return pickle.dumps((reports, checker.hand_over()), pickle.HIGHEST_PROTOCOL)


def _packed(report: FileReport) -> bytes:
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
    for plan in checker.plans():
        _plans.setdefault(plan.hash, plan)
    reports, marks = pickle.loads(answer)  # noqa: S301 - from our own processes
    checker.take_over(marks)
    return [pickle.loads(report) for report in reports]  # noqa: S301


def _plan(name: str, digest: str) -> Plan:
    """Return a plan by name: the one this process has, else the shipped one that the other process met."""
    if digest not in _plans:
        from fazhi_check.plan.store import load_plan

        _plans[digest] = load_plan(name)
    return _plans[digest]


def _target(name: str, digest: str, target: str) -> Target:
    return _plan(name, digest).by_id[target]

"""A process that is ended in the middle of a step: before any call by which that touches the disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from fazhi_check.source import step

# What a step calls on its way, each of which may be the last thing that a program does.
CALLS = ("replace", "makedirs", "unlink")


def ended_at(number: int, act: Callable[[], object]) -> bool:
    """Do something in another process that is ended before its call of that number; tell whether it came so far."""
    child = os.fork()
    if child == 0:
        calls = iter(range(10_000))
        for name in CALLS:
            setattr(step.os, name, _counting(getattr(os, name), calls, number))
        act()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def _counting(call: Callable[..., object], calls: Iterator[int], number: int) -> Callable[..., object]:
    def counting(*args: object, **named: object) -> object:
        if next(calls) == number:
            os._exit(9)
        return call(*args, **named)

    return counting

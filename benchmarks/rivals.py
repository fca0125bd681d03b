"""The programs that fazhi-check is measured against, in an environment of their own, each at a fixed version."""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import subprocess
import venv
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from measure import Command

HERE = Path(__file__).resolve().parent
HOME = HERE / ".venv-rivals"
SCHEMA = HERE / "submission.yamale.yaml"

# What the names stand for is fixed, and so is what decides their speed: the C readers of YAML that both use.
PACKAGES = (
    "check-jsonschema==0.39.0",
    "jsonschema==4.26.0",
    "ruamel.yaml==0.19.1",
    "ruamel.yaml.clib==0.2.15",
    "yamale==6.1.0",
    "PyYAML==6.0.3",
    "rapidyaml==0.15.2",
    "pydantic-core==2.50.4",
)
# A native program, told of by npm: it is called without node.
NATIVE = "@sourcemeta/jsonschema@16.11.0"
NO_NATIVE = "The native program is left out: there is no npm, or nothing for this platform."


def prepare() -> None:
    """Make the environment, unless it is there with these versions."""
    _once(HOME / "ready.txt", "\n".join(PACKAGES), _make_environment)
    if shutil.which("npm"):
        with suppress(subprocess.CalledProcessError):  # then there is none, see native_program
            _once(HOME / "npm" / "ready.txt", NATIVE, _get_native)


def _once(ready: Path, wanted: str, make: Callable[[], None]) -> None:
    """Do what a file does not say to be done already, and note it there."""
    if ready.exists() and ready.read_text() == wanted:
        return
    make()
    ready.write_text(wanted)


def _make_environment() -> None:
    print("making the environment of the rivals")
    venv.create(HOME, with_pip=True, clear=True)
    pip = [_program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *PACKAGES], check=True, stderr=subprocess.DEVNULL)
    subprocess.run([_program("python"), "-m", "compileall", "-q", str(HERE / "limit.py")], check=True)


def _get_native() -> None:
    print("getting the native rival")
    folder = HOME / "npm"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    npm = ["npm", "install", "--silent", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run([*npm, "--prefix", str(folder), NATIVE], check=True, stderr=subprocess.DEVNULL)


def _program(name: str) -> str:
    return str(HOME / ("Scripts" if os.name == "nt" else "bin") / name)


def check_jsonschema(schema: Path, files: Sequence[Path]) -> Command:
    """Return the command that checks files against the exported JSON Schema."""
    return Command("check-jsonschema", [_program("check-jsonschema"), "--schemafile", str(schema), *map(str, files)])


def yamale(files: Sequence[Path]) -> Command:
    """Return the command that checks files against the yamale schema, in one process: faster here than by folder."""
    return Command("yamale", [_program("yamale"), "--schema", str(SCHEMA), *map(str, files)])


@cache
def native_program() -> Path | None:
    """Return the native program for this platform, or None where there is none or no npm to get it."""
    system, machine = platform.system().lower(), platform.machine().lower()
    machine = {"amd64": "x86_64", "aarch64": "arm64"}.get(machine, machine)
    ending = ".exe" if system == "windows" else "-musl" if system == "linux" and not platform.libc_ver()[0] else ""
    found = HOME.glob(f"npm/node_modules/**/jsonschema-{system}-{machine}{ending}")
    return next(found, None)


def native(schema: Path, files: Sequence[Path]) -> Command:
    """Return the command that checks files with the native program, all in one call, in its fast way.

    That only tells whether each file is right.
    """
    return _native("native, fast", "--fast", schema, files)


def native_usual(schema: Path, files: Sequence[Path]) -> Command:
    """Return the same in its usual way, which looks for everything that is wrong and names it."""
    return _native("native, usual", "", schema, files)


def _native(name: str, way: str, schema: Path, files: Sequence[Path]) -> Command:
    argv = [str(native_program()), "validate", way, str(schema), *map(str, files)]
    return Command(name, [arg for arg in argv if arg])


def native_one_by_one(schema: Path, files: Sequence[Path]) -> Command:
    """Return the same in its fast way with a call for each file, as a hook or an editor makes them."""
    each = f'for file do "$0" validate --fast {shlex.quote(str(schema))} "$file" || exit 1; done'
    return Command("native, a call each", ["sh", "-c", each, str(native_program()), *map(str, files)])


def limit(files: Sequence[Path]) -> Command:
    """Return the command that reads and validates, and does nothing else (see limit.py)."""
    return Command("limit", [_program("python"), str(HERE / "limit.py"), *map(str, files)])

"""The programs that fazhi-check is measured against, in an environment of their own, each at a fixed version."""

from __future__ import annotations

import os
import subprocess
import venv
from collections.abc import Sequence
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


def prepare() -> None:
    """Make the environment, unless it is there with these versions."""
    ready = HOME / "ready.txt"
    wanted = "\n".join(PACKAGES)
    if ready.exists() and ready.read_text() == wanted:
        return
    print("making the environment of the rivals")
    venv.create(HOME, with_pip=True, clear=True)
    pip = [_program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *PACKAGES], check=True, stderr=subprocess.DEVNULL)
    subprocess.run([_program("python"), "-m", "compileall", "-q", str(HERE / "limit.py")], check=True)
    ready.write_text(wanted)


def _program(name: str) -> str:
    return str(HOME / ("Scripts" if os.name == "nt" else "bin") / name)


def check_jsonschema(schema: Path, files: Sequence[Path]) -> Command:
    """Return the command that checks files against the exported JSON Schema."""
    return Command("check-jsonschema", [_program("check-jsonschema"), "--schemafile", str(schema), *map(str, files)])


def yamale(files: Sequence[Path]) -> Command:
    """Return the command that checks files against the yamale schema, in one process: faster here than by folder."""
    return Command("yamale", [_program("yamale"), "--schema", str(SCHEMA), *map(str, files)])


def limit(files: Sequence[Path]) -> Command:
    """Return the command that reads and validates, and does nothing else (see limit.py)."""
    return Command("limit", [_program("python"), str(HERE / "limit.py"), *map(str, files)])

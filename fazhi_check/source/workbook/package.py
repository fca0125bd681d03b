"""The archive that a workbook is: opened only once its directory is known to be of a reasonable size, read in pieces."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NoReturn

from fazhi_check.findings import Finding, Place
from fazhi_check.source.composer import Refused
from fazhi_check.source.limits import Limits, exceeded
from fazhi_check.source.workbook.signature import is_zip, why_no_zip, why_other_parts
from fazhi_check.words import Text

_PIECE: Final = 1 << 18  # bytes unpacked at a time
_LARGE: Final = 20_000_000  # bytes of a part from which on the ratio counts: a sheet of blanks packs well too
_PER_CELL: Final = 10  # tags of markup that stand for one cell: a text in it has six
_ENTRY: Final = b"PK\x01\x02"  # what each part begins with in the directory
_ENCRYPTED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others may ask for any amount of memory
# What the standard library raises for an archive that is broken or of a kind it does not know.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
)
_REPAIR: Final = Text(
    "请在 Excel 或 WPS 里打开（会提示修复），另存为 .xlsx 再用",
    "open it in Excel or WPS, which offer to repair it, and save it as .xlsx",
)


def broken(what: Text) -> NoReturn:
    """Raise Refused with FZ101: the workbook is damaged, in what."""
    refuse(Text(f"工作簿已损坏：{what.zh}。{_REPAIR.zh}", f"the workbook is damaged, {what.en}: {_REPAIR.en}"))


def refuse(why: Text) -> NoReturn:
    """Raise Refused with FZ101 for a reason that says what to do."""
    raise Refused(Finding("FZ101", None, {"why": why}))


def too_much(name: str, limits: Limits, place: Place | None = None) -> NoReturn:
    """Raise Refused with FZ105: one of the limits is exceeded."""
    raise Refused(exceeded(name, limits, place))


class Package:
    """The parts of a workbook by their names, and what each holds, piece by piece.

    Raises Refused where the bytes are no .xlsx (FZ101), are damaged (FZ101), or too large for `limits` (FZ105): by
    the directory alone, with nothing unpacked. A part's name is looked up whatever its capitals and slashes.
    """

    def __init__(self, raw: bytes, limits: Limits, name: str = "") -> None:
        if not is_zip(raw):
            refuse(why_no_zip(raw, name))
        if len(raw) > limits.max_workbook:
            too_much("max_workbook", limits)
        if raw.count(_ENTRY) > limits.max_parts:
            too_much("max_parts", limits)
        self.limits = limits
        self.tags = _PER_CELL * limits.max_cells  # of markup that may be gone through
        with _damage():
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        self._parts = _by_name(self._zip.infolist())
        _measure(self._zip.infolist(), limits)

    def __contains__(self, part: str) -> bool:
        return plain(part) in self._parts

    @property
    def names(self) -> list[str]:
        """The names of all parts, in small letters."""
        return list(self._parts)

    def pieces(self, part: str) -> Iterator[bytes]:
        """Yield what a part holds, a piece at a time. Raises Refused (FZ101) where it is damaged or not there."""
        info = self._parts.get(plain(part))
        if info is None:
            broken(Text(f"缺少 {part}", f"{part} is missing"))
        if info.flag_bits & _ENCRYPTED:
            refuse(
                Text(
                    "这是加了密码的压缩包。请用密码解压，再用里面的文件", "the archive has a password: unpack it first"
                )
            )
        if info.compress_type not in _METHODS:
            broken(Text(f"{part} 的压缩方式不是 .xlsx 该有的", f"{part} is packed in a way that no .xlsx is"))
        with _damage(part), self._zip.open(info) as stream:
            while piece := stream.read(_PIECE):
                yield piece

    def refuse_others(self) -> NoReturn:
        """Raise Refused (FZ101): this archive is something else than a workbook."""
        refuse(why_other_parts(self._parts))


def plain(part: str) -> str:
    """Return a part's name as it is looked up: some programs write backslashes, or other capitals."""
    return part.replace("\\", "/").lstrip("/").lower()


def _by_name(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Return the parts by their names; two of one name are two workbooks in one, of which each program reads another."""
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = plain(info.filename)
        if name in found:
            broken(Text(f"里面有两份 {info.filename}", f"it holds {info.filename} twice"))
        found[name] = info
    return found


def _measure(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse what would unpack to too much; no part unpacks to more than the directory says."""
    if sum(info.file_size for info in infos) > limits.max_unpacked:
        too_much("max_unpacked", limits)
    if any(info.file_size > max(_LARGE, limits.max_ratio * info.compress_size) for info in infos):
        too_much("max_ratio", limits)


@contextmanager
def _damage(part: str = "") -> Iterator[None]:
    """Turn what the standard library raises for a broken archive into the finding FZ101."""
    try:
        yield
    except _BROKEN:
        of = (
            Text(f"{part} 读不完整", f"{part} is not whole")
            if part
            else Text("文件没有存完或没有传完", "it is cut off")
        )
        broken(of)

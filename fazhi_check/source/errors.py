"""What the system says of a file, in both languages: the words of the operating system are English, or none."""

from __future__ import annotations

import errno

from fazhi_check.words import Text

_SAID: dict[str, Text] = {
    "EACCES": Text("没有权限", "no permission"),
    "EPERM": Text("没有权限", "no permission"),
    "ENOENT": Text("不存在", "it does not exist"),
    "EEXIST": Text("已经存在", "it exists already"),
    "EISDIR": Text("这是文件夹", "it is a folder"),
    "ENOTDIR": Text("路径中有一段不是文件夹", "a part of the path is no folder"),
    "ENOSPC": Text("磁盘已满", "the disk is full"),
    "EDQUOT": Text("已超出磁盘配额", "the disk quota is used up"),
    "EFBIG": Text("文件过大", "the file is too large"),
    "EROFS": Text("磁盘是只读的", "the disk is read-only"),
    "EBUSY": Text("文件正被占用", "it is in use"),
    "ETXTBSY": Text("文件正被占用", "it is in use"),
    "ENAMETOOLONG": Text("文件名过长", "its name is too long"),
    "ELOOP": Text("链接互相指来指去", "its links lead in a circle"),
    "EMFILE": Text("打开的文件过多", "too many files are open"),
    "EPIPE": Text("接收的一方已经关闭", "whoever reads it has gone"),
    "EIO": Text("读写出错，请检查磁盘", "input or output failed: check the disk"),
}


def reason(error: Exception) -> Text:
    """Return why a file cannot be read or written."""
    name = errno.errorcode.get(getattr(error, "errno", None) or 0, "")
    if name in _SAID:
        return _SAID[name]
    said = getattr(error, "strerror", None) or str(error)
    return Text(said, said)

"""What to write instead of a slip in the file of an office's standard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from fazhi_check.findings import Path
from fazhi_check.round.advice import key_meant
from fazhi_check.source.hint import Hint
from fazhi_check.words import Text

# Other words that people write for a key, by list; the head has no name.
_OTHERS: Final[Mapping[str, Mapping[str, str]]] = {
    "": {"名称": "标题", "发布单位": "印发单位", "issuer": "issued_by", "name": "title", "share": "shares"},
    "items": {
        **dict.fromkeys(("项目", "名称", "内容", "考核内容", "测评内容", "指标"), "考评内容"),
        **dict.fromkeys(("满分", "分数", "总分"), "分值"),
        **dict.fromkeys(("目标", "任务编号", "事项"), "任务"),
        **dict.fromkeys(("扣分", "每件扣", "加分", "每件加"), "每件"),
        **dict.fromkeys(("最高", "上限分"), "上限"),
        **dict.fromkeys(("计分规则", "计分办法", "方式"), "规则"),
        **dict.fromkeys(("标准", "评分办法"), "评分标准"),
        **dict.fromkeys(("方法", "考核方法"), "考评方法"),
        **dict.fromkeys(("name", "text", "content"), "title"),
        **dict.fromkeys(("tasks", "target"), "targets"),
        **dict.fromkeys(("max", "score"), "points"),
    },
    "entered": {
        **dict.fromkeys(("编号", "考评内容", "id"), "项目"),
        **dict.fromkeys(("数量", "件"), "件数"),
        **dict.fromkeys(("分数", "分值", "考评分"), "得分"),
        **dict.fromkeys(("说明", "原因", "依据"), "理由"),
    },
}

_AS_FIT: Final = Hint(Text("写成 {层级: 县级, 类别: 区县}", "write {level: county, category: 区县}"), whole=True)


class Adviser:
    """Advice on the keys of a standard's head, or of one list's rows (see source.hint.Adviser)."""

    def __init__(self, name: str = "") -> None:
        self._keys = _OTHERS[name]

    def of_key(self, written: str, options: Sequence[str]) -> Text | None:
        """Return what to write instead of a key that does not belong where `options` do."""
        return key_meant(written, self._keys)

    def of_value(self, written: str, path: Path, options: Sequence[str] = ()) -> Hint | None:
        """Return how a part of the head is written; what else belongs in a place is said by who reads it."""
        return _AS_FIT if path == ("for",) else None

"""The limit to come near: rapidyaml reads, emits JSON, and pydantic-core validates it against plain types.

Nothing is judged, no place is kept and nothing is told but the number of files: no checker that does more can be
expected to be as fast. Runs in the rivals' environment: `python limit.py FILE...`.
"""

from __future__ import annotations

import sys
from typing import Any

import ryml
from pydantic_core import SchemaValidator, ValidationError, core_schema

_TEXT = core_schema.str_schema(coerce_numbers_to_str=True)
_NUMBERS = core_schema.dict_schema(_TEXT, _TEXT)


def _words(*words: str) -> core_schema.CoreSchema:
    return core_schema.literal_schema(list(words))


def _record(fields: dict[str, tuple[str, core_schema.CoreSchema]]) -> core_schema.CoreSchema:
    """Return a record of optional fields, each under its English or its Chinese name."""
    listed = {
        name: core_schema.typed_dict_field(schema, required=False)
        for english, (chinese, schema) in fields.items()
        for name in (english, chinese)
    }
    return core_schema.typed_dict_schema(listed, extra_behavior="forbid")


def schema() -> core_schema.CoreSchema:
    """Return the form of a submission in plain types."""
    status = _words(
        *("not_started", "under_way", "substantial", "done", "not_applicable"),
        *("未启动", "推进中", "取得突破", "已完成", "不适用"),
    )
    kind = _words("document", "record", "publication", "figure", "report", "文件", "记录", "公开", "数据", "自述")
    level = _words("city", "county", "department", "township", "市级", "县级", "部门", "乡镇")
    evidence = _record(
        {
            "kind": ("类型", kind),
            "title": ("标题", _TEXT),
            "ref": ("文号", _TEXT),
            "date": ("日期", _TEXT),
            "url": ("链接", _TEXT),
            "quote": ("原文", _TEXT),
            "period": ("期间", _TEXT),
        }
    )
    texts = {"owner": "责任单位", "problem": "存在问题", "next_step": "下一步措施", "note": "说明", "reason": "理由"}
    values = {"progress": "进度", "value": "数值", "covered": "覆盖数", "total": "总数", "done_on": "完成日期"}
    entry = _record(
        {
            "status": ("状态", status),
            "evidence": ("佐证", core_schema.list_schema(evidence)),
            "by_unit": ("分单位", _NUMBERS),
            "by_year": ("分年度", _NUMBERS),
            **{name: (twin, _TEXT) for name, twin in (texts | values).items()},
        }
    )
    unit = _record(
        {
            "name": ("名称", _TEXT),
            "level": ("层级", level),
            "code": ("代码", _TEXT),
            "body": ("机构", _TEXT),
        }
    )
    source = {"title": "标题", "publisher": "发布单位", "date": "日期", "url": "链接", "note": "说明"}
    return _record(
        {
            "plan": ("计划", _TEXT),
            "unit": ("单位", unit),
            "as_of": ("截至", _TEXT),
            "source": ("来源", _record({name: (twin, _TEXT) for name, twin in source.items()})),
            "entries": ("事项", core_schema.dict_schema(_TEXT, core_schema.nullable_schema(entry))),
        }
    )


def main(paths: list[str]) -> int:
    """Read and validate every file; return 1 if one does not fit."""
    validate = SchemaValidator(schema()).validate_json
    emit: Any = ryml.emit_json
    wrong = 0
    for path in paths:
        with open(path, "rb") as stream:
            tree = ryml.parse_in_arena(stream.read())
        try:
            validate(emit(tree))
        except ValidationError as error:
            wrong += 1
            print(path, error.errors()[:3])
    print(f"{len(paths)} files, {wrong} do not fit")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""FZ312: points that a unit gives itself, held against the standard of its office."""

from collections.abc import Iterable

from fazhi_check.findings import Found
from fazhi_check.guess import did_you_mean
from fazhi_check.rules.dossier import Dossier, Look
from fazhi_check.words import Text, number


def own_points(case: Dossier) -> Iterable[Found]:
    """自评分里的项目，测评标准里没有，或者分数比这一项能得的多、少。

    只在检查时用了 --standard、并且有一份标准适用于本单位时才查。自评分只列在考评分旁边，不影响计分；核对项目编号和分值。

    ---
    Points that a unit gives itself are for an item that the standard does not have, or more or less than it can bring.

    Looked for only with --standard, where one fits the unit. What units give themselves stands beside the points they
    have and changes none of them. See whether item and points are right.

    ---
    # 用的测评标准里，A1 的分值是 20
    计划: urumqi-14fyp
    单位: {名称: 示例市, 层级: 市级, 代码: "650100"}
    截至: 2023-08-30
    自评分: {A1: 25}
    事项: {}

    ---
    # 用的测评标准里，A1 的分值是 20
    计划: urumqi-14fyp
    单位: {名称: 示例市, 层级: 市级, 代码: "650100"}
    截至: 2023-08-30
    自评分: {A1: 18}
    事项: {}
    """
    if case.submission is None or case.items is None:
        return
    for name, amount in case.submission.self_points.items():
        item = case.items.get(name)
        if item is None:
            near = did_you_mean(name, list(case.items))
            listed = Text("可填：" + "、".join(case.items), "items: " + ", ".join(case.items))
            why = Text(
                f"标准里没有这个项目，{near.zh}{listed.zh}", f"the standard has no such item; {near.en}{listed.en}"
            )
        elif item.most is not None and amount.low is not None and amount.low > item.most:
            most = number(item.most)
            why = Text(f"这一项最多 {most} 分", f"the item has at most {most}")
        elif amount.low is not None and amount.low < item.least:
            least = number(item.least)
            why = Text(f"这一项最少 {least} 分", f"the item has at least {least}")
        else:
            continue
        yield Found({"item": name, "points": amount.low, "why": why}, ("self_points", name))


# The rule of each code.
RULES: dict[str, Look] = {"FZ312": own_points}

"""The words that plans of government are written in: verbs by what they ask, how it is done, and what it is for.

General to the field, none taken for one plan. Where a list decides a measure, the rule is the one written in the rules of
a plan: what can be finished is a milestone, what has no end is a standing duty.
"""

from __future__ import annotations

from fazhi_check.source.in_prose import any_of, words

# How a thing is done: dropped from titles, of weight only where a rule names it.
ADVERBS = words(
    "进一步 切实 着力 大力 积极 深入 全面 加快 持续 不断 逐步 稳步 扎实 认真 严格 充分 有效 努力 奋力 科学 依法 依规 及时 定期"
    " 不定期 广泛 继续 坚决 有序 普遍 强力 坚定不移 坚持不懈 更好 高质量 高水平 高标准 系统 全力 加紧 加速 主动 自觉 牢固 准确"
    " 完整 稳妥 率先 同步 严肃 分类 分级 分层 分步 分批 分期 精准 从严 从源头上 最大限度 真正 着重 确实 合理 适时 尽快 原则上"
    " 一律 全部 全域 全领域 重点 优先 常态化 经常 经常性 长期 始终 务必 必须 应当 应 均 都 要 需 可 可以 还 也 又 并 同时 以及 和"
    " 及 与 逐年 每年 有力 因地制宜 统一 集中 力争 大幅 大幅度 按时 按期 如期 突出 更加 创造性 审慎 基本 合力 动态 实时 全程 就近 深度 分阶段 梯次 高效 灵活 妥善 适度 差异化 精心 精细 针对性 有针对性 多措并举 协力 严密 从快 足额 应时 靠前 超前 提前 滚动"
    " 一般 共同 带头 具体 统筹 联合 自主 专项 协同 严厉 并且 规范有序 统筹有序 其中 主要 初步 大体 总体 尽早 逐一 逐项 规范高效 必 尤其 特别 地 科学有序 首先 其次 进而 从而 迅速 抓紧 立即 明显 显著 分区域 分流域 分行业 限期 "
)

# What is built once and then there.
BUILD = words(
    "建立 健全 完善 制定 制订 修订 编制 编写 出台 印发 构建 构筑 建设 建成 打造 搭建 设立 设置 组建 成立 形成 推行 推进 推动 推广"
    " 实行 确立 明确 厘清 细化 量化 梳理 精简 取消 下放 整合 改革 改进 改善 改造 改扩建 拓宽 拓展 畅通 优化 创新 探索 研究 启动"
    " 完成 实现 达到 新增 新建 扩建 更新 淘汰 关停 关闭 搬迁 修复 培养 引进 引入 选聘 配备 配齐 划定 确定 布局 谋划 规划 开通"
    " 开发 开设 上线 争创 创建 破除 打通 融合 试行 试点 整治 清理 废除 规范 理顺 解决 消除 做大 做强 做优 培强 补齐 补足 增设"
    " 扶持 支持 鼓励 认定 实施 调整 减轻 压减 压缩 缩短 盘活 吸引 突破 移交 编修 招引 壮大 列入 加快 统一 充实 拆除 退出 采用 采取 安装 治理 划分 升级 更换 替代 停止 开征 转变 发展 绿化 制(修)订 废止 建"
)

# What is done again and again.
KEEP = words(
    "加强 加大 强化 深化 落实 执行 贯彻 贯彻落实 遵循 遵守 履行 开展 组织 举办 举行 宣传 学习 教育 培训 培育 倡导 注重 丰富 发掘"
    " 挖掘 融入 纳入 保障 保护 维护 防范 防控 禁止 不得 严禁 遏制 打击 惩治 查处 查办 化解 处置 排查 监测 监督 评估 审查 审核"
    " 检查 督查 督促 督导 考核 测评 通报 公开 公布 公示 发布 报告 听取 回应 反映 说明 征求 办理 处理 提供 参与 发挥 弘扬 传播"
    " 恪守 做好 抓好 办好 用好 管好 开好 抓实 促进 配合 指导 帮助 关心 关爱 服务 救助 巡查 奖励 追究 追责 问责 应对 负责 承担"
    " 接受 汇报 总结 演练 控制 管控 安排 部署 牵头 动员 走访 慰问 关注 重视 把握 支付 发放 投入 防治 选拔 选派 使用 利用 运用"
    " 收集 分析 研判 备案 归档 管理 养护 处罚 巩固 引导 统筹 协调 行使 尊重 保证 坚守 配置 避免 防止 召开 打好 打赢 采取 加密 压实 突出 守牢 守住 严控 普查 共享 组织开展 进行 给予 予以"
)

# What is held to, not done.
UPHOLD = words("坚持 高举 树立 秉持 践行 坚定 牢记 恪守 学思践悟 铸牢")

# What makes a number go up or down.
RISES = words("提高 提升 增强 扩大 减少 降低 缩小 改善 增长 下降 增进 增加 削减")

ACTS = (*BUILD, *KEEP, *UPHOLD, *RISES)

# These take another verb behind them: it says what is done.
LIGHT = words("探索 研究 鼓励 支持 推动 推进 组织 统筹 协调 督促 指导 注重 倡导 加快 规划 谋划 引导 坚持")
# Verbs of one meaning that stand side by side.
ALIKE = words(
    "建立 健全 完善 制定 修订 改进 优化 规范 巩固 拓展 发展 深化 实施 落实 创新 提升 推进 推行 执行 创建 出台 构建 扩大 整合 改革"
    " 畅通 贯彻 学习 宣传 编制 公布 充实 丰富 清理 废除"
)

# How a clause ends that tells what will be, not what is done.
STATES = words(
    "提高 提升 增强 扩大 减少 降低 缩小 改善 增长 下降 健全 完善 统一 形成 建成 优化 确立 实现 改观 凸显 好转 稳定 有力 有效 充实"
    " 充分 保障 巩固 规范 到位 完备 领先 前列 显现 普及 夯实 深化 拓展 加强 强化 显著 突破 进展 优良 繁荣 畅通 协调 均衡 合理 壮大"
)

# What follows an act is its purpose wherever it begins with one of these ...
PURPOSES = words(
    "确保 防止 避免 促使 努力 做到 营造 带动 从而 进而 筑牢 凝聚 激发 助推 助力 夯实 释放 厚植 汇聚 彰显 展现 杜绝"
)
# ... and with one of these where it ends the sentence; in the middle of one it is an item of its own.
CLOSING = words("提高 提升 增强 降低 减少 缩小 扩大 促进 保证 保障 维护 满足 增进 提振 营造 保持 改善")
# A purpose by its verb is none where it ends with what can be finished, or is to be reached.
# Circumstances and means: they belong to the act that follows.
_NOUNS = words(
    "方式 形式 途径 手段 部署 要求 原则 精神 目标 主题 任务 定位 重点 契机 基础 实际 需求 问题 导向 思路 理念 规律 趋势 特点 情况 技术 方法 数据 机遇 措施 模式"
)
FRAMES = (
    r"为(?:了)?(?:实现|完成|达到|确保)[^,]*的?(?:目标|任务|指标)$",
    r"以.{1,120}为.{1,8}$",
    r"(?:力争|争取)?(?:到|至|截至|在|自|从)?\d{4}年[^,]{0,8}$",
    r"(?:对于|对|在|从|除|凡|自|由|非|为|依托|针对|利用|就)[^,]*"
    r"(?:的|中|上|下|外|内|前|后|出发|方面|领域|项目|问题|起|点|时|期间|环节|角度|层次|水平|事由|事项|资源|契机|优势|平台|人员|行为|地区|群体)$",
    r"(?:紧紧|紧密|充分|严格|综合)?(?:围绕|紧扣|聚焦|立足|着眼|适应|顺应|对标|面向|基于|本着|结合|适应)",
    r"(?:严格|综合|充分)?(?:按照|通过|根据|依据|借助|运用|利用|遵循|采取|采用)[^,]*" + any_of(_NOUNS) + "$",
    r"(?:通过|借助|按照|根据|依据|参照)[^,]{1,14}$",
)

# Nouns of what can be finished, as what is asked.
FINISHED = words(
    "机制 制度 体系 体制 平台 清单 台账 台帐 标准 方案 办法 规范 规则 规程 细则 规划 计划 目录 指南 指引 中心 网络 模式 格局 程序"
    " 系统 数据库 信息库 名录 条例 法规 规章 政策 措施 渠道 通道 途径 方式 基地 园区 项目 工程 设施 试点 示范区 示范点 改革 环境"
    " 责任制 承诺制 负责制 预案 手册 文件 章程 指标 图 档案 品牌 专栏 窗口 机构 专班 小组 联盟 智库 公园 绿道 电站 一体化 标准化"
    " 规范化 制度化 信息化 数字化 均等化 便利化 现代化 网格化 集约化 智能化 职能 权限 大厅 阵地 专区 走廊 产业链 集群 枢纽 口岸 管网"
    " 组织 站点 车站 医院 学校 厂 库 铁路 公路 道路 桥梁 机场 港口 水库 车间"
)
# As nouns these stand in names of things; as verbs they begin nothing that can be parted from what stands before.
NOMINAL = words(
    "培训 学习 教育 宣传 监督 检查 评估 审查 审核 考核 管理 服务 救助 处置 监测 排查 防控 防治 参与 研究 改革 规划 创新 改造 整合 治理 执行"
    " 分析 研判 防范 保障 保护 维护 应对 备案 归档 养护 处罚 巡查 奖励 办理 处理 控制 投入 报告 发展 绿化 统一 公开 领导 配置 组织 指导 协调"
)
# With these a noun says of what kind it is.
KINDS = words(
    "污染 整治 扶持 支持 奖补 优惠 补贴 开放 共享 采购 交易 信用 准入 激励 约束 预警 应急 综合 专项 公共 基础 安全 质量"
)
# With these there is no end to it, whatever verb stands before.
ENDLESS = words(
    "力度 工作 教育 宣传 培训 管理 监管 监督 执法 保护 保障 服务 合作 协作 配合 协调 指导 检查 巡查 治理 防控 防范 学习 沟通 交流"
    " 活动 意识 流动 倾斜 参与 作用 秩序 队伍建设 领导 对接 责任 调解 仲裁 发展 应对 处置 考核 督查 执行 落实 联动 审查 备案 创建"
)

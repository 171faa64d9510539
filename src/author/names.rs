//! What the tables and keys of `notice.toml` are called, in words.

use super::diagnostics::Language;

/// Name of a table, in Chinese and in English.
const TABLES: &[(&str, &str, &str)] = &[
    ("notice", "通知", "notice"),
    ("source", "来源", "source"),
    ("authority", "决定机关", "authority"),
    ("fact", "问题", "fact"),
    ("test", "判断", "test"),
    ("criterion", "条件", "criterion"),
    ("group", "条件组", "group"),
    ("relaxation", "放宽", "relaxation"),
    ("exclusivity", "不得同时申报", "exclusivity"),
    ("route", "途径", "route"),
    ("window", "申报时间", "window"),
    ("standards", "标准读的问题", "what the standards read"),
    ("standard", "标准", "standard"),
    ("phase", "交材料的阶段", "phase"),
    ("document", "材料", "document"),
    ("not_needed", "不需要的材料", "not needed"),
    ("step", "步骤", "step"),
    ("warning", "提醒", "warning"),
    ("caution", "提示", "caution"),
    ("supplement", "补充通知", "supplement"),
    ("account", "没有规则的条款", "clause without a rule"),
];

/// Name of a key, in Chinese and in English.
const KEYS: &[(&str, &str, &str)] = &[
    ("about", "说明", "about"),
    ("also", "另外的要求", "further requirement"),
    ("also_words", "另外的要求的说法", "further requirement in words"),
    ("any", "任一", "any of"),
    ("as", "作为", "as"),
    ("asked_if", "什么情况才问", "asked if"),
    ("asked_with", "在哪里问", "asked with"),
    ("at_least", "下限", "at least"),
    ("at_most", "上限", "at most"),
    ("authority", "由谁决定", "authority"),
    ("by_standard", "按标准判断的选项", "choice judged by the standard"),
    ("channel", "申报渠道", "channel"),
    ("channel_certain", "渠道是否确定", "channel is certain"),
    ("choices", "选项", "choices"),
    ("clause", "出处", "clause"),
    ("clauses", "本途径的出处", "clauses of its own"),
    ("closes", "截止", "closes"),
    ("closes_at", "截止时刻", "closes at"),
    ("copies", "份数", "copies"),
    ("count", "至少几项", "count"),
    ("counted_to", "年限计算到", "years counted to"),
    ("criteria", "条件", "criteria"),
    ("discretion", "由机关决定的选项", "choices for discretion"),
    ("done_by", "完成期限", "done by"),
    ("edition", "版次", "edition"),
    ("fact", "问题", "fact"),
    ("forms", "形式", "forms"),
    ("grade", "来源等级", "grade"),
    ("held", "现有职称", "title held"),
    ("hint", "提示", "hint"),
    ("id", "编号", "id"),
    ("issued", "发文日期", "issued"),
    ("issuer", "发文单位", "issuer"),
    ("kind", "种类", "kind"),
    ("kind_name", "种类名称", "name of its kind"),
    ("kinds", "种类", "kinds"),
    ("label", "名称", "label"),
    ("leans_on", "依据的文件", "leans on"),
    ("met", "表示符合的选项", "choice that is met"),
    ("months", "月数", "months"),
    ("must", "必备", "must"),
    ("name", "名称", "name"),
    ("needed_if", "什么情况才要", "needed if"),
    ("no", "为“否”的选项", "choices that are no"),
    ("not_after", "不晚于", "not after"),
    ("not_held", "依据的未收录文件", "document not held"),
    ("not_met", "表示不符合的选项", "choice that is not met"),
    ("note", "备注", "note"),
    ("number", "文号", "number"),
    ("of", "组成", "made of"),
    ("opens", "开始", "opens"),
    ("others", "其余选项", "other choices"),
    ("phase", "阶段", "phase"),
    ("question", "问法", "question"),
    ("quote", "引文", "quote"),
    ("quotes", "本途径的引文", "quotes of its own"),
    ("relaxable", "可放宽的条件", "relaxable"),
    ("relaxation", "放宽", "relaxation"),
    ("rounds", "批次", "rounds"),
    ("routes", "途径", "routes"),
    ("rule", "其中", "where"),
    ("series", "系列", "series"),
    ("set_by", "由谁定", "set by"),
    ("state", "状态", "state"),
    ("tests", "各选项的判断", "tests by choice"),
    ("text", "文字", "text"),
    ("than", "比较的问题", "than"),
    ("title", "标题", "title"),
    ("unclear", "不明确的选项", "choices that are unclear"),
    ("unclear_in", "不明确之处", "unclear in"),
    ("unless", "除非", "unless"),
    ("unmet", "未达到标准时", "if the standard is not met"),
    ("unsure", "“不清楚”算作", "“don't know” stands for"),
    ("usual", "是否常用", "usual"),
    ("value", "答案", "value"),
    ("warning", "提醒", "warning"),
    ("when", "什么情况", "when"),
    ("where", "对谁", "where"),
    ("window", "时间", "window"),
    ("why", "为什么问", "why"),
    ("words", "我们的说法", "words"),
    ("year", "年度", "year"),
    ("years", "年数", "years"),
];

fn of(list: &[(&str, &str, &str)], name: &str, language: Language) -> String {
    match (list.iter().find(|(key, ..)| *key == name), language) {
        (Some((_, zh, _)), Language::Chinese) => (*zh).to_owned(),
        (Some((.., en)), Language::English) => (*en).to_owned(),
        (None, Language::Chinese | Language::English) => format!("`{name}`"),
    }
}

/// What a table is called; one that is not in the list is called by its own name.
pub(super) fn table(name: &str, language: Language) -> String {
    of(TABLES, name, language)
}

/// What a key is called.
pub(super) fn key(name: &str, language: Language) -> String {
    of(KEYS, name, language)
}

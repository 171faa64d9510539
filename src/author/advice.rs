//! What to do about a fault that does not say so itself.

use super::diagnostics::Words;

/// Advice for a code; absent where the message itself says what to write.
pub(super) fn advice(code: &str) -> Option<Words> {
    Some(match code {
        "asked-if-date" => words!(
            "问不问一个问题只能看选项、数字；日期由用到它的条件自己去算",
            "let choices and numbers say it; a date is counted by the criteria that read it"
        ),
        "case-contradicts" => words!(
            "对照通知看哪个对，改另一个",
            "see which of them the notice bears out, and change the other"
        ),
        "case-failed" => words!(
            "对照通知的原文：用例写错了就改用例，规则写错了就改 notice.toml",
            "look at the notice's text: change the case if the case is wrong, notice.toml if the rules are"
        ),
        "case-tests-nothing" => words!(
            "写上结果，比如 `routes.途径 = {{ verdict = \"met\" }}`",
            "say what comes out, as in `routes.ROUTE = {{ verdict = \"met\" }}`"
        ),
        "choice-doubled" => words!(
            "原文说不清的留在 `unclear`，由部门决定的留在 `discretion`",
            "leave it in `unclear` if the text is, in `discretion` if an authority decides"
        ),
        "choices" => words!(
            "只有是、否两种回答的，写 `kind = \"yes-no\"`",
            "what is answered by yes or no is of `kind = \"yes-no\"`"
        ),
        "circle" | "too-deep" => words!(
            "看它的 `of` 一层层用到了谁，去掉其中一环",
            "follow what its `of` names, one after another, and take one out"
        ),
        "clause-of-other-source" => words!(
            "补充通知的原文放在 `sources/` 里，引用它里面的条款",
            "put the supplement's text into `sources/` and cite a clause of it"
        ),
        "closes-before-opens" => words!("对照引文改日期", "compare the days with the quote"),
        "doubled-id" => words!("换一个 id，或者去掉一个", "choose another id, or take one away"),
        "edition-not-raised" => words!(
            "每发一次补充通知，版次加 1；`[notice]` 的 `edition` 写最后一次的",
            "each supplement raises the edition by one; `[notice]` has the last one's"
        ),
        "fact-not-ordered" => words!(
            "选项有高低的，问题写 `kind = \"ordered\"`；没有高低的，用 `yes` 或 `no` 列出选项",
            "if they do, the fact is of `kind = \"ordered\"`; else list choices in `yes` or `no`"
        ),
        "fact-of-other-kind" => {
            words!("换一个问题，或者换一种判断方式", "choose another fact, or another kind of test")
        }
        "format" => words!("写 `format = 1`", "write `format = 1`"),
        "key-missing" => words!("把它补上", "add it"),
        "key-of-other-kind" => {
            words!("去掉它，或者写到该写的地方", "take it away, or put it where it belongs")
        }
        "key-too-many" => words!("只留一个", "leave one of them"),
        "malformed-date" => words!(
            "年、月、日写全，如 `2021-07-05`",
            "write year, month and day, as in `2021-07-05`"
        ),
        "malformed-id" => words!("比如 `first-conferral`", "for example `first-conferral`"),
        "malformed-time" => words!("时和分都写两位，如 `09:30`", "two digits each, as in `09:30`"),
        "malformed-toml" => words!(
            "对照去年的 notice.toml 看这一行该怎么写",
            "compare the line with last year's notice.toml"
        ),
        "quote-not-found" => {
            words!("从原文里一字不差地复制过来", "copy it from the text, character for character")
        }
        "row-length" => words!(
            "学历从低到高，一格一个；走不通的写 `-`",
            "one cell a degree, from low to high; `-` where there is no way"
        ),
        "scales-differ" => words!(
            "两个问题用同样的选项 id，从低到高排",
            "give both the same ids of choices, from low to high"
        ),
        "source-grade" => words!(
            "原文在手的写 `held`，通知提到而没有收录的写 `cited`，没有出处、是自己说的写 `own-words`",
            "`held` if the text is in hand, `cited` if the notice names it and it is not, `own-words` if there is no document"
        ),
        "standard-overlap" => {
            words!("从其中一张表的 `series` 里去掉它", "take it out of the `series` of one of them")
        }
        "test-without-effect" => words!(
            "看是不是选项写多了、写少了，或者数字写错了",
            "see whether choices are wanting or too many, or a number is wrong"
        ),
        "mapping-answer" => words!(
            "写选项的 id，`yes` 或 `no`，整数，日期；不清楚写 `unknown`，没有回答写 `\"\"`",
            "write a choice's id, `yes` or `no`, a number or a date; `unknown` for not known, `\"\"` for not answered"
        ),
        "mapping-fact" => words!(
            "事实的 id 在 `notice.toml` 的 `[[fact]]` 里，`precheck columns` 也会列出来",
            "a fact's id stands in `notice.toml` under `[[fact]]`; `precheck columns` lists them too"
        ),
        "mapping-key" => words!("删掉，或者改成其中一个", "take it out, or make it one of these"),
        "mapping-type" => words!(
            "加上引号，如 `\"学历\" = \"degree\"`",
            "write it between quotes, as in `\"学历\" = \"degree\"`"
        ),
        "translation-behind" => words!(
            "没有译文的仍显示中文，不影响发布；通知里已经没有的，改掉或删掉",
            "what has none is shown in Chinese, so nothing hinders publishing; change or take out what is no longer said"
        ),
        "translation-doubled" => words!("去掉一个", "take one out"),
        "translation-empty" => words!(
            "写上译文；还没有译文的，删掉这一项",
            "translate it, or take the entry out until somebody does"
        ),
        "translation-malformed" => words!(
            "每一项写 `{{ \"zh\": …, \"text\": …, \"review\": \"unreviewed\" }}`：原文、译文、审校没有",
            "each entry is `{{ \"zh\": …, \"text\": …, \"review\": \"unreviewed\" }}`: the text, its translation, whether it was reviewed"
        ),
        "undefined-id" => words!(
            "看看是不是拼错了，或者还没有写",
            "see whether it is misspelt, or not written yet"
        ),
        "window-order" => words!(
            "从上往下第一条管用的算数；最后一条不写 `when`，管其余所有人",
            "the first rule that holds counts; the last has no `when` and holds for all others"
        ),
        code if code.ends_with("-never-used")
            || code.ends_with("-never-read")
            || code.ends_with("-never-named")
            || code.ends_with("-never-cited") =>
        {
            words!(
                "该用它的地方是不是漏了？真的不用就删掉",
                "is it missing where it belongs? if it is of no use, delete it"
            )
        }
        _ => return None,
    })
}

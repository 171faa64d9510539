//! Edits that neither the lint nor a case catches, each with the reason why it changes nothing.

pub const SURVIVORS: [(&str, &str); 13] = [
    (
        "[account] #2: as, `informative` becomes `discretionary`",
        "both account for a clause without a rule: a colour on the authoring page, nothing that an applicant is told",
    ),
    (
        "[account] #2: as, `informative` becomes `unclear`",
        "both account for a clause without a rule: a colour on the authoring page, nothing that an applicant is told",
    ),
    (
        "[account] #3: as, `informative` becomes `discretionary`",
        "both account for a clause without a rule: a colour on the authoring page, nothing that an applicant is told",
    ),
    (
        "[account] #3: as, `informative` becomes `unclear`",
        "both account for a clause without a rule: a colour on the authoring page, nothing that an applicant is told",
    ),
    (
        "[document] review-form: quote, `《专业技术任职资格评审表》两份`, cut by 2 at the end",
        "less is quoted, and still a whole phrase of the clause",
    ),
    (
        "[step] register-regional: quote, `参加自治区级职称评审的专业技术人员需登录“新疆维吾尔自治区专业技术人员管理平台”(www.xjzcsq.com)进行注册、申报`, cut by 3 at the end",
        "less is quoted, and still a whole phrase of the clause",
    ),
    (
        "[step] review-by-unit: quote, `单位、县(市)注重材料真实性和完整性的审核`, cut by 3 at the beginning",
        "less is quoted, and still a whole phrase of the clause",
    ),
    ("[test] county-junior-without-committee: kind, `all` becomes `any`", "it has one part"),
    (
        "[test] series-is-conferred: yes, dropped",
        "what is not `unclear` is yes then, which is what was listed",
    ),
    ("[warning] technical-school-window: when, dropped", "the window's rule gives the warning too"),
    (
        "[window.rule] #2: the table, changes places with the next",
        "the two are about different series, so either may stand first",
    ),
    (
        "[window.rule] #3: the table, changes places with the next",
        "the two are about different series, so either may stand first",
    ),
    (
        "[window.rule] #4: the table, dropped",
        "the rule after it has the same dates, and the warning has its own `when`",
    ),
];

//! Edits that neither the lint nor a case catches, each with the reason why it may stand.

const ROLE: &str =
    "the role of a paragraph without a rule is a colour on the author's page: no applicant sees it";
const DISJOINT: &str =
    "the two rules are about different series: which is read first is all the same";

pub const SURVIVORS: [(&str, &str); 10] = [
    ("[account] #2: as, `informative` becomes `discretionary`", ROLE),
    ("[account] #2: as, `informative` becomes `unclear`", ROLE),
    ("[account] #3: as, `informative` becomes `discretionary`", ROLE),
    ("[account] #3: as, `informative` becomes `unclear`", ROLE),
    (
        "[document] review-form: quote, `《专业技术任职资格评审表》两份`, cut by 2 at the end",
        "the name of the form is a phrase of its own; how many are needed stands in `copies`",
    ),
    (
        "[test] county-junior-without-committee: kind, `all` becomes `any`",
        "of one part, all and any are the same",
    ),
    (
        "[test] series-is-conferred: yes, dropped",
        "without `yes` every choice that is not unclear is yes: those that the list names",
    ),
    ("[window.rule] #2: the table, changes places with the next", DISJOINT),
    ("[window.rule] #3: the table, changes places with the next", DISJOINT),
    (
        "[window.rule] #4: the table, dropped",
        "its dates are those of the last rule, and its warning is given by its own `when`",
    ),
];

//! What comes of judged people: workbooks and CSV, read back as a spreadsheet reads them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

mod support;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, DataType, Range, Reader, Xlsx};
use serde_json::{Value as Json, json};
use support::kizilsu;
use title_precheck::author::Language;
use title_precheck::office::{
    Fault, FaultCode, Group, Head, Labels, OutputError, Person, RouteLine, SheetOptions, Sheets,
    Standing, Unfit, Window, read_people, write_faults, write_table,
};
use title_precheck::scan::Code;
use title_precheck::{Day, Notice};

/// What a spreadsheet would run, or would once it is edited.
const RUNS: [&str; 14] = [
    "=1+1",
    "+1",
    "-5",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    "  =cmd|' /C calc'!A0",
    "'=1",
    "“=1”",
];

fn head() -> Head {
    Head {
        list: "名册.xlsx".into(),
        today: Day::parse("2021-07-20").unwrap(),
        who: vec!["姓名".into(), "单位".into()],
        faults: vec![fault(None, Some("职务"), FaultCode::ColumnUnknown, "")],
        scans: true,
    }
}

fn fault(row: Option<u64>, column: Option<&str>, code: FaultCode, value: &str) -> Fault {
    Fault { row, column: column.map(Into::into), code, value: value.into() }
}

fn open() -> Window {
    window("open", Some("2021-07-15"), Some("2021-08-15"), Some(26))
}

fn window(state: &str, opens: Option<&str>, closes: Option<&str>, left: Option<i64>) -> Window {
    Window {
        state: state.into(),
        opens: opens.map(Into::into),
        closes: closes.map(Into::into),
        days_left: left,
        set_by: None,
        done_by: None,
    }
}

fn line(id: &str, standing: Standing, window: Window) -> RouteLine {
    RouteLine { id: id.into(), standing, by: vec![], unanswered: vec![], earliest: None, window }
}

fn group(workplace: Option<&str>, series: Option<&str>, level: Option<&str>) -> Group {
    let [workplace, series, level] = [workplace, series, level].map(|id| id.map(String::from));
    Group { workplace, series, level }
}

/// One person of each standing.
fn people() -> Vec<Person> {
    let person = |row, name: &str, standing, best: Option<&str>, routes: Vec<RouteLine>| Person {
        row,
        who: vec![name.into(), "某中学".into()],
        key: None,
        is_named: false,
        standing,
        best: best.map(Into::into),
        routes,
        documents_missing: vec![],
        documents_unfit: vec![],
        exclusive_choice: vec![],
        group: group(Some("akto"), Some("engineering"), Some("intermediate")),
        faults: vec![],
    };
    let unannounced = || window("unannounced", None, None, None);
    let no = |id: &str| RouteLine {
        by: vec!["teacher-series".into()],
        ..line(id, Standing::No, unannounced())
    };
    let meets = Person {
        exclusive_choice: vec!["targeted-review".into(), "regional-review".into()],
        documents_missing: vec!["degree-certificate".into()],
        documents_unfit: vec![Unfit {
            document: "title-certificate".into(),
            defects: vec!["blur".into(), "low_resolution".into()],
        }],
        ..person(
            2,
            "甲",
            Standing::Meets,
            Some("targeted-review"),
            vec![
                line("targeted-review", Standing::Meets, open()),
                no("teacher-senior"),
                line("regional-review", Standing::Meets, unannounced()),
            ],
        )
    };
    let closed = person(
        3,
        "乙",
        Standing::Closed,
        Some("targeted-review"),
        vec![line(
            "targeted-review",
            Standing::Closed,
            window("closed", Some("2021-07-01"), Some("2021-07-10"), None),
        )],
    );
    let not_yet = person(
        4,
        "丙",
        Standing::NotYet,
        Some("targeted-review"),
        vec![RouteLine {
            by: vec!["meets-targeted-conditions".into(), "no-sanction".into()],
            earliest: Some("2022-03-10".into()),
            ..line("targeted-review", Standing::NotYet, open())
        }],
    );
    let need_info = Person {
        group: group(None, Some("engineering"), None),
        ..person(
            5,
            "丁",
            Standing::NeedInfo,
            Some("county-junior"),
            vec![RouteLine {
                by: vec!["grassroots-or-85".into()],
                unanswered: vec!["employer".into(), "level".into()],
                ..line(
                    "county-junior",
                    Standing::NeedInfo,
                    Window {
                        set_by: Some("county".into()),
                        done_by: Some("2021-10-31".into()),
                        ..window("set-by", None, None, None)
                    },
                )
            }],
        )
    };
    let human = person(
        6,
        "戊",
        Standing::Human,
        Some("special-talent"),
        vec![RouteLine {
            by: vec!["committee-formed".into()],
            ..line(
                "special-talent",
                Standing::Human,
                window("upcoming", Some("2021-08-01"), Some("2021-08-20"), None),
            )
        }],
    );
    let none = person(7, "己", Standing::No, Some("teacher-senior"), vec![no("teacher-senior")]);
    let undecided = Person {
        group: Group::default(),
        faults: vec![
            fault(Some(8), Some("学历"), FaultCode::ChoiceUnknown, "函授本科"),
            fault(Some(8), None, FaultCode::SameName, ""),
        ],
        ..person(8, "庚", Standing::Undecided, None, vec![])
    };
    vec![meets, closed, not_yet, need_info, human, none, undecided]
}

fn labels(notice: &Notice) -> Labels {
    Labels::of(notice, Language::Chinese)
}

fn book_with(
    labels: &Labels,
    head: &Head,
    people: &[Person],
    rows_a_sheet: Option<u32>,
) -> Vec<u8> {
    let mut options = SheetOptions::default();
    options.rows_a_sheet = rows_a_sheet.unwrap_or(options.rows_a_sheet);
    let mut sheets = Sheets::with(labels, head, &options).unwrap();
    for person in people {
        sheets.add(person).unwrap();
    }
    let mut bytes = Vec::new();
    sheets.finish(&mut bytes).unwrap();
    bytes
}

fn book(labels: &Labels, head: &Head, people: &[Person]) -> Vec<u8> {
    book_with(labels, head, people, None)
}

fn open_book(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).unwrap()
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    open_book(bytes).worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A cell by its row from 1 and its heading.
fn cell<'r>(range: &'r Range<Data>, row: usize, heading: &str) -> &'r Data {
    let place = range.rows().next().unwrap().iter().position(|cell| cell == heading).unwrap();
    &range[(row - 1, place)]
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn parts(bytes: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.file_names().map(|name| name.unwrap().into_owned()).collect()
}

fn csv_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').expect("a mark");
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(String::from).collect()).collect()
}

fn each(people: &[Person]) -> impl Iterator<Item = Result<Person, OutputError>> {
    people.iter().cloned().map(Ok)
}

#[test]
fn a_workbook_has_a_summary_everybody_each_route_and_the_faults() {
    let notice = kizilsu();
    let bytes = book(&labels(&notice), &head(), &people());
    let names = open_book(&bytes).sheet_names();
    let routes = [
        "克州定向评价",
        "初定（授予）",
        "特殊人才认定",
        "援疆人员申报",
        "中小学、幼儿园教师高级",
        "县（市）初级评审",
        "高技能人才职称评价",
        "自治区级评审",
    ];
    assert_eq!(names, [&["汇总", "名单"][..], &routes, &["问题"]].concat());
}

#[test]
fn everybody_has_a_row_that_says_result_reason_want_and_days() {
    let notice = kizilsu();
    let bytes = book(&labels(&notice), &head(), &people());
    let list = sheet(&bytes, "名单");
    let headings: Vec<String> =
        list.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(
        headings,
        [
            "行号",
            "姓名",
            "单位",
            "结果",
            "途径",
            "为什么",
            "还缺什么",
            "最早符合",
            "申报时间",
            "截止日期",
            "二选一",
            "这一行的问题"
        ]
    );
    assert_eq!(list.height(), 8);
    for (row, heading, said) in [
        (2, "结果", "可以申报"),
        (2, "途径", "克州定向评价"),
        (2, "为什么", ""),
        (2, "还缺什么", "缺材料：学历证书。扫描件不合用：职称证书或任职资格文件（太模糊、字太小）"),
        (2, "申报时间", "2021-08-15 截止（还有 26 天）"),
        (2, "二选一", "只能选一类（四.4）。克州定向评价；自治区级：自治区级评审"),
        (3, "结果", "符合，已截止"),
        (3, "申报时间", "已于 2021-07-10 截止"),
        (4, "结果", "还差时间"),
        (4, "为什么", "不符合：符合克州定向评价的申报条件；不在处分期内"),
        (5, "结果", "缺信息"),
        (5, "途径", "县（市）初级评审"),
        (5, "为什么", "还不知道：符合特殊人才认定的其中一条"),
        (5, "还缺什么", "要补填：你的单位是哪一类；你要申报哪一级"),
        (5, "申报时间", "由县（市）定，申报和评审在 2021-10-31 前完成"),
        (6, "结果", "需人工核对"),
        (6, "为什么", "要人工核对：本行业今年开展克州定向评价"),
        (6, "申报时间", "2021-08-01 开始，2021-08-20 截止"),
        (7, "结果", "目前不能申报"),
        (7, "申报时间", "另行公布"),
        (8, "结果", "未判"),
        (8, "途径", ""),
        (8, "这一行的问题", "“学历”：不在可选的选项里（函授本科）；和另一行同名"),
    ] {
        let met = cell(&list, row, heading);
        assert_eq!(met.get_string().unwrap_or(""), said, "row {row}, {heading}: {met:?}");
    }
    // numbers are numbers and dates are dates
    assert_eq!(*cell(&list, 2, "行号"), Data::Float(2.0));
    for (row, heading, day) in [(4, "最早符合", "2022-03-10"), (2, "截止日期", "2021-08-15")]
    {
        let Data::DateTime(moment) = cell(&list, row, heading) else {
            panic!("{heading} is no date: {:?}", cell(&list, row, heading));
        };
        let (year, month, day_of, ..) = moment.to_ymd_hms_milli();
        assert_eq!(format!("{year}-{month:02}-{day_of:02}"), day);
    }
}

#[test]
fn a_routes_sheet_has_those_of_whom_it_says_anything_but_not_now() {
    let notice = kizilsu();
    let bytes = book(&labels(&notice), &head(), &people());
    let rows = |name: &str| -> Vec<(String, String)> {
        let range = sheet(&bytes, name);
        (2..=range.height())
            .map(|row| {
                (cell(&range, row, "行号").to_string(), cell(&range, row, "结果").to_string())
            })
            .collect()
    };
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(row, result)| ((*row).into(), (*result).into())).collect()
    };
    let targeted = [("2", "可以申报"), ("3", "符合，已截止"), ("4", "还差时间")];
    assert_eq!(rows("克州定向评价"), pairs(&targeted));
    assert_eq!(rows("自治区级评审"), pairs(&[("2", "可以申报")]));
    assert_eq!(rows("县（市）初级评审"), pairs(&[("5", "缺信息")]));
    assert_eq!(rows("中小学、幼儿园教师高级"), []);
}

/// The rows of the summary's table under a title, by label.
fn table(bytes: &[u8], title: &str) -> BTreeMap<String, Vec<u64>> {
    let range = sheet(bytes, "汇总");
    let text = |row: &[Data]| row[0].get_string().unwrap_or("").to_owned();
    let rows: Vec<&[Data]> = range.rows().collect();
    let at = rows.iter().position(|row| text(row) == title).expect("the table's title");
    let counts = |row: &[Data]| -> Vec<u64> {
        row[1..].iter().map_while(|cell| cell.get_float().map(|count| count as u64)).collect()
    };
    rows[at + 1..]
        .iter()
        .skip_while(|row| counts(row).is_empty())
        .map(|row| (text(row), counts(row)))
        .take_while(|(_, counts)| !counts.is_empty())
        .collect()
}

#[test]
fn the_summary_counts_what_a_hand_counts() {
    let notice = kizilsu();
    let bytes = book(&labels(&notice), &head(), &people());
    // can apply, closed, needs time, wants information, people look, not now, not judged; all
    let places = table(&bytes, "按申报单位归哪里管");
    assert_eq!(places["阿克陶县"], [1, 1, 1, 0, 1, 1, 0, 5]);
    assert_eq!(places["未填"], [0, 0, 0, 1, 0, 0, 1, 2]);
    assert_eq!(places["乌恰县"], [0; 8]);
    assert_eq!(places["合计"], [1, 1, 1, 1, 1, 1, 1, 7]);
    assert_eq!(places.len(), 6 + 2);
    let series = table(&bytes, "按系列");
    assert_eq!(series["工程技术"], [1, 1, 1, 1, 1, 1, 0, 6]);
    assert_eq!(series.len(), 22 + 2);
    let levels = table(&bytes, "按级别");
    assert_eq!(levels["中级"], [1, 1, 1, 0, 1, 1, 0, 5]);
    let routes = table(&bytes, "按途径");
    assert_eq!(routes["克州定向评价"], [1, 1, 1, 0, 0, 0, 0, 3]);
    assert_eq!(routes["中小学、幼儿园教师高级"], [0, 0, 0, 0, 0, 2, 0, 2]);
    let results = table(&bytes, "结果");
    assert_eq!((&results["可以申报"][0], &results["合计"][0]), (&1, &7));
    let documents = table(&bytes, "材料");
    assert_eq!(
        (&*documents["学历证书"], &*documents["职称证书或任职资格文件"]),
        (&[1, 0][..], &[0, 1][..])
    );
    let faults = table(&bytes, "名单的问题");
    assert_eq!(faults["不知道这一列是什么"], [1]);
    assert_eq!(faults["不在可选的选项里"], [1]);
    assert_eq!(faults.len(), 3);
    let said: Vec<String> =
        sheet(&bytes, "汇总").used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    for words in [
        "克州2021年度职称评审：名单预检",
        "名册.xlsx",
        notice.sha256(),
        "结果是预先检查，以评审机构审核为准。",
    ] {
        assert!(said.iter().any(|cell| cell == words), "{words}");
    }
}

#[test]
fn a_choice_that_the_notice_no_longer_has_is_counted_by_its_id() {
    let notice = kizilsu();
    let mut people = people();
    people[0].group.level = Some("=grand".into());
    people[1].group.level = Some("older".into());
    let levels = table(&book(&labels(&notice), &head(), &people), "按级别");
    assert_eq!((levels["=grand"][0], levels["older"][1], levels["合计"][7]), (1, 1, 7));
}

#[test]
fn charts_stand_in_the_summary_where_there_are_people() {
    let notice = kizilsu();
    let count = |people: &[Person]| {
        let bytes = book(&labels(&notice), &head(), people);
        parts(&bytes).iter().filter(|name| name.starts_with("xl/charts/chart")).count()
    };
    assert_eq!((count(&people()), count(&[])), (3, 0));
    let bytes = book(&labels(&notice), &head(), &people());
    let chart = part(&bytes, "xl/charts/chart1.xml");
    assert!(
        chart.contains(r#"<c:grouping val="stacked"/>"#) && chart.contains("阿克陶县"),
        "{chart}"
    );
}

#[test]
fn a_sheet_can_be_filtered_printed_and_read_from_its_heading() {
    let notice = kizilsu();
    let bytes = book(&labels(&notice), &head(), &people());
    let list = part(&bytes, "xl/worksheets/sheet2.xml");
    for said in [
        r#"<autoFilter ref="A1:L8"/>"#,
        r#"<pane xSplit="2" ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/>"#,
        r#"paperSize="9""#,
        r#"orientation="landscape""#,
    ] {
        assert!(list.contains(said), "{said}: {list}");
    }
    let workbook = part(&bytes, "xl/workbook.xml");
    assert!(workbook.contains("_xlnm.Print_Titles"), "{workbook}");
}

#[test]
fn what_a_spreadsheet_would_run_is_a_text() {
    let notice = kizilsu();
    let mut people = Vec::new();
    for (row, text) in (2..).zip(RUNS) {
        let mut person = self::people().pop().unwrap();
        (person.row, person.who) = (row, vec![text.into(), "=HYPERLINK(\"http://a\")".into()]);
        person.faults = vec![fault(Some(row), Some(text), FaultCode::FormulaUnread, text)];
        people.push(person);
    }
    let head = Head {
        list: "=list.csv".into(),
        who: vec!["=heading".into(), "http://example".into()],
        faults: vec![fault(None, Some("@column"), FaultCode::ColumnUnknown, "+value")],
        ..head()
    };
    let labels = labels(&notice);

    let bytes = book(&labels, &head, &people);
    for name in parts(&bytes) {
        // the parts of a sheet that run: none
        let text = part(&bytes, &name);
        assert!(!text.contains("<f>") && !text.contains("<f "), "{name} has a formula");
        assert!(!text.contains("<hyperlink"), "{name} has a link");
        assert!(!text.contains("ddeLink") && !text.contains("externalLink"), "{name}");
    }
    let list = sheet(&bytes, "名单");
    for (row, text) in (2..).zip(RUNS) {
        let met = cell(&list, row, "=heading").get_string().unwrap();
        assert_eq!(met, text.replace('\r', "\n"));
    }
    let styles = part(&bytes, "xl/styles.xml");
    let quoted: Vec<usize> = styles
        .split("<cellXfs")
        .nth(1)
        .unwrap()
        .split("<xf ")
        .skip(1)
        .enumerate()
        .filter(|(_, xf)| xf.split('>').next().unwrap().contains("quotePrefix"))
        .map(|(place, _)| place)
        .collect();
    let xml = part(&bytes, "xl/worksheets/sheet2.xml");
    for row in 1..=RUNS.len() + 1 {
        let style = xml.split(&format!(r#"<c r="B{row}" s=""#)).nth(1).unwrap();
        let style: usize = style.split('"').next().unwrap().parse().unwrap();
        assert!(quoted.contains(&style), "row {row} is not quoted");
    }
    assert!(sheet(&bytes, "汇总").used_cells().any(|(_, _, cell)| cell == "=list.csv"));

    let (mut table, mut faults) = (Vec::new(), Vec::new());
    write_table(&mut table, &labels, &head, each(&people)).unwrap();
    write_faults(&mut faults, &labels, &head, each(&people)).unwrap();
    let mut seen = 0;
    for field in csv_rows(&table).iter().chain(&csv_rows(&faults)).flatten() {
        assert!(
            !field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', ' ']),
            "{field:?}"
        );
        seen += usize::from(field.starts_with('\''));
    }
    // in each row of people both names and what is said of its faults, which begins with the column; of each fault the
    // column and the value; a heading
    assert_eq!(seen, RUNS.len() * (3 + 2) + 2 + 1);
}

#[test]
fn csv_says_the_same_as_the_workbook() {
    let notice = kizilsu();
    let (labels, head, people) = (labels(&notice), head(), people());
    let mut bytes = Vec::new();
    write_table(&mut bytes, &labels, &head, each(&people)).unwrap();
    assert!(
        bytes.ends_with(b"\r\n")
            && !String::from_utf8_lossy(&bytes).replace("\r\n", "").contains('\n')
    );
    let list = sheet(&book(&labels, &head, &people), "名单");
    let rows: Vec<Vec<String>> = list
        .rows()
        .map(|row| {
            row.iter()
                .map(|cell| match cell {
                    Data::DateTime(moment) => {
                        let (year, month, day, ..) = moment.to_ymd_hms_milli();
                        format!("{year}-{month:02}-{day:02}")
                    }
                    cell => cell.to_string(),
                })
                .collect()
        })
        .collect();
    assert_eq!(csv_rows(&bytes), rows);
}

#[test]
fn each_fault_has_a_row_with_its_place_and_what_to_do() {
    let notice = kizilsu();
    let (labels, head, people) = (labels(&notice), head(), people());
    let mut bytes = Vec::new();
    write_faults(&mut bytes, &labels, &head, each(&people)).unwrap();
    let rows = csv_rows(&bytes);
    assert_eq!(rows[0], ["行号", "列", "什么问题", "碰到的内容", "对结果的影响", "怎么办", "代码"]);
    assert_eq!(rows[1][..2], ["", "职务"]);
    assert_eq!(
        rows[2],
        [
            "8",
            "学历",
            "不在可选的选项里",
            "函授本科",
            "有关的行没有判",
            "改成选项里的说法，或者写明它对应哪一项",
            "choice-unknown"
        ]
    );
    assert_eq!(rows.len(), 4);
    let sheet = sheet(&book(&labels, &head, &people), "问题");
    let of_sheet: Vec<Vec<String>> =
        sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(of_sheet, rows);
}

#[test]
fn every_fault_and_result_has_words_of_its_own_in_both_languages() {
    for language in [Language::Chinese, Language::English] {
        let names: std::collections::BTreeSet<&str> =
            FaultCode::ALL.iter().map(|code| code.name(language)).collect();
        assert_eq!(names.len(), FaultCode::ALL.len());
        assert!(FaultCode::ALL.iter().all(|code| !code.advice(language).is_empty()));
    }
}

/// The page's catalogs say the same.
#[test]
fn results_and_defects_are_called_as_in_the_page() {
    let zh: Json = serde_json::from_str(include_str!("../www/catalog/zh.json")).unwrap();
    let en: Json = serde_json::from_str(include_str!("../www/catalog/en.json")).unwrap();
    let said = |key: &str| {
        let english = en[key]["text"].as_str().unwrap_or_else(|| panic!("{key}")).to_owned();
        (zh[key].as_str().unwrap().to_owned(), english)
    };
    for standing in Standing::ALL.into_iter().filter(|standing| *standing != Standing::Undecided) {
        let id = serde_json::to_value(standing).unwrap();
        let key = format!("standing-{}", id.as_str().unwrap());
        let own =
            (standing.name(Language::Chinese).into(), standing.name(Language::English).into());
        assert_eq!(own, said(&key));
    }
    let notice = kizilsu();
    let mut person = people().swap_remove(0);
    person.documents_missing.clear();
    for code in Code::ALL {
        person.documents_unfit = vec![Unfit {
            document: "degree-certificate".into(),
            defects: vec![code.as_str().into()],
        }];
        let (zh, en) = said(&format!("defect-{}", code.as_str().replace('_', "-")));
        for (language, name) in [(Language::Chinese, zh), (Language::English, en)] {
            let mut bytes = Vec::new();
            let labels = Labels::of(&notice, language);
            write_table(&mut bytes, &labels, &head(), each(std::slice::from_ref(&person))).unwrap();
            let missing = csv_rows(&bytes)[1][6].clone();
            assert!(missing.contains(&name), "{missing} has no {name}");
        }
    }
}

#[test]
fn the_same_people_give_the_same_bytes_and_no_clock_is_in_them() {
    let notice = kizilsu();
    let (labels, head, people) = (labels(&notice), head(), people());
    let bytes = book(&labels, &head, &people);
    // the clock's seconds move on
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(bytes, book(&labels, &head, &people));
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("2021-07-20T00:00:00Z"), "{core}");
}

#[test]
fn a_full_sheet_goes_on_in_a_further_one() {
    let notice = kizilsu();
    let people: Vec<Person> = people().into_iter().cycle().take(25).collect();
    let bytes = book_with(&labels(&notice), &head(), &people, Some(11));
    let names = open_book(&bytes).sheet_names();
    assert_eq!(names[..5], ["汇总", "名单", "名单 2", "名单 3", "克州定向评价"]);
    assert_eq!(names[5], "克州定向评价 2");
    let mut rows = Vec::new();
    for (name, height) in [("名单", 11), ("名单 2", 11), ("名单 3", 6)] {
        let range = sheet(&bytes, name);
        assert_eq!(range.height(), height);
        rows.extend((2..=height).map(|row| cell(&range, row, "行号").to_string()));
    }
    let own: Vec<String> = people.iter().map(|person| person.row.to_string()).collect();
    assert_eq!(rows, own);
}

#[test]
fn a_cell_holds_what_a_spreadsheet_can_and_shows_what_it_cannot() {
    let notice = kizilsu();
    let mut person = people().pop().unwrap();
    person.who = vec!["a\0b\u{b}c_x0041_".into(), "字".repeat(40_000)];
    let bytes = book(&labels(&notice), &head(), &[person]);
    let list = sheet(&bytes, "名单");
    let xml = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(
        xml.contains("a\u{fffd}b\u{fffd}c_x005F_x0041_"),
        "an escape that a spreadsheet would undo"
    );
    assert_eq!(cell(&list, 2, "单位").to_string().chars().count(), 32_767);
}

#[test]
fn ten_thousand_people_are_all_there() {
    let notice = kizilsu();
    let mut many = Vec::new();
    for (row, person) in (2..10_002).zip(people().iter().cycle()) {
        many.push(Person { row, ..person.clone() });
    }
    let bytes = book(&labels(&notice), &head(), &many);
    let list = sheet(&bytes, "名单");
    let met: Vec<u64> = (2..=list.height())
        .map(|row| cell(&list, row, "行号").get_float().unwrap() as u64)
        .collect();
    assert_eq!(met, (2..10_002).collect::<Vec<_>>());
    assert_eq!(table(&bytes, "结果")["合计"], [10_000]);
}

#[test]
fn people_are_read_back_as_they_were_written_and_a_bad_line_is_named() {
    let people = people();
    let mut lines: Vec<String> =
        people.iter().map(|person| serde_json::to_string(person).unwrap()).collect();
    let read = |lines: &[String]| read_people(Cursor::new(lines.join("\n"))).collect::<Vec<_>>();
    let back: Vec<Person> = read(&lines).into_iter().map(Result::unwrap).collect();
    assert_eq!(back, people);
    lines.insert(1, json!({ "row": "two" }).to_string());
    let read = read(&lines);
    let error = read[1].as_ref().unwrap_err();
    assert_eq!(error.code(), "malformed-person");
    assert!(error.to_string().starts_with("line 2 "), "{error}");
    assert!(read.iter().enumerate().all(|(place, person)| place == 1 || person.is_ok()));
    // and what is made of them stops with that error
    let made = write_table(Vec::new(), &labels(&kizilsu()), &head(), read.into_iter());
    assert_eq!(made.unwrap_err().code(), "malformed-person");
}

#[test]
fn what_cannot_be_written_is_an_error() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let notice = kizilsu();
    let (labels, head) = (labels(&notice), head());
    let sheets = Sheets::new(&labels, &head).unwrap();
    assert_eq!(sheets.finish(Full).unwrap_err().code(), "not-written");
    let table = write_table(Full, &labels, &head, each(&people()));
    assert_eq!(table.unwrap_err().code(), "not-written");
    let nowhere =
        SheetOptions { temporary: Some("no/such/folder".into()), ..SheetOptions::default() };
    assert!(Sheets::with(&labels, &head, &nowhere).is_err());
}

/// A million people: run by hand under a clock that tells the memory, with a file's name in `OUT`.
#[test]
#[ignore = "minutes, and gigabytes of temporary files"]
fn a_million_people_by_hand() {
    let count =
        std::env::var("PEOPLE").ok().and_then(|count| count.parse().ok()).unwrap_or(1_000_000);
    let notice = kizilsu();
    let (labels, head) = (labels(&notice), head());
    let begun = std::time::Instant::now();
    let mut sheets = Sheets::new(&labels, &head).unwrap();
    let mut people = people();
    for (row, place) in (2..count + 2).zip((0..people.len()).cycle()) {
        let person = &mut people[place];
        person.row = row;
        person.who[0] = format!("某某{row}");
        sheets.add(person).unwrap();
    }
    println!("{count} people added after {:?}", begun.elapsed());
    let out = std::env::var_os("OUT").expect("OUT");
    sheets.finish(std::fs::File::create(&out).unwrap()).unwrap();
    println!(
        "finished after {:?}, {} bytes",
        begun.elapsed(),
        std::fs::metadata(&out).unwrap().len()
    );
}

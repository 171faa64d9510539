//! What columns and values mean: the draft that `precheck columns` writes, completed as it says, and what is refused of one.

use std::fs;

use crate::run::{batch, person, precheck, scratch};

const LIST: &str = "\
工号,姓名,最后学历,现聘职务,取得时间,爱好,爱好,备用,身份证号
1,张三,大本,助工,2016.3,围棋,,x,653022199003074215
2,李四,大本,助工,16年3月,,书法,,653022199003074216
3,王五,大专班,工程员,/,,,y,653022199003074217
";

fn drafted(list: &str, name: &str) -> (std::path::PathBuf, String) {
    let path = scratch().join(name);
    fs::write(&path, list).unwrap();
    let draft = path.with_file_name("draft.toml");
    let ended = precheck("columns", &[&path, &"-o", &draft]);
    assert_eq!(ended.code, 0, "{}", ended.said);
    (path, fs::read_to_string(draft).unwrap())
}

/// Does what the comments of a draft say: takes the mark away and fills in what stands between the quotes.
fn completed(draft: &str, answers: &[(&str, &str)]) -> String {
    let mut left: Vec<_> = answers.to_vec();
    let line = |line: &str| {
        let found =
            left.iter().position(|(key, _)| line.starts_with(&format!("# \"{key}\" = \"\"")));
        match found {
            Some(place) => {
                let (key, answer) = left.remove(place);
                format!("\"{key}\" = \"{answer}\"")
            }
            None => line.to_owned(),
        }
    };
    let text = draft.lines().map(line).collect::<Vec<_>>().join("\n");
    assert_eq!(left, [], "what the draft asks for: {draft}");
    text
}

#[test]
fn a_draft_completed_as_it_says_makes_the_list_decidable() {
    let (list, draft) = drafted(LIST, "list.csv");
    let out = batch(&list, &["jsonl"], &[]);
    assert!(out.people.iter().all(|person| person["standing"] == "undecided"));
    // the draft as it is changes nothing
    let mapping = list.with_file_name("mapping.toml");
    fs::write(&mapping, &draft).unwrap();
    let same = batch(&list, &["jsonl"], &[&"--columns", &mapping]);
    assert_eq!((same.people, same.faults), (out.people, out.faults));

    let columns = [
        ("最后学历", "degree"),
        ("现聘职务", "title-held"),
        ("爱好", "ignore"),
        ("备用", "ignore"),
    ];
    fs::write(&mapping, completed(&draft, &columns)).unwrap();
    // what the columns are is said; now it can be asked what their values mean
    let second = list.with_file_name("second.toml");
    let ended = precheck("columns", &[&list, &"--columns", &mapping, &"-o", &second]);
    assert_eq!(ended.code, 0, "{}", ended.said);
    let draft = fs::read_to_string(&second).unwrap();
    let values = [
        ("大本", "bachelor"),
        ("大专班", "college"),
        ("助工", "assistant"),
        ("工程员", "unknown"),
        ("16年3月", "2016-03"),
    ];
    fs::write(&mapping, completed(&draft, &values)).unwrap();
    let out = batch(&list, &["jsonl"], &[&"--columns", &mapping]);
    let people: Vec<String> = out.people.iter().map(person).collect();
    let said = ["need-info targeted-review"; 3];
    let expected = ["2 1/张三", "3 2/李四", "4 3/王五"].iter().zip(said);
    assert_eq!(people, expected.map(|(who, said)| format!("{who} {said}")).collect::<Vec<_>>());
    assert_eq!(out.faults, ["- | 身份证号 | column-not-read"]);
}

#[test]
fn a_draft_for_any_list_is_a_mapping_that_can_be_read() {
    let lists = [
        ("a.csv", "姓名,姓名,单位,单位,学历,最高学历,学历\n张三,李四,a,b,本科,硕士,x\n"),
        ("b.csv", "姓 名,姓名,\"引\"\"号\\\",\"两\n行\",,\u{1F600}\n张三,李四,a,b,本科,\u{7}\n"),
        (
            "c.jsonl",
            "{\"姓名\":\"张三\",\"学历\":\"大本\"}\n{\"最高学历\":\"大本\",\"degree\":\"大普\"}\n{\n",
        ),
        ("d.csv", "name,degree\nzhang,\"a\"\"b\\\"\nli,'''\nwang,# x\n"),
    ];
    for (name, text) in lists {
        let (list, draft) = drafted(text, name);
        let mapping = list.with_file_name("mapping.toml");
        fs::write(&mapping, &draft).unwrap();
        batch(&list, &["jsonl"], &[&"--columns", &mapping]);
        // and so is one of which every line is taken in
        let all = draft.lines().map(|line| match line.strip_prefix("# \"") {
            Some(rest) if rest.contains(" = ") => format!("\"{rest}"),
            Some(_) | None => line.to_owned(),
        });
        let all = all.collect::<Vec<_>>().join("\n").replace("\" = \"\"", "\" = \"ignore\"");
        let values = all.find("\n[values.").unwrap_or(all.len());
        let all =
            format!("{}{}", &all[..values], all[values..].replace("\"ignore\"", "\"unknown\""));
        toml::from_str::<toml::Table>(&all)
            .unwrap_or_else(|error| panic!("{name}: {error}\n{all}"));
        fs::write(&mapping, &all).unwrap();
        batch(&list, &["jsonl"], &[&"--columns", &mapping]);
    }
}

#[test]
fn no_number_of_a_persons_goes_into_a_draft() {
    let list = "姓名,卡号,学历\n张三,6222 0000 0000 0000 123,653022199003074215\n";
    let (_, draft) = drafted(list, "list.csv");
    assert!(draft.contains("# \"卡号\" = \"\"  # ***"), "{draft}");
    for number in ["6222", "653022"] {
        assert!(!draft.contains(number), "{draft}");
    }
}

#[test]
fn a_mapping_with_a_fault_is_refused_with_its_code_and_place() {
    let faults = [
        ("[columns\n", "toml", "1:"),
        ("[columns]\n\"爱好\" = \"hobby\"\n", "mapping-fact", "2:8"),
        ("[columns]\n\"爱好\" = 5\n", "mapping-type", "2:8"),
        ("[column]\n", "mapping-key", "1:2"),
        ("[values.hobby]\n", "mapping-fact", "1:9"),
        ("[values.degree]\n\"大本\" = \"bachelors\"\n", "mapping-answer", "2:8"),
        ("[values.degree]\n\"大本\" = true\n", "mapping-type", "2:8"),
        ("[values.title-since]\n\"去年\" = \"2020\"\n", "mapping-answer", "2:8"),
        ("[columns]\n\"a\" = \"key\"\n\"a\" = \"name\"\n", "toml", "3:"),
    ];
    let folder = scratch();
    let (list, mapping) = (folder.join("list.csv"), folder.join("mapping.toml"));
    fs::write(&list, LIST).unwrap();
    for (text, code, place) in faults {
        fs::write(&mapping, text).unwrap();
        let output = folder.join("out.csv");
        let ended = precheck("batch", &[&list, &"-o", &output, &"--columns", &mapping]);
        assert_eq!(ended.code, 1, "{text}");
        assert!(ended.said.contains(code), "{text}: {}", ended.said);
        assert!(ended.said.contains(&format!("mapping.toml:{place}")), "{text}: {}", ended.said);
        assert!(!output.exists());
    }
}

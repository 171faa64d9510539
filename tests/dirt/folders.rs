//! Folders of scans: whose they are, what is in them, what fits nobody.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use image::{DynamicImage, ImageFormat};
use serde_json::json;

use crate::page::page;
use crate::run::{Out, batch, person, scratch};

/// A page that a reviewer can read.
fn good() -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgb8(page(1000, 707, 20, 1));
    picture.write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

const LIST: &str = "\
工号,姓名,单位性质,现职称
1,张三,公务员,无
2,李四,公务员,无
3,王五,公务员,无
4,赵六,公务员,无
5,赵六,公务员,无
,钱七,公务员,无
,钱七,公务员,无
8,孙 八,公务员,无
9,周九,公务员,无
9,周九,公务员,无
";

/// A list of people with folders of all kinds.
pub fn judged() -> Out {
    let place = scratch();
    let scans = place.join("scans");
    let good = good();
    for name in ["学历证书.png", "继续教育证书.png"] {
        put(&scans, &format!("1/{name}"), &good);
    }
    put(&scans, "李四/张三-学历证书-2.png", &good);
    put(&scans, "李四/继续教育证书.png", &good[..good.len() / 2]);
    put(&scans, "李四/照片.png", &good);
    put(&scans, "李四/学历证书/更里面/1.png", &good);
    put(&scans, "赵六/学历证书.png", &good);
    put(&scans, "钱七/学历证书.png", &good);
    put(&scans, "孙八/学历证书.png", &good);
    put(&scans, "9/学历证书.png", &good);
    put(&scans, "吴十/学历证书.png", &good);
    put(&scans, "学历证书.png", &good);
    put(&scans, ".DS_Store", b"x");
    let list = place.join("list.csv");
    fs::write(&list, LIST).unwrap();
    batch(&list, &["jsonl", "csv"], &[&"--scans", &scans])
}

#[test]
fn each_folder_is_of_one_person_or_nobodys() {
    let out = judged();
    let people: Vec<String> = out.people.iter().map(person).collect();
    assert_eq!(
        people,
        [
            "2 1/张三 no targeted-review",
            "3 2/李四 no targeted-review",
            "4 3/王五 no targeted-review",
            // two people of one name, and one folder of that name
            "5 4/赵六 undecided",
            "6 5/赵六 undecided",
            "7 /钱七 undecided",
            "8 /钱七 undecided",
            "9 8/孙 八 no targeted-review",
            // one person in two rows
            "10 9/周九 no targeted-review",
            "11 9/周九 no targeted-review",
        ]
    );
    let mut faults = out.faults.clone();
    faults.sort();
    let mut expected = [
        "- | - | folder-unclaimed | 吴十",
        "- | - | file-unplaced | 学历证书.png",
        "3 | - | file-unplaced | 照片.png",
        "3 | - | file-unplaced | 学历证书/更里面",
        "4 | - | no-folder",
        "5 | - | folder-shared | 6",
        "6 | - | folder-shared | 5",
        "7 | - | folder-shared | 8",
        "8 | - | folder-shared | 7",
        "10 | - | same-person | 11",
        "11 | - | same-person | 10",
    ];
    expected.sort_unstable();
    assert_eq!(faults, expected);
    let documents =
        |row: usize| (&out.people[row]["documents_missing"], &out.people[row]["documents_unfit"]);
    let none = json!(null);
    assert_eq!(documents(0), (&none, &none));
    let cut = json!([{ "document": "continuing-education-certificate", "defects": ["truncated"] }]);
    assert_eq!(documents(1), (&none, &cut));
    let both = json!(["degree-certificate", "continuing-education-certificate"]);
    assert_eq!(documents(2), (&both, &none));
    assert_eq!(documents(7), (&json!(["continuing-education-certificate"]), &none));
    assert_eq!(documents(3), (&none, &none), "whose they are is not known");
}

#[test]
fn scans_that_a_line_names_itself_and_those_of_its_folder_both_count() {
    let place = scratch();
    put(&place, "scans/a/继续教育证书.png", &good());
    let answers = json!({ "employer": "civil-servant", "title-held": "none" });
    let line =
        json!({ "id": "a", "answers": answers, "scans": [{ "document": "degree-certificate" }] });
    let list = place.join("list.jsonl");
    fs::write(&list, format!("{line}\n")).unwrap();
    let out = batch(&list, &["jsonl"], &[&"--scans", &place.join("scans")]);
    assert_eq!(out.faults, [""; 0]);
    assert_eq!(out.people[0].get("documents_missing"), None);
}

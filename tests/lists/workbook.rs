//! Spreadsheets.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use title_precheck::office::{Kind, Record};

use crate::shown::{open, opened, read, refused};

/// A workbook of one sheet.
fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

/// A row of texts.
fn row(sheet: &mut Worksheet, row: u32, texts: &[&str]) {
    for (column, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        sheet.write_string(row, column as u16, *text).unwrap();
    }
}

/// Cells of a sheet merged to one.
fn merge(sheet: &mut Worksheet, from: (u32, u16), to: (u32, u16), text: &str) {
    sheet.merge_range(from.0, from.1, to.0, to.1, text, &Format::new()).unwrap();
}

#[test]
fn rows_have_the_numbers_of_the_sheet() {
    let bytes = book(|sheet| {
        row(sheet, 0, &["克州2021年名单"]);
        row(sheet, 3, &["序号", " 姓名\u{3000}", "学历"]);
        row(sheet, 4, &["1", "张三", "本科"]);
        row(sheet, 8, &["2", "李四"]);
    });
    assert_eq!(open(&bytes).unwrap().kind(), Kind::Workbook);
    let faults = vec!["1: above-heading 克州2021年名单".to_string()];
    assert_eq!(opened(&bytes), ("序号|姓名|学历".to_string(), faults));
    assert_eq!(read(&bytes), ["5: 1|张三|本科", "6: || ! blank-row 3", "9: 2|李四|"]);
}

#[test]
fn cells_are_of_the_type_that_the_sheet_says() {
    let bytes = book(|sheet| {
        row(sheet, 0, &["姓名", "取得时间", "现职称", "乡镇", "列", "行"]);
        row(sheet, 1, &["张三"]);
        sheet.write_number(1, 1, 2018.6).unwrap();
        sheet.write_boolean(1, 2, true).unwrap();
        sheet.write_string(1, 3, "=1+1").unwrap();
        let bold = Format::new().set_bold();
        sheet.write_rich_string(1, 4, &[(&bold, "中"), (&Format::new(), "级")]).unwrap();
        sheet.write_string(1, 5, "\u{3000} \u{200B}").unwrap();
        row(sheet, 2, &["李\u{200B}四"]);
    });
    let expected = ["2: 张三|#2018.6|?true|=1+1|中级|", "3: 李四||||| ! invisible@0 U+200B"];
    assert_eq!(read(bytes), expected);
}

#[test]
fn dates_are_days_and_hours_without_a_day_are_broken() {
    let formats = [
        ("yyyy-mm-dd", 43_252.0, "@2018-06-01"),
        ("yyyy\"年\"m\"月\"", 43_252.0, "@2018-06-01"),
        ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", 43_252.0, "@2018-06-01"),
        ("yyyy/m/d h:mm", 43_252.5, "@2018-06-01+"),
        ("h:mm:ss", 0.5, "<12:00:00>"),
        ("[h]:mm", 1.25, "<30:00:00>"),
        ("0.00", 43_252.0, "#43252"),
        ("0\"年\"", 2018.0, "#2018"),
        ("yyyy-mm-dd", 3_000_000.0, "<3000000>"),
    ];
    let bytes = book(|sheet| {
        row(sheet, 0, &["姓名", "取得时间"]);
        for (place, (format, number, _)) in formats.iter().enumerate() {
            let at = place as u32 + 1;
            let format = Format::new().set_num_format(*format);
            sheet.write_number_with_format(at, 1, *number, &format).unwrap();
        }
    });
    let expected: Vec<String> = formats
        .iter()
        .enumerate()
        .map(|(row, (.., cell))| format!("{}: |{cell}", row + 2))
        .collect();
    assert_eq!(read(bytes), expected);
}

#[test]
fn a_workbook_that_counts_from_1904_says_the_same_days() {
    let bytes = book(|sheet| {
        row(sheet, 0, &["姓名", "取得时间"]);
        let format = Format::new().set_num_format("yyyy-mm-dd");
        let day = ExcelDateTime::from_ymd(2018, 6, 1).unwrap();
        sheet.write_datetime_with_format(1, 1, &day, &format).unwrap();
    });
    assert_eq!(read(&bytes), ["2: |@2018-06-01"]);
    let moved = crate::parts::edit(&bytes, "xl/workbook.xml", |part| {
        part.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    assert_eq!(read(moved), ["2: |@2022-06-02"]);
}

#[test]
fn a_formula_is_read_by_its_last_value_and_said() {
    let bytes = book(|sheet| {
        row(sheet, 0, &["姓名", "学历", "取得时间"]);
        row(sheet, 1, &["张三"]);
        sheet.write_formula(1, 1, Formula::new("=B9").set_result("本科")).unwrap();
        sheet.write_formula(1, 2, Formula::new("=2000+18").set_result("2018")).unwrap();
        row(sheet, 2, &["李四"]);
        sheet.write_formula(2, 1, Formula::new("=NA()").set_result("#N/A")).unwrap();
    });
    assert_eq!(
        read(&bytes),
        [
            "2: 张三|本科|#2018 ! formula@1 =B9 ! formula@2 =2000+18",
            "3: 李四|<#N/A>| ! formula@1 =NA()"
        ]
    );
    // as programs write it that compute nothing
    let without = crate::parts::edit(&bytes, "xl/worksheets/sheet1.xml", |part| {
        part.replace("<v>本科</v>", "").replace("<v>2018</v>", "")
    });
    assert_eq!(read(without)[0], "2: 张三|| ! formula-unread@1 =B9 ! formula-unread@2 =2000+18");
}

#[test]
fn a_cell_over_several_rows_is_the_value_of_each() {
    let bytes = book(|sheet| {
        row(sheet, 0, &["乡镇", "姓名", "学历"]);
        merge(sheet, (1, 0), (3, 0), "东乡");
        merge(sheet, (4, 0), (5, 0), "西乡");
        for (at, name) in [(1, "张三"), (2, "李四"), (3, "王五"), (4, "赵六")] {
            sheet.write_string(at, 1, name).unwrap();
        }
    });
    // the sixth row has nothing of its own, and is nobody
    let expected = [
        "2: 东乡|张三| ! merged-down@0 东乡",
        "3: 东乡|李四| ! merged-down@0 东乡",
        "4: 东乡|王五| ! merged-down@0 东乡",
        "5: 西乡|赵六| ! merged-down@0 西乡",
    ];
    assert_eq!(read(bytes), expected);
}

#[test]
fn a_cell_over_several_columns_is_the_value_of_none() {
    let bytes = book(|sheet| {
        row(sheet, 0, &["姓名", "学历", "现职称"]);
        merge(sheet, (1, 1), (1, 2), "本科");
        row(sheet, 1, &["张三"]);
        merge(sheet, (2, 0), (2, 4), "二、卫生系列");
        merge(sheet, (3, 1), (4, 2), "大专");
        row(sheet, 3, &["李四"]);
        row(sheet, 4, &["王五"]);
        // nothing in it, and beside the list
        merge(sheet, (5, 1), (5, 2), "");
        merge(sheet, (6, 3), (6, 4), "备注");
        row(sheet, 5, &["赵六"]);
        row(sheet, 6, &["孙七"]);
    });
    let across = "! merged-across@0 二、卫生系列 ! merged-across@1 二、卫生系列 ! merged-across@2 二、卫生系列";
    let expected = [
        "2: 张三|| ! merged-across@1 本科 ! merged-across@2 本科".to_string(),
        format!("3: || {across}"),
        "4: 李四|| ! merged-across@1 大专 ! merged-across@2 大专".to_string(),
        "5: 王五|| ! merged-across@1 大专 ! merged-across@2 大专".to_string(),
        "6: 赵六||".to_string(),
        "7: 孙七|| ! too-many-cells@3 1".to_string(),
    ];
    assert_eq!(read(bytes), expected);
}

#[test]
fn cells_merged_as_the_heading_is_are_one_value() {
    let bytes = book(|sheet| {
        merge(sheet, (0, 0), (0, 1), "姓名");
        sheet.write_string(0, 2, "学历").unwrap();
        for (at, name) in [(1, "张三"), (2, "李四")] {
            merge(sheet, (at, 0), (at, 1), name);
            sheet.write_string(at, 2, "本科").unwrap();
        }
    });
    assert_eq!(opened(&bytes).0, "姓名||学历");
    assert_eq!(read(bytes), ["2: 张三||本科", "3: 李四||本科"]);
}

#[test]
fn a_heading_of_two_rows_says_the_lower_texts_under_a_group() {
    let fill = |sheet: &mut Worksheet, groups: [&str; 2]| {
        merge(sheet, (0, 0), (0, 4), "申报人员名单");
        merge(sheet, (1, 0), (2, 0), "姓名");
        merge(sheet, (1, 1), (2, 1), "学历");
        merge(sheet, (1, 2), (1, 3), groups[0]);
        merge(sheet, (1, 4), (2, 5), groups[1]);
        sheet.write_string(2, 2, "名称").unwrap();
        sheet.write_string(2, 3, "取得时间").unwrap();
        row(sheet, 3, &["张三", "本科", "助理", "2018", "无"]);
        row(sheet, 5, &["", "", "名称", "取得时间"]);
    };
    // whether the group or the texts below it are known
    for groups in [["资格", "备注"], ["现职称", "备注"], ["现职称", "乡镇"]] {
        let bytes = book(|sheet| fill(sheet, groups));
        let (heading, faults) = opened(&bytes);
        assert_eq!(heading, format!("姓名|学历|名称|取得时间|{}", groups[1]));
        assert_eq!(faults, ["1: above-heading 申报人员名单"]);
        let expected =
            ["4: 张三|本科|助理|2018|无", "5: |||| ! blank-row 1", "6:  ! heading-again"];
        assert_eq!(read(&bytes), expected);
    }
}

#[test]
fn a_heading_of_tall_cells_alone_ends_with_them() {
    let bytes = book(|sheet| {
        for (column, text) in ["姓名", "学历"].into_iter().enumerate() {
            merge(sheet, (0, column as u16), (1, column as u16), text);
        }
        row(sheet, 2, &["张三", "本科"]);
    });
    assert_eq!(opened(&bytes), ("姓名|学历".to_string(), Vec::new()));
    assert_eq!(read(bytes), ["3: 张三|本科"]);
}

#[test]
fn the_first_seen_sheet_with_a_known_column_is_read_and_the_others_are_named() {
    let mut book = Workbook::new();
    row(book.add_worksheet().set_name("说明").unwrap(), 0, &["甲", "乙"]);
    row(book.add_worksheet().set_name("去年").unwrap().set_hidden(true), 0, &["姓名", "学历"]);
    let sheet = book.add_worksheet().set_name("今年").unwrap();
    row(sheet, 0, &["姓名", "学历"]);
    row(sheet, 1, &["张三", "本科"]);
    row(book.add_worksheet().set_name("其他").unwrap(), 0, &["姓名"]);
    let blank = book.add_worksheet().set_name("空").unwrap();
    blank.write_blank(5, 5, &Format::new().set_bold()).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let (heading, faults) = opened(&bytes);
    assert_eq!(heading, "姓名|学历");
    assert_eq!(faults, ["sheet-not-read 说明", "sheet-not-read 去年", "sheet-not-read 其他"]);
    assert_eq!(read(bytes), ["2: 张三|本科"]);
}

#[test]
fn rows_with_nothing_but_a_format_are_no_rows() {
    let bytes = book(|sheet| {
        row(sheet, 0, &["姓名", "学历"]);
        row(sheet, 1, &["张三", "本科"]);
        let bold = Format::new().set_bold();
        sheet.write_blank(1, 16_383, &bold).unwrap();
        sheet.write_blank(5, 0, &bold).unwrap();
        sheet.set_row_height(1_048_575, 30).unwrap();
        sheet.write_blank(1_048_575, 1, &bold).unwrap();
    });
    assert_eq!(opened(&bytes).0, "姓名|学历");
    assert_eq!(read(bytes), ["2: 张三|本科"]);
}

#[test]
fn a_sheet_may_be_as_wide_as_sheets_are() {
    let bytes = book(|sheet| {
        for column in 0..16_384 {
            sheet.write_string(0, column, format!("列{column}")).unwrap();
            sheet.write_number(1, column, f64::from(column)).unwrap();
        }
    });
    let mut list = open(bytes).unwrap();
    assert_eq!(list.heading().len(), 16_384);
    let Some(Record::Row(row)) = list.next().unwrap() else { panic!("a row") };
    assert_eq!((row.cells.len(), row.flaws.len()), (16_384, 0));
}

#[test]
fn a_cell_that_cannot_be_read_leaves_its_row_undecided_and_not_the_list() {
    let bytes = book(|sheet| {
        row(sheet, 0, &["姓名", "学历"]);
        for (at, name) in [(1, "张三"), (2, "李四"), (3, "王五"), (4, "赵六")] {
            row(sheet, at, &[name]);
            sheet.write_number(at, 1, f64::from(at)).unwrap();
        }
    });
    let edited = crate::parts::edit(&bytes, "xl/worksheets/sheet1.xml", |part| {
        part.replace("<c r=\"B3\"><v>2</v>", "<c r=\"B3\" t=\"e\"><v>#NEW!</v>")
    });
    // the cell may have been the first of the next row
    let expected = ["2: 张三|#1", "3: 李四| ! broken", "4: 王五|#3 ! broken", "5: 赵六|#4"];
    assert_eq!(read(edited), expected);
    // the last of all
    let edited = crate::parts::edit(&bytes, "xl/worksheets/sheet1.xml", |part| {
        part.replace("<c r=\"B5\"><v>4</v>", "<c r=\"B5\" t=\"n\"><v>x</v>")
    });
    assert_eq!(read(edited)[3..], ["5: 赵六| ! broken", "6: | ! broken"]);
}

#[test]
fn what_is_no_workbook_or_not_whole_is_refused() {
    let bytes = book(|sheet| row(sheet, 0, &["姓名", "学历"]));
    for length in [4, 30, bytes.len() / 2, bytes.len() - 1] {
        assert_eq!(refused(&bytes[..length]), "damaged-workbook", "{length}");
    }
    assert_eq!(refused(book(|_| {})), "empty-list");
    assert_eq!(refused(book(|sheet| row(sheet, 0, &["名单"]))), "heading-not-found");
    for (part, code) in [
        ("word/document.xml", "not-a-list"),
        ("xl/workbook.bin", "not-a-list"),
        ("notes.txt", "not-a-list"),
        ("xl/other.xml", "damaged-workbook"),
    ] {
        assert_eq!(refused(crate::parts::zip(&[(part, "")])), code, "{part}");
    }
    assert_eq!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "damaged-workbook");
}

#[test]
fn what_would_ask_for_more_memory_than_there_is_is_refused() {
    let bytes = book(|sheet| row(sheet, 0, &["姓名", "学历"]));
    let edited = crate::parts::edit(&bytes, "xl/sharedStrings.xml", |part| {
        part.replace("uniqueCount=\"2\"", "uniqueCount=\"99999999999999999999\"")
    });
    assert_eq!(refused(edited), "damaged-workbook");
}

#[test]
fn a_list_can_be_read_in_another_thread() {
    fn is_sent<T: Send>(_: &T) {}
    is_sent(&open(book(|sheet| row(sheet, 0, &["姓名", "学历"]))).unwrap());
}

/// An OpenDocument sheet with these rows.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"名单\">{rows}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = "<manifest:manifest></manifest:manifest>";
    let files =
        [("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", &content)];
    crate::parts::zip(&files)
}

#[test]
fn an_opendocument_sheet_is_read_unless_cells_are_merged() {
    let text = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let day = "<table:table-cell office:value-type=\"date\" office:date-value=\"2018-06-01\">\
               <text:p>18-6</text:p></table:table-cell>";
    let row = |cells: &[&str]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let heading = row(&[&text("姓名"), &text("取得时间")]);
    let blank =
        "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>";
    let zhang = row(&[&text("张三"), day]);
    let bytes = ods(&[&heading, blank, &zhang].concat());
    assert_eq!(read(&bytes), ["2: | ! blank-row 3", "5: 张三|@2018-06-01"]);
    let merged = row(&[&text("李四"), "<table:covered-table-cell/>"]);
    assert_eq!(refused(ods(&[heading, merged].concat())), "merged-cells");
}

#[test]
fn an_opendocument_sheet_that_would_never_end_or_fill_the_memory_is_refused() {
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let heading = row(&(cell("姓名") + &cell("学历")));
    // as programs write them: what is empty is repeated up to the last row and column there are
    let empty = "<table:table-cell table:number-columns-repeated=\"16382\"></table:table-cell>";
    let rest = "<table:table-row table:number-rows-repeated=\"1048574\">\
                <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let usual = [heading.clone(), row(&(cell("张三") + &cell("本科") + empty)), rest.into()];
    assert_eq!(read(ods(&usual.concat())), ["2: 张三|本科"]);

    let with = |more: &str| ods(&(heading.clone() + more));
    assert_eq!(refused(with("<table:table table:name=\"b\">")), "damaged-workbook");
    let note = row(
        "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>x</text:p></table:table-cell>",
    );
    assert_eq!(refused(with(&note)), "damaged-workbook");
    for repeated in ["16384x", "-1"] {
        let odd = format!(
            "<table:table-cell table:number-columns-repeated=\"{repeated}\" office:value=\"1\"/>"
        );
        assert_eq!(refused(with(&row(&odd))), "damaged-workbook", "{repeated}");
    }

    let many = |columns: u32, rows: u32, cell: &str| {
        format!(
            "<table:table-row table:number-rows-repeated=\"{rows}\">\
             <table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"{columns}\">{cell}</table:table-cell></table:table-row>"
        )
    };
    let spaces = "<text:p><text:s text:c=\"4000000000\"/></text:p>";
    assert_eq!(refused(with(&many(1, 1, spaces))), "too-large");
    // a page's text in each of the first 16,384 cells, and a word in each of a thousand million
    let page = format!("<text:p>{}</text:p>", "字".repeat(20_000));
    assert_eq!(refused(with(&many(16_384, 1, &page))), "too-large");
    assert_eq!(refused(with(&many(1_024, 1_048_576, "<text:p>是</text:p>"))), "too-large");
    // a word at the far corner, and nothing before it
    let far = many(0, 1_048_000, "") + &row(&(empty.to_owned() + &cell("是")));
    assert_eq!(refused(with(&far)), "too-large");
}

/// A compound file with one stream.
fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(stream).unwrap();
    file.into_inner().into_inner()
}

/// A record of an XLS workbook.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// A text in a cell.
fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let wide = text.encode_utf16().flat_map(u16::to_le_bytes);
    let count = text.encode_utf16().count() as u16;
    let start = [row, column, 0, count].into_iter().flat_map(u16::to_le_bytes);
    record(0x0204, &start.chain([1]).chain(wide).collect::<Vec<_>>())
}

/// One of the shared texts in a cell.
fn shared(row: u16, column: u16, index: u16) -> Vec<u8> {
    let words = [row, column, 0, index, 0];
    record(0x00FD, &words.into_iter().flat_map(u16::to_le_bytes).collect::<Vec<_>>())
}

/// A number in a cell.
fn number(row: u16, column: u16) -> Vec<u8> {
    let start = [row, column, 0].into_iter().flat_map(u16::to_le_bytes);
    record(0x0203, &start.chain(1.5_f64.to_le_bytes()).collect::<Vec<_>>())
}

/// An XLS workbook of as many sheets as are `named`, all of them of the same records; `before` stands before the sheets.
fn xls(before: &[u8], named: &[&str], cells: &[Vec<u8>]) -> Vec<u8> {
    let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0]);
    let listed = |place: u32| {
        let sheet = |name: &&str| {
            let start = [0, 0, name.len() as u8, 0];
            record(0x0085, &[&place.to_le_bytes()[..], &start, name.as_bytes()].concat())
        };
        let sheets: Vec<u8> = named.iter().flat_map(sheet).collect();
        [
            begin(5),
            record(0x0042, &1200_u16.to_le_bytes()),
            sheets,
            before.to_vec(),
            record(10, &[]),
        ]
        .concat()
    };
    let place = listed(0).len() as u32;
    compound("Workbook", &[listed(place), begin(0x10), cells.concat(), record(10, &[])].concat())
}

#[test]
fn an_old_workbook_is_read_with_its_shared_texts() {
    let heading = [label(0, 0, "姓名"), label(0, 1, "学历"), label(0, 2, "备注")];
    // 0: "AB", then its letters go on as wide ones in the next record; 1: with runs and a reading; 2: nothing
    let texts = [
        record(0x00FC, b"\x03\0\0\0\x03\0\0\0\x04\0\0AB"),
        record(0x003C, b"\x01\x2c\x67\xd1\x79\x01\0\x0d\x01\0\x04\0\0\0\x2c\x67runsread\0\0\0"),
    ];
    let cells =
        [shared(1, 0, 0), shared(1, 1, 1), shared(1, 2, 2), number(2, 0), label(65_535, 2, "末")];
    let bytes = xls(&texts.concat(), &["A"], &[&heading[..], &cells].concat());
    assert_eq!(open(&bytes).unwrap().kind(), Kind::Workbook);
    assert_eq!(
        read(&bytes),
        ["2: AB本科|本|", "3: #1.5||", "4: || ! blank-row 65532", "65536: ||末"]
    );
}

#[test]
fn an_old_workbook_that_would_fill_the_memory_or_go_round_for_ever_is_refused() {
    let heading = [label(0, 0, "姓名"), label(0, 1, "学历"), label(1, 0, "张三")];
    let with = |more: &[Vec<u8>]| xls(&[], &["A"], &[&heading[..], more].concat());
    assert_eq!(read(with(&[])), ["2: 张三|"]);

    let rows = |first: u32, last: u32| [first.to_le_bytes(), last.to_le_bytes()].concat();
    let dimensions = |rows: Vec<u8>, first: u16, last: u16| {
        record(0x0200, &[&rows[..], &first.to_le_bytes(), &last.to_le_bytes(), &[0, 0]].concat())
    };
    assert_eq!(read(with(&[dimensions(rows(0, 2), 0, 2)])), ["2: 张三|"]);
    for (rows, first, last) in
        [(rows(0, 65_536), 0, 65_535), (rows(0, u32::MAX), 0, 256), (rows(9, 3), 0, 2)]
    {
        assert_eq!(refused(with(&[dimensions(rows, first, last)])), "too-large");
    }
    let halves = [0, 0xFFFF, 0, 0xFFFF, 0].map(u16::to_le_bytes).concat();
    assert_eq!(refused(with(&[record(0x0200, &halves)])), "too-large");

    // in columns that a sheet does not have; by numbers in a row too, and by a formula
    assert_eq!(refused(with(&[number(65_535, 65_535)])), "too-large");
    let several = [&[0xFF, 0xFF, 0xF0, 0xFF][..], &[0; 12], &[0xF1, 0xFF]].concat();
    assert_eq!(refused(with(&[record(0x00BD, &several)])), "too-large");
    assert_eq!(refused(with(&[record(0x0006, &[0xFF; 22])])), "too-large");
    // but not those of a chart that lies in the sheet
    let chart = [record(0x0809, &[0, 6, 0x20, 0]), number(65_535, 65_535), record(10, &[])];
    assert_eq!(read(with(&chart)), ["2: 张三|"]);

    // a page's text in each of 8,000 cells
    let page: Vec<u8> = "字".repeat(4_000).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let page = [&[1, 0, 0, 0, 1, 0, 0, 0, 0xA0, 0x0F, 1][..], &page].concat();
    let many = |count: u16| {
        let cells: Vec<Vec<u8>> = (1..=count).map(|row| shared(row, 1, 0)).collect();
        xls(&record(0x00FC, &page), &["A"], &[&heading[..], &cells].concat())
    };
    assert_eq!(read(many(2)).len(), 2);
    assert_eq!(refused(many(30_000)), "too-large");

    // sheets upon each other
    let names: Vec<String> = (0..40).map(|name| format!("{name}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let long = record(0x1234, &[0; 8_000]);
    assert_eq!(refused(xls(&[], &names, &[&heading[..], &[long]].concat())), "damaged-workbook");

    // the table of sectors leads from the folder's sector back to it
    let mut round = with(&[]);
    let word = |bytes: &[u8], place: usize| {
        u32::from_le_bytes(bytes[place..place + 4].try_into().unwrap())
    };
    let sector = round.len().min(4_096).min(1 << usize::from(round[30]));
    let place = |id: u32| (id as usize + 1) * sector;
    let (table, folder) = (word(&round, 76), word(&round, 48));
    let entry = place(table) + 4 * folder as usize;
    round[entry..entry + 4].copy_from_slice(&folder.to_le_bytes());
    assert_eq!(refused(round), "damaged-workbook");
}

#[test]
fn what_is_packed_as_an_old_workbook_is_and_is_none_says_what_it_is() {
    assert_eq!(refused(compound("EncryptedPackage", b"x")), "encrypted-workbook");
    assert_eq!(refused(compound("WordDocument", b"x")), "not-a-list");
    assert_eq!(refused(compound("PowerPoint Document", b"x")), "damaged-workbook");
}

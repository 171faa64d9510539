//! The first sheet: of which notice and which list, and how many people stand how.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartSolidFill, ChartType, Color, Worksheet, XlsxError,
};

use super::super::fault::FaultCode;
use super::super::person::Standing;
use super::super::words::{pick, say};
use super::labels::By;
use super::looks::{Looks, filling};
use super::roll::{date, set_up_paper};
use super::safe::{clean, runs};
use super::tally::{Counts, Tally};
use super::{Head, Labels};

/// Pixels of a row, and of all columns.
const ROW: u32 = 20;
const ACROSS: u32 = 28 * 7 + 5 + 8 * (11 * 7 + 5);
/// Rows that a page of paper holds.
const ROWS_A_PAGE: u32 = 60;
/// Rows of a chart that are no bars: its title, the axis, the legend.
const AROUND_BARS: u32 = 5;
/// A chart of more bars says less than its table.
const MOST_BARS: usize = 15;
/// Lines behind the bars.
const PALE: Color = Color::RGB(0x00cc_d4da);

/// What stands above the summary, and in the file's properties.
pub(super) fn title(labels: &Labels) -> String {
    say!(
        labels.language,
        "{name}：名单预检",
        "{name}: check of a list in advance",
        name = labels.name
    )
}

/// Writes the summary.
pub(super) fn sheet(
    name: &str,
    labels: &Labels,
    head: &Head,
    tally: &Tally,
    looks: &Looks,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    sheet.set_column_width(0, 28)?.set_column_range_width(1, 8, 11)?;
    set_up_paper(&mut sheet, &title(labels));
    sheet.set_portrait().set_print_fit_to_pages(1, 0).set_screen_gridlines(false);
    let mut page = Page { sheet, name, labels, looks, row: 0, pages: Vec::new() };
    page.about(head, tally)?;
    page.results(tally)?;
    for (grouping, counts) in labels.groups.iter().zip(&tally.groups) {
        let mut rows: Vec<(String, Counts)> = Vec::new();
        for choice in &grouping.choices {
            let counts = counts.get(&Some(choice.id.clone())).copied().unwrap_or_default();
            rows.push((choice.label.clone(), counts));
        }
        // choices of another edition, in people that were judged by it
        for (id, counts) in counts {
            let known = |id: &String| grouping.choices.iter().any(|choice| choice.id == *id);
            match id {
                Some(id) if !known(id) => rows.push((id.clone(), *counts)),
                Some(_) | None => {}
            }
        }
        let none = counts.get(&None).copied().unwrap_or_default();
        rows.push((page.say("未填", "Not answered").to_owned(), none));
        let part = match grouping.by {
            By::Workplace => page.say("按申报单位归哪里管", "By where the workplace belongs"),
            By::Series => page.say("按系列", "By series"),
            By::Level => page.say("按级别", "By level"),
        };
        page.table(part, &rows, None)?;
    }
    let routes = labels.routes.iter().map(|route| route.name.clone());
    let routes: Vec<_> = routes.zip(tally.routes.iter().copied()).collect();
    let note = page.say(
        "每条途径一张表；“目前不能申报”的人只在这里计数，不列在途径的表里。",
        "Each route has a sheet; those to whom it is “Not possible now” are only counted here.",
    );
    page.table(page.say("按途径", "By route"), &routes, Some(note))?;
    if head.scans {
        page.documents(tally)?;
    }
    page.faults(tally)?;
    page.sheet.set_page_breaks(&page.pages)?;
    Ok(page.sheet)
}

/// Rows that a chart covers: one and a half a bar, or the names beside them do not find room.
fn chart_rows(bars: u32) -> u32 {
    bars.saturating_mul(3).div_ceil(2).saturating_add(AROUND_BARS)
}

struct Page<'p> {
    sheet: Worksheet,
    name: &'p str,
    labels: &'p Labels,
    looks: &'p Looks,
    /// The row to be written next.
    row: u32,
    /// The rows with which a page of paper begins, but for the first.
    pages: Vec<u32>,
}

impl Page<'_> {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        pick(self.labels.language, zh, en)
    }

    fn skip(&mut self, rows: u32) {
        self.row = self.row.saturating_add(rows);
    }

    /// Begins another page of paper if the next so many rows would not stand on this one.
    fn turn_page(&mut self, rows: u32) {
        let begun = self.pages.last().copied().unwrap_or(0);
        if self.row.saturating_sub(begun).saturating_add(rows) > ROWS_A_PAGE {
            self.skip(1);
            self.pages.push(self.row);
        }
    }

    fn part(&mut self, part: &str) -> Result<(), XlsxError> {
        self.skip(1);
        self.sheet.write_string_with_format(self.row, 0, part, &self.looks.part)?;
        self.skip(1);
        Ok(())
    }

    fn headings(&mut self, headings: &[&str]) -> Result<(), XlsxError> {
        for (column, heading) in (0_u16..).zip(headings) {
            self.sheet.write_string_with_format(self.row, column, *heading, &self.looks.heading)?;
        }
        self.skip(1);
        Ok(())
    }

    fn count(&mut self, column: u16, count: u64, is_sum: bool) -> Result<(), XlsxError> {
        let format = if is_sum { &self.looks.sum } else { &self.looks.count };
        // counts of more people than there are
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.sheet.write_number_with_format(self.row, column, count, format)?;
        Ok(())
    }

    fn about(&mut self, head: &Head, tally: &Tally) -> Result<(), XlsxError> {
        let title = title(self.labels);
        self.sheet.write_string_with_format(self.row, 0, title, &self.looks.title)?;
        self.skip(1);
        let limits = self.say(
            "结果是预先检查，以评审机构审核为准。",
            "The result is a check in advance. What counts is the review by the reviewing body.",
        );
        self.sheet.write_string_with_format(self.row, 0, limits, &self.looks.note)?;
        self.skip(2);
        let edition = say!(
            self.labels.language,
            "{name}（{issued}） · 规则第 {edition} 版",
            "{name} ({issued}) · rules, edition {edition}",
            name = self.labels.name,
            issued = self.labels.issued,
            edition = self.labels.edition,
        );
        let judged = tally.people.total().saturating_sub(tally.people.of(Standing::Undecided));
        let people = say!(
            self.labels.language,
            "{all} 行，判了 {judged} 行",
            "rows: {all}, of which judged: {judged}",
            all = tally.people.total(),
            judged = judged,
        );
        let scans = if head.scans {
            self.say(
                "看过，缺的和不合用的写在“还缺什么”里",
                "looked at; what is wrong stands in “What is missing”",
            )
        } else {
            self.say("没有看", "not looked at")
        };
        for (what, text) in [
            (self.say("名单", "List"), head.list.as_str()),
            (self.say("人数", "People"), &people),
            (self.say("扫描件", "Scans"), scans),
            (self.say("依据", "By"), &edition),
            (self.say("校验码", "SHA-256"), &self.labels.sha256.clone()),
        ] {
            self.sheet.write_string_with_format(self.row, 0, what, &self.looks.note)?;
            // nothing stands beside it, so that it may run on over the columns
            let format = if runs(text) { &self.looks.quoted_line } else { &self.looks.line };
            self.sheet.write_string_with_format(self.row, 1, clean(text), format)?;
            self.skip(1);
        }
        let counted = self.say("按哪一天计算", "Counted to");
        self.sheet.write_string_with_format(self.row, 0, counted, &self.looks.note)?;
        if let Some(day) = date(head.today) {
            self.sheet.write_datetime_with_format(self.row, 1, day, &self.looks.day)?;
        }
        self.skip(1);
        Ok(())
    }

    fn results(&mut self, tally: &Tally) -> Result<(), XlsxError> {
        self.part(self.say("结果", "Results"))?;
        let (result, people, share) =
            (self.say("结果", "Result"), self.say("人数", "People"), self.say("占比", "Share"));
        self.headings(&[result, people, share])?;
        let all = u32::try_from(tally.people.total()).unwrap_or(u32::MAX);
        for (standing, count) in tally.people.iter() {
            let name = standing.name(self.labels.language);
            let format = self.looks.standing(standing);
            self.sheet.write_string_with_format(self.row, 0, name, format)?;
            self.count(1, count, false)?;
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            let share = f64::from(count) / f64::from(all.max(1));
            self.sheet.write_number_with_format(self.row, 2, share, &self.looks.share)?;
            let means = self.means(standing);
            self.sheet.write_string_with_format(self.row, 3, means, &self.looks.aside)?;
            self.skip(1);
        }
        let sum = self.say("合计", "Total");
        self.sheet.write_string_with_format(self.row, 0, sum, &self.looks.sum)?;
        self.count(1, tally.people.total(), true)?;
        self.skip(1);
        Ok(())
    }

    fn means(&self, standing: Standing) -> &'static str {
        let (zh, en) = match standing {
            Standing::Meets => {
                ("照表里填的，至少有一条途径可以报", "by the list, a route can be applied for")
            }
            Standing::Closed => (
                "条件符合，今年的申报时间已经过了",
                "the conditions are met, but this year's time is over",
            ),
            Standing::NotYet => ("差的是时间，见“最早符合”", "time is wanting: see “First day”"),
            Standing::NeedInfo => {
                ("表里缺的填上才说得准，见“还缺什么”", "answers are wanting: see “What is missing”")
            }
            Standing::Human => ("要由有权决定的单位来看", "only those who may decide can say"),
            Standing::No => {
                ("照表里填的，现在没有一条途径能报", "by the list, no route is possible now")
            }
            Standing::Undecided => {
                ("这一行读不准，改好再判，见“问题”", "the row cannot be read surely: see “Faults”")
            }
        };
        self.say(zh, en)
    }

    /// A table of counts by standing, with a chart under it where there is anybody.
    fn table(
        &mut self,
        part: &str,
        rows: &[(String, Counts)],
        note: Option<&str>,
    ) -> Result<(), XlsxError> {
        let sum = rows.iter().fold(Counts::default(), |sum, (_, counts)| sum.plus(counts));
        let has_chart = sum.total() > 0 && rows.len() <= MOST_BARS;
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let of_chart = if has_chart { chart_rows(count) } else { 0 };
        // its title and headings, the sums, a note, and what is blank between
        self.turn_page(count.saturating_add(of_chart).saturating_add(6));
        self.part(part)?;
        if let Some(note) = note {
            self.sheet.write_string_with_format(self.row, 0, note, &self.looks.note)?;
            self.skip(1);
        }
        let language = self.labels.language;
        let names = Standing::ALL.map(|standing| standing.name(language));
        let headings = [&[""][..], &names, &[self.say("合计", "Total")]].concat();
        let at_headings = self.row;
        self.headings(&headings)?;
        let first = self.row;
        for (label, counts) in rows {
            self.sheet.write_string_with_format(self.row, 0, clean(label), &self.looks.name)?;
            self.counts(counts, false)?;
        }
        let last = self.row.saturating_sub(1);
        let total = self.say("合计", "Total");
        self.sheet.write_string_with_format(self.row, 0, total, &self.looks.sum)?;
        self.counts(&sum, true)?;
        if has_chart {
            self.chart(part, &sum, at_headings, (first, last))?;
        }
        Ok(())
    }

    fn counts(&mut self, counts: &Counts, is_sum: bool) -> Result<(), XlsxError> {
        for (column, (_, count)) in (1_u16..).zip(counts.iter()) {
            self.count(column, count, is_sum)?;
        }
        self.count(8, counts.total(), true)?;
        self.skip(1);
        Ok(())
    }

    /// Bars of what the table says, one on top of the other in its order.
    fn chart(
        &mut self,
        part: &str,
        sum: &Counts,
        at_headings: u32,
        (first, last): (u32, u32),
    ) -> Result<(), XlsxError> {
        let mut chart = Chart::new(ChartType::BarStacked);
        for (column, (standing, count)) in (1_u16..).zip(sum.iter()) {
            if count == 0 {
                continue;
            }
            let fill = ChartSolidFill::new().set_color(filling(standing)).clone();
            chart
                .add_series()
                .set_name((self.name, at_headings, column))
                .set_categories((self.name, first, 0, last, 0))
                .set_values((self.name, first, column, last, column))
                .set_gap(50)
                .set_format(ChartFormat::new().set_solid_fill(&fill));
        }
        let font = ChartFont::new().set_size(10).clone();
        chart.title().set_name(part).set_font(ChartFont::new().set_size(11).set_bold());
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font);
        // the first row of the table is the uppermost bar
        let upright = chart.y_axis().set_reverse().set_label_interval(1).set_font(&font);
        upright.set_crossing(ChartAxisCrossing::Max);
        let pale = ChartLine::new().set_color(PALE).clone();
        chart.x_axis().set_num_format("#,##0").set_font(&font).set_major_gridlines_line(&pale);
        chart.set_alt_text(part);
        let bars = last.saturating_sub(first).saturating_add(1);
        let rows = chart_rows(bars);
        chart.set_width(ACROSS).set_height(rows.saturating_mul(ROW));
        self.skip(1);
        self.sheet.insert_chart(self.row, 0, &chart)?;
        self.skip(rows);
        Ok(())
    }

    fn documents(&mut self, tally: &Tally) -> Result<(), XlsxError> {
        self.turn_page(u32::try_from(tally.documents.len()).unwrap_or(u32::MAX).saturating_add(3));
        self.part(self.say("材料", "Documents"))?;
        let (name, missing, unfit) = (
            self.say("材料", "Document"),
            self.say("缺的人数", "Missing"),
            self.say("扫描件不合用的人数", "Scans not usable"),
        );
        self.headings(&[name, missing, unfit])?;
        for (id, (missing, unfit)) in &tally.documents {
            let name = self.labels.document(id);
            self.sheet.write_string_with_format(self.row, 0, clean(name), &self.looks.name)?;
            self.count(1, *missing, false)?;
            self.count(2, *unfit, false)?;
            self.skip(1);
        }
        Ok(())
    }

    fn faults(&mut self, tally: &Tally) -> Result<(), XlsxError> {
        self.turn_page(u32::try_from(tally.faults.len()).unwrap_or(u32::MAX).saturating_add(3));
        self.part(self.say("名单的问题", "Faults of the list"))?;
        if tally.faults.is_empty() {
            let none = self.say("没有", "None");
            self.sheet.write_string_with_format(self.row, 0, none, &self.looks.note)?;
            return Ok(());
        }
        let (what, count, means) = (
            self.say("什么问题", "What is wrong"),
            self.say("条数", "How many"),
            self.say("对结果的影响", "What it means"),
        );
        self.headings(&[what, count, means])?;
        let language = self.labels.language;
        for code in FaultCode::ALL {
            let Some(count) = tally.faults.get(code) else {
                continue;
            };
            let name = code.name(language);
            self.sheet.write_string_with_format(self.row, 0, name, &self.looks.name)?;
            self.count(1, *count, false)?;
            let means = code.effect().name(language);
            self.sheet.write_string_with_format(self.row, 2, means, &self.looks.aside)?;
            self.skip(1);
        }
        Ok(())
    }
}

//! CSV: what every spreadsheet opens, without colours and sums.

use std::borrow::Cow;
use std::io::{self, Write};

use super::super::fault::Fault;
use super::super::person::Person;
use super::lines::{Column, FaultColumn, Value, best};
use super::safe::field;
use super::{Head, Labels, OutputError};

/// Without it the spreadsheets of an office take UTF-8 for GBK.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes a row for each person.
///
/// # Errors
/// What is wrong with a person that cannot be had, or with `out`.
pub fn write_table<E: From<OutputError>>(
    out: impl Write,
    labels: &Labels,
    head: &Head,
    people: impl Iterator<Item = Result<Person, E>>,
) -> Result<(), E> {
    let columns = Column::of_list(head);
    let mut table = Table::new(out)?;
    table.put(columns.iter().map(|column| column.heading(head, labels.language)))?;
    for person in people {
        let person = person?;
        let best = best(&person);
        let values = columns.iter().map(|column| column.value(labels, &person, best));
        table.put(values.map(|value| text(value, labels)))?;
    }
    Ok(table.finish()?)
}

/// Writes a row for each fault: first those of the list as a whole, then those of each person.
///
/// # Errors
/// What is wrong with a person that cannot be had, or with `out`.
pub fn write_faults<E: From<OutputError>>(
    out: impl Write,
    labels: &Labels,
    head: &Head,
    people: impl Iterator<Item = Result<Person, E>>,
) -> Result<(), E> {
    let mut table = Table::new(out)?;
    table.put(FaultColumn::ALL.map(|column| Cow::Borrowed(column.heading(labels.language))))?;
    let put = |table: &mut Table<_>, fault: &Fault| {
        let values = FaultColumn::ALL.map(|column| column.value(fault, labels.language));
        table.put(values.into_iter().map(|value| text(value, labels)))
    };
    for fault in &head.faults {
        put(&mut table, fault)?;
    }
    for person in people {
        for fault in &person?.faults {
            put(&mut table, fault)?;
        }
    }
    Ok(table.finish()?)
}

fn text<'a>(value: Value<'a>, labels: &Labels) -> Cow<'a, str> {
    match value {
        Value::Nothing => Cow::Borrowed(""),
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::Text(text) => text,
        Value::Day(day) => Cow::Borrowed(day),
        Value::Standing(standing) => Cow::Borrowed(standing.name(labels.language)),
    }
}

struct Table<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> Table<W> {
    fn new(mut out: W) -> Result<Table<W>, OutputError> {
        out.write_all(MARK)?;
        let writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        Ok(Table { writer })
    }

    fn put<'a>(
        &mut self,
        fields: impl IntoIterator<Item = Cow<'a, str>>,
    ) -> Result<(), OutputError> {
        for text in fields {
            self.writer.write_field(field(&text).as_bytes()).map_err(io::Error::from)?;
        }
        Ok(self.writer.write_record(None::<&[u8]>).map_err(io::Error::from)?)
    }

    fn finish(mut self) -> Result<(), OutputError> {
        Ok(self.writer.flush()?)
    }
}

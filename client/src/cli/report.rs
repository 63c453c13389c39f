//! Results that are both documents and tables.
//!
//! In documents amounts are base units, times are unix seconds and rates are basis points; for people
//! they are spelled out.

use std::time::{Duration, UNIX_EPOCH};

use comfy_table::{Attribute, Cell, ContentArrangement, Table, presets};
use furnace_client::heat::Heat;
use serde::Serialize;
use serde_json::{Map, Value};
use solana_signature::Signature;

/// The result of a command.
pub(super) trait Report: Serialize {
    /// The result for a person.
    fn text(&self, colour: bool) -> String;
}

/// The result of a command that changed something: what, and the transaction that did it.
#[derive(Serialize)]
pub(super) struct Receipt {
    signature: String,
    #[serde(flatten)]
    subject: Map<String, Value>,
    #[serde(skip)]
    sentence: String,
}

impl Receipt {
    pub(super) fn new(signature: Signature, sentence: impl Into<String>) -> Self {
        Self { signature: signature.to_string(), subject: Map::new(), sentence: sentence.into() }
    }

    /// Adds a property to the document.
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.subject.insert(name.to_owned(), value.into());
        self
    }
}

impl Report for Receipt {
    fn text(&self, _: bool) -> String {
        format!("{}\nsignature {}", self.sentence, self.signature)
    }
}

/// An amount of base units, for people.
pub(super) fn heat(amount: u64) -> String {
    format!("{} HEAT", Heat(amount))
}

/// A moment in unix seconds, for people; zero is never.
pub(super) fn moment(seconds: i64) -> String {
    match u64::try_from(seconds) {
        Ok(0) | Err(_) => "-".to_owned(),
        Ok(seconds) => humantime::format_rfc3339_seconds(UNIX_EPOCH + Duration::from_secs(seconds)).to_string(),
    }
}

/// A span of seconds, for people.
pub(super) fn span(seconds: impl Into<u64>) -> String {
    humantime::format_duration(Duration::from_secs(seconds.into())).to_string()
}

/// A rate in basis points, for people.
pub(super) fn percent(basis_points: u16) -> String {
    match (basis_points / 100, basis_points % 100) {
        (whole, 0) => format!("{whole}%"),
        (whole, part) => format!("{whole}.{part:02}%"),
    }
}

/// A table with a heading for each column.
pub(super) fn listing(colour: bool, headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = empty(colour);
    table.set_header(headings.iter().map(|heading| bold(heading, colour)));
    table.add_rows(rows);
    lines(&table)
}

/// The properties of one thing, a line each.
pub(super) fn properties(colour: bool, rows: impl IntoIterator<Item = (&'static str, String)>) -> String {
    let mut table = empty(colour);
    for (name, value) in rows {
        table.add_row(vec![bold(name, colour), Cell::new(value)]);
    }
    lines(&table)
}

fn empty(colour: bool) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    if colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table
}

fn bold(text: &str, colour: bool) -> Cell {
    let cell = Cell::new(text);
    if colour { cell.add_attribute(Attribute::Bold) } else { cell }
}

fn lines(table: &Table) -> String {
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_spelled_out_for_people() {
        assert_eq!(heat(1_500_000), "1.5 HEAT");
        assert_eq!(moment(0), "-");
        assert_eq!(moment(1_700_000_000), "2023-11-14T22:13:20Z");
        assert_eq!(span(90_u32), "1m 30s");
        assert_eq!((percent(1000), percent(5)), ("10%".to_owned(), "0.05%".to_owned()));
    }

    #[test]
    fn receipts_have_a_flat_document() {
        let receipt = Receipt::new(Signature::default(), "done").with("amount", 7);
        let document = serde_json::to_value(&receipt).expect("JSON");
        assert_eq!(document["amount"], 7);
        assert_eq!(document["signature"], Signature::default().to_string());
    }
}

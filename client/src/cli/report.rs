//! Results that are both documents and tables.
//!
//! In documents amounts are base units, times are unix seconds and rates are basis points; for people
//! they are spelled out.

use std::time::{Duration, UNIX_EPOCH};

use comfy_table::{Attribute, Cell, ContentArrangement, Table, presets};
use serde::Serialize;
use serde_json::{Map, Value};
use solana_signature::Signature;

pub(super) use super::amounts::heat;

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

/// The result of a command that takes as many transactions as it needs: what changed in all of them.
#[derive(Serialize)]
pub(super) struct Batch {
    signatures: Vec<String>,
    #[serde(flatten)]
    subject: Map<String, Value>,
    #[serde(skip)]
    sentence: String,
}

impl Batch {
    pub(super) fn new(signatures: &[Signature], sentence: impl Into<String>) -> Self {
        let signatures = signatures.iter().map(ToString::to_string).collect();
        Self { signatures, subject: Map::new(), sentence: sentence.into() }
    }

    /// Adds a property to the document.
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.subject.insert(name.to_owned(), value.into());
        self
    }
}

impl Report for Batch {
    fn text(&self, _: bool) -> String {
        let signatures = self.signatures.iter().map(|signature| format!("\nsignature {signature}"));
        format!("{}{}", self.sentence, signatures.collect::<String>())
    }
}

/// The result of a command that takes a transaction for each of several things.
#[derive(Serialize)]
pub(super) struct Receipts {
    pub(super) transactions: Vec<Receipt>,
}

impl Report for Receipts {
    fn text(&self, colour: bool) -> String {
        self.transactions.iter().map(|receipt| receipt.text(colour)).collect::<Vec<_>>().join("\n")
    }
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
    multiple(basis_points.into())
}

/// A rate that may be many times the whole, in basis points, for people.
pub(super) fn multiple(basis_points: u64) -> String {
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

    #[test]
    fn batches_name_every_transaction() {
        let batch = Batch::new(&[Signature::default(); 2], "done").with("amount", 7);
        assert_eq!(batch.text(false).matches("\nsignature 1111").count(), 2);
        let document = serde_json::to_value(&batch).expect("JSON");
        assert_eq!((document["signatures"].as_array().map(Vec::len), &document["amount"]), (Some(2), &7.into()));
    }
}

//! Results that are both documents and tables.

use comfy_table::{Attribute, Cell, ContentArrangement, Table, presets};
use serde::Serialize;

/// The result of a command.
pub(super) trait Report: Serialize {
    /// The result for a person.
    fn text(&self, colour: bool) -> String;
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

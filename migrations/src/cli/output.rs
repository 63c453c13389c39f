//! Reports on standard output, remarks on standard error.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use anyhow::Context;
use comfy_table::{Table, presets};
use furnace_migrations::{Outcome, Report, StepReport};

/// Something is pending or differs.
pub(super) const INCOMPLETE: ExitCode = ExitCode::FAILURE;

/// Prints a report: a JSON document, or a table.
pub(super) fn print(report: &Report, json: bool) -> anyhow::Result<()> {
    let text = if json { serde_json::to_string(report).context("writing the report as JSON")? } else { table(report) };
    match writeln!(io::stdout().lock(), "{text}") {
        // Whoever reads has read enough, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("printing the report"),
    }
}

/// Says in a line what a run came to.
pub(super) fn summarise(report: &Report, json: bool) {
    if json {
        return;
    }
    match (report.is_complete(), report.applied()) {
        (true, 0) => eprintln!("nothing to do: everything is set up as configured"),
        (true, applied) => eprintln!("set up: {applied} of {} steps were applied now", report.steps.len()),
        (false, _) => {
            eprintln!("stopped: the cluster differs from the configuration; steps still pending: {}", report.pending());
            eprintln!(
                "hint: correct the configuration, or have the authority change the parameters, and run this again"
            );
        }
    }
}

/// 0 when everything is set up as configured.
pub(super) fn exit_code(report: &Report) -> ExitCode {
    if report.is_complete() { ExitCode::SUCCESS } else { INCOMPLETE }
}

fn table(report: &Report) -> String {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(["step", "state", "what", "account"]);
    table.add_rows(report.steps.iter().map(|step| {
        let account = step.account.to_string();
        [step.name.to_owned(), state(step).to_owned(), step.about.clone(), account]
    }));
    let mut text: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    for (step, difference) in report.differences() {
        let (field, found, expected) = (difference.field, &difference.found, &difference.expected);
        text.push(format!("{step}: {field} is {found} on the cluster, and {expected} in the configuration"));
    }
    text.join("\n")
}

fn state(step: &StepReport) -> &'static str {
    match step.outcome {
        Outcome::Pending => "pending",
        Outcome::Applied { .. } => "applied now",
        Outcome::Unchanged => "applied",
        Outcome::Differs { .. } => "differs",
    }
}

//! Results on standard output; everything else on standard error.

use std::{io::IsTerminal, time::Duration};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{arguments::Global, report::Report};

/// How this process talks to its reader.
pub(super) struct Output {
    json: bool,
    quiet: bool,
    /// Colour in results, which may be piped elsewhere than the notes.
    result_colour: bool,
    note_colour: bool,
}

impl Output {
    pub(super) fn new(global: &Global) -> Self {
        let plain = global.no_color || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            json: global.json,
            quiet: global.quiet,
            result_colour: !plain && std::io::stdout().is_terminal(),
            note_colour: !plain && std::io::stderr().is_terminal(),
        }
    }

    pub(super) fn is_json(&self) -> bool {
        self.json
    }

    /// Prints the result of a command: a JSON document, or tables.
    pub(super) fn result(&self, report: &impl Report) -> anyhow::Result<()> {
        use std::io::Write;
        let text = if self.json {
            serde_json::to_string(report).context("writing the result as JSON")?
        } else {
            report.text(self.result_colour)
        };
        let mut stdout = std::io::stdout().lock();
        match writeln!(stdout, "{}", text.trim_end()) {
            // Whoever reads has read enough, as `head` does.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            other => other.context("printing the result"),
        }
    }

    /// Says what happens, to a person.
    pub(super) fn note(&self, text: impl AsRef<str>) {
        if !self.quiet && !self.json {
            eprintln!("{}", text.as_ref());
        }
    }

    pub(super) fn error(&self, text: &str) {
        eprintln!("{} {text}", self.painted("31;1", "error:"));
    }

    pub(super) fn hint(&self, text: &str) {
        eprintln!("{} {text}", self.painted("36;1", "hint:"));
    }

    /// Shows that something long is under way, until the returned handle is dropped.
    pub(super) fn progress(&self, text: impl Into<String>) -> Progress {
        let silent = self.quiet || self.json || !std::io::stderr().is_terminal();
        let target = if silent { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.set_message(text.into());
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress { bar }
    }

    fn painted(&self, code: &str, text: &str) -> String {
        if self.note_colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// A line on a terminal that shows progress and vanishes in the end.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    pub(super) fn set(&self, text: impl Into<String>) {
        self.bar.set_message(text.into());
    }

    /// Prints something else without tearing the line.
    pub(super) fn suspend(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

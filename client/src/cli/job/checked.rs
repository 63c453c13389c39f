//! What a check of a product found, as a document.

use furnace_client::{
    accounts::{Found, Job},
    product::{MISSED, Verdict, WrongEntry},
};
use furnace_common::state::CrewKind;
use serde::Serialize;

use crate::cli::report::{Report, heat, properties};

#[derive(Serialize)]
pub(super) struct Checked {
    job: String,
    result: String,
    verdict: &'static str,
    /// The probability with which a wrong product is found right.
    missed: f64,
    entry: Option<EntryView>,
    /// Whether the chain can be shown that it is wrong.
    pub(super) refutable: bool,
    /// The right result, where that is known without computing it.
    pub(super) right: Option<String>,
    pub(super) refutation: Option<RefutationView>,
    #[serde(skip)]
    sentence: String,
}

#[derive(Serialize)]
struct EntryView {
    row: u16,
    column: u16,
    said: i32,
    right: i32,
}

#[derive(Serialize)]
pub(super) struct RefutationView {
    pub(super) signatures: Vec<String>,
    /// Whether the worker is punished; else a committee judges the result first.
    pub(super) punished: bool,
    pub(super) slashed: u64,
    pub(super) state: String,
}

impl Checked {
    pub(super) fn new(job: &Found<Job>, verdict: &Verdict) -> Self {
        let solo = job.data.crew() == Some(CrewKind::Solo);
        let (name, sentence) = match verdict {
            Verdict::Right => ("right", "every entry is right".to_owned()),
            Verdict::Entry { evidence, .. } => {
                let WrongEntry { row, column, said, right } = evidence.wrong;
                ("wrong entry", format!("row {row}, column {column} says {said}, and is {right}"))
            }
            Verdict::Manifest { .. } => ("wrong manifest", "every entry is right, and the manifest is not".to_owned()),
            Verdict::Files { reason } => ("wrong files", reason.clone()),
        };
        let entry = match verdict {
            Verdict::Entry { evidence, .. } => {
                let WrongEntry { row, column, said, right } = evidence.wrong;
                Some(EntryView { row, column, said, right })
            }
            _ => None,
        };
        Self {
            job: job.address.to_string(),
            result: job.data.result().unwrap_or_default().to_string(),
            verdict: name,
            missed: MISSED,
            entry,
            refutable: solo && matches!(verdict, Verdict::Entry { refutable: true, .. }),
            right: match verdict {
                Verdict::Manifest { right } => Some(right.to_string()),
                _ => None,
            },
            refutation: None,
            sentence,
        }
    }
}

impl Report for Checked {
    fn text(&self, colour: bool) -> String {
        let mut rows = vec![
            ("job", self.job.clone()),
            ("result", self.result.clone()),
            ("verdict", self.verdict.to_owned()),
            ("because", self.sentence.clone()),
        ];
        if self.verdict == "right" {
            rows.push(("missed", "with a probability of 2^-62 at most".to_owned()));
        }
        if let Some(refutation) = &self.refutation {
            rows.push(("slashed", heat(refutation.slashed)));
            rows.push(("state", refutation.state.clone()));
            if !refutation.punished {
                rows.push(("penalty", "waits for the dispute; 'furnace sweep' takes it then".to_owned()));
            }
            rows.extend(refutation.signatures.iter().map(|signature| ("signature", signature.clone())));
        }
        properties(colour, rows)
    }
}

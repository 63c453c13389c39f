//! `furnace governance show`

use clap::Args;
use furnace_client::{accounts::Governance, parameters};
use furnace_common::pause;
use serde::Serialize;
use serde_json::{Map, Value};
use solana_address::Address;

use crate::cli::{
    context::Context,
    report::{Report, listing, moment, properties, span},
};

/// Show roles, pauses and parameters, and what is announced.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace governance show --json")]
pub(in crate::cli) struct Show {}

#[derive(Serialize)]
struct GovernanceView {
    authority: String,
    /// To whom the authority is offered.
    pending_authority: Option<String>,
    guardian: String,
    usd_mint: String,
    epoch_seconds: i64,
    stakes_paused: bool,
    jobs_paused: bool,
    parameters: Map<String, Value>,
    announced: Option<Announced>,
}

#[derive(Serialize)]
struct Announced {
    effective_at: i64,
    parameters: Map<String, Value>,
}

pub(super) async fn run(_: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let governance = context.furnace()?.governance().await?;
    context.output.result(&GovernanceView::from(&governance.data))
}

impl From<&Governance> for GovernanceView {
    fn from(governance: &Governance) -> Self {
        let offered = Some(governance.pending_authority).filter(|pending| *pending != Address::default());
        let announced = (governance.effective_at > 0).then(|| Announced {
            effective_at: governance.effective_at,
            parameters: parameters::document(&governance.proposed),
        });
        Self {
            authority: governance.authority.to_string(),
            pending_authority: offered.map(|pending| pending.to_string()),
            guardian: governance.guardian.to_string(),
            usd_mint: governance.usd_mint.to_string(),
            epoch_seconds: governance.epoch_seconds,
            stakes_paused: governance.paused & pause::STAKES != 0,
            jobs_paused: governance.paused & pause::JOBS != 0,
            parameters: parameters::document(&governance.parameters),
            announced,
        }
    }
}

impl GovernanceView {
    fn paused(&self) -> &'static str {
        match (self.stakes_paused, self.jobs_paused) {
            (false, false) => "nothing",
            (true, false) => "new stakes",
            (false, true) => "new jobs",
            (true, true) => "new stakes and new jobs",
        }
    }

    /// A parameter's name, its value, and the one that is announced where it differs.
    fn rows(&self) -> Vec<Vec<String>> {
        let next = |key: &str, value: &Value| {
            let announced = self.announced.as_ref()?.parameters.get(key)?;
            (announced != value).then(|| plain(announced))
        };
        let row =
            |(key, value): (&String, &Value)| vec![key.clone(), plain(value), next(key, value).unwrap_or_default()];
        self.parameters.iter().map(row).collect()
    }
}

/// A value without the quotes of a document.
pub(super) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl Report for GovernanceView {
    fn text(&self, colour: bool) -> String {
        let roles = properties(
            colour,
            [
                ("authority", self.authority.clone()),
                ("offered to", self.pending_authority.clone().unwrap_or_else(|| "-".to_owned())),
                ("guardian", self.guardian.clone()),
                ("dollar mint", self.usd_mint.clone()),
                ("epoch", span(self.epoch_seconds.unsigned_abs())),
                ("paused", self.paused().to_owned()),
                ("announced for", moment(self.announced.as_ref().map_or(0, |announced| announced.effective_at))),
            ],
        );
        let headings: &[&str] = match self.announced {
            None => &["PARAMETER", "VALUE"],
            Some(_) => &["PARAMETER", "VALUE", "ANNOUNCED"],
        };
        format!("{roles}\n\n{}", listing(colour, headings, self.rows()))
    }
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::ProgramAccount;

    use super::*;

    #[test]
    fn announced_values_stand_beside_those_in_effect() {
        let mut governance = Governance::parse(&vec![0; Governance::SIZE]).expect("governance");
        governance.parameters.take_bps = 1_000;
        governance.proposed.take_bps = 900;
        assert!(GovernanceView::from(&governance).announced.is_none());
        governance.effective_at = 1_700_000_000;
        governance.paused = pause::ALL;
        let view = GovernanceView::from(&governance);
        assert!(view.rows().contains(&["take_bps", "1000", "900"].map(str::to_owned).to_vec()));
        assert!(view.rows().contains(&["burn_bps", "0", ""].map(str::to_owned).to_vec()));
        assert_eq!((view.paused(), view.pending_authority.as_ref()), ("new stakes and new jobs", None));
    }
}

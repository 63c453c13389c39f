//! What anyone can do for a dispute.

use furnace_client::accounts::Found;
use furnace_client::furnace::DisputeStep;
use furnace_common::state::DisputeState;
use solana_address::Address;

use super::court::Court;
use crate::chain::Receipt;

impl Court {
    /// Measures the next step that anyone can take, when its time has come.
    pub(super) fn next(&mut self, address: Address, case: &str) -> Receipt {
        self.wait(address);
        let step = self.stage.network().next_step(&address).expect("a step that anyone can take");
        let name = self.name(address, step);
        let found = Found { address, data: self.stage.network().disputed(&address) };
        let job = step.needs_job().then(|| self.stage.network().job(&found.data.job));
        let instruction = step.instruction(&found, job.as_ref(), name != "vote_void").expect("a step");
        self.stage.refresh();
        self.step(name, case, instruction, &[])
    }

    /// Takes it unmeasured.
    pub(super) fn pass(&mut self, address: Address) {
        self.wait(address);
        self.stage.network().try_step(address).expect("the step is taken");
    }

    /// What the step's instruction is called.
    fn name(&mut self, address: Address, step: DisputeStep) -> &'static str {
        match step {
            DisputeStep::Draw => "committee_draw",
            DisputeStep::Rule => "dispute_rule",
            DisputeStep::Uphold => "dispute_uphold",
            DisputeStep::Convict => "dispute_convict",
            DisputeStep::Retry => "dispute_retry",
            DisputeStep::UpholdSeat => "seat_uphold",
            DisputeStep::ConvictSeat => "seat_convict",
            DisputeStep::Release => "penalty_release",
            DisputeStep::Reverse => "penalty_reverse",
            DisputeStep::Settle(vote) if self.is_open(address, vote) => "vote_settle",
            DisputeStep::Settle(_) => "vote_void",
            DisputeStep::Close => "dispute_close",
        }
    }

    /// Whether the account of a vote's verifier is open.
    fn is_open(&mut self, address: Address, vote: u8) -> bool {
        let verifier = self.stage.network().disputed(&address).votes[usize::from(vote)].verifier;
        self.stage.network().chain.account(&verifier).is_some()
    }

    /// Lets blocks come where one draws, and time pass where members are silent.
    fn wait(&mut self, address: Address) {
        let data = self.stage.network().disputed(&address);
        if self.stage.network().next_step(&address).is_some() {
            return;
        }
        match data.state() {
            Some(DisputeState::Drawing) => self.blocks_come(),
            _ => self.stage.network().chain.set_time(data.reveal_ends_at + 1),
        }
    }
}

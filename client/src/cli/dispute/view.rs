//! Disputes as documents.

use furnace_client::{
    accounts::{Dispute, Found},
    artifacts::Digest,
    furnace::DisputeStep,
    generated::slashing::types::Vote,
};
use furnace_common::state::{DisputeState, Round, Ruling, VoteState};
use serde::Serialize;
use solana_address::Address;
use solana_clock::Clock;

use crate::cli::report::{heat, moment};

/// A state's name in documents and options.
pub(super) fn state_name(state: Option<DisputeState>) -> String {
    state.map_or_else(|| "unknown".to_owned(), |state| state.name().to_lowercase())
}

/// The state of a name.
pub(super) fn state_of(name: &str) -> Result<DisputeState, String> {
    let known = DisputeState::ALL.iter().find(|state| state_name(Some(**state)) == name);
    known.copied().ok_or_else(|| {
        let names: Vec<_> = DisputeState::ALL.iter().map(|state| state_name(Some(*state))).collect();
        format!("a dispute is one of {}", names.join(", "))
    })
}

#[derive(Serialize)]
pub(in crate::cli) struct DisputeView {
    pub(in crate::cli) dispute: String,
    pub(super) job: String,
    /// Which of the job's disputes it is, from zero.
    pub(super) number: u8,
    pub(in crate::cli) state: String,
    /// Who judges, or judged last: audit, first or appeal.
    pub(in crate::cli) round: String,
    /// What was found last: right, wrong, unavailable or undecided.
    pub(in crate::cli) ruling: Option<String>,
    /// Whether it began with an audit; else somebody accuses the worker.
    pub(super) audit: bool,
    /// Whose result it is, where a crew did the job.
    pub(super) seat: Option<u8>,
    pub(super) client: String,
    pub(super) worker: String,
    pub(super) operator: String,
    pub(super) pool: String,
    pub(super) accuser: Option<String>,
    pub(super) appellant: Option<String>,
    /// The worker's result, the accuser's, and the one that was found right.
    pub(super) result: String,
    pub(super) claimed: Option<String>,
    pub(super) ruled: Option<String>,
    /// What one vote is paid.
    pub(super) fee: u64,
    /// What an appeal puts down.
    pub(super) appeal_price: u64,
    /// What waits for the outcome: of the accuser, of who appealed, and of the pool.
    pub(super) bond: u64,
    pub(super) appeal_bond: u64,
    pub(super) penalty: u64,
    /// What waits for the votes.
    pub(super) pot: u64,
    pub(super) opened_at: i64,
    pub(super) commit_ends_at: i64,
    pub(super) reveal_ends_at: i64,
    pub(super) appeal_ends_at: i64,
    pub(super) ended_at: i64,
    /// Whether anyone can take a step now, and which; or what it waits for.
    pub(super) ready: bool,
    pub(in crate::cli) next: String,
    pub(super) votes: Vec<VoteView>,
}

/// One vote of one round.
#[derive(Serialize)]
pub(super) struct VoteView {
    pub(super) number: u8,
    pub(super) verifier: String,
    pub(super) state: String,
    /// What was shown; zeros where the work could not be done again.
    pub(super) result: Option<String>,
}

/// A party that is there.
fn named(party: Address) -> Option<String> {
    (party != Address::default()).then(|| party.to_string())
}

fn digest(hash: [u8; 32]) -> Option<String> {
    Some(Digest(hash)).filter(|digest| !digest.is_zero()).map(|digest| digest.to_string())
}

impl DisputeView {
    /// A dispute as it stands at the chain's time.
    pub(in crate::cli) fn new(dispute: &Found<Dispute>, clock: &Clock) -> Self {
        let Found { address, data } = dispute;
        let step = DisputeStep::next(data, clock.unix_timestamp, clock.slot);
        Self {
            dispute: address.to_string(),
            job: data.job.to_string(),
            number: data.number,
            state: state_name(data.state()),
            round: data.round().map_or("unknown", Round::name).to_lowercase(),
            ruling: data.ruling().map(|ruling| ruling.name().to_lowercase()),
            audit: data.is_audit(),
            seat: data.seat(),
            client: data.client.to_string(),
            worker: data.worker.to_string(),
            operator: data.operator.to_string(),
            pool: data.pool.to_string(),
            accuser: named(data.accuser),
            appellant: named(data.appellant),
            result: Digest(data.result_hash).to_string(),
            claimed: digest(data.claimed_hash),
            ruled: digest(data.ruled_hash),
            fee: data.fee,
            appeal_price: data.appeal_price(),
            bond: data.bond,
            appeal_bond: data.appeal_bond,
            penalty: data.penalty,
            pot: data.pot,
            opened_at: data.opened_at,
            commit_ends_at: data.commit_ends_at,
            reveal_ends_at: data.reveal_ends_at,
            appeal_ends_at: data.appeal_ends_at,
            ended_at: data.ended_at,
            ready: step.is_some(),
            next: step.map_or_else(|| waits_for(data), told),
            votes: data.given().map(VoteView::new).collect(),
        }
    }
}

impl VoteView {
    fn new((number, vote): (u8, &Vote)) -> Self {
        let shown = matches!(vote.state(), Some(VoteState::Shown | VoteState::Settled));
        Self {
            number,
            verifier: vote.verifier.to_string(),
            state: vote.state().map_or("unknown", VoteState::name).to_lowercase(),
            // A vote that was settled and never shown has zeros too, and no commitment.
            result: (shown && vote.commitment != [0; 32]).then(|| Digest(vote.result_hash).to_string()),
        }
    }

    /// What it says, for people.
    pub(super) fn said(&self) -> String {
        match &self.result {
            Some(result) if result.bytes().all(|digit| digit == b'0') => "could not do the work again".to_owned(),
            Some(result) => result.clone(),
            None => "-".to_owned(),
        }
    }
}

/// What a dispute waits for where nobody can do anything, for people.
fn waits_for(dispute: &Dispute) -> String {
    let drawn = || dispute.members().any(|(_, vote)| vote.state() == Some(VoteState::Drawn));
    match dispute.state() {
        Some(DisputeState::Drawing) => "waits for the block that draws its committee".to_owned(),
        Some(DisputeState::Voting) if drawn() => {
            format!("waits for verifiers to do the work again, until {}", moment(dispute.commit_ends_at))
        }
        Some(DisputeState::Voting) => format!("waits for votes to be shown, until {}", moment(dispute.reveal_ends_at)),
        Some(DisputeState::Convicted) => {
            let (price, until) = (heat(dispute.appeal_price()), moment(dispute.appeal_ends_at));
            format!("waits for an appeal, until {until}, for {price}")
        }
        _ => "waits for nothing that this version knows".to_owned(),
    }
}

/// A step, for people.
pub(in crate::cli) fn told(step: DisputeStep) -> String {
    match step {
        DisputeStep::Draw => "draw the committee".to_owned(),
        DisputeStep::Rule => "count the votes".to_owned(),
        DisputeStep::Uphold => "let the job go on: its result is right".to_owned(),
        DisputeStep::Convict => "punish the worker: its result is wrong".to_owned(),
        DisputeStep::Retry => "have the job done again: nothing was found".to_owned(),
        DisputeStep::UpholdSeat => "let the replica go: its result was not found wrong".to_owned(),
        DisputeStep::ConvictSeat => "punish the replica: its result is wrong".to_owned(),
        DisputeStep::Release => "pay out the penalty".to_owned(),
        DisputeStep::Reverse => "put the penalty back".to_owned(),
        DisputeStep::Settle(vote) => format!("pay or punish vote {vote}"),
        DisputeStep::Close => "close the dispute".to_owned(),
    }
}

/// What was found, for people.
pub(super) fn ruling_told(ruling: Option<Ruling>) -> &'static str {
    match ruling {
        None => "nothing yet",
        Some(Ruling::Right) => "the result is right",
        Some(Ruling::Wrong) => "another result is right",
        Some(Ruling::Unavailable) => "the work could not be done again: for the worker",
        Some(Ruling::Undecided) => "no majority",
    }
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::ProgramAccount;

    use super::*;

    fn dispute(state: DisputeState) -> Dispute {
        let mut dispute = Dispute::parse(&vec![0; Dispute::SIZE]).expect("a dispute");
        dispute.state = state.byte();
        dispute.round = Round::First.byte();
        dispute.fee = 500_000;
        dispute
    }

    fn view(data: Dispute, now: i64) -> DisputeView {
        let clock = Clock { unix_timestamp: now, slot: 10, ..Clock::default() };
        DisputeView::new(&Found { address: Address::default(), data }, &clock)
    }

    #[test]
    fn states_have_names_both_ways() {
        for state in DisputeState::ALL {
            assert_eq!(state_of(&state_name(Some(*state))), Ok(*state));
        }
        assert!(state_of("lost").is_err_and(|message| message.contains("convicted")));
    }

    #[test]
    fn a_dispute_tells_what_anyone_can_do_or_what_it_waits_for() {
        let mut voting = dispute(DisputeState::Voting);
        (voting.seats, voting.commit_ends_at, voting.reveal_ends_at) = (1, 100, 200);
        voting.votes[0].state = VoteState::Drawn.byte();
        let waiting = view(voting.clone(), 100);
        assert!(!waiting.ready && waiting.next.ends_with("do the work again, until 1970-01-01T00:01:40Z"));
        let over = view(voting.clone(), 101);
        assert!(over.ready && over.next == "count the votes");
        voting.votes[0].state = VoteState::Committed.byte();
        assert!(view(voting, 150).next.ends_with("to be shown, until 1970-01-01T00:03:20Z"));
        let mut convicted = dispute(DisputeState::Convicted);
        convicted.appeal_ends_at = 60;
        assert_eq!(view(convicted, 60).next, "waits for an appeal, until 1970-01-01T00:01:00Z, for 3.5 HEAT");
    }

    #[test]
    fn votes_are_told_once_they_are_shown() {
        let mut ended = dispute(DisputeState::Ended);
        ended.seats = 3;
        for (vote, state) in ended.votes.iter_mut().zip([VoteState::Shown, VoteState::Shown, VoteState::Drawn]) {
            vote.state = state.byte();
        }
        (ended.votes[0].commitment, ended.votes[0].result_hash) = ([1; 32], [9; 32]);
        ended.votes[1].commitment = [1; 32];
        let said: Vec<_> = view(ended, 0).votes.iter().map(VoteView::said).collect();
        assert_eq!(said, ["09".repeat(32), "could not do the work again".to_owned(), "-".to_owned()]);
    }
}

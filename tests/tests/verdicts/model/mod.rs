//! What the protocol says: which action is refused, and which money moves where. Written from the rules and not from
//! the programs, of what was on the chain before the action.

mod court;
mod draw;
mod errands;
mod law;
mod matters;
mod money;

use std::collections::BTreeMap;

use solana_address::Address;

use crate::action::{Action, Step};
use crate::view::View;

pub(crate) use draw::{Roll, committee};
pub(crate) use law::{Merit, SALT, given, members, merit, ruling, sealed};

/// What an action does.
#[derive(Debug)]
pub(crate) enum Outcome {
    Refused,
    /// It is not this suite's to say.
    Any,
    Taken(Moves),
}

impl Outcome {
    /// Refused all the same.
    fn unless(self, refused: bool) -> Self {
        if refused { Self::Refused } else { self }
    }
}

/// HEAT that goes from one account to another, or is burned.
#[derive(Debug, Default)]
pub(crate) struct Moves {
    pub(crate) changes: BTreeMap<Address, i128>,
    pub(crate) burned: u64,
}

impl Moves {
    fn pay(mut self, from: Address, to: Address, amount: u64) -> Self {
        *self.changes.entry(from).or_default() -= i128::from(amount);
        *self.changes.entry(to).or_default() += i128::from(amount);
        self
    }

    fn burn(mut self, from: Address, amount: u64) -> Self {
        *self.changes.entry(from).or_default() -= i128::from(amount);
        self.burned += amount;
        self
    }
}

/// Taken, with these moves, where it is allowed.
fn only(allowed: bool, moves: impl FnOnce() -> Moves) -> Outcome {
    if allowed { Outcome::Taken(moves()) } else { Outcome::Refused }
}

/// What the action does now.
pub(crate) fn outcome(view: &View, action: &Action) -> Outcome {
    let found = |dispute: usize| view.disputes[dispute].as_ref().expect("the instruction could be written");
    match *action {
        Action::Accuse { job, by, say } => court::accuse(view, job, by, say),
        Action::Commit { dispute, vote, by, .. } | Action::Copy { dispute, vote, by, .. } => {
            court::commit(view, found(dispute), vote, by)
        }
        Action::Reveal { dispute, vote, by, say } => court::reveal(view, dispute, vote, by, say),
        Action::Appeal { dispute, by } => court::appeal(view, found(dispute), by),
        Action::Take { dispute, step } => match step {
            Step::Draw => draw::draw(view, found(dispute)),
            _ => court::take(view, found(dispute), step),
        },
        Action::Errand { job, errand } => errands::errand(view, job, errand),
        Action::Accept { job } => errands::accept(view, job),
        Action::Verifier { who, matter } => matters::matter(view, who, matter),
        _ => Outcome::Any,
    }
}

//! What nobody has a reason to do, or no right.

use crate::action::{Action, Errand, Matter, Party, Say, Step};
use crate::case::Case;
use crate::cast::*;
use crate::random::Random;

pub(super) fn action(case: &Case, random: &mut Random) -> Action {
    let (jobs, disputes) = (case.world.jobs.len(), case.world.disputes.len());
    let (job, dispute) = (random.index(jobs.max(1)), random.index(disputes.max(1)));
    let (vote, by) = (random.below(11) as u8, random.index(case.world.verifiers));
    let say = random.one(&[Say::Truth, Say::Lie(0), Say::Unavailable]);
    let party = random.one(&[
        Party::Client(0),
        Party::Client(1),
        Party::Operator(0),
        Party::Verifier(by),
        Party::Verifier(0),
        Party::Stranger,
    ]);
    let who = random.index(case.world.verifiers);
    match random.below(9) {
        0 => Action::Accuse { job, by: party, say },
        1 => Action::Commit { dispute, vote, by, say },
        2 => Action::Reveal { dispute, vote, by, say },
        3 => Action::Appeal { dispute, by: party },
        4 => Action::Errand { job, errand: errand(random) },
        5 => Action::Accept { job },
        6 => Action::Verifier { who, matter: matter(random) },
        _ => Action::Take { dispute, step: step(random, vote) },
    }
}

fn errand(random: &mut Random) -> Errand {
    use Errand::*;
    random.one(&[DrawAudit, OpenAudit, Settle, Expire, Miss, Close])
}

fn step(random: &mut Random, vote: u8) -> Step {
    use Step::*;
    random.one(&[Draw, Rule, Uphold, Convict, Retry, Release, Reverse, Settle(vote), Void(vote), Close])
}

fn matter(random: &mut Random) -> Matter {
    let place = random.below(130) as u8;
    let few = random.index(MOST_VERIFIERS) as u8;
    random.one(&[
        Matter::Register,
        Matter::Deposit { amount: 0 },
        Matter::Deposit { amount: u64::MAX },
        Matter::List { place },
        Matter::List { place: few },
        Matter::Withdraw,
        Matter::Close,
    ])
}

//! What a verifier may do about its own account.

use furnace_common::dispute::{DRAW_SECONDS, VERIFIER_BOND};

use super::{Moves, Outcome, only};
use crate::action::{Matter, Party};
use crate::cast::*;
use crate::view::View;
use crate::world::PLACES;

pub(super) fn matter(view: &View, who: usize, matter: Matter) -> Outcome {
    let Some(verifier) = view.verifiers[who].as_ref() else {
        return only(matter == Matter::Register, Moves::default);
    };
    let (purse, vault) = (purse(Party::Verifier(who)), PLACES.bonds);
    let place = |place: u8| view.roster.places.get(usize::from(place));
    let is_settled = |since: i64| since == 0 || since + DRAW_SECONDS < view.now;
    let listed = place(verifier.place).filter(|at| at.verifier == account_of(who) && at.weight > 0);
    let stays = verifier.free_at == 0;
    match matter {
        Matter::Register => Outcome::Refused,
        Matter::Deposit { amount } => {
            let allowed = stays && amount > 0 && view.tokens[&purse] >= amount;
            only(allowed, || Moves::default().pay(purse, vault, amount))
        }
        Matter::List { place: wanted } => {
            let Some(at) = place(wanted) else { return Outcome::Refused };
            let own = at.verifier == account_of(who);
            let weight = if stays && verifier.bond >= VERIFIER_BOND { verifier.bond } else { 0 };
            // Who puts nothing down keeps nobody off a place.
            let free = own || at.weight == 0 && weight > 0;
            let elsewhere = listed.is_some() && wanted != verifier.place;
            // What changes nothing keeps no place busy.
            let same = own && at.weight == weight;
            only(same || free && is_settled(at.since), Moves::default).unless(elsewhere)
        }
        Matter::Leave => only(stays && listed.is_none_or(|at| is_settled(at.since)), Moves::default),
        Matter::Withdraw => {
            let free = !stays && view.now >= verifier.free_at && verifier.votes == 0;
            let amount = verifier.earned + if free { verifier.bond } else { 0 };
            only(amount > 0, || Moves::default().pay(vault, purse, amount))
        }
        Matter::Close => {
            let empty = verifier.bond == 0 && verifier.earned == 0 && verifier.votes == 0;
            let left = !stays || verifier.bond < VERIFIER_BOND;
            only(empty && left && listed.is_none(), Moves::default)
        }
    }
}

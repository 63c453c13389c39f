//! Telling what is stored from what was to be stored.

use std::fmt::Display;

use furnace_client::{
    accounts::ProgramAccount,
    chain::{Chain, ChainError},
    program,
};
use solana_account::Account;
use solana_address::Address;

use super::State;
use crate::Difference;

/// An account of a program, unless it is yet to be created.
pub(super) async fn read<T: ProgramAccount>(chain: &dyn Chain, address: Address) -> Result<Option<T>, ChainError> {
    match chain.account(&address).await? {
        Some(account) if !is_blank(&account) => Ok(Some(T::read(&address, &account)?.data)),
        _ => Ok(None),
    }
}

/// Anyone can send lamports to an address that does not exist yet; that creates nothing.
pub(super) fn is_blank(account: &Account) -> bool {
    account.owner == program::SYSTEM && account.data.is_empty()
}

/// Collects where stored values are not the configured ones.
#[derive(Default)]
pub(super) struct Comparison {
    differences: Vec<Difference>,
}

impl Comparison {
    pub(super) fn field<T: PartialEq + Display>(mut self, field: &'static str, expected: T, found: T) -> Self {
        if expected != found {
            self.differences.push(Difference { field, expected: expected.to_string(), found: found.to_string() });
        }
        self
    }

    pub(super) fn state(self) -> State {
        if self.differences.is_empty() { State::Applied } else { State::Differs(self.differences) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_listed() {
        assert_eq!(Comparison::default().field("review", 10, 10).state(), State::Applied);
        let state = Comparison::default().field("review", 10, 60).field("name", "render", "render").state();
        let expected = Difference { field: "review", expected: "10".into(), found: "60".into() };
        assert_eq!(state, State::Differs(vec![expected]));
    }

    #[test]
    fn a_gift_of_lamports_creates_nothing() {
        assert!(is_blank(&Account { lamports: 5, owner: program::SYSTEM, ..Account::default() }));
        assert!(!is_blank(&Account { owner: program::TOKEN, ..Account::default() }));
    }
}

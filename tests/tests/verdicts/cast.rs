//! Who takes part, and what they begin with.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use furnace_client::pda;
use furnace_common::dispute::VERIFIER_BOND;
use furnace_common::units::HEAT;
use furnace_tests::chain::key;
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_signer::Signer;

use crate::action::{Party, Say};

/// Operators, each with a pool, a delegator and a worker; the first ones are honest.
pub(crate) const OPERATORS: usize = 4;
const HONEST_OPERATORS: usize = 2;
/// The first one is honest.
pub(crate) const CLIENTS: usize = 2;
pub(crate) const MOST_VERIFIERS: usize = 14;
/// What of results is audited in each market, basis points.
pub(crate) const AUDITS: [u16; 3] = [0, 5_000, 10_000];

pub(crate) const OWN_STAKE: u64 = 2_000 * HEAT;
pub(crate) const DELEGATED: u64 = 500 * HEAT;
pub(crate) const DEPOSIT: u64 = 5_000 * HEAT;
/// What everybody has in its wallet besides.
pub(crate) const PURSE: u64 = 20_000 * HEAT;
/// Most that a job is paid: now and then as much as a pool has at stake.
pub(crate) const MAX_PRICE: u64 = 2_000 * HEAT;
/// Most that a job is paid mostly.
pub(crate) const USUAL_PRICE: u64 = 40 * HEAT;

/// How verifiers vote that collude.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Policy {
    /// All for the same wrong result: that of lying workers, against honest ones.
    Lie,
    /// Each for one of its own.
    Scatter,
    Silent,
    Unavailable,
    /// Each of these, now and then, and the truth.
    Fickle,
}

/// Who judges in a case.
#[derive(Clone, Debug)]
pub(crate) struct Setup {
    /// Of each verifier, HEAT base units.
    pub(crate) bonds: Vec<u64>,
    /// So many of them, the last ones, collude.
    pub(crate) colluders: usize,
    pub(crate) policy: Policy,
}

impl Setup {
    pub(crate) fn is_honest(&self, verifier: usize) -> bool {
        verifier + self.colluders < self.bonds.len()
    }

    /// Whether less than half of all bonds collude.
    pub(crate) fn is_minority(&self) -> bool {
        let all: u64 = self.bonds.iter().sum();
        let honest: u64 = self.bonds[..self.bonds.len() - self.colluders].iter().sum();
        honest * 2 > all
    }

    /// As many colluders as leave the honest with more than half of the bonds.
    pub(crate) fn with_minority(mut self) -> Self {
        while !self.is_minority() {
            self.colluders -= 1;
        }
        self
    }
}

/// Bonds of verifiers, HEAT base units.
pub(crate) fn bond(heat: u64) -> u64 {
    VERIFIER_BOND + heat * HEAT
}

pub(crate) fn is_honest_operator(operator: usize) -> bool {
    operator < HONEST_OPERATORS
}

pub(crate) fn name(party: Party) -> String {
    format!("{party:?}")
}

/// Addresses by who has them: finding them takes longer than all the rest.
struct Known {
    /// Wallet, and its HEAT account.
    wallets: BTreeMap<Party, (Address, Address)>,
    /// Hot key and account of each verifier.
    verifiers: Vec<(Address, Address)>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let staking = (0..OPERATORS).flat_map(|index| [Party::Operator(index), Party::Delegator(index)]);
    let all = staking.chain((0..CLIENTS).map(Party::Client)).chain((0..MOST_VERIFIERS).map(Party::Verifier));
    let wallet = |party: Party| key(&name(party)).pubkey();
    let known = |party| (party, (wallet(party), pda::heat_account(&wallet(party))));
    let verifier = |index| (key(&format!("votes of {index}")).pubkey(), pda::verifier(&wallet(Party::Verifier(index))));
    Known {
        wallets: all.chain([Party::Stranger]).map(known).collect(),
        verifiers: (0..MOST_VERIFIERS).map(verifier).collect(),
    }
});

pub(crate) fn wallet(party: Party) -> Address {
    KNOWN.wallets[&party].0
}

pub(crate) fn purse(party: Party) -> Address {
    KNOWN.wallets[&party].1
}

/// Who has this wallet.
pub(crate) fn party(wallet: &Address) -> Option<Party> {
    KNOWN.wallets.iter().find(|(_, (address, _))| address == wallet).map(|(party, _)| *party)
}

pub(crate) fn worker_name(operator: usize) -> String {
    format!("worker {operator}")
}

/// The hot key that votes for a verifier.
pub(crate) fn votes_of(verifier: usize) -> Address {
    KNOWN.verifiers[verifier].0
}

/// A verifier's account.
pub(crate) fn account_of(verifier: usize) -> Address {
    KNOWN.verifiers[verifier].1
}

/// Whose account of a verifier that is.
pub(crate) fn verifier_at(account: &Address) -> Option<usize> {
    KNOWN.verifiers.iter().position(|(_, address)| address == account)
}

/// What a job's result is, as somebody says.
pub(crate) fn result(job: usize, say: Say) -> [u8; 32] {
    match say {
        Say::Truth => Sha256::digest(format!("the result of job {job}")).into(),
        Say::Lie(number) => Sha256::digest(format!("lie {number} about job {job}")).into(),
        Say::Unavailable => [0; 32],
    }
}

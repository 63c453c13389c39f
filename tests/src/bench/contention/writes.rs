//! Who writes what: observed from the transactions, and sorted by what the jobs that share an account have in common.

use std::collections::{BTreeMap, HashSet};

use furnace_client::generated::jobs::accounts::{
    CLIENT_BALANCE_DISCRIMINATOR, JOB_DISCRIMINATOR, MARKET_DISCRIMINATOR, OPERATOR_DISCRIMINATOR, WORKER_DISCRIMINATOR,
};
use furnace_client::generated::staking::accounts::POOL_DISCRIMINATOR;
use furnace_client::{pda, program};
use solana_account::Account;
use solana_address::Address;
use solana_message::Message;

use super::crowd::Sent;
use super::limits::{block_units, per_block};
use super::{Contended, PATH, SharedBy, Write};
use crate::chain::Chain;

/// The accounts that a message locks for writing, and of what kind those are that exist.
pub(super) fn locked(chain: &Chain, message: &Message) -> Vec<(Address, Option<&'static str>)> {
    let keys = message.account_keys.iter().enumerate();
    keys.filter(|(index, _)| message.is_maybe_writable_with_reserved_addresses(*index, None::<&HashSet<Address>>))
        .map(|(_, address)| (*address, chain.account(address).map(|account| kind(chain, &account))))
        .collect()
}

/// By owner and discriminator; a token account by what owns it in turn.
fn kind(chain: &Chain, account: &Account) -> &'static str {
    let known = [
        (JOB_DISCRIMINATOR, "job"),
        (CLIENT_BALANCE_DISCRIMINATOR, "client's balance"),
        (WORKER_DISCRIMINATOR, "worker"),
        (OPERATOR_DISCRIMINATOR, "operator"),
        (MARKET_DISCRIMINATOR, "market"),
        (POOL_DISCRIMINATOR, "pool"),
    ];
    let of = |data: &[u8]| {
        known.iter().find(|(discriminator, _)| data.starts_with(&discriminator[..])).map(|(_, kind)| *kind)
    };
    if account.owner == furnace_client::instructions::SYSTEM_PROGRAM {
        return "payer";
    }
    if [program::JOBS, program::STAKING].contains(&account.owner) {
        return of(&account.data).unwrap_or("other");
    }
    if account.data.len() == 82 {
        return "mint";
    }
    let owner = account.data.get(32..64).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()).map(Address::from);
    let holder = owner.and_then(|owner| chain.account(&owner)).and_then(|holder| of(&holder.data));
    match holder {
        Some("client's balance") => "client's vault",
        Some("pool") => "income vault",
        _ if owner == Some(pda::token_config()) => "fee vault",
        _ => "other",
    }
}

/// One account in one instruction: the jobs of which it was written.
#[derive(Default)]
struct Written {
    kind: &'static str,
    jobs: usize,
    /// Party by party the one that all jobs so far have in common.
    common: Vec<(SharedBy, Option<usize>)>,
}

impl Written {
    fn add(&mut self, kind: &'static str, parties: &[(SharedBy, usize)]) {
        if self.jobs == 0 {
            self.kind = kind;
            self.common = parties.iter().map(|(party, number)| (*party, Some(*number))).collect();
        }
        self.jobs += 1;
        for ((_, common), (_, number)) in self.common.iter_mut().zip(parties) {
            *common = common.filter(|known| known == number);
        }
    }

    fn shared_by(&self) -> SharedBy {
        match self.common.iter().find(|(_, common)| common.is_some()) {
            _ if self.jobs == 1 => SharedBy::Nobody,
            Some((party, _)) => *party,
            None => SharedBy::Everyone,
        }
    }
}

/// What was sent of one instruction.
#[derive(Default)]
struct Entry {
    transactions: u64,
    most_cu: u64,
    block_units: u64,
    accounts: BTreeMap<Address, Written>,
}

/// What was sent, by instruction in the order of a job's life.
#[derive(Default)]
pub(super) struct Ledger(Vec<(String, Entry)>);

impl Ledger {
    pub(super) fn record(&mut self, name: &str, sent: Sent) {
        if self.0.last().is_none_or(|(last, _)| last != name) {
            self.0.push((name.into(), Entry::default()));
        }
        let Some((_, entry)) = self.0.last_mut() else { return };
        entry.transactions += 1;
        entry.most_cu = entry.most_cu.max(sent.compute_units);
        entry.block_units += block_units(&sent.message, sent.writable.len(), sent.compute_units, sent.loaded_bytes);
        for (address, kind) in sent.writable {
            entry.accounts.entry(address).or_default().add(kind, &sent.parties);
        }
    }

    /// Each instruction, and the whole path with the dearer end.
    pub(super) fn contended(self) -> Vec<Contended> {
        let mut all: Vec<Contended> = self.0.into_iter().map(|(name, entry)| entry.contended(name)).collect();
        let end = |name: &str| all.iter().find(|one| one.what == name).map_or(0, |one| one.block_units);
        let left_out = if end("job_accept") < end("job_settle") { "job_accept" } else { "job_settle" };
        let path = all.iter().filter(|one| PATH.contains(&one.what.as_str()) && one.what != left_out);
        let (cu, units) = path.clone().fold((0, 0), |(cu, units), one| (cu + one.cu, units + one.block_units));
        let shared = |by: SharedBy| {
            let kinds: BTreeMap<&str, u64> = path.clone().fold(BTreeMap::new(), |mut kinds, one| {
                for write in one.writes.iter().filter(|write| write.shared_by == by) {
                    *kinds.entry(write.kind.as_str()).or_default() += one.block_units;
                }
                kinds
            });
            kinds.into_values().max().unwrap_or_default()
        };
        let per_block =
            per_block(units, [SharedBy::Everyone, SharedBy::Market, SharedBy::Operator, SharedBy::Client].map(shared));
        all.push(Contended {
            what: "post to settlement".into(),
            cu,
            block_units: units,
            per_block,
            writes: Vec::new(),
        });
        all
    }
}

impl Entry {
    fn contended(self, what: String) -> Contended {
        let mut writes = BTreeMap::<(SharedBy, &str), Write>::new();
        for written in self.accounts.values() {
            let (by, kind) = (written.shared_by(), written.kind);
            let blank = || Write { kind: kind.into(), accounts: 0, most_jobs: 0, shared_by: by };
            let write = writes.entry((by, kind)).or_insert_with(blank);
            write.accounts += 1;
            write.most_jobs = write.most_jobs.max(written.jobs);
        }
        let block_units = self.block_units.div_ceil(self.transactions.max(1));
        let writes: Vec<Write> = writes.into_values().collect();
        let shared = |by: SharedBy| if writes.iter().any(|write| write.shared_by == by) { block_units } else { 0 };
        let per_block = per_block(
            block_units,
            [SharedBy::Everyone, SharedBy::Market, SharedBy::Operator, SharedBy::Client].map(shared),
        );
        Contended { what, cu: self.most_cu, block_units, per_block, writes }
    }
}

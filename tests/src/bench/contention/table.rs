//! The contention table, and what of it must not be.

use super::limits::{ACCOUNT_UNITS, BLOCK_UNITS};
use super::{Contended, JOBS, SharedBy, Write};

/// Prints both tables to stdout.
pub(in crate::bench) fn print(contention: &[Contended]) {
    println!("\n{JOBS} jobs, blocks of {BLOCK_UNITS} units and {ACCOUNT_UNITS} for each account");
    let head = ["instruction", "CU", "in block", "jobs/block", "of market", "of operator", "of client"];
    println!(
        "{:<24} {:>7} {:>9} {:>11} {:>11} {:>11} {:>11}",
        head[0], head[1], head[2], head[3], head[4], head[5], head[6]
    );
    for Contended { what, cu, block_units, per_block, .. } in contention {
        println!(
            "{what:<24} {cu:>7} {block_units:>9} {:>11} {:>11} {:>11} {:>11}",
            per_block.all, per_block.market, per_block.operator, per_block.client
        );
    }
    println!("\n{:<24} {:<20} {:>9} {:>10} shared by jobs of", "instruction", "writes", "accounts", "most jobs");
    for one in contention {
        for Write { kind, accounts, most_jobs, shared_by } in &one.writes {
            println!("{:<24} {kind:<20} {accounts:>9} {most_jobs:>10} {shared_by:?}", one.what);
        }
    }
}

/// What unrelated jobs may share: none of it before the settlement.
fn allowed(instruction: &str, kind: &str) -> SharedBy {
    match (instruction, kind) {
        ("job_accept" | "job_settle", "mint") => SharedBy::Everyone,
        ("job_accept" | "job_settle", "fee vault") | ("job_close", "market") => SharedBy::Market,
        _ => SharedBy::Operator,
    }
}

/// Accounts for which jobs wait that have nothing to do with one another.
pub(in crate::bench) fn violations(contention: &[Contended]) -> Vec<String> {
    let all = contention.iter().flat_map(|one| one.writes.iter().map(move |write| (&one.what, write)));
    all.filter(|(what, write)| write.shared_by > allowed(what, &write.kind))
        .map(|(what, write)| format!("{what}: the {} is shared by jobs of {:?}", write.kind, write.shared_by))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::contention::PerBlock;

    fn contended(what: &str, kind: &str, shared_by: SharedBy) -> Vec<Contended> {
        let writes = vec![Write { kind: kind.into(), accounts: 1, most_jobs: 2, shared_by }];
        let per_block = PerBlock { all: 1, market: 1, operator: 1, client: 1 };
        vec![Contended { what: what.into(), cu: 1, block_units: 1, per_block, writes }]
    }

    #[test]
    fn a_shared_account_before_the_settlement_is_reported() {
        assert!(violations(&contended("job_post", "client's balance", SharedBy::Client)).is_empty());
        assert_eq!(violations(&contended("job_post", "market", SharedBy::Market)).len(), 1);
    }

    #[test]
    fn a_settlement_shares_the_fee_vault_and_the_mint_alone() {
        assert!(violations(&contended("job_settle", "fee vault", SharedBy::Market)).is_empty());
        assert!(violations(&contended("job_settle", "mint", SharedBy::Everyone)).is_empty());
        assert_eq!(violations(&contended("job_settle", "fee vault", SharedBy::Everyone)).len(), 1);
        assert_eq!(violations(&contended("job_settle", "other", SharedBy::Everyone)).len(), 1);
    }
}

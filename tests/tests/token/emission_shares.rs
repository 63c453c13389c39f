//! The shares of an epoch add up to its budget to the unit, whoever claims first.

use furnace_client::accounts::EmissionEpoch;
use furnace_client::pda;
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_common::units::HEAT;
use furnace_tests::network::{Network, OperatorActor};
use proptest::prelude::*;
use solana_signer::Signer;

use super::scene::{Emission, try_claim, try_open_points, try_record};

/// Workers of an epoch.
const WORKERS: usize = 7;

/// What a worker's proofs say, and how much of its operator's stake counts.
type Proof = (u64, u16);

/// Every pool's income in HEAT.
fn incomes(network: &Network, operators: &[OperatorActor]) -> u64 {
    operators.iter().map(|operator| network.tokens(&pda::income_vault(&operator.pool, &pda::heat_mint()))).sum()
}

/// Records the proofs, claims in this order; returns what each worker got, in the order of recording.
fn shares(proofs: &[Proof], order: &[usize]) -> (EmissionEpoch, Vec<u64>) {
    let Emission { mut network, operator, worker, epoch } = Emission::new();
    // The workers belong to operators with different stakes: once, one and a half times, twice the minimum.
    let mut operators = vec![operator];
    operators.push(network.operator("second operator", 600 * HEAT));
    operators.push(network.operator("third operator", 600 * HEAT));
    let mut workers = vec![worker];
    for index in 1..proofs.len() {
        let worker = network.worker(&operators[index % 3], &format!("worker {index}"));
        try_open_points(&mut network, &worker).expect("points open");
        workers.push(worker);
    }
    // Each operator has up to three workers of one GPU.
    let top_up = |network: &mut Network, operator: &OperatorActor| {
        network.give(&operator.wallet.pubkey(), 200 * HEAT);
        network.try_stake(&operator.wallet, operator.pool, 200 * HEAT).expect("stake");
    };
    top_up(&mut network, &operators[0]);
    top_up(&mut network, &operators[2]);

    for (worker, (score, uptime)) in workers.iter().zip(proofs) {
        try_record(&mut network, worker, epoch, *score, *uptime).expect("record");
    }
    network.chain.advance(2 * 86_400);
    let mut shares = vec![0; proofs.len()];
    for &index in order {
        let before = incomes(&network, &operators);
        try_claim(&mut network, &workers[index], epoch).expect("claim");
        shares[index] = incomes(&network, &operators) - before;
    }
    let account: EmissionEpoch = network.chain.read(&pda::emission(epoch));
    assert_eq!(network.supply(), GENESIS_SUPPLY + account.claimed);
    assert_eq!(network.statistics().emitted, account.claimed);
    (account, shares)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, ..ProptestConfig::default() })]

    #[test]
    fn every_unit_of_the_budget_is_shared(
        proofs in proptest::collection::vec(((2u64..1 << 50), 5_000u16..=10_000), WORKERS),
        order in Just((0..WORKERS).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        // Given workers with points, when all claim in some order, then the budget is gone to the unit
        let (epoch, first) = shares(&proofs, &order);
        prop_assert_eq!(first.iter().sum::<u64>(), epoch.budget);
        prop_assert_eq!(epoch.claimed, epoch.budget);

        // and in the other order everyone has the same
        let reverse: Vec<usize> = order.into_iter().rev().collect();
        let (_, second) = shares(&proofs, &reverse);
        prop_assert_eq!(first, second);
    }
}

#[test]
fn a_share_is_the_points_part_whoever_else_claims() {
    // Given a worker with two thirds of the points and one with the rest, when only the second claims
    let (epoch, shares) = shares(&[(2_000, 10_000), (1_000, 10_000)], &[1]);

    // Then it has its part, and the rest is never minted
    assert_eq!((epoch.total_points, shares[0]), (6_000, 0));
    let begin = u128::from(epoch.budget) * 4_000 / 6_000;
    assert_eq!(u128::from(shares[1]), u128::from(epoch.budget) - begin);
    assert_eq!(epoch.claimed, shares[1]);
}

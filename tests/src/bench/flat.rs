//! What must not cost more when there are more of the others: jobs and leases in the chain, delegators in a pool.

use furnace_client::generated::jobs::instructions::WorkerRegisterInstructionArgs;
use furnace_client::instructions::staking::Reward;
use furnace_client::instructions::{slashing, staking};
use furnace_client::{pda, program};
use furnace_common::limits::{MAX_LOCK_SECONDS, MAX_WORKER_JOBS};
use furnace_common::units::HEAT;
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_signer::Signer;

use super::Flat;
use super::measure::{self, Bench};
use crate::network::{Network, OperatorActor, PRICE, lease_terms, worker_args};

/// Open jobs besides the one that is measured.
const JOBS: [usize; 2] = [0, 300];
/// Leases that run besides the one that is settled, and as many as one worker runs.
const LEASES: [usize; 2] = [1, 300];
const OF_ONE_WORKER: usize = MAX_WORKER_JOBS as usize;
/// Delegators of the pool, who stake the same in all however many they are.
const DELEGATORS: [usize; 2] = [10, 10_000];
const DELEGATED: u64 = 10_000 * HEAT;
/// Delegators that one transaction lets in.
const AT_ONCE: usize = 5;

/// Measures each with few and with many.
pub(super) fn all() -> Vec<Flat> {
    let lifecycles = JOBS.map(|count| vec![("lifecycle among open jobs", among_jobs(count))]);
    let leases = LEASES.map(|count| vec![("lease_settle among leases", among_leases(count))]);
    let pools = DELEGATORS.map(among_delegators);
    [(JOBS, lifecycles), (LEASES, leases), (DELEGATORS, pools)]
        .into_iter()
        .flat_map(|([few, many], [with_few, with_many])| {
            with_few.into_iter().zip(with_many).map(move |((what, few_cu), (_, many_cu))| Flat {
                what: what.into(),
                few,
                few_cu,
                many,
                many_cu,
                rise: None,
            })
        })
        .collect()
}

/// From post to settlement, after another client has posted so many jobs.
fn among_jobs(count: usize) -> u64 {
    let mut bench = Bench { network: Network::new(), costs: Vec::new() };
    let operator = measure::found(&mut bench, 5_000 * HEAT);
    let worker = measure::register(&mut bench, &operator);
    let client = measure::balance(&mut bench);
    let other = bench.network.client("bench crowd", JOBS[1] as u64 * PRICE);
    for _ in 0..count {
        bench.network.post(&other, PRICE);
    }
    measure::lifecycle(&mut bench, &client, &worker)
}

/// The settlement of a lease, while workers of the same operator run so many others of another client.
fn among_leases(count: usize) -> u64 {
    const RATE: u64 = 1_003;
    let mut network = Network::new();
    let operator = network.operator("bench operator", 5_000 * HEAT);
    let client = network.client("bench client", 100 * HEAT);
    let other = network.client("bench crowd", 10_000 * HEAT);
    let args = || WorkerRegisterInstructionArgs { max_jobs: MAX_WORKER_JOBS, ..worker_args() };
    let workers: Vec<_> = (0..=LEASES[1].div_ceil(OF_ONE_WORKER))
        .map(|number| network.worker_with(&operator, &format!("bench worker {number}"), args()))
        .collect();
    let lease = network.running_lease(&client, &workers[0], lease_terms(RATE));
    for number in 0..count {
        network.running_lease(&other, &workers[1 + number / OF_ONE_WORKER], lease_terms(RATE));
    }
    network.chain.advance(601);
    network.try_lease_settle(lease).expect("settle").compute_units
}

/// What writes the pool, with so many delegators in it.
fn among_delegators(count: usize) -> Vec<(&'static str, u64)> {
    let mut bench = Bench { network: Network::new(), costs: Vec::new() };
    let operator = measure::found(&mut bench, 2 * DELEGATED);
    let (pool, usd_mint) = (operator.pool, bench.network.usd_mint);
    let worker = measure::register(&mut bench, &operator);
    let client = measure::balance(&mut bench);
    let delegator = bench.network.wallet("bench delegator", 1_000 * HEAT);
    let (owner, home) = (delegator.pubkey(), pda::heat_account(&delegator.pubkey()));
    bench.network.open_position(&delegator, pool);
    bench.network.try_stake(&delegator, pool, 200 * HEAT).expect("stake");
    bench.network.try_lock(&delegator, pool, 100 * HEAT, MAX_LOCK_SECONDS).expect("lock");
    crowd(&mut bench, &operator, count);
    assert_eq!(bench.network.pool(&pool).positions as usize, count + 2);

    let mut costs: Vec<_> = [
        ("stake", staking::stake(owner, pool, home, 10 * HEAT)),
        ("unstake", staking::unstake(owner, pool, 10 * HEAT)),
        ("rewards_sync", staking::rewards_sync(pool, usd_mint)),
        ("rewards_claim", staking::rewards_claim(owner, pool, Reward::Heat, home)),
    ]
    .into_iter()
    .map(|(name, instruction)| {
        bench.season(pool);
        (name, bench.step("staking", name, instruction, &[&delegator]).compute_units)
    })
    .collect();
    let job = bench.network.post(&client, PRICE);
    bench.network.try_claim(&worker, job).expect("claim");
    bench.network.chain.advance(86_400);
    let slash = slashing::slash_missed_deadline(job, &bench.network.job(&job), pool, home);
    let receipt = bench.step("slashing", "slash_missed_deadline", slash, &[]);
    costs.push(("slash", receipt.consumed_by(&program::STAKING)));
    costs
}

/// Lets `count` delegators in. Their positions and stakes are made by the program; only the HEAT that they
/// bring is not the treasury's, and nobody looks at their signatures.
fn crowd(bench: &mut Bench, operator: &OperatorActor, count: usize) {
    let template = bench.network.chain.account(&pda::heat_account(&operator.wallet.pubkey())).expect("HEAT account");
    let amount = DELEGATED / count as u64;
    let payer = bench.network.payer();
    let [open, stake] = {
        let owner = operator.wallet.pubkey();
        let source = pda::heat_account(&owner);
        [staking::position_open(owner, payer, operator.pool), staking::stake(owner, operator.pool, source, amount)]
    };
    let (known, position) = (operator.wallet.pubkey(), pda::position(&operator.pool, &operator.wallet.pubkey()));
    let known_source = pda::heat_account(&known);
    bench.network.chain.verify_signatures(false);
    for numbers in (0..count).collect::<Vec<_>>().chunks(AT_ONCE) {
        let mut instructions = Vec::new();
        for number in numbers {
            let [owner, source] = ["delegator", "HEAT"].map(|what| address(&format!("{what} {number}")));
            let mut account = template.clone();
            account.data[32..64].copy_from_slice(owner.as_ref());
            account.data[64..72].copy_from_slice(&amount.to_le_bytes());
            bench.network.chain.svm.set_account(source, account).expect("HEAT account is set");
            let own = pda::position(&operator.pool, &owner);
            for mut instruction in [open.clone(), stake.clone()] {
                for meta in &mut instruction.accounts {
                    let pairs = [(known, owner), (position, own), (known_source, source)];
                    if let Some((_, new)) = pairs.into_iter().find(|(old, _)| *old == meta.pubkey) {
                        meta.pubkey = new;
                    }
                }
                instructions.push(instruction);
            }
        }
        bench.network.send(&instructions, &[]).expect("delegators come in");
    }
    bench.network.chain.verify_signatures(true);
}

fn address(name: &str) -> Address {
    Address::new_from_array(Sha256::digest(format!("furnace bench: {name}")).into())
}

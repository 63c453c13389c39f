use furnace_client::{
    artifacts::Digest,
    spec::{Artifact, Camera, Matmul, Render, Training},
};
use furnace_common::proof::Showing;
use proptest::prelude::*;

use super::*;
use crate::{
    chain::{Drawing, Needs},
    config::{KernelName, Text, VerifyConfig},
    testing::{job_account, standing},
};

const SPEED: Speed = Speed { paths_per_second: 1e6, operations_per_second: 1e9, training_per_second: 1e9 };
pub(super) const WORKER: Address = Address::new_from_array([50; 32]);
const WELL: DeviceState = DeviceState { healthy: true, speed: Some(SPEED) };

pub(super) fn policy(change: impl FnOnce(&mut PolicyConfig)) -> Policy {
    let mut rules = PolicyConfig::default();
    change(&mut rules);
    Policy::new(rules, Limits::default())
}

pub(super) fn around(standing: &Standing) -> Surroundings<'_> {
    Surroundings { now: 500, standing, device: WELL, worker: WORKER, reachable: true, gave_up_before: false }
}

fn matmul(side: u32) -> JobSpec {
    JobSpec::new(Kernel::Matmul(Matmul { rows: side, columns: side, inner: side, seed: 1 })).expect("valid")
}

fn render(bytes: u64, frames: u32) -> JobSpec {
    let mesh = Artifact { sha256: Digest([3; 32]), bytes };
    let render = Render { mesh, width: 64, height: 64, frames, samples: 4, bounces: 2, camera: Camera::default() };
    JobSpec::new(Kernel::Render(render)).expect("valid")
}

#[test]
fn an_ordinary_job_is_taken() {
    let own = standing();
    policy(|_| ()).decide(&job_account(1), &matmul(64), &around(&own)).expect("taken");
    policy(|_| ()).decide(&job_account(1), &render(1000, 2), &around(&own)).expect("taken");
}

#[test]
fn a_verifier_judges_every_kernel_unless_told_otherwise() {
    let verifier = policy(|rules| rules.kernels = VerifyConfig::default().kernels);
    let training = Training { features: 4, examples: 4, steps: 4, seed: 1 };
    for spec in [matmul(64), render(1000, 2), JobSpec::new(Kernel::Training(training)).expect("valid")] {
        verifier.judge_kernel(&spec).expect("judged");
    }
    let choosy = policy(|rules| rules.kernels = vec![KernelName::Matmul]);
    assert_eq!(choosy.judge_kernel(&render(1000, 2)).expect_err("refused").name(), "kernel_not_listed");
}

#[test]
fn each_term_has_its_refusal() {
    let refused = |job: JobAccount, rules: fn(&mut PolicyConfig)| {
        let own = standing();
        policy(rules).judge_terms(&job, &around(&own)).expect_err("refused").name()
    };
    let job = || job_account(1);
    assert_eq!(refused(JobAccount { state: JobState::Running, ..job() }, |_| ()), "not_open");
    assert_eq!(refused(JobAccount { expires_at: 499, ..job() }, |_| ()), "claim_over");
    let only = |admission| JobAccount { admission, ..job() };
    let open = Admission::default();
    assert_eq!(refused(only(Admission { auctioned: true, ..open }), |_| ()), "auctioned");
    assert_eq!(refused(only(Admission { crew: true, ..open }), |_| ()), "for_a_crew");
    let another = Some(Address::new_from_array([51; 32]));
    assert_eq!(refused(only(Admission { designated: another, ..open }), |_| ()), "not_designated");
    let drawing = Some(Drawing { ends_at: 501, rate: 0 });
    assert_eq!(refused(only(Admission { drawing, ..open }), |_| ()), "not_drawn");
    let dollars = JobAccount { in_dollars: true, ..job() };
    assert_eq!(refused(dollars, |rules| rules.min_price = Text(Heat(1))), "price_in_dollars");
    let asks = |needs| JobAccount { needs, ..job() };
    let needs = job().needs;
    assert_eq!(refused(asks(Needs { regions: 0b10, ..needs }), |_| ()), "other_region");
    assert_eq!(refused(asks(Needs { min_gpus: 2, ..needs }), |_| ()), "hardware_too_small");
    assert_eq!(refused(asks(Needs { min_vram_gib: 25, ..needs }), |_| ()), "hardware_too_small");
    assert_eq!(refused(asks(Needs { min_score: 1, ..needs }), |_| ()), "not_certified");
    assert_eq!(refused(asks(Needs { class_multiplier: 10_000, ..needs }), |_| ()), "stake_too_low");
    assert_eq!(refused(JobAccount { collateral: Heat(1_000_000_001), ..job() }, |_| ()), "collateral_not_covered");
    assert_eq!(refused(job(), |rules| rules.markets = vec![Text(Address::default())]), "market_not_listed");
    assert_eq!(refused(job(), |rules| rules.min_price = Text(Heat(10_000_001))), "price_too_low");
    assert_eq!(refused(job(), |rules| rules.min_price_per_second = Text(Heat(100_001))), "price_too_low");
    assert_eq!(refused(job(), |rules| rules.max_collateral = Text(Heat(1))), "collateral_too_high");
    assert_eq!(refused(job(), |rules| rules.min_time = Duration::from_secs(101)), "time_too_short");
    for uri in ["", "relative/path", "../up", "file:///etc", "http://plain.example", "ftp://x", "https://"] {
        let job = JobAccount { store_uri: uri.to_owned(), ..job() };
        assert_eq!(refused(job, |_| ()), "store_not_allowed", "{uri}");
    }
}

#[test]
fn a_job_for_this_worker_is_taken_and_so_is_one_whose_drawing_is_over() {
    let own = standing();
    for admission in [
        Admission { designated: Some(WORKER), ..Admission::default() },
        Admission { drawing: Some(Drawing { ends_at: 501, rate: 10_000 }), ..Admission::default() },
        Admission { drawing: Some(Drawing { ends_at: 500, rate: 0 }), ..Admission::default() },
    ] {
        let job = JobAccount { admission, ..job_account(1) };
        policy(|_| ()).judge_terms(&job, &around(&own)).expect("taken");
    }
}

#[test]
fn an_operator_that_asks_for_nothing_takes_dollars() {
    let own = standing();
    let job = JobAccount { in_dollars: true, ..job_account(1) };
    policy(|_| ()).judge_terms(&job, &around(&own)).expect("taken");
}

#[test]
fn the_workers_own_state_counts() {
    let refused = |own: Standing, device: DeviceState, gave_up_before: bool| {
        let around = Surroundings { device, gave_up_before, ..around(&own) };
        policy(|_| ()).judge_terms(&job_account(1), &around).expect_err("refused").name()
    };
    assert_eq!(refused(standing(), WELL, true), "gave_up_before");
    assert_eq!(refused(standing(), DeviceState { healthy: false, ..WELL }, false), "device_unwell");
    assert_eq!(refused(Standing { retired: true, ..standing() }, WELL, false), "worker_retired");
    assert_eq!(refused(Standing { jobs: 4, ..standing() }, WELL, false), "worker_full");
    assert_eq!(refused(Standing { locked: Heat(999_000_000), ..standing() }, WELL, false), "collateral_not_covered");
    assert_eq!(refused(Standing { operator_gpus: 6, ..standing() }, WELL, false), "stake_too_low");
    assert_eq!(refused(Standing { half_own: false, ..standing() }, WELL, false), "own_stake_too_low");
}

#[test]
fn what_is_certified_is_what_was_proven_and_is_not_over() {
    let judged = |gpus: u64, lowest: u64, expires_at: i64| {
        let proven = [Showing::default(), Showing { gpus, lowest, expires_at, ..Showing::default() }];
        let own = Standing { gpus: 2, operator_gpus: 2, proven, ..standing() };
        let needs = Needs { min_gpus: 2, min_score: 100, ..job_account(1).needs };
        policy(|_| ()).judge_terms(&JobAccount { needs, ..job_account(1) }, &around(&own))
    };
    assert_eq!(judged(0b11, 100, 501), Ok(()));
    let refusal = judged(0b11, 99, 501).expect_err("too slow");
    assert_eq!(refusal, Refusal::NotCertified { gpus: 2, score: 100 });
    assert!(refusal.is_passing(), "it may be proven yet");
    assert_eq!(judged(0b10, 100, 501), Err(refusal.clone()));
    assert_eq!(judged(0b11, 100, 500), Err(refusal));
}

#[test]
fn each_part_of_a_spec_has_its_refusal() {
    let refused = |spec: JobSpec, change: fn(&mut Policy)| {
        let mut policy = policy(|_| ());
        change(&mut policy);
        policy.judge_spec(&job_account(1), &spec, WELL).expect_err("refused").name()
    };
    assert_eq!(refused(matmul(8), |policy| policy.rules.kernels = vec![KernelName::Render]), "kernel_not_listed");
    assert_eq!(refused(render(11, 1), |policy| policy.limits.max_input_bytes = 10), "input_too_large");
    assert_eq!(refused(matmul(8), |policy| policy.limits.max_output_bytes = 255), "output_too_large");
    assert_eq!(refused(matmul(4096), |_| ()), "too_slow");
    let long = Training { features: 100, examples: 1_000, steps: 1_000_000, seed: 1 };
    assert_eq!(refused(JobSpec::new(Kernel::Training(long)).expect("valid"), |_| ()), "too_slow");
}

#[test]
fn an_unmeasured_device_is_trusted() {
    let unknown = DeviceState { healthy: true, speed: None };
    policy(|_| ()).judge_spec(&job_account(1), &matmul(4096), unknown).expect("taken");
}

proptest! {
    #[test]
    fn whatever_is_taken_keeps_every_rule(
        price in 0u64..20, collateral in 0u64..20, max_seconds in 5u32..2000, locked in 0u64..20,
        least in 0u64..20, per_second in 0u64..3, most in 0u64..20, side in 1u32..600,
    ) {
        let job = JobAccount { price: Heat(price), collateral: Heat(collateral), max_seconds, ..job_account(1) };
        let own = Standing { stake: Heat(200_000_000), locked: Heat(199_999_980 + locked), ..standing() };
        let policy = policy(|rules| {
            rules.min_price = Text(Heat(least));
            rules.min_price_per_second = Text(Heat(per_second));
            rules.max_collateral = Text(Heat(most));
        });
        let spec = matmul(side);
        let keeps = price >= least
            && price >= per_second * u64::from(max_seconds)
            && collateral <= most
            && collateral + locked <= 20
            && SPEED.time_for(Effort::of(spec.kernel())).as_secs_f64() * 1.5 <= f64::from(max_seconds);
        prop_assert_eq!(policy.decide(&job, &spec, &around(&own)).is_ok(), keeps);
    }

    #[test]
    fn estimates_never_break(paths: u64, speed in prop::num::f64::ANY) {
        let speed = Speed { paths_per_second: speed, operations_per_second: speed, training_per_second: speed };
        let _ = speed.time_for(Effort::Paths(paths)).mul_f64(1000.0);
    }
}

use solana_account::Account;

use super::*;
use crate::accounts::{Found, Job, Lease, ProgramAccount};

fn nine() -> Address {
    Address::new_from_array([9; 32])
}

/// The offsets are written down nowhere else, so the layout itself is asked.
fn assert_parties<S: OrderState, T: ProgramAccount>(fields: [fn(&T) -> Address; 5]) {
    for (offset, field) in [S::CLIENT, S::MARKET, S::WORKER, S::WORKER + 32, S::WORKER + 64].into_iter().zip(fields) {
        let mut data = vec![0; T::SIZE];
        data[offset..offset + 32].fill(9);
        assert_eq!(field(&T::parse(&data).expect("an order")), nine());
    }
}

fn with_state<S: OrderState, T: ProgramAccount>(state: S) -> Vec<u8> {
    let mut data = vec![0; T::SIZE];
    data[..8].copy_from_slice(&T::DISCRIMINATOR);
    data[S::STATE] = state.byte();
    data
}

#[test]
fn offsets_are_those_of_the_layout() {
    assert_parties::<JobState, Job>([
        |job| job.client,
        |job| job.market,
        |job| job.worker,
        |job| job.worker_key,
        |job| job.operator,
    ]);
    assert_parties::<LeaseState, Lease>([
        |lease| lease.client,
        |lease| lease.market,
        |lease| lease.worker,
        |lease| lease.worker_key,
        |lease| lease.operator,
    ]);
    let job = Job::parse(&with_state::<_, Job>(JobState::Review)).expect("a job");
    assert_eq!(job.state(), Some(JobState::Review));
    let lease = Lease::parse(&with_state::<_, Lease>(LeaseState::Suspended)).expect("a lease");
    assert_eq!(lease.state(), Some(LeaseState::Suspended));
}

fn assert_filters<S: OrderState, T: ProgramAccount>(state: S, other: S) -> Account {
    let mut data = with_state::<S, T>(state);
    data[S::CLIENT..S::CLIENT + 32].fill(9);
    let account = Account { owner: T::PROGRAM, data, ..Account::default() };
    let passes = |filter: OrderFilter<S>| filter.filters().iter().all(|condition| condition.passes(&account));
    let client = Some(nine());
    assert!(passes(OrderFilter::default()));
    assert!(passes(OrderFilter { client, ..OrderFilter::in_state(state) }));
    assert!(!passes(OrderFilter { client, ..OrderFilter::in_state(other) }));
    assert!(!passes(OrderFilter { worker: client, ..OrderFilter::default() }));
    account
}

#[test]
fn filters_pass_what_matches_in_every_part() {
    assert_filters::<_, Lease>(LeaseState::Open, LeaseState::Closed);
    let account = assert_filters::<_, Job>(JobState::Open, JobState::Review);
    let found: Found<Job> = Job::read(&Address::default(), &account).expect("a job");
    assert_eq!(found.data.result(), None);
}

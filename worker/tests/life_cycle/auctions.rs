//! Bidding, winning, and taking bids back.

use std::time::Duration;

use furnace_client::accounts::JobState;
use furnace_worker::journal::Step;

use crate::support::{Behaviour, Failure, FakeExecutor, Harness, a_while};

const PRICED: [&str; 1] = ["policy.min_price=6"];

fn quick() -> FakeExecutor {
    FakeExecutor::new(Behaviour::Takes(Duration::from_millis(10)))
}

#[tokio::test]
async fn the_lowest_bid_wins_and_the_job_is_done() {
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    harness.chain.put_up(&job, 60);
    let worker = harness.start(&quick(), &PRICED);
    harness.chain.until_bid(&job, Some(10_000_000)).await;
    harness.chain.outbid(&job, 8_000_000);
    harness.chain.until_bid(&job, Some(7_600_000)).await;
    harness.chain.skip(61);
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;
    assert_eq!(harness.chain.read(&job).price.0, 7_600_000);
    for (step, times) in [(Step::Bid(10_000_000), 1), (Step::Bid(7_600_000), 1), (Step::Award, 1), (Step::Claim, 0)] {
        assert_eq!(harness.chain.times(step, &job), times, "{step}");
    }
}

#[tokio::test]
async fn nothing_is_bid_below_the_least_price() {
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    harness.chain.put_up(&job, 60);
    harness.chain.outbid(&job, 6_000_000);
    let worker = harness.start(&quick(), &PRICED);
    a_while().await;
    worker.stop().await;
    assert_eq!(harness.chain.own_bid(&job), None);
}

#[tokio::test]
async fn what_cannot_be_computed_is_not_bid_for() {
    let harness = Harness::new();
    let malformed = harness.post_bytes(11, b"{}").await;
    harness.chain.put_up(&malformed, 60);
    let worker = harness.start(&quick(), &[]);
    a_while().await;
    worker.stop().await;
    assert_eq!(harness.chain.own_bid(&malformed), None);
}

#[tokio::test]
async fn no_more_is_promised_than_there_is_room_for() {
    let harness = Harness::new();
    let auctions = [harness.post(11, 600).await, harness.post(12, 600).await, harness.post(13, 600).await];
    for job in &auctions {
        harness.chain.put_up(job, 60);
    }
    let worker = harness.start(&FakeExecutor::new(Behaviour::Endless), &["run.jobs_at_once=2"]);
    a_while().await;
    let promised = || auctions.iter().filter(|job| harness.chain.own_bid(job).is_some()).count();
    assert_eq!(promised(), 2);
    // When both places are taken by jobs at a fixed price
    for number in 14..16 {
        let job = harness.post(number, 600).await;
        harness.chain.until(&job, JobState::Running).await;
    }
    // Then both bids are taken back
    a_while().await;
    assert_eq!(promised(), 0);
    worker.stop().await;
}

#[tokio::test]
async fn a_bid_of_which_nobody_heard_is_not_made_twice() {
    let harness = Harness::new();
    harness.chain.fail(Step::Bid(10_000_000), &[Failure::Silent]);
    let job = harness.post(11, 600).await;
    harness.chain.put_up(&job, 60);
    let worker = harness.start(&quick(), &PRICED);
    a_while().await;
    worker.stop().await;
    assert_eq!(harness.chain.times(Step::Bid(10_000_000), &job), 1);
    assert_eq!(harness.journal.times_done(&job, Step::Bid(10_000_000)).expect("read"), 1);
}

//! Whatever state a lease is in and whoever is gone, strangers alone bring it to its end and sweep it.

use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::jobs;
use furnace_common::limits::RETENTION_SECONDS;
use furnace_common::state::{LeaseState, Payment};
use furnace_tests::scene::DEPOSIT;
use solana_address::Address;
use solana_signer::Signer;

use crate::stage::{RATE, Stage, terms};

/// Takes each step that anyone may take, every hour, until the lease has ended; sweeps it after the retention.
#[track_caller]
pub(crate) fn walk_to_the_end(stage: &mut Stage) {
    let mut now = stage.scene.network.chain.now() - stage.began;
    for _ in 0..60 {
        if stage.state() == LeaseState::Closed {
            break;
        }
        // Steps that are not due are refused; what counts is where all of them lead.
        if stage.account().operator != Address::default() {
            let _ = stage.settle();
            let _ = stage.slash();
            let _ = stage.leave();
            let _ = stage.end();
        }
        let _ = stage.expire();
        now += 3_600;
        stage.at(now);
    }
    assert_eq!(stage.state(), LeaseState::Closed, "strangers end it");
    let account = stage.account();
    assert_eq!((stage.books().1, stage.scene.locked()), (0, 0), "nothing is held");
    if account.attached > 0 {
        let close = jobs::lease_bids_close(stage.lease, &stage.scene.network.bids(&stage.lease));
        stage.send(&[close], &[]).expect("bids close");
    }
    let stranger = stage.scene.stranger.insecure_clone();
    stage.at(now + RETENTION_SECONDS + 1).sweep(&stranger).expect("sweep");
    assert!(stage.scene.network.chain.account(&stage.lease).is_none());
    let worker = stage.scene.network.worker_account(&stage.scene.worker.address);
    assert_eq!((worker.jobs, stage.client_balance().spent), (0, account.escrow.paid));
}

/// A lease that a worker left, and that is open again.
fn reopened() -> Stage {
    let mut stage = Stage::new();
    let backup = stage.second.address;
    let terms = LeaseTerms { backup, funded_seconds: 7_200, ..terms() };
    stage.open_lease(terms).expect("open");
    stage.claim().expect("claim");
    stage.start().expect("start");
    stage.notice().expect("notice");
    stage.at(3_600).leave().expect("leave");
    stage
}

#[test]
fn a_lease_that_nobody_holds() {
    // Given a lease that is open for the first time, up for auction with bids and without, or open again, when all
    // that know of it are gone, then strangers end it
    walk_to_the_end(&mut Stage::open(terms()));
    let auction = LeaseTerms { auction: true, ..terms() };
    walk_to_the_end(&mut Stage::open(auction.clone()));
    let mut bids = Stage::open(auction);
    let client = bids.scene.client.insecure_clone();
    let open = jobs::lease_bids_open(client.pubkey(), bids.network().payer(), bids.lease);
    bids.send(&[open], &[&client]).expect("bidding opens");
    let (lease, worker) = (bids.lease, bids.second.key.insecure_clone());
    let bid = jobs::bid_place(bids.second.wallet, worker.pubkey(), lease, RATE / 2);
    bids.send(&[bid], &[&worker]).expect("bid");
    walk_to_the_end(&mut bids);
    walk_to_the_end(&mut reopened());
}

#[test]
fn a_lease_that_was_claimed() {
    // Given a worker that claimed and vanished, at first or as the next one, then strangers take its collateral and
    // end the lease
    let mut first = Stage::assigned(terms());
    walk_to_the_end(&mut first);
    assert_eq!(first.scene.network.ledger().count, 1);
    let mut second = reopened();
    second.claim_second().expect("claim");
    walk_to_the_end(&mut second);
}

#[test]
fn a_lease_that_runs() {
    // Given a lease that runs, unasked, and nobody cares for any more, then it ends when its funds do
    let mut stage = Stage::running(terms());
    walk_to_the_end(&mut stage);
    assert_eq!(stage.client_balance().free, DEPOSIT - 3_600 * RATE);

    // Given one with more funds than time, then it ends when its time is up
    let mut rich = Stage::running(LeaseTerms { max_seconds: 3_600, ..terms() });
    rich.top_up(1_000 * RATE).expect("top up");
    walk_to_the_end(&mut rich);
    assert_eq!(rich.client_balance().free, DEPOSIT - 3_600 * RATE);
}

#[test]
fn a_lease_whose_worker_is_silent() {
    // Given a ping that nobody answers, new, reported once, after notice, or answered late, then strangers end it
    let pinged = |seconds: i64, notice: bool| {
        let mut stage = Stage::running(LeaseTerms { funded_seconds: 7_200, ..terms() });
        if notice {
            stage.notice().expect("notice");
        }
        stage.at(100).ping().expect("ping");
        stage.at(100 + seconds);
        stage
    };
    walk_to_the_end(&mut pinged(0, false));
    walk_to_the_end(&mut pinged(421, true));
    let mut reported = pinged(181, false);
    reported.slash().expect("slash");
    walk_to_the_end(&mut reported);
    let mut answered = pinged(181, false);
    answered.slash().expect("slash");
    answered.answer().expect("answer");
    walk_to_the_end(&mut answered);
}

#[test]
fn a_lease_that_is_left() {
    // Given a worker that gave notice and vanished, then strangers let it go and end the lease
    let mut stage = Stage::running(LeaseTerms { funded_seconds: 7_200, ..terms() });
    stage.notice().expect("notice");
    walk_to_the_end(&mut stage);
    assert_eq!(stage.client_balance().free, DEPOSIT - 3_600 * RATE);
}

#[test]
fn a_lease_out_of_funds() {
    // Given a lease that is out of funds, with notice or without, then strangers end it after the grace
    walk_to_the_end(&mut Stage::suspended(terms()));
    let mut noticed = Stage::suspended(terms());
    noticed.notice().expect("notice");
    walk_to_the_end(&mut noticed);
}

#[test]
fn a_lease_that_ended() {
    // Given a lease that its client ended, then strangers sweep it
    let mut stage = Stage::open(terms());
    stage.cancel().expect("cancel");
    walk_to_the_end(&mut stage);
}

#[test]
fn a_lease_in_dollars_that_nobody_quotes_any_more() {
    // Given leases quoted in dollars, and no price ever again, then strangers end them within two days
    for payment in [Payment::Usd, Payment::HeatForUsd] {
        for pinged in [false, true] {
            let mut stage = Stage::paid_in(payment);
            stage.open_lease(LeaseTerms { rate: 2_503, ..terms() }).expect("open");
            stage.claim().expect("claim");
            stage.start().expect("start");
            if pinged {
                stage.at(600).ping().expect("ping");
            }
            stage.without_price();
            walk_to_the_end(&mut stage);
        }
    }
}

#[test]
fn a_lease_whose_worker_has_no_stake_left() {
    // Given a silent worker whose operator has withdrawn all of its stake, then strangers end its lease all the same
    let mut stage = Stage::running(LeaseTerms { max_seconds: 30 * 86_400, ..terms() });
    let (wallet, pool) = (stage.scene.operator.wallet.insecure_clone(), stage.scene.operator.pool);
    let shares = stage.scene.network.position(&pool, &wallet.pubkey()).shares;
    stage.ping().expect("ping");
    stage.network().try_unstake(&wallet, pool, shares).expect("unstake");
    stage.at(furnace_tests::network::COOLDOWN).network().try_withdraw_stake(&wallet, pool, 0).expect("withdraw");
    let (lease, reporter) = (stage.lease, stage.scene.reporter());
    let worker = stage.account().worker;
    assert_eq!((worker, stage.scene.network.pool(&pool).active), (stage.scene.worker.address, 0));
    let slash = furnace_client::instructions::slashing::slash_downtime(lease, &stage.account(), pool, reporter);
    stage.network().send(&[slash], &[]).expect("slash");
    assert_eq!((stage.state(), stage.scene.locked()), (LeaseState::Open, 0));
    stage.scene.network.chain.advance(301);
    stage.network().try_lease_expire(lease).expect("expire");
    assert_eq!(stage.scene.books(), (DEPOSIT, 0));
}

#[test]
fn a_lease_of_the_highest_rate_whose_price_fell() {
    // Given a lease at nearly the highest rate for a year, that was settled at an eighth of the price of its opening, and
    // that nobody looked at again until the year was over
    let mut stage = Stage::of_the_rich();
    let rate = 30_000_000_000;
    let terms = LeaseTerms { rate, funded_seconds: 600, max_seconds: 365 * 86_400, ..terms() };
    stage.open_lease(terms).expect("open");
    stage.claim().expect("claim");
    stage.start().expect("start");
    stage.at(60).price(25_000_000 / 8).settle().expect("settle");
    assert_eq!(stage.state(), LeaseState::Running);
    stage.without_price().at(366 * 86_400);

    // When a stranger ends it, then it ends
    stage.end().expect("end");
}

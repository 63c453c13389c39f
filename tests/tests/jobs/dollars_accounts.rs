//! Wrong accounts in every place of the instructions, where the price and the second balance count.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs::{self, Payee, Venue};
use furnace_client::{pda, program};
use furnace_common::state::Payment;
use furnace_tests::crowd::Crowd;
use furnace_tests::errors::assert_error;
use furnace_tests::network::REVIEW_SECONDS;
use furnace_tests::network::dollars::{USD, market_terms_in};
use furnace_tests::network::job_terms;
use furnace_tests::scene::replaced;
use furnace_tests::substitution::Free;
use solana_address::Address;
use solana_signer::Signer;

const JOB: &str = "another job of the same parties is as good";

/// A crowd in which both clients have dollars, and a market of the stranger's that is paid like this.
fn crowd(payment: Payment) -> (Crowd, Venue) {
    let mut crowd = Crowd::new();
    for client in [&crowd.scene.client, &crowd.other] {
        crowd.scene.network.add_dollars(client, 50 * USD);
    }
    let market = crowd.scene.network.open_market(&crowd.scene.stranger, market_terms_in(payment, 1));
    let venue = crowd.scene.network.venue(market);
    (crowd, venue)
}

fn job(crowd: &mut Crowd, venue: &Venue) -> Address {
    let scene = &mut crowd.scene;
    let job = scene.network.try_post_at(&scene.client, venue, job_terms(USD)).expect("post");
    scene.network.drive(&scene.worker, job, JobState::Review);
    job
}

#[test]
fn posting_for_dollars() {
    let (mut crowd, venue) = crowd(Payment::Usd);
    let (client, payer) = (crowd.scene.client.pubkey(), crowd.scene.network.payer());
    let post = jobs::job_post(client, payer, &venue, 0, job_terms(USD)).1;
    let other = pda::balance(&crowd.other.pubkey(), &venue.mint);
    crowd.assert_checked(
        &post,
        &[("another client's dollars", other), ("an absent account", program::JOBS)],
        &[Free { place: 1, why: "whoever signs may pay the rent" }],
    );
}

#[test]
fn posting_for_heat_at_a_dollar_price() {
    let (mut crowd, venue) = crowd(Payment::HeatForUsd);
    let (client, payer) = (crowd.scene.client.pubkey(), crowd.scene.network.payer());
    let post = jobs::job_post(client, payer, &venue, 0, job_terms(USD)).1;
    let free = [
        Free { place: 1, why: "whoever signs may pay the rent" },
        Free { place: 3, why: "the client chooses its market" },
        Free { place: 5, why: "a balance in HEAT is its own compensation" },
    ];
    crowd.assert_checked(&post, &[("an absent account", program::JOBS)], &free);
}

#[test]
fn accepting_for_heat_at_a_dollar_price() {
    let (mut crowd, venue) = crowd(Payment::HeatForUsd);
    let [job, twin] = [(); 2].map(|()| self::job(&mut crowd, &venue));
    let payee = Payee { price_update: venue.price_update, ..crowd.scene.network.payee(&job) };
    let accept = jobs::job_accept(job, &crowd.scene.network.job(&job), &payee);
    let others = [("a twin", twin), ("an absent account", program::JOBS)];
    crowd.assert_checked(&accept, &others, &[Free { place: 1, why: JOB }]);
}

#[test]
fn settling_for_heat_at_a_dollar_price() {
    let (mut crowd, venue) = crowd(Payment::HeatForUsd);
    let [job, twin] = [(); 2].map(|()| self::job(&mut crowd, &venue));
    crowd.scene.network.chain.advance(i64::from(REVIEW_SECONDS));
    let price_update = crowd.scene.network.venue(venue.market).price_update;
    let account = crowd.scene.network.job(&job);
    let payee = Payee { price_update, ..crowd.scene.network.payee(&job) };
    let others = [("a twin", twin), ("an absent account", program::JOBS)];
    let settle = jobs::job_settle(job, &account, &payee);
    crowd.assert_checked(&settle, &others, &[Free { place: 0, why: JOB }]);
}

#[test]
fn paying_dollars() {
    let (mut crowd, venue) = crowd(Payment::Usd);
    let [job, twin] = [(); 2].map(|()| self::job(&mut crowd, &venue));
    crowd.scene.network.chain.advance(i64::from(REVIEW_SECONDS));
    let settle = jobs::job_settle(job, &crowd.scene.network.job(&job), &crowd.scene.network.payee(&job));
    let why = "dollars are paid as they are quoted, and no price is read";
    let free = [
        Free { place: 0, why: JOB },
        Free { place: 8, why },
        Free { place: 9, why },
        Free { place: 12, why: "absent accounts are the program, which the event's call then finds there" },
    ];
    let income = pda::income_vault(&crowd.rival.pool, &venue.mint);
    crowd.assert_checked(&settle, &[("a twin", twin), ("another pool's dollars", income)], &free);
}

#[test]
fn a_heat_job_is_not_settled_without_its_burn() {
    // Given a job that is paid in HEAT, when it is settled without the mint to burn from, then it is refused
    let (mut crowd, _) = crowd(Payment::Usd);
    let job = crowd.scene.job(JobState::Review);
    let accept = jobs::job_accept(job, &crowd.scene.network.job(&job), &crowd.scene.network.payee(&job));
    let unburned = replaced(accept, pda::heat_mint(), program::JOBS);
    let result = crowd.scene.network.send(&[unburned], &[&crowd.scene.client]);
    assert_error(result, FurnaceJobsError::WrongMint);
}

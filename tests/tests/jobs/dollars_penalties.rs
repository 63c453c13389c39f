//! Penalties are in HEAT, whatever the job is paid in: the client has its part in its balance of HEAT.

use furnace_client::accounts::JobState;
use furnace_client::instructions::slashing;
use furnace_client::pda;
use furnace_common::limits::MAX_ATTEMPTS;
use furnace_common::penalties;
use furnace_common::units::HEAT;
use furnace_tests::scene::{DEPOSIT, STAKE, replaced};
use solana_signer::Signer;

use crate::dollars::{DOLLARS, FEE, dollar_books, job, scene};

/// Collateral of a job of ten dollars, HEAT base units.
const COLLATERAL: u64 = 40_404_041;

#[test]
fn the_client_has_heat_for_a_missed_deadline_and_its_dollars_wait() {
    // Given a running dollar job past its deadline
    let (mut scene, venue) = scene();
    let job = job(&mut scene, &venue, JobState::Running);
    scene.miss_deadline(job);

    // When a stranger reports it
    scene.network.try_slash(job, scene.operator.pool, scene.reporter()).expect("slash");

    // Then half of the collateral is divided, the client's part is free HEAT, and the dollars are held for the next
    let penalty = COLLATERAL.div_ceil(2);
    let parts = penalties::split(penalty, true).expect("parts");
    assert_eq!(scene.books(), (DEPOSIT + parts.client, 0));
    assert_eq!(dollar_books(&scene), (DOLLARS - FEE, FEE));
    assert_eq!(scene.network.tokens(&scene.reporter()), parts.reporter);
    assert_eq!(scene.network.pool(&scene.operator.pool).active, STAKE - penalty);
    assert_eq!((scene.network.state(&job), scene.locked()), (JobState::Open, 0));
}

#[test]
fn a_failed_dollar_job_returns_its_dollars() {
    // Given a dollar job that is handed back as often as may be
    let (mut scene, venue) = scene();
    let job = job(&mut scene, &venue, JobState::Open);
    for _ in 0..MAX_ATTEMPTS {
        scene.lose(job);
    }
    // When it has failed, then all dollars are free, and each loss was made good in HEAT
    assert_eq!((scene.network.state(&job), dollar_books(&scene)), (JobState::Failed, (DOLLARS, 0)));
    let each = penalties::split(COLLATERAL.div_ceil(10), false).expect("parts").client;
    assert_eq!(scene.books(), (DEPOSIT + u64::from(MAX_ATTEMPTS) * each, 0));
}

#[test]
fn nobody_else_has_the_compensation() {
    // Given a running dollar job past its deadline, and another client
    let (mut scene, venue) = scene();
    let job = job(&mut scene, &venue, JobState::Running);
    scene.miss_deadline(job);
    let other = pda::heat_balance(&scene.network.client("other", HEAT).pubkey());
    let account = scene.network.job(&job);
    let proper = slashing::slash_missed_deadline(job, &account, scene.operator.pool, scene.reporter());
    let (own, paying) = (account.escrow.compensation, account.escrow.balance);
    let books = (scene.books(), dollar_books(&scene), scene.network.supply());

    // When the penalty is to go to the other's balance, or into the dollars, then it is refused
    for wrong in [other, paying] {
        let swapped = replaced(proper.clone(), own, wrong);
        let swapped = replaced(swapped, pda::balance_vault(&own), pda::balance_vault(&wrong));
        assert!(scene.network.send(&[swapped], &[]).is_err());
        let vault_alone = replaced(proper.clone(), pda::balance_vault(&own), pda::balance_vault(&wrong));
        assert!(scene.network.send(&[vault_alone], &[]).is_err());
    }
    // and so it is when the HEAT balance, or the other's, is to be released for the dollars
    for wrong in [own, other] {
        assert!(scene.network.send(&[replaced(proper.clone(), paying, wrong)], &[]).is_err());
    }
    assert_eq!((scene.books(), dollar_books(&scene), scene.network.supply()), books);
}

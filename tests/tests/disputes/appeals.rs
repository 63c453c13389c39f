//! Appeals: who may, until when, and who pays what when a larger committee has judged.

use furnace_client::accounts::{Found, JobState};
use furnace_client::furnace::DisputeStep;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_common::dispute::{ACCUSER_FEES, APPEAL_FEES, APPEAL_SECONDS, COMMITTEE_SECONDS, VERIFIER_BOND};
use furnace_common::state::{DisputeState, Ruling};
use furnace_tests::chain::Receipt;
use furnace_tests::errors::{Failure, SplTokenError, assert_error};
use furnace_tests::network::PRICE;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::scene::{DEPOSIT, STAKE};
use solana_address::Address;
use solana_signer::Signer;

use crate::court::{Court, FEE};

/// What three votes that agree take of a pool with the usual stake, HEAT base units.
const PENALTY: u64 = PRICE + STAKE / 20;

impl Court {
    /// So many verifiers, and a worker that three of them convicted.
    pub(crate) fn convicted(verifiers: usize) -> (Self, Address) {
        let mut court = Self::new(verifiers);
        let dispute = court.convict();
        (court, dispute)
    }

    /// The client accuses, and the committee finds for it; returns the dispute.
    pub(crate) fn convict(&mut self) -> Address {
        let dispute = self.accuse();
        self.judge(dispute, CLAIMED_HASH);
        self.scene.network.try_step(dispute).expect("the worker is convicted");
        assert_eq!(self.dispute(&dispute).state(), Some(DisputeState::Convicted));
        dispute
    }

    /// The stranger appeals, who has the bond.
    pub(crate) fn try_appeal(&mut self, dispute: Address) -> Result<Receipt, Failure> {
        let bond = self.dispute(&dispute).appeal_price();
        self.scene.network.give(&self.scene.stranger.pubkey(), bond);
        self.scene.network.try_appeal(&self.scene.stranger, dispute)
    }

    pub(crate) fn strangers_heat(&self) -> u64 {
        self.scene.network.heat(&self.scene.stranger.pubkey())
    }
}

#[test]
fn anyone_may_appeal_until_seven_days_have_passed() {
    for (late, is_heard) in [(-1, true), (0, true), (1, false)] {
        // Given a conviction, when a stranger appeals before, at, or after the end of the time for it
        let (mut court, dispute) = Court::convicted(3);
        let account = court.dispute(&dispute);
        assert_eq!(account.appeal_ends_at, court.scene.network.chain.now() + i64::from(APPEAL_SECONDS));
        court.scene.network.chain.set_time(account.appeal_ends_at + late);

        // Then it is heard, or it is too late and the penalty is paid out
        let appeal = court.try_appeal(dispute);
        if is_heard {
            appeal.expect("appeal");
            assert_eq!(court.dispute(&dispute).appellant, court.scene.stranger.pubkey());
            assert_eq!((court.dispute(&dispute).appeal_bond, court.strangers_heat()), (APPEAL_FEES * FEE, 0));
        } else {
            assert_error(appeal, FurnaceSlashingError::AppealOver);
        }
        court.assert_books();
    }
}

#[test]
fn there_is_one_appeal() {
    // Given an appeal, when another comes, before and after its committee has judged, then it is refused
    let (mut court, dispute) = Court::convicted(3);
    court.try_appeal(dispute).expect("appeal");
    assert_error(court.try_appeal(dispute), FurnaceSlashingError::NotConvicted);
    court.judge(dispute, CLAIMED_HASH);
    assert_error(court.try_appeal(dispute), FurnaceSlashingError::NotConvicted);
    court.scene.network.try_step(dispute).expect("release");
    assert_error(court.try_appeal(dispute), FurnaceSlashingError::NotConvicted);
    court.assert_books();
}

#[test]
fn only_a_conviction_is_appealed_against() {
    // Given a dispute that is drawing, voting, ruled, and ended for the worker, when somebody appeals
    let mut court = Court::new(3);
    let dispute = court.accuse();
    assert_error(court.try_appeal(dispute), FurnaceSlashingError::NotConvicted);
    court.judge(dispute, Court::result());
    assert_error(court.try_appeal(dispute), FurnaceSlashingError::NotConvicted);
    court.scene.network.try_step(dispute).expect("acquittal");
    assert_error(court.try_appeal(dispute), FurnaceSlashingError::NotConvicted);
    court.assert_books();
}

#[test]
fn an_appeal_costs_its_bond() {
    // Given a conviction, and a stranger that lacks a unit of the bond
    let (mut court, dispute) = Court::convicted(3);
    let stranger = court.scene.stranger.insecure_clone();
    court.scene.network.give(&stranger.pubkey(), APPEAL_FEES * FEE - 1);

    // When it appeals, then it is refused, and with the unit it is not
    assert_error(court.scene.network.try_appeal(&stranger, dispute), SplTokenError::InsufficientFunds);
    court.scene.network.give(&stranger.pubkey(), 1);
    court.scene.network.try_appeal(&stranger, dispute).expect("appeal");
    court.assert_books();
}

#[test]
fn while_an_appeal_is_heard_nothing_is_paid_out() {
    // Given an appeal, when the time to appeal is over, then the penalty still waits
    let (mut court, dispute) = Court::convicted(3);
    court.try_appeal(dispute).expect("appeal");
    let found = Found { address: dispute, data: court.dispute(&dispute) };
    court.scene.network.chain.set_time(found.data.appeal_ends_at + 1);
    let release = DisputeStep::Release.instruction(&found, None, true).expect("release");
    assert_error(court.scene.network.send(&[release], &[]), FurnaceSlashingError::NotRuled);
    court.assert_books();
}

#[test]
fn an_appeal_in_vain_pays_its_committee_first() {
    // Given a conviction against which a stranger appeals
    let (mut court, dispute) = Court::convicted(12);
    let supply = court.scene.network.supply();
    court.try_appeal(dispute).expect("appeal");

    // When seven find as the three did
    court.judge(dispute, CLAIMED_HASH);
    court.scene.network.finish_dispute(dispute);

    // Then the stranger paid seven votes and the client's part three; half of the penalty burned
    assert_eq!((court.strangers_heat(), court.earned_and_slashed()), (0, (10 * FEE, 0)));
    assert_eq!(court.clients_heat(), ACCUSER_FEES * FEE + PENALTY / 10);
    assert_eq!(court.scene.books(), (DEPOSIT - PRICE + PENALTY * 4 / 10 - 3 * FEE, PRICE));
    assert_eq!(court.scene.network.supply(), supply - PENALTY / 2);
    assert_eq!((court.pool().active, court.pool().penalties_pending), (STAKE - PENALTY, 0));
    let ledger = court.scene.network.ledger();
    assert_eq!((ledger.count, ledger.slashed, ledger.to_reporters), (1, PENALTY, PENALTY / 10));
    court.assert_books();
}

#[test]
fn an_appeal_that_comes_to_a_third_result_convicts_and_punishes_the_first_committee() {
    // Given a conviction, and an appeal in which seven come to neither result
    let (mut court, dispute) = Court::convicted(12);
    court.try_appeal(dispute).expect("appeal");
    court.judge(dispute, [3; 32]);
    court.scene.network.finish_dispute(dispute);

    // Then the worker is punished, the appellant pays, and those who came to the other result lose a fifth
    let (earned, slashed) = court.earned_and_slashed();
    assert_eq!((earned, slashed, court.strangers_heat()), (7 * FEE, 3 * VERIFIER_BOND / 5, 0));
    assert_eq!(court.clients_heat(), ACCUSER_FEES * FEE + PENALTY / 10);
    assert_eq!(court.pool().active, STAKE - PENALTY);
    court.assert_books();
}

#[test]
fn an_appeal_that_decides_nothing_gives_everything_back() {
    // Given an appeal in which each comes to another result, or nobody votes, or nobody is drawn for a day
    for votes in [Some(true), Some(false), None] {
        let (mut court, dispute) = Court::convicted(12);
        let income = court.income();
        court.try_appeal(dispute).expect("appeal");
        if let Some(shown) = votes {
            court.scene.network.judge(dispute, &court.verifiers, |member| shown.then(|| member.address.to_bytes()));
        } else {
            court.scene.network.chain.advance(COMMITTEE_SECONDS + 1);
            court.scene.network.try_step(dispute).expect("the round ends without a committee");
        }
        assert_eq!(court.dispute(&dispute).ruling(), Some(Ruling::Undecided));
        court.scene.network.finish_dispute(dispute);

        // Then pool, accuser and appellant have what they had, and the operator nothing more
        assert_eq!((court.pool().active, court.pool().slashed, court.pool().penalties_pending), (STAKE, 0, 0));
        assert_eq!((court.clients_heat(), court.strangers_heat()), (ACCUSER_FEES * FEE, APPEAL_FEES * FEE));
        assert_eq!((court.income(), court.scene.network.state(&court.job)), (income, JobState::Open));
        court.assert_books();
    }
}

#[test]
fn an_appeal_that_finds_the_clients_store_empty_is_for_the_worker() {
    // Given a conviction, when seven cannot do the work again
    let (mut court, dispute) = Court::convicted(12);
    court.try_appeal(dispute).expect("appeal");
    court.judge(dispute, [0; 32]);
    assert_eq!(court.dispute(&dispute).ruling(), Some(Ruling::Unavailable));
    court.scene.network.finish_dispute(dispute);

    // Then the stake is back, the accuser pays the price, and nobody is punished or paid for a vote
    assert_eq!((court.pool().active, court.income()), (STAKE, PRICE));
    assert_eq!((court.clients_heat(), court.strangers_heat()), (ACCUSER_FEES * FEE - PRICE, APPEAL_FEES * FEE));
    assert_eq!(court.earned_and_slashed(), (0, 0));
    court.assert_books();
}

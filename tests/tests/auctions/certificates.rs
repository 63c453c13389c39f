//! Auctions in markets that ask for a score: bidders are certified when they bid, and when they are awarded.

use furnace_client::accounts::Certificate;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::instructions::{jobs, proofs};
use furnace_client::{pda, program};
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{certified, market_terms};
use furnace_tests::scene::replaced;
use solana_address::Address;
use solana_signer::Signer;

use crate::order::{KINDS, Kind};
use crate::stage::{CEILING, CLOSE, Stage};

/// An auction that asks for a score, early in an epoch; nobody is certified.
fn asking(kind: Kind) -> Stage {
    Stage::in_market(kind, MarketOpenInstructionArgs { needs: certified(), ..market_terms(0) }, CEILING)
}

impl Stage {
    fn certify(&mut self, who: usize) {
        self.network.certify(&self.contenders[who].worker);
    }

    fn certificate_of(&self, who: usize) -> Address {
        pda::certificate(&self.address(who))
    }

    /// The certificate of the worker ends this second.
    fn end_certificate(&mut self, who: usize) {
        let (address, now) = (self.certificate_of(who), self.network.chain.now());
        self.network.tamper(&address, |certificate: &mut Certificate| certificate.generations[0].expires_at = now);
    }
}

/// Two certified bidders at 10 and 20 whose bidding is over.
fn over(kind: Kind) -> Stage {
    let mut stage = asking(kind);
    for (who, price) in [(0, 10), (1, 20)] {
        stage.certify(who);
        stage.bid(who, price).expect("bid");
    }
    stage.at(CLOSE + 1);
    stage
}

#[test]
fn a_bidder_is_certified() {
    for kind in KINDS {
        // Given an order that asks for a score, when workers bid, then only a certified one may
        let mut stage = asking(kind);
        assert_error(stage.bid(0, 5), FurnaceJobsError::CertificateMismatch);
        stage.certify(0);
        let receipt = stage.bid(0, 5).expect("bid");
        assert!(receipt.compute_units <= 3_500, "{}", receipt.compute_units);

        // and not with the certificate of another, nor without one
        let key = stage.contenders[1].worker.key.insecure_clone();
        for (given, error) in [
            (stage.certificate_of(0), FurnaceJobsError::CertificateMismatch),
            (program::JOBS, FurnaceJobsError::CertificateMissing),
        ] {
            let bid = replaced(stage.bidding(1, 4), stage.certificate_of(1), given);
            assert_error(stage.send(&[bid], &[&key]), error);
        }

        // and not once it is over
        stage.end_certificate(0);
        assert_error(stage.bid(0, 4), FurnaceJobsError::CertificateTooLow);
    }
}

#[test]
fn who_is_awarded_is_certified_at_that_moment() {
    for kind in KINDS {
        // Given bidders that were certified when they bid, and are no longer
        let mut stage = asking(kind);
        for (who, price) in [(0, 10), (1, 20)] {
            stage.certify(who);
            stage.bid(who, price).expect("bid");
        }
        stage.end_certificate(0);

        // When the client awards the first, then it is refused, and the second has the order
        assert_error(stage.award(0, 10), FurnaceJobsError::CertificateTooLow);
        let receipt = stage.award(1, 20).expect("award");
        assert!(receipt.compute_units <= 3_500, "{}", receipt.compute_units);
        assert_eq!(stage.account().worker, stage.address(1));
    }
}

#[test]
fn the_best_bid_is_awarded_with_its_own_certificate_alone() {
    for kind in KINDS {
        // Given two certified bidders, when anyone awards the best with another's certificate, a forged one or none,
        // then it is refused
        let mut stage = over(kind);
        let mut forged = stage.network.chain.account(&stage.certificate_of(0)).expect("certificate");
        forged.owner = key("an attacker's program").pubkey();
        let place = key("forged").pubkey();
        stage.network.chain.svm.set_account(place, forged).expect("forgery");
        for (given, error) in [
            (stage.certificate_of(1), FurnaceJobsError::CertificateMismatch),
            (place, FurnaceJobsError::CertificateMismatch),
            (pda::attempt(&stage.address(0), 0), FurnaceJobsError::CertificateMismatch),
            (program::JOBS, FurnaceJobsError::CertificateMissing),
        ] {
            let award = replaced(stage.awarding_best(0), stage.certificate_of(0), given);
            assert_error(stage.send(&[award], &[]), error);
        }
        stage.award_best(0).expect("award");
    }
}

#[test]
fn the_bid_of_a_worker_whose_certificate_ended_makes_way() {
    for kind in KINDS {
        // Given the best bidder, whose certificate ended before the award
        let mut stage = over(kind);
        stage.end_certificate(0);
        assert_error(stage.award_best(0), FurnaceJobsError::CertificateTooLow);

        // When anyone drops its bid, then the next one has the order
        let receipt = stage.drop_bid(0).expect("drop");
        assert!(receipt.compute_units <= 2_000, "{}", receipt.compute_units);
        stage.award_best(1).expect("award");
        assert_eq!(stage.account().worker, stage.address(1));
    }
}

#[test]
fn the_bid_of_a_convicted_worker_makes_way() {
    for kind in KINDS {
        // Given a bidder that is certified, and turns out to have lied
        let mut stage = asking(kind);
        let liar = 0;
        stage.certify(liar);
        stage.bid(liar, 10).expect("bid");
        stage.at(CLOSE + 1);
        let address = stage.certificate_of(liar);
        stage.network.tamper(&address, |certificate: &mut Certificate| certificate.convicted_at = 1);

        // When anyone awards it, then it is refused, and anyone drops its bid
        assert_error(stage.award_best(liar), FurnaceJobsError::CertificateTooLow);
        stage.drop_bid(liar).expect("drop");
        assert_eq!(stage.placed(), []);
    }
}

#[test]
fn a_certificate_that_is_not_there_covers_nothing() {
    for kind in KINDS {
        // Given the best bidder, whose certificate is closed
        let mut stage = over(kind);
        let address = stage.certificate_of(0);
        stage.network.chain.svm.set_account(address, Default::default()).expect("account is closed");
        assert_error(stage.award_best(0), FurnaceJobsError::CertificateMismatch);

        // When anyone drops its bid, then it makes way
        stage.drop_bid(0).expect("drop");
        stage.award_best(1).expect("award");
    }
}

#[test]
fn what_is_not_shown_drops_nobody() {
    for kind in KINDS {
        // Given a certified bidder
        let mut stage = over(kind);
        let own = stage.certificate_of(0);
        let other = stage.contenders[2].worker.address;
        let open = proofs::certificate_open(stage.network.payer(), other);
        stage.network.send(&[open], &[]).expect("certificate opens");
        let drop = jobs::bid_drop(stage.order, &stage.contenders[0].worker.bidder());

        // When anyone drops its bid without its certificate, or with an account in its place that says nothing about
        // it: empty ones, those of others, other kinds; then it stays
        for (given, error) in [
            (program::JOBS, FurnaceJobsError::NotDroppable),
            (own, FurnaceJobsError::NotDroppable),
            (key("nobody").pubkey(), FurnaceJobsError::CertificateMismatch),
            (pda::certificate(&key("nobody").pubkey()), FurnaceJobsError::CertificateMismatch),
            (pda::certificate(&other), FurnaceJobsError::CertificateMismatch),
            (pda::attempt(&stage.address(0), 0), FurnaceJobsError::CertificateMismatch),
            (pda::attempt(&stage.address(0), 1), FurnaceJobsError::CertificateMismatch),
            (pda::beacon(), FurnaceJobsError::CertificateMismatch),
            (stage.address(0), FurnaceJobsError::CertificateMismatch),
        ] {
            let drop = replaced(drop.clone(), own, given);
            assert_error(stage.send(&[drop], &[]), error);
        }
        stage.award_best(0).expect("award");
    }
}

#[test]
fn without_a_score_no_certificate_drops_a_bid() {
    for kind in KINDS {
        // Given an order that asks for no score, and a bidder without a certificate, or with an empty one
        let mut stage = Stage::new(kind);
        stage.bid(0, 10).expect("bid");
        stage.at(CLOSE + 1);
        assert_error(stage.drop_bid(0), FurnaceJobsError::NotDroppable);
        let worker = stage.address(0);
        stage.network.open_certificate(&worker);

        // When anyone drops its bid, then it stays
        assert_error(stage.drop_bid(0), FurnaceJobsError::NotDroppable);
        stage.award_best(0).expect("award");
    }
}

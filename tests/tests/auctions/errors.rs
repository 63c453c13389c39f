//! Where each error of auctions is covered.

use furnace_client::generated::jobs::errors::FurnaceJobsError as Error;
use furnace_tests::coverage::Coverage::Asserted;
use furnace_tests::coverage::assert_covered;

#[test]
fn every_error_of_auctions_is_covered() {
    let errors = [
        (Error::JobAuctioned, Asserted("order.rs")),
        (Error::JobNotAuctioned, Asserted("order.rs")),
        (Error::LeaseAuctioned, Asserted("order.rs")),
        (Error::LeaseNotAuctioned, Asserted("order.rs")),
        (Error::BidAboveCeiling, Asserted("bid_place.rs")),
        (Error::BiddingOver, Asserted("bid_place.rs")),
        (Error::BiddingOpen, Asserted("bid_award_best.rs")),
        (Error::BidsFull, Asserted("bid_place_full.rs")),
        (Error::BidBinding, Asserted("bid_place_full.rs")),
        (Error::NoBid, Asserted("bid_award.rs")),
        (Error::BidRaised, Asserted("bid_award.rs")),
        (Error::NotBestBid, Asserted("bid_award_best.rs")),
        (Error::NotDroppable, Asserted("bid_drop.rs")),
        (Error::StillAuctioned, Asserted("bids_close.rs")),
        (Error::AlreadyAttached, Asserted("bids_open.rs")),
        (Error::AuctionRestricted, Asserted("posting.rs")),
        (Error::WrongRentPayer, Asserted("bids_close.rs")),
        (Error::ClaimWindowOver, Asserted("bid_award.rs")),
        (Error::ClaimWindowOpen, Asserted("endings.rs")),
        (Error::ZeroPrice, Asserted("bid_place.rs")),
        (Error::NotClient, Asserted("bids_open.rs")),
        (Error::NotWorker, Asserted("bid_place.rs")),
        (Error::WorkerMismatch, Asserted("bid_place.rs")),
        (Error::WrongPool, Asserted("bid_place.rs")),
        (Error::JobMismatch, Asserted("attacks_foreign.rs")),
        (Error::WorkerFull, Asserted("bid_award.rs")),
        (Error::WorkerRetired, Asserted("bid_place_limits.rs")),
        (Error::HardwareTooSmall, Asserted("bid_place_limits.rs")),
        (Error::WrongRegion, Asserted("bid_place_limits.rs")),
        (Error::StakeTooLow, Asserted("bid_place_limits.rs")),
        (Error::OwnStakeTooLow, Asserted("bid_place_limits.rs")),
        (Error::CollateralTooLow, Asserted("bid_place_limits.rs")),
        (Error::CertificateMissing, Asserted("certificates.rs")),
        (Error::CertificateMismatch, Asserted("certificates.rs")),
        (Error::CertificateTooLow, Asserted("certificates.rs")),
    ];
    assert_covered("auctions", "FurnaceJobsError", &errors);
}

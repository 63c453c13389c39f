//! Where each error of leases is covered.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_tests::coverage::Coverage::Asserted;
use furnace_tests::coverage::assert_covered;

#[test]
fn every_error_of_leases_is_covered() {
    use FurnaceJobsError as Error;
    let errors = [
        (Error::LeaseTimeOutOfBounds, Asserted("lease_open.rs")),
        (Error::FundedTimeOutOfBounds, Asserted("lease_open.rs")),
        (Error::LowTimeOutOfBounds, Asserted("lease_open.rs")),
        (Error::RateTooHigh, Asserted("lease_open.rs")),
        (Error::AuctionRestricted, Asserted("lease_open.rs")),
        (Error::LeaseNotOpen, Asserted("lease_claim.rs")),
        (Error::LeaseNotAssigned, Asserted("lease_start.rs")),
        (Error::LeaseNotRunning, Asserted("lease_settle.rs")),
        (Error::LeaseNotHeld, Asserted("lease_close.rs")),
        (Error::LeaseClosed, Asserted("lease_top_up.rs")),
        (Error::LeaseNotCleared, Asserted("lease_sweep.rs")),
        (Error::LeaseAuctioned, Asserted("lease_claim.rs")),
        (Error::LeaseNotAuctioned, Asserted("lease_claim.rs")),
        (Error::KeptForBackup, Asserted("failover.rs")),
        (Error::StartOver, Asserted("lease_start.rs")),
        (Error::SettledLately, Asserted("lease_settle.rs")),
        (Error::LeaseOver, Asserted("lease_ping.rs")),
        (Error::GraceOver, Asserted("lease_top_up.rs")),
        (Error::FundsTooLow, Asserted("lease_ping.rs")),
        (Error::PingOpen, Asserted("lease_notice.rs")),
        (Error::NoPing, Asserted("lease_answer.rs")),
        (Error::PenaltyDue, Asserted("lease_answer.rs")),
        (Error::NotDown, Asserted("lease_reclaim.rs")),
        (Error::SettleFirst, Asserted("slash_downtime.rs")),
        (Error::NoticeGiven, Asserted("lease_notice.rs")),
        (Error::NoticeNotOver, Asserted("lease_leave.rs")),
        (Error::NotClientsReason, Asserted("lease_close.rs")),
        (Error::LeaseGoesOn, Asserted("lease_end.rs")),
    ];
    assert_covered("leases", "FurnaceJobsError", &errors);
    let slashing = [(FurnaceSlashingError::NotDown, Asserted("slash_downtime.rs"))];
    assert_covered("leases", "FurnaceSlashingError", &slashing);
}

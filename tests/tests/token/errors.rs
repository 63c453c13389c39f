//! Where each error of the program is covered.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_tests::assert_every_error_is_covered;
use furnace_tests::coverage::Coverage::Asserted;

#[test]
fn every_error_is_covered() {
    assert_every_error_is_covered!("token", FurnaceTokenError {
        NotUpgradeAuthority => Asserted("initialize.rs"),
        SupplyMismatch => Asserted("faults.rs"),
        WrongMint => Asserted("usd_open.rs"),
        Overflow => Asserted("points_refused.rs"),
        NotFeeVault => Asserted("fees_distribute.rs"),
        WrongStakersVault => Asserted("attacks_fees.rs"),
        WrongTreasury => Asserted("attacks_fees.rs"),
        AuctionMissing => Asserted("fees_distribute_usd.rs"),
        NothingToDistribute => Asserted("fees_distribute.rs"),
        WrongVault => Asserted("auction_start.rs"),
        StartPriceZero => Asserted("usd_open.rs"),
        LotRunning => Asserted("auction_start.rs"),
        LotTooSmall => Asserted("auction_start.rs"),
        NoLot => Asserted("auction_buy.rs"),
        AmountZero => Asserted("auction_buy.rs"),
        CostAboveLimit => Asserted("auction_buy.rs"),
        VaultShort => Asserted("faults.rs"),
        EpochOutOfReach => Asserted("epoch_open.rs"),
        RecordingClosed => Asserted("points_refused.rs"),
        RecordingOpen => Asserted("emission_claim.rs"),
        ClaimsOver => Asserted("emission_claim.rs"),
        EpochKept => Asserted("epoch_close.rs"),
        BudgetExceeded => Asserted("faults.rs"),
        EmissionAboveSchedule => Asserted("faults.rs"),
        NotProofsProgram => Asserted("attacks_proofs.rs"),
        WrongWorker => Asserted("points_refused.rs"),
        WrongOperator => Asserted("points_refused.rs"),
        WrongPool => Asserted("points_refused.rs"),
        WorkerRetired => Asserted("points_refused.rs"),
        StakeTooLow => Asserted("points_refused.rs"),
        UptimeTooHigh => Asserted("points_refused.rs"),
        NoPoints => Asserted("points_refused.rs"),
        AlreadyRecorded => Asserted("points_refused.rs"),
        NothingToClaim => Asserted("emission_claim.rs"),
        WrongIncomeVault => Asserted("emission_claim.rs"),
        WorkerActive => Asserted("points_close.rs"),
        PointsClaimable => Asserted("points_close.rs"),
        WrongRentPayer => Asserted("points_close.rs"),
        NoPriceFeed => Asserted("price_refused.rs"),
        PriceNotPyth => Asserted("price_refused.rs"),
        PriceMalformed => Asserted("price_refused.rs"),
        PriceNotVerified => Asserted("price_refused.rs"),
        PriceOfOtherFeed => Asserted("price_refused.rs"),
        PriceFromFuture => Asserted("price_refused.rs"),
        PriceTooOld => Asserted("price_refused.rs"),
        PriceNotPositive => Asserted("price_refused.rs"),
        PriceTooUncertain => Asserted("price_refused.rs"),
        PriceExponentOutOfRange => Asserted("price_refused.rs"),
    });
}

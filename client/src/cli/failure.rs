//! Failures: what to say, what to suggest, which exit code.

use std::{fmt, process::ExitCode};

use furnace_client::{
    artifacts::StoreError, attested::AttestedError, chain::ChainError, config::KeypairError, manifest::ManifestError,
    service::ServiceError, spec::SpecError,
};
use serde_json::json;
use thiserror::Error;

use super::output::Output;

/// Done as asked for, but the answer is no.
const REFUSED: u8 = 1;
/// Nobody foresaw this.
const UNEXPECTED: u8 = 2;
/// Wrong command line or configuration.
const USAGE: u8 = 64;

/// A failure that its reader can do something about.
#[derive(Debug, Error)]
#[error("{message}")]
pub(super) struct Refusal {
    message: String,
    hint: Option<String>,
}

/// A wrong command line or configuration that the argument parser cannot see.
#[derive(Debug, Error)]
#[error("{0}")]
pub(super) struct Misuse(pub(super) String);

/// A failure with a message.
pub(super) fn refusal(message: impl fmt::Display) -> Refusal {
    Refusal { message: message.to_string(), hint: None }
}

impl Refusal {
    /// Adds what to do about it.
    pub(super) fn hint(mut self, hint: impl fmt::Display) -> Self {
        self.hint = Some(hint.to_string());
        self
    }
}

/// Prints the argument parser's message; asking for help is no failure.
pub(super) fn usage(refusal: &clap::Error) -> ExitCode {
    // Nothing is left to do when even the message cannot be printed.
    let _ = refusal.print();
    if refusal.use_stderr() { ExitCode::from(USAGE) } else { ExitCode::SUCCESS }
}

/// Prints a failure with its hint.
pub(super) fn explain(error: &anyhow::Error, output: &Output) -> ExitCode {
    let code = exit_code(error);
    let message = message(error);
    let hint = hint(error);
    if output.is_json() {
        let document = json!({ "error": { "message": message, "hint": hint, "code": code } });
        eprintln!("{document}");
    } else {
        output.error(&message);
        if let Some(hint) = hint {
            output.hint(&hint);
        }
    }
    ExitCode::from(code)
}

/// The causes from the outermost inwards, without those that an outer one already quotes.
fn message(error: &anyhow::Error) -> String {
    let mut message = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if message.contains(&cause) {
            continue;
        }
        if !message.is_empty() {
            message.push_str(": ");
        }
        message.push_str(&cause);
    }
    message
}

fn exit_code(error: &anyhow::Error) -> u8 {
    for cause in error.chain() {
        if cause.is::<Misuse>() || cause.is::<KeypairError>() {
            return USAGE;
        }
        if let Some(StoreError::BadUri { .. }) = cause.downcast_ref() {
            return USAGE;
        }
        if cause.is::<Refusal>()
            || cause.is::<ChainError>()
            || cause.is::<StoreError>()
            || cause.is::<ManifestError>()
            || cause.is::<AttestedError>()
            || cause.is::<ServiceError>()
            || cause.is::<SpecError>()
        {
            return REFUSED;
        }
    }
    UNEXPECTED
}

fn hint(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| {
        if let Some(refusal) = cause.downcast_ref::<Refusal>() {
            return refusal.hint.clone();
        }
        if let Some(keypair) = cause.downcast_ref::<KeypairError>() {
            return keypair_hint(keypair);
        }
        if let Some(service) = cause.downcast_ref::<ServiceError>() {
            return service_hint(service);
        }
        if let Some(AttestedError::Forged(_) | AttestedError::Stranger { .. }) = cause.downcast_ref() {
            return Some("the worker of this job did not sign it; trust what the chain shows alone".to_owned());
        }
        cause.downcast_ref::<ChainError>().and_then(chain_hint)
    })
}

fn keypair_hint(error: &KeypairError) -> Option<String> {
    matches!(error, KeypairError::File { .. })
        .then(|| "name a wallet with --keypair FILE or the environment variable FURNACE_KEYPAIR".into())
}

fn service_hint(error: &ServiceError) -> Option<String> {
    let hint = match error {
        ServiceError::Refused { problem, .. } => match problem.error.as_str() {
            "not_served" | "ended" => "'furnace lease show' tells who holds it now",
            "unfit" => "'furnace lease show' tells where it is served; that URL names the kernels it runs",
            "untimely" | "replayed" => "try again",
            _ => return None,
        },
        ServiceError::Forged(_) => "somebody else writes into the store, or answers for the worker; do not trust it",
        _ => return None,
    };
    Some(hint.to_owned())
}

fn chain_hint(error: &ChainError) -> Option<String> {
    let hint = match error {
        ChainError::Unreachable { .. } => {
            "choose a cluster with --url, or start one on this machine with 'furnace localnet'"
        }
        ChainError::Unfunded { .. } => "send SOL to the wallet; fees and rent are paid in SOL",
        ChainError::Unconfirmed { .. } => "look at the state before you try again: it may have been executed",
        ChainError::Expired { .. } => "the cluster is busy; try again",
        ChainError::Missing { what: "price update", .. } => "name one with --price-update",
        ChainError::Program { name, .. } => program_hint(name)?,
        _ => return None,
    };
    Some(hint.to_owned())
}

/// What to do about a program's error.
fn program_hint(name: &str) -> Option<&'static str> {
    let hint = match name {
        "BalanceTooLow" => "put money into the balance with 'furnace balance deposit'",
        "MoneyOfOthers" | "NothingToRefund" => "'furnace balance show' tells whose money is in the balance",
        "WrongCompensation" => "open a balance in HEAT with 'furnace balance deposit'; penalties are paid in it",
        "StakeTooLow" | "CollateralTooLow" => "add stake with 'furnace stake add'",
        "ReviewOpen" => "wait for the end of the review window, or accept as the client",
        "AuditOutstanding" => "draw and begin it with 'furnace job audit', or accept as the client",
        "AlreadyUpheld" => "'furnace job settle' pays for the result",
        "JobNotInReview" | "JobNotDisputed" => "'furnace job show' tells where the job stands",

        "Leaving" => "'furnace verifier withdraw' and 'close' once its bond is free, then register again",
        "NothingToWithdraw" => "'furnace verifier show' tells what is free, and when",
        "VerifierNotEmpty" => "'furnace verifier leave', later 'withdraw', then close",
        "PlaceTaken" | "PlaceSettling" | "RosterNotFull" | "NotLowest" => {
            "'furnace verifier list' shows the roster; try again in 10 minutes"
        }
        "NotListed" => "'furnace verifier refresh' has the bond count",
        "NotAccuser" => "become a verifier with 'furnace verifier register'",
        "NotDrawing" | "NotVoting" | "NotRuled" | "OtherRuling" | "NotConvicted" | "NotEnded" | "VotingOpen"
        | "AppealOpen" | "AlreadySettled" | "VotesUnsettled" => "'furnace dispute show' tells what comes next",
        "AppealOver" => "'furnace dispute advance' pays the penalty out",
        "NothingAttested" => "only the result of one worker can be refuted; 'furnace job show' tells what there is",
        "ResultJudged" => "'furnace sweep' takes the penalty once the dispute has ended",
        "RefutationCounts" => "wait until the job is closed, or has gone on",
        "FaultsFirst" => "'furnace dispute advance --all' settles the votes in their order",
        "PenaltyPending" => {
            "wait: 'furnace dispute list --state convicted' tells until when the penalty can be overturned"
        }

        "ReviewOver" => "the result counts; 'furnace job settle' pays for it",
        "MarketClosed" | "WrongPriceMode" => "'furnace market list' tells what each market takes",
        "PriceMissing" | "PriceRefused" => "'furnace token price 1' tells why HEAT has no price that counts now",
        "JobTimeOutOfBounds" | "LeaseTimeOutOfBounds" => "'furnace market show' tells the longest time",
        "JobAuctioned" | "LeaseAuctioned" => "bid with 'furnace bid place'",
        "BiddingOpen" => "wait for the end of the bidding ('furnace bid list'), or award as the client",
        "BidRaised" | "NotBestBid" | "NoBid" => "'furnace bid list' tells the bids",
        "NotDroppable" => "award it with 'furnace bid award'",
        "StillAuctioned" => "award it, or withdraw the order first",
        "JobNotCleared" | "LeaseNotCleared" | "CrewNotCleared" => "'furnace sweep --dry-run' tells what is left to do",
        "CrewGoesOn" => "'furnace job show' tells who may still deliver",
        "SettledLately" => "wait a minute and try again",
        "LeaseGoesOn" => "'furnace lease show' tells how long it lasts; as the client, 'furnace lease close' ends it",
        "LeaseOver" | "GraceOver" => "'furnace lease end' ends it",
        "FundsTooLow" => "add funds with 'furnace lease top-up'",
        "PenaltyDue" | "SettleFirst" => "report the worker with 'furnace lease slash'",
        "RetentionNotOver" => "wait for a week after its end, or ask its client",

        "StakesPaused" | "JobsPaused" => "'furnace governance show' tells what is paused; taking out always works",
        "StakeLocked" => "'furnace stake show' tells until when the stake is locked",
        "LockShortened" => "lock for at least as long as the lock lasts; 'furnace stake show' tells until when",
        "LockOutOfBounds" => "lock for at most 365d",
        "StillCoolingDown" => "'furnace stake show' tells when each unbonding ends",
        "TooManyUnbondings" => {
            "take out what is ready with 'furnace stake withdraw', or one back with 'furnace stake cancel'"
        }
        "NoSuchUnbonding" => "'furnace stake show' lists the unbondings",
        "NotEnoughShares" => "'furnace stake show' tells how much is staked",
        "AmountTooSmall" => "ask for more",
        "DelegationCapReached" => "delegate less, or to another pool: 'furnace pool list' tells the room of each",
        "PoolExhausted" => "choose another pool: 'furnace pool list'",
        "PositionNotEmpty" => "take out the stake and claim the rewards first: 'furnace stake show'",
        "NothingOwed" => {
            "what comes in during one epoch is paid out over the next; 'furnace rewards show' tells what is due"
        }
        "CommissionNotBooked" => "book it with 'furnace rewards sync' and try again",
        "PoolNotEmpty" => "'furnace pool show' tells what is left in it",
        "OperatorStillRegistered" => "retire the workers, then 'furnace operator close'",

        "CostAboveLimit" => "wait for the price to fall ('furnace token auction show'), or raise --max-heat",
        "NoLot" | "LotTooSmall" | "LotRunning" => "'furnace token auction show' tells what is for sale and what waits",
        "NothingToDistribute" => "'furnace token fees show' tells what markets collected",
        "EpochOutOfReach" | "EpochKept" | "RecordingOpen" | "RecordingClosed" | "ClaimsOver" => {
            "'furnace token emission' tells the current epoch"
        }
        "NothingToClaim" | "PointsClaimable" => "'furnace token emission --worker' shows a worker's points",
        "WorkerActive" => "end the worker first with 'furnace worker retire'",
        "NoPriceFeed" => "the authority names one with 'furnace governance propose'",
        "PriceTooOld" | "PriceTooUncertain" | "PriceFromFuture" => "try again with a fresh price of Pyth's",

        "NotAuthority" | "NotGuardian" | "NotPendingAuthority" => {
            "'furnace governance show' names who may; sign as that wallet with --keypair"
        }
        "NothingProposed" | "NoticeNotOver" => "'furnace governance show' tells what is announced, and for when",
        _ => return None,
    };
    Some(hint)
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn codes_tell_refused_from_unexpected_from_misuse() {
        let refused = anyhow::Error::from(refusal("no")).context("posting the job");
        assert_eq!(exit_code(&refused), REFUSED);
        assert_eq!(exit_code(&anyhow::anyhow!("what")), UNEXPECTED);
        assert_eq!(exit_code(&Misuse("which".into()).into()), USAGE);
        let store = "ftp://x".parse::<furnace_client::artifacts::Location>().context("opening the store");
        assert_eq!(exit_code(&store.expect_err("not a store")), USAGE);
    }

    #[test]
    fn causes_are_told_once() {
        let path = std::path::Path::new("/no/such/wallet.json");
        let error = furnace_client::config::read_keypair(path).context("opening the wallet").expect_err("absent");
        let message = message(&error);
        assert!(message.starts_with("opening the wallet: cannot use the keypair file"), "{message}");
        assert_eq!(message.matches("os error").count(), 1, "{message}");
    }

    #[test]
    fn hints_travel_through_context() {
        let error = anyhow::Error::from(refusal("no").hint("do this")).context("while");
        assert_eq!(hint(&error).as_deref(), Some("do this"));
        let unreachable = ChainError::Unreachable { url: "x".into(), reason: "y".into() };
        assert!(hint(&unreachable.into()).is_some_and(|text| text.contains("furnace localnet")));
    }

    #[test]
    fn hints_are_for_errors_that_the_programs_have() {
        use furnace_client::{error::describe, program};
        let programs = [
            (program::STAKING, 6100..6200),
            (program::TOKEN, 6000..6100),
            (program::GOVERNANCE, 6400..6500),
            (program::JOBS, 6200..6400),
            (program::SLASHING, 6500..6600),
        ];
        let known: Vec<String> = programs
            .into_iter()
            .flat_map(|(program, codes)| codes.filter_map(move |code| describe(&program, code)))
            .map(|(name, _)| name)
            .collect();
        for name in [
            "StakeLocked",
            "StakesPaused",
            "DelegationCapReached",
            "NothingOwed",
            "CommissionNotBooked",
            "CostAboveLimit",
            "NoticeNotOver",
            "TooManyUnbondings",
            "LockShortened",
            "PoolNotEmpty",
            "MoneyOfOthers",
            "NothingToRefund",
            "WrongCompensation",
            "ReviewOver",
            "MarketClosed",
            "WrongPriceMode",
            "PriceMissing",
            "PriceRefused",
            "LeaseTimeOutOfBounds",
            "LeaseAuctioned",
            "BiddingOpen",
            "BidRaised",
            "NotBestBid",
            "NotDroppable",
            "StillAuctioned",
            "CrewNotCleared",
            "CrewGoesOn",
            "SettledLately",
            "LeaseGoesOn",
            "LeaseOver",
            "GraceOver",
            "FundsTooLow",
            "PenaltyDue",
            "SettleFirst",
            "RetentionNotOver",
            "AuditOutstanding",
            "AlreadyUpheld",
            "JobNotInReview",
            "JobNotDisputed",
            "Leaving",
            "NothingToWithdraw",
            "VerifierNotEmpty",
            "PlaceSettling",
            "RosterNotFull",
            "NotListed",
            "NotAccuser",
            "NotDrawing",
            "NotVoting",
            "NotRuled",
            "OtherRuling",
            "NotConvicted",
            "NotEnded",
            "VotingOpen",
            "AppealOpen",
            "AppealOver",
            "AlreadySettled",
            "FaultsFirst",
            "VotesUnsettled",
            "PenaltyPending",
            "NothingAttested",
            "ResultJudged",
            "RefutationCounts",
        ] {
            assert!(known.iter().any(|it| it == name), "{name} is no error of a program");
            assert!(program_hint(name).is_some(), "{name} has no hint");
        }
        assert_eq!(program_hint("Overflow"), None);
    }
}

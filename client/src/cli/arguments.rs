//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use furnace_client::config::Cluster;
use solana_address::Address;

use super::{
    balance, bid, dispute, failure::Misuse, governance, job, lease, localnet, market, operator, pool, rewards, stake,
    sweep, token, verifier, vote, worker,
};

/// Rent GPUs, or earn with yours, on the Furnace network.
#[derive(Debug, Parser)]
#[command(
    name = "furnace",
    version,
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Examples:\n  furnace localnet\n  furnace market list\n  furnace job list --state open --json\n  furnace lease open --hourly 2.5 --wait\n  furnace sweep --dry-run\n\nExit codes: 0 done, 1 refused or failed with a reason, 2 unexpected, 64 wrong usage or configuration."
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options of every command.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// Cluster: localnet, devnet, testnet, mainnet or an RPC URL.
    #[arg(
        long,
        global = true,
        env = "FURNACE_URL",
        default_value = "localnet",
        hide_env_values = true,
        value_name = "CLUSTER"
    )]
    pub(super) url: Cluster,
    /// Wallet that signs and pays: a Solana keypair file [default: ~/.config/solana/id.json].
    #[arg(long, global = true, env = "FURNACE_KEYPAIR", value_name = "FILE")]
    pub(super) keypair: Option<PathBuf>,
    /// Price update of the Pyth receiver, where dollars are reckoned in HEAT [default: the one that Pyth keeps up for HEAT's
    /// feed].
    #[arg(long, global = true, env = "FURNACE_PRICE_UPDATE", hide_env_values = true, value_name = "ACCOUNT")]
    pub(super) price_update: Option<Address>,
    /// Print one JSON document on standard output.
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// Print no notes and no progress.
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// Tell more about what happens.
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
    /// Print without colour.
    #[arg(long, global = true)]
    pub(super) no_color: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run a complete network on this machine.
    Localnet(localnet::Localnet),
    /// Post jobs and collect their results.
    #[command(subcommand)]
    Job(job::Job),
    /// Results that are judged: accuse, follow, appeal.
    #[command(subcommand)]
    Dispute(dispute::Dispute),
    /// Auctions of jobs and leases: bid, and award.
    #[command(subcommand)]
    Bid(bid::Bid),
    /// Rent compute by the second.
    #[command(subcommand)]
    Lease(lease::Lease),
    Sweep(sweep::Sweep),
    /// The money from which your jobs and leases are paid.
    #[command(subcommand)]
    Balance(balance::Balance),
    /// Where jobs meet workers.
    #[command(subcommand)]
    Market(market::Market),
    /// The machines that work.
    #[command(subcommand)]
    Worker(worker::Worker),
    /// Those who judge results, and what they answer with.
    #[command(subcommand)]
    Verifier(verifier::Verifier),
    /// The wallets that own machines.
    #[command(subcommand)]
    Operator(operator::Operator),
    /// The stake behind an operator.
    #[command(subcommand)]
    Pool(pool::Pool),
    /// Your stake and your delegations: add, lock, take out.
    Stake(stake::Stake),
    Delegate(stake::Delegate),
    Unstake(stake::Unstake),
    Lock(stake::Lock),
    /// What your stake earns.
    #[command(subcommand)]
    Rewards(rewards::Rewards),
    /// HEAT: its numbers, emission, fees, auction and price.
    #[command(subcommand)]
    Token(token::Token),
    /// The parameters of the protocol, and who may change them.
    #[command(subcommand)]
    Governance(governance::Governance),
    /// The votes of your stake in SPL Governance.
    #[command(subcommand)]
    Vote(vote::Vote),
}

/// A time as the programs count it.
pub(super) fn seconds(time: humantime::Duration) -> Result<u32, Misuse> {
    u32::try_from(time.as_secs()).map_err(|_| Misuse(format!("{time} is too long a time")))
}

#[cfg(test)]
mod tests {
    use clap::{Command as Tree, CommandFactory};

    use super::*;

    #[test]
    fn the_tree_is_consistent() {
        Arguments::command().debug_assert();
    }

    fn parsed(line: &str) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from(line.split_whitespace())
    }

    #[test]
    fn jobs_are_submitted_by_kernel_or_by_spec() {
        for line in [
            "furnace job submit render --mesh a.obj --price 1",
            "furnace job submit matmul --rows 1 --columns 1 --inner 1 --price 0.5 --wait --json",
            "furnace --url devnet job submit --spec a.json --input b.obj --price 1 --store /tmp/store",
        ] {
            assert!(parsed(line).is_ok(), "{line}");
        }
        for line in [
            "furnace job submit",
            "furnace job submit --spec a.json",
            "furnace job submit --price 1",
            "furnace job submit render --mesh a.obj",
            "furnace job submit --spec a.json --price 1 render --mesh a.obj --price 1",
            "furnace job submit render --mesh a.obj --price 0.0000001",
            "furnace job submit render --mesh a.obj --price 1 --store ftp://host",
            "furnace --url moon market list",
        ] {
            assert!(parsed(line).is_err(), "{line}");
        }
    }

    #[test]
    fn who_may_do_a_job_is_said_in_one_way() {
        let job = "furnace job submit --spec a.json --price 1";
        let worker = "7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5";
        for options in [
            "--auction --claim-within 5m --wait".to_owned(),
            "--replicas 3".to_owned(),
            "--replicas 3 --quorum 3 --draw-for 30s --draw 25%".to_owned(),
            "--gang 8".to_owned(),
            format!("--worker {worker} --market {worker}"),
        ] {
            assert!(parsed(&format!("{job} {options}")).is_ok(), "{options}");
        }
        for options in [
            "--auction --replicas 3".to_owned(),
            "--replicas 3 --gang 3".to_owned(),
            "--replicas 1".to_owned(),
            "--gang 9".to_owned(),
            "--quorum 2".to_owned(),
            "--draw 25%".to_owned(),
            "--draw-for 30s".to_owned(),
            "--draw-for 30s --draw 101%".to_owned(),
            format!("--auction --worker {worker}"),
            format!("--gang 2 --worker {worker}"),
        ] {
            assert!(parsed(&format!("{job} {options}")).is_err(), "{options}");
        }
    }

    #[test]
    fn orders_are_bid_for_leased_and_swept() {
        let it = "7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5";
        for line in [
            format!("furnace job reject {it} --right {}", "ab".repeat(32)),
            format!("furnace job credits {it}"),
            format!("furnace bid list {it} --json"),
            "furnace bid list --mine".to_owned(),
            format!("furnace bid place {it} 2.5 --key worker.json --operator {it}"),
            format!("furnace bid withdraw {it} --key worker.json"),
            format!("furnace bid award {it} --worker {it} --max-price 3"),
            format!("furnace bid drop {it} {it}"),
            format!("furnace lease open --spec a.json --hourly 2.5 --ahead 4h --backup {it} --wait"),
            "furnace lease open --hourly 2.5 --auction".to_owned(),
            format!("furnace lease run {it} --spec a.json --input b.obj --input c.obj --out frames"),
            "furnace lease list --state suspended --mine".to_owned(),
            format!("furnace lease top-up {it} 5"),
            format!("furnace lease top-up {it} --for 2h"),
            format!("furnace lease ping {it} --wait"),
            format!("furnace lease close {it} --unsatisfied"),
            format!("furnace lease award {it}"),
            format!("furnace lease slash {it}"),
            "furnace sweep --all --report --dry-run".to_owned(),
            "furnace market list --official".to_owned(),
            format!("furnace market official {it} --remove"),
            "furnace balance deposit 5 --mint usd".to_owned(),
            format!("furnace balance sponsor {it} 5"),
            format!("furnace balance refund --client {it}"),
            format!("furnace --price-update {it} token price 1"),
        ] {
            assert!(parsed(&line).is_ok(), "{line}");
        }
        for line in [
            format!("furnace job reject {it}"),
            format!("furnace bid place {it} 2.5"),
            format!("furnace lease open --spec a.json --hourly 1 --auction --worker {it}"),
            "furnace lease open --spec a.json".to_owned(),
            format!("furnace lease run {it}"),
            format!("furnace lease top-up {it}"),
            format!("furnace lease top-up {it} 5 --for 2h"),
            "furnace lease list --state lost".to_owned(),
            format!("furnace sweep --all --client {it}"),
            "furnace balance deposit 5 --mint eur".to_owned(),
            "furnace balance refund".to_owned(),
        ] {
            assert!(parsed(&line).is_err(), "{line}");
        }
    }

    #[test]
    fn results_are_judged() {
        let it = "7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5";
        let right = "ab".repeat(32);
        for line in [
            format!("furnace job audit {it} --json"),
            format!("furnace job cosign {it} --result {right}"),
            format!("furnace job attestation {it} --to a.json"),
            format!("furnace job report {it} --attestation a.json"),
            format!("furnace job fetch {it} --early"),
            format!("furnace job reject {it} --seat 1"),
            format!("furnace job reject {it} --seat 0 --right {right} --json"),
            format!("furnace dispute accuse {it} --seat 7"),
            format!("furnace job check {it} --refute --to product"),
            format!("furnace dispute list --job {it} --state convicted"),
            format!("furnace dispute list --wallet {it}"),
            format!("furnace dispute list --mine --verifier {it}"),
            format!("furnace dispute show {it}"),
            format!("furnace dispute accuse {it} --right {right}"),
            format!("furnace dispute appeal {it}"),
            format!("furnace dispute advance {it} --all"),
            "furnace verifier register --key votes.json".to_owned(),
            format!("furnace verifier register --key {it} --bond 2500.5"),
            "furnace verifier deposit 500".to_owned(),
            "furnace verifier refresh".to_owned(),
            format!("furnace verifier show {it} --json"),
            "furnace verifier list --all".to_owned(),
            "furnace verifier leave".to_owned(),
            "furnace verifier withdraw".to_owned(),
            "furnace verifier close".to_owned(),
            "furnace market open --name a --audit-bps 500".to_owned(),
            format!("furnace market open --name a --attestor {it}"),
        ] {
            assert!(parsed(&line).is_ok(), "{line}");
        }
        for line in [
            "furnace job audit".to_owned(),
            "furnace job report".to_owned(),
            format!("furnace job cosign {it}"),
            format!("furnace job cosign {it} --result abc"),
            format!("furnace job attestation {it} --attestation a.json --to b.json"),
            "furnace dispute list --state lost".to_owned(),
            format!("furnace dispute list --mine --wallet {it}"),
            format!("furnace dispute accuse {it}"),
            format!("furnace dispute accuse {it} --right abc"),
            format!("furnace dispute accuse {it} --seat"),
            format!("furnace job reject {it} --seat one"),
            format!("furnace job reject {it} --seat 256"),
            "furnace dispute appeal".to_owned(),
            "furnace verifier register".to_owned(),
            "furnace verifier register --key votes.json --bond 0.0000001".to_owned(),
            "furnace verifier deposit".to_owned(),
            "furnace market open --name a --audit-bps 499".to_owned(),
            "furnace market open --name a --audit-bps 10001".to_owned(),
            "furnace market open --name a --attestor me".to_owned(),
            format!("furnace market open --name a --attestor {it} --audit-bps 500"),
        ] {
            assert!(parsed(&line).is_err(), "{line}");
        }
    }

    #[test]
    fn stake_is_added_locked_and_taken_out() {
        let operator = "7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5";
        for line in [
            "furnace stake add 500".to_owned(),
            "furnace stake 500".to_owned(),
            format!("furnace delegate {operator} 12.5"),
            "furnace unstake --all".to_owned(),
            "furnace lock 500 --for 90d".to_owned(),
            format!("furnace stake delegate {operator} 12.5"),
            "furnace stake lock 500 --for 90d".to_owned(),
            format!("furnace stake lock --all --for 365d --operator {operator}"),
            "furnace stake lock --extend --for 180d --yes".to_owned(),
            format!("furnace stake unstake --all --pool {operator}"),
            "furnace stake cancel 0 3".to_owned(),
            "furnace stake cancel --all".to_owned(),
            "furnace stake withdraw".to_owned(),
            format!("furnace stake show {operator} --json"),
            "furnace stake positions".to_owned(),
            "furnace rewards claim --mint usd".to_owned(),
            format!("furnace rewards sync {operator}"),
            "furnace pool set-commission 800".to_owned(),
        ] {
            assert!(parsed(&line).is_ok(), "{line}");
        }
        for line in [
            "furnace stake",
            "furnace stake add",
            "furnace stake add 0.0000001",
            "furnace stake some",
            "furnace stake lock 500",
            "furnace stake lock --for 90d",
            "furnace stake lock 500 --all --for 90d",
            "furnace stake lock 500 --extend --for 90d",
            "furnace stake lock 500 --for 366d",
            "furnace stake unstake",
            "furnace stake cancel",
            "furnace stake cancel 1 --all",
            "furnace rewards claim --mint eur",
            "furnace pool set-commission 10001",
        ] {
            assert!(parsed(line).is_err(), "{line}");
        }
    }

    #[test]
    fn the_token_and_its_governance_have_commands() {
        let address = "7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5";
        for line in [
            "furnace token emission".to_owned(),
            format!("furnace token emission --hours 24 --worker {address}"),
            format!("furnace token emission claim --worker {address}"),
            "furnace token emission open --epoch 7".to_owned(),
            format!("furnace token fees distribute --market {address}"),
            "furnace token auction buy 100 --max-heat 350.5".to_owned(),
            "furnace token price 12.5".to_owned(),
            "furnace governance pause stakes".to_owned(),
            "furnace governance propose --set take_bps=900 --set burn_bps=6000".to_owned(),
            "furnace governance propose --file a.toml".to_owned(),
            format!("furnace governance authority propose {address}"),
            "furnace governance authority propose --withdraw".to_owned(),
            format!("furnace governance guardian set {address}"),
            format!("furnace vote weight --realm {address}"),
        ] {
            assert!(parsed(&line).is_ok(), "{line}");
        }
        for line in [
            "furnace token emission --hours 0",
            "furnace token emission --hours 1 open",
            "furnace token auction buy",
            "furnace token price 0.0000001",
            "furnace governance pause exits",
            "furnace governance propose",
            "furnace governance propose --set take_bps",
            "furnace governance authority propose",
            "furnace vote weight",
        ] {
            assert!(parsed(line).is_err(), "{line}");
        }
    }

    #[test]
    fn every_command_shows_an_example() {
        fn check(command: &Tree, path: &str) {
            let path = format!("{path} {}", command.get_name());
            if command.get_subcommands().next().is_none() {
                let help = command.get_after_help().map(ToString::to_string);
                assert!(help.is_some_and(|text| text.contains("furnace ")), "{path} has no example");
            }
            command.get_subcommands().for_each(|inner| check(inner, &path));
        }
        check(&Arguments::command(), "");
    }
}

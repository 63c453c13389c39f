//! The test-suite and the tasks that run the product.

use std::path::Path;

use anyhow::{Result, bail};
use clap::Args;

use crate::{checkout, host, process, sbf};

/// Tests of every workspace, and the bench against its budgets.
#[derive(Args)]
pub(crate) struct Test;

impl Test {
    pub(crate) fn run(&self) -> Result<()> {
        host::set_up()?;
        sbf::BuildSbf::default().run()?;
        // End-to-end tests start these as processes.
        process::run(host::cargo("build").args(["--bins", "--quiet"]))?;
        process::run(
            process::command("cargo")
                .current_dir(checkout::programs())
                .env("CARGO_TARGET_DIR", host::target().join("programs"))
                .args(["test", "--workspace", "--lib", "--locked", "--quiet"]),
        )?;
        process::run(host::cargo("test").args(["--lib", "--bins", "--tests"]))?;
        Bench { update: false }.measure()
    }
}

/// Long random sequences of everything that moves stake and money.
#[derive(Args)]
pub(crate) struct Fuzz {
    /// Sequences, in each of two tests of each suite.
    #[arg(long, default_value_t = 2_000)]
    cases: u64,
    /// Actions in each sequence.
    #[arg(long, default_value_t = 150)]
    steps: u64,
    /// What a run before printed, to see the same again; a fresh one where none is given.
    #[arg(long)]
    seed: Option<u64>,
}

impl Fuzz {
    pub(crate) fn run(&self) -> Result<()> {
        host::set_up()?;
        sbf::BuildSbf::default().run()?;
        let mut test = host::cargo("test");
        test.env("FURNACE_FUZZ_CASES", self.cases.to_string()).env("FURNACE_FUZZ_STEPS", self.steps.to_string());
        if let Some(seed) = self.seed {
            test.env("FURNACE_FUZZ_SEED", seed.to_string());
        }
        process::run(test.args(["--test", "economy", "--test", "escrow", "--", "--nocapture", "machine"]))
    }
}

/// Compute units and sizes against budgets and baseline.
#[derive(Args)]
pub(crate) struct Bench {
    /// Write the baseline instead of comparing with it.
    #[arg(long)]
    update: bool,
}

impl Bench {
    pub(crate) fn run(&self) -> Result<()> {
        sbf::BuildSbf::default().run()?;
        self.measure()
    }

    fn measure(&self) -> Result<()> {
        let mut command = process::command(host::binary("furnace-bench")?);
        process::run(command.args(self.update.then_some("--update")))
    }
}

/// What a cheat gains in proofs of GPU.
#[derive(Args)]
pub(crate) struct Cheat {
    /// What to pass on: `cargo xtask cheat -- --help`.
    #[arg(last = true)]
    arguments: Vec<String>,
}

impl Cheat {
    pub(crate) fn run(&self) -> Result<()> {
        host::set_up()?;
        process::run(process::command(host::binary("furnace-cheat")?).args(&self.arguments))
    }
}

/// The network at work on this machine.
#[derive(Args)]
pub(crate) struct Demo;

impl Demo {
    pub(crate) fn run(&self) -> Result<()> {
        host::set_up()?;
        sbf::BuildSbf::default().run()?;
        process::run(process::command(host::binary("furnace-demo")?).current_dir(checkout::root()))
    }
}

/// The end-to-end test against a real validator.
#[derive(Args)]
pub(crate) struct E2eValidator;

/// How to get the validator from the crate registry.
const INSTALL_VALIDATOR: &str = "solana-test-validator is not on PATH. Install it with

    sudo apt-get install clang libclang-dev cmake protobuf-compiler libudev-dev libssl-dev pkg-config
    cargo install agave-validator --version 4.2.2 --locked --bin solana-test-validator

(about 20 minutes on two cores), or with the Anza installer, and run this again";

impl E2eValidator {
    pub(crate) fn run(&self) -> Result<()> {
        let Some(validator) = process::find("solana-test-validator") else { bail!(INSTALL_VALIDATOR) };
        host::set_up()?;
        sbf::BuildSbf::default().run()?;
        process::run(host::cargo("build").args(["--bins", "--quiet"]))?;
        end_to_end(&validator)
    }
}

fn end_to_end(validator: &Path) -> Result<()> {
    let mut test = host::cargo("test");
    test.args(["--features", "furnace-localnet/validator", "--test", "end_to_end", "--test", "real_validator"]);
    process::run(test.args(["--", "--nocapture"]).env("FURNACE_E2E_VALIDATOR", validator))
}

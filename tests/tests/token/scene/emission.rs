//! Epochs, points and claims.

use furnace_client::accounts::{EmissionEpoch, TokenConfig, WorkerPoints};
use furnace_client::instructions::{jobs, token};
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::Failure;
use furnace_tests::network::{EPOCH, Network, OperatorActor, WorkerActor};
use solana_signer::Signer;

/// A network with an operator at twice the minimum stake and its worker, at the begin of an epoch.
pub(crate) struct Emission {
    pub(crate) network: Network,
    pub(crate) operator: OperatorActor,
    pub(crate) worker: WorkerActor,
    /// The epoch at the begin of the test, which is open.
    pub(crate) epoch: u64,
}

impl Emission {
    pub(crate) fn new() -> Self {
        let mut network = Network::new();
        let epoch = current_epoch(&network) + 1;
        network.chain.set_time(begin_of(epoch));
        let operator = network.operator("operator", 400 * HEAT);
        let worker = network.worker(&operator, "worker");
        try_open_points(&mut network, &worker).expect("points open");
        try_open_epoch(&mut network, epoch).expect("epoch opens");
        Self { network, operator, worker, epoch }
    }

    /// As [`new`](Self::new), with all of the epoch's points the worker's, and the claims begun.
    pub(crate) fn earned() -> Self {
        let mut emission = Self::new();
        emission.record(1_000).expect("points are recorded");
        emission.go_to(2);
        emission
    }

    /// Lets time pass until so many epochs after the first one begin.
    pub(crate) fn go_to(&mut self, epochs: u64) {
        self.network.chain.set_time(begin_of(self.epoch + epochs));
    }

    /// Records the worker's points of the first epoch; the stake counts twice.
    pub(crate) fn record(&mut self, score: u64) -> Result<Receipt, Failure> {
        try_record(&mut self.network, &self.worker, self.epoch, score, 10_000)
    }

    pub(crate) fn claim(&mut self) -> Result<Receipt, Failure> {
        try_claim(&mut self.network, &self.worker, self.epoch)
    }

    pub(crate) fn account(&self) -> EmissionEpoch {
        self.network.chain.read(&pda::emission(self.epoch))
    }

    pub(crate) fn points(&self) -> WorkerPoints {
        self.network.chain.read(&pda::points(&self.worker.address))
    }

    /// HEAT in the income vault of the worker's pool, base units.
    pub(crate) fn income(&self) -> u64 {
        self.network.tokens(&pda::income_vault(&self.operator.pool, &pda::heat_mint()))
    }

    /// Retires the worker.
    pub(crate) fn retire(&mut self) {
        let retire = jobs::worker_retire(self.worker.wallet, self.worker.key.pubkey());
        self.network.send(&[retire], &[&self.operator.wallet]).expect("worker retires");
    }

    pub(crate) fn close_points(&mut self) -> Result<Receipt, Failure> {
        let close = token::points_close(self.worker.address, self.network.payer());
        self.network.send(&[close], &[])
    }
}

pub(crate) fn current_epoch(network: &Network) -> u64 {
    u64::try_from(network.chain.now() / EPOCH).expect("epoch")
}

/// Unix seconds.
pub(crate) fn begin_of(epoch: u64) -> i64 {
    i64::try_from(epoch).expect("epoch") * EPOCH
}

pub(crate) fn config(network: &Network) -> TokenConfig {
    network.chain.read(&pda::token_config())
}

pub(crate) fn try_open_epoch(network: &mut Network, epoch: u64) -> Result<Receipt, Failure> {
    network.send(&[token::epoch_open(network.payer(), epoch)], &[])
}

pub(crate) fn try_close_epoch(network: &mut Network, epoch: u64) -> Result<Receipt, Failure> {
    network.send(&[token::epoch_close(epoch, network.payer())], &[])
}

pub(crate) fn try_open_points(network: &mut Network, worker: &WorkerActor) -> Result<Receipt, Failure> {
    network.send(&[token::points_open(network.payer(), worker.address, pda::operator(&worker.wallet))], &[])
}

/// Records points as the proofs program does, whose signature nobody else can give.
pub(crate) fn try_record(
    network: &mut Network,
    worker: &WorkerActor,
    epoch: u64,
    score: u64,
    uptime_bps: u16,
) -> Result<Receipt, Failure> {
    network.impersonate(token::points_record(worker.address, worker.wallet, epoch, score, uptime_bps))
}

pub(crate) fn try_claim(network: &mut Network, worker: &WorkerActor, epoch: u64) -> Result<Receipt, Failure> {
    network.send(&[token::emission_claim(worker.address, worker.wallet, epoch)], &[])
}

//! Emission: epochs, workers' points and their shares.

use furnace_common::{emission, limits::POINTS_EPOCHS, proof::points_from};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::{Furnace, Present};
use crate::{
    accounts::{
        Certificate, EmissionEpoch, Found, Operator, PointsState, Pool, ProgramAccount, TokenConfig, Worker,
        WorkerPoints, points_state,
    },
    chain::ChainError,
    instructions::{proofs, token},
    pda,
};

/// Most claims in one transaction.
const CLAIMS_AT_A_TIME: usize = 6;

/// A worker's part of one epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpochShare {
    /// Which.
    pub epoch: u64,
    /// The worker's points.
    pub points: u64,
    /// Whether they can be claimed.
    pub state: PointsState,
    /// HEAT base units for them; before recording is over, as much as it would be without further points.
    pub amount: u64,
}

/// What can be done for a worker's emission.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmissionDue {
    /// The epoch of which it can be given its points.
    pub grant: Option<u64>,
    /// Epochs of which its share can be claimed.
    pub claims: Vec<u64>,
}

/// Emission as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emission {
    /// The time and the parameters.
    pub present: Present,
    /// When the schedule's first hour begins, unix seconds.
    pub start: i64,
    /// The current epoch.
    pub epoch: u64,
    /// Its account, where it is open.
    pub opened: Option<Found<EmissionEpoch>>,
}

impl Emission {
    /// HEAT base units that an epoch emits by the schedule.
    pub fn budget(&self, epoch: u64) -> u64 {
        emission::epoch_budget(self.start, epoch, self.present.governance.epoch_seconds).unwrap_or_default()
    }

    /// HEAT base units that the schedule has emitted by now.
    pub fn scheduled(&self) -> u64 {
        emission::sum_floor(emission::hour_at(self.start, self.present.now))
    }
}

impl Furnace {
    /// The schedule, the current epoch and its account.
    pub async fn emission(&self) -> Result<Emission, ChainError> {
        let present = self.present().await?;
        let start = self.get::<TokenConfig>(&pda::token_config()).await?.data.emission_start;
        let clock = ChainError::Malformed { what: "clock", address: solana_sdk_ids::sysvar::clock::ID };
        let epoch = emission::epoch_at(present.now, present.governance.epoch_seconds).ok_or(clock)?;
        let opened = self.find(&pda::emission(epoch)).await?;
        Ok(Emission { present, start, epoch, opened })
    }

    /// What a worker's points are worth, oldest epoch first; nothing for one without an account of points.
    pub async fn emission_of(&self, worker: &Address, current: u64) -> Result<Vec<EpochShare>, ChainError> {
        let Some(points) = self.find::<WorkerPoints>(&pda::points(worker)).await? else { return Ok(Vec::new()) };
        let held = points.data.held();
        let addresses: Vec<Address> = held.iter().map(|place| pda::emission(place.epoch)).collect();
        let accounts = self.chain().accounts(&addresses).await?;
        let mut shares = Vec::with_capacity(held.len());
        for ((place, address), account) in held.into_iter().zip(&addresses).zip(&accounts) {
            let epoch = account.as_ref().map(|account| EmissionEpoch::read(address, account)).transpose()?;
            shares.push(EpochShare {
                epoch: place.epoch,
                points: place.points,
                state: points_state(place.epoch, current),
                amount: epoch.and_then(|epoch| epoch.data.share(place)).unwrap_or_default(),
            });
        }
        Ok(shares)
    }

    /// Opens an epoch, the current or the previous one; the payer gets the rent back when it is closed.
    pub async fn emission_open(&self, payer: &Keypair, epoch: u64) -> Result<Signature, ChainError> {
        self.chain().send(&[token::epoch_open(payer.pubkey(), epoch)], &[payer]).await
    }

    /// Closes an epoch whose claims are long over; anyone may pay for it.
    pub async fn emission_close(&self, payer: &Keypair, epoch: u64) -> Result<Signature, ChainError> {
        let rent_payer = self.get::<EmissionEpoch>(&pda::emission(epoch)).await?.data.rent_payer;
        self.chain().send(&[token::epoch_close(epoch, rent_payer)], &[payer]).await
    }

    /// Mints a worker's shares of epochs into the income of its operator's pool; anyone may pay for it. Many
    /// epochs take several transactions.
    pub async fn emission_claim(
        &self,
        payer: &Keypair,
        worker: &Address,
        epochs: &[u64],
    ) -> Result<Vec<Signature>, ChainError> {
        let points = self.get::<WorkerPoints>(&pda::points(worker)).await?;
        let operator = self.get::<Pool>(&points.data.pool).await?.data.operator;
        let mut signatures = Vec::new();
        for some in epochs.chunks(CLAIMS_AT_A_TIME) {
            let claims: Vec<_> = some.iter().map(|epoch| token::emission_claim(*worker, operator, *epoch)).collect();
            signatures.push(self.chain().send(&claims, &[payer]).await?);
        }
        Ok(signatures)
    }

    /// The epoch of which a worker is still to be given its points: the last one, if it counted and proved a GPU in it.
    pub async fn grantable(&self, worker: &Address, emission: &Emission) -> Result<Option<u64>, ChainError> {
        let Some(epoch) = emission.epoch.checked_sub(1) else { return Ok(None) };
        let [worker, certificate, points] = [*worker, pda::certificate(worker), pda::points(worker)];
        let found = self.chain().accounts(&[worker, certificate, points]).await?;
        let account = |index: usize| found.get(index).and_then(Option::as_ref);
        let (Some(registered), Some(proven)) = (account(0), account(1)) else { return Ok(None) };
        let begin = i64::try_from(epoch).unwrap_or(i64::MAX).saturating_mul(emission.present.governance.epoch_seconds);
        let registered = Worker::read(&worker, registered)?.data;
        let counts = registered.retired == 0 && registered.registered_at <= begin;
        let proven = Certificate::read(&certificate, proven)?.data.generation(epoch).is_some();
        let points = account(2).map(|account| WorkerPoints::read(&points, account)).transpose()?;
        let given = points.is_some_and(|points| points.data.is_recorded(epoch));
        Ok((counts && proven && !given).then_some(epoch))
    }

    /// What can be done at present for a worker's emission.
    pub async fn emission_due(&self, worker: &Address) -> Result<EmissionDue, ChainError> {
        let emission = self.emission().await?;
        let Present { now, governance, .. } = &emission.present;
        let begun = |epoch: &u64| points_from(*epoch, governance.epoch_seconds).is_some_and(|from| *now >= from);
        let grant = self.grantable(worker, &emission).await?.filter(begun);
        let shares = self.emission_of(worker, emission.epoch).await?;
        let worth = shares.iter().filter(|share| share.state == PointsState::Claimable && share.amount > 0);
        Ok(EmissionDue { grant, claims: worth.map(|share| share.epoch).collect() })
    }

    /// Gives a worker its points of the epoch before, for what its GPUs proved in it, and opens what is missing for it;
    /// anyone may pay for it.
    pub async fn points_grant(&self, payer: &Keypair, worker: &Address, epoch: u64) -> Result<Signature, ChainError> {
        self.epoch_turn(payer, epoch).await?;
        let operator = self.get::<Worker>(worker).await?.data.operator;
        let operator_wallet = self.get::<Operator>(&operator).await?.data.wallet;
        let missing = self.find::<WorkerPoints>(&pda::points(worker)).await?.is_none();
        let open = missing.then(|| token::points_open(payer.pubkey(), *worker, operator));
        let grant = proofs::points_grant(*worker, operator_wallet, epoch);
        self.chain().send(&open.into_iter().chain([grant]).collect::<Vec<_>>(), &[payer]).await
    }

    /// Opens an epoch where nobody has, and closes the one whose claims are over by then, so that rent does not pile
    /// up.
    async fn epoch_turn(&self, payer: &Keypair, epoch: u64) -> Result<(), ChainError> {
        let (address, old) = (pda::emission(epoch), epoch.saturating_sub(POINTS_EPOCHS as u64));
        if self.find::<EmissionEpoch>(&address).await?.is_some() {
            return Ok(());
        }
        let old = self.find::<EmissionEpoch>(&pda::emission(old)).await?;
        let close = old.map(|old| token::epoch_close(old.data.epoch, old.data.rent_payer));
        let open = token::epoch_open(payer.pubkey(), epoch);
        let sent = self.chain().send(&[open].into_iter().chain(close).collect::<Vec<_>>(), &[payer]).await;
        // Every worker does it at the same moment; one is enough.
        match sent {
            Err(error) if self.find::<EmissionEpoch>(&address).await?.is_none() => Err(error),
            _ => Ok(()),
        }
    }

    /// Opens a worker's account of points; the payer gets the rent back when it is closed.
    pub async fn points_open(&self, payer: &Keypair, worker: &Address) -> Result<Signature, ChainError> {
        let operator = self.get::<Worker>(worker).await?.data.operator;
        self.chain().send(&[token::points_open(payer.pubkey(), *worker, operator)], &[payer]).await
    }

    /// Closes the points of a worker that is retired; anyone may pay for it.
    pub async fn points_close(&self, payer: &Keypair, worker: &Address) -> Result<Signature, ChainError> {
        let rent_payer = self.get::<WorkerPoints>(&pda::points(worker)).await?.data.rent_payer;
        self.chain().send(&[token::points_close(*worker, rent_payer)], &[payer]).await
    }
}

//! Whether this worker is registered on chain, and registering it where its operator's key is at hand.

use async_trait::async_trait;
use furnace_client::{
    chain::ChainError,
    furnace::{Furnace, Hardware},
    sealing::SecretKey,
};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;
use thiserror::Error;
use tracing::{info, warn};

/// Why a worker cannot begin.
#[derive(Debug, Error)]
pub enum RegistrationError {
    /// The operator has no pool.
    #[error(
        "the operator {operator} has no stake pool; create it and stake at least {minimum} HEAT, with the operator's keypair:\n  \
         furnace pool create\n  furnace stake add {minimum}"
    )]
    NoPool {
        /// The operator's wallet.
        operator: Address,
        /// Minimum stake for the declared GPUs.
        minimum: String,
    },
    /// The worker is unknown on chain.
    #[error(
        "this worker is not registered; register it with the operator's keypair:\n  {commands}\n\
         or set worker.register and worker.operator_keypair"
    )]
    NotRegistered {
        /// The commands that register it.
        commands: String,
    },
    /// The worker has left for good.
    #[error("the worker with the key {key} is retired; write a new key with 'furnace-worker init'")]
    Retired {
        /// The hot key.
        key: Address,
    },
    /// The chain refused or cannot be reached.
    #[error(transparent)]
    Chain(#[from] ChainError),
}

impl RegistrationError {
    /// Whether trying again later may help.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Chain(error) => error.is_transient() || matches!(error, ChainError::Rpc { .. }),
            _ => false,
        }
    }
}

/// Makes sure that a worker exists on chain.
#[async_trait]
pub trait Registrar: Send + Sync {
    /// Succeeds once the worker is registered.
    async fn ensure(&self) -> Result<(), RegistrationError>;
}

/// Looks a worker up, and registers it where it may.
pub struct Registration {
    /// The network.
    pub furnace: Furnace,
    /// The hot key.
    pub key: Keypair,
    /// The hot key's file, to name it in a command.
    pub key_file: String,
    /// The operator's wallet.
    pub operator_wallet: Address,
    /// The operator's keypair, where this worker may register itself.
    pub operator: Option<Keypair>,
    /// What the worker declares.
    pub hardware: Hardware,
}

#[async_trait]
impl Registrar for Registration {
    async fn ensure(&self) -> Result<(), RegistrationError> {
        let key = self.key.pubkey();
        let Some(worker) = self.furnace.worker(&self.operator_wallet, &key).await? else {
            return self.register().await;
        };
        if worker.data.retired != 0 {
            return Err(RegistrationError::Retired { key });
        }
        let declared = (worker.data.gpus, worker.data.vram_gib, worker.data.max_jobs);
        let configured = (self.hardware.gpus, self.hardware.vram_gib, self.hardware.max_jobs);
        if declared != configured {
            warn!(?declared, ?configured, "the chain knows other GPUs, memory or jobs of this worker; those count");
        }
        if worker.data.encryption_key != SecretKey::of(&self.key).public() {
            warn!(
                "the chain has another encryption key of this worker than the one of its hot key, so it cannot open what \
                 is sealed to it; to take part in gangs, retire it and register a new key of 'furnace-worker init'"
            );
        }
        Ok(())
    }
}

impl Registration {
    async fn register(&self) -> Result<(), RegistrationError> {
        let operator = self.operator_wallet;
        if self.furnace.pool(&operator).await?.is_none() {
            let minimum = furnace_common::stake::minimum(u32::from(self.hardware.gpus), 100).unwrap_or_default();
            return Err(RegistrationError::NoPool {
                operator,
                minimum: furnace_client::heat::Heat(minimum).to_string(),
            });
        }
        let known = self.furnace.operator(&operator).await?.is_some();
        let Some(wallet) = &self.operator else {
            return Err(RegistrationError::NotRegistered { commands: self.commands(known) });
        };
        if !known {
            let signature = self.furnace.operator_register(wallet).await?;
            info!(%operator, %signature, "operator registered");
        }
        let (worker, signature) = self.furnace.worker_register(wallet, &self.key, self.hardware).await?;
        info!(%worker, key = %self.key.pubkey(), %signature, "worker registered");
        Ok(())
    }

    /// What the operator has to type.
    fn commands(&self, operator_is_known: bool) -> String {
        let Hardware { gpus, vram_gib, max_jobs, .. } = &self.hardware;
        let first = if operator_is_known { "" } else { "furnace operator register\n  " };
        let key = &self.key_file;
        format!("{first}furnace worker register --key {key} --gpus {gpus} --vram-gib {vram_gib} --max-jobs {max_jobs}")
    }
}

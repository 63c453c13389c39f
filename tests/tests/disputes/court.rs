//! A network with verifiers, and a result in review.

use furnace_client::accounts::{Dispute, JobState, Pool};
use furnace_client::furnace::accuser_bond;
use furnace_client::pda;
use furnace_common::dispute::VERIFIER_BOND;
use furnace_tests::network::attestation;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::disputes::VerifierActor;
use furnace_tests::scene::Scene;
use solana_address::Address;
use solana_signer::Signer;

/// What one vote is paid for a job of `PRICE`.
pub(crate) const FEE: u64 = furnace_tests::network::PRICE / 2;

/// The usual cast, and verifiers of equal bonds.
pub(crate) struct Court {
    pub(crate) scene: Scene,
    pub(crate) verifiers: Vec<VerifierActor>,
    pub(crate) job: Address,
}

impl Court {
    /// So many verifiers, and a job in review.
    pub(crate) fn new(verifiers: usize) -> Self {
        let mut scene = Scene::new();
        let verifiers =
            (0..verifiers).map(|n| scene.network.verifier(&format!("verifier {n}"), VERIFIER_BOND)).collect();
        let job = scene.job(JobState::Review);
        Self { scene, verifiers, job }
    }

    /// The client says that another result is right, with nothing else in its HEAT account than the bond.
    pub(crate) fn accuse(&mut self) -> Address {
        let bond = accuser_bond(&self.scene.network.job(&self.job));
        self.scene.network.give(&self.scene.client.pubkey(), bond);
        let client = self.scene.client.insecure_clone();
        self.scene.network.dispute(&client, self.job, CLAIMED_HASH)
    }

    /// Every member of the committee votes for this result, and the votes are counted.
    pub(crate) fn judge(&mut self, dispute: Address, result: [u8; 32]) {
        self.scene.network.judge(dispute, &self.verifiers, |_| Some(result));
    }

    pub(crate) fn dispute(&self, dispute: &Address) -> Dispute {
        self.scene.network.disputed(dispute)
    }

    pub(crate) fn pool(&self) -> Pool {
        self.scene.network.pool(&self.scene.operator.pool)
    }

    /// HEAT in the wallet of the client.
    pub(crate) fn clients_heat(&self) -> u64 {
        self.scene.network.heat(&self.scene.client.pubkey())
    }

    /// What the operator's workers earned in HEAT, as far as its vault says.
    pub(crate) fn income(&self) -> u64 {
        self.scene.network.tokens(&pda::income_vault(&self.scene.operator.pool, &pda::heat_mint()))
    }

    /// The worker's result.
    pub(crate) fn result() -> [u8; 32] {
        attestation().result_hash
    }
}

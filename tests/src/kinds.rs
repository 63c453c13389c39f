//! One account of every kind that the programs have, to be put where another kind belongs.

use furnace_client::accounts::JobState;
use furnace_client::furnace::accuser_bond;
use furnace_client::instructions::{staking, token};
use furnace_client::pda;
use furnace_common::dispute::VERIFIER_BOND;
use solana_signer::Signer;

use crate::chain::key;
use crate::crowd::Crowd;
use crate::network::EPOCH;
use crate::network::delivery::CLAIMED_HASH;
use crate::network::refutations::{PRODUCT, evidence};
use crate::substitution::Named;

impl Crowd {
    /// Accounts of the kinds that [`wrong_accounts`](Self::wrong_accounts) does not have: all of others than
    /// the scene's parties.
    pub fn kinds(&mut self) -> Vec<Named> {
        let (job, judged) = (self.foreign_job(JobState::Running), self.foreign_job(JobState::Review));
        let network = &mut self.scene.network;
        let (payer, realm) = (network.payer(), key("realm").pubkey());
        let (rival, pool) = (self.rival.wallet.pubkey(), self.rival.pool);
        let lie = evidence(PRODUCT, (0, 0), 1);
        let product = network.deliver_product(&self.other, &self.rivals_worker, &lie);
        network.try_refute(&self.scene.stranger, product, &lie).expect("refuted");
        network.give(&self.other.pubkey(), accuser_bond(&network.job(&judged)));
        let dispute = network.dispute(&self.other, judged, CLAIMED_HASH);
        let verifier = network.verifier_unlisted("rival verifier", VERIFIER_BOND).address;
        let epoch = u64::try_from(network.chain.now() / EPOCH).expect("epoch");
        let steps = [
            token::epoch_open(payer, epoch),
            token::points_open(payer, self.rivals_worker.address, self.rival.operator),
            staking::voter_weight_update(payer, realm, rival, &[pool]),
            staking::max_voter_weight_update(payer, realm),
        ];
        for step in steps {
            network.send(&[step], &[]).expect("account opens");
        }
        vec![
            ("another client's job", job),
            ("another client's dispute", dispute),
            ("another verifier", verifier),
            ("a refutation", pda::refutation(&product, 0)),
            ("an epoch of emission", pda::emission(epoch)),
            ("another worker's points", pda::points(&self.rivals_worker.address)),
            ("a record of votes", pda::voter_weight(&realm, &rival)),
            ("a record of all votes", pda::max_voter_weight(&realm)),
            ("a vault of income in dollars", pda::income_vault(&pool, &network.usd_mint)),
        ]
    }
}

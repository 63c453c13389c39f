//! The usual cast, and one more of each: what an attacker would put in the place of the right account.

use furnace_client::accounts::JobState;
use furnace_client::pda;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::network::{OperatorActor, PRICE, WorkerActor, market_terms};
use crate::scene::{DEPOSIT, STAKE, Scene};
use crate::substitution::{Free, Named, assert_accounts_are_checked};

/// A [`Scene`] with a second client, worker, operator and market.
pub struct Crowd {
    pub scene: Scene,
    /// Another client, with as much in its balance.
    pub other: Keypair,
    /// Another worker of the same operator.
    pub colleague: WorkerActor,
    /// Another operator, with as much stake.
    pub rival: OperatorActor,
    /// The worker of that operator.
    pub rivals_worker: WorkerActor,
    /// A market of the stranger's on the same terms.
    pub market: Address,
}

impl Crowd {
    pub fn new() -> Self {
        let mut scene = Scene::new();
        let network = &mut scene.network;
        let other = network.client("other", DEPOSIT);
        let colleague = network.worker(&scene.operator, "colleague");
        let rival = network.operator("rival", STAKE);
        let rivals_worker = network.worker(&rival, "rival's worker");
        let market = network.open_market(&scene.stranger, market_terms(0));
        for wallet in [&scene.client, &scene.worker.key] {
            network.give(&wallet.pubkey(), PRICE);
        }
        Self { scene, other, colleague, rival, rivals_worker, market }
    }

    /// A job in `state` of which nothing belongs to the scene: other client, market, worker and operator.
    pub fn foreign_job(&mut self, state: JobState) -> Address {
        let network = &mut self.scene.network;
        let job = network.try_post(&self.other, self.market, crate::network::job_terms(PRICE)).expect("post");
        network.drive(&self.rivals_worker, job, state);
        job
    }

    /// Everybody who can sign.
    pub fn keys(&self) -> Vec<&Keypair> {
        let Scene { operator, worker, client, stranger, network } = &self.scene;
        let ours = [client, &worker.key, &operator.wallet, &self.colleague.key, &network.chain.deployer];
        let theirs = [&self.other, &self.rival.wallet, &self.rivals_worker.key, stranger, &network.treasury];
        ours.into_iter().chain(theirs).collect()
    }

    /// The same, for where the chain is changed meanwhile.
    pub fn copied_keys(&self) -> Vec<Keypair> {
        self.keys().into_iter().map(Keypair::insecure_clone).collect()
    }

    /// Accounts that are each right for somebody else.
    pub fn wrong_accounts(&mut self) -> Vec<Named> {
        let mut wrong = self.scene.network.wrong_accounts();
        let balance = pda::heat_balance(&self.other.pubkey());
        let wallet = self.rival.wallet.pubkey();
        wrong.extend([
            ("a stranger", self.scene.stranger.pubkey()),
            ("another client", self.other.pubkey()),
            ("another client's balance", balance),
            ("another client's vault", pda::balance_vault(&balance)),
            ("another client's token account", pda::heat_account(&self.other.pubkey())),
            ("another market", self.market),
            ("another market's fee vault", pda::fee_vault(&self.market, &pda::heat_mint())),
            ("another operator's wallet", wallet),
            ("another operator", self.rival.operator),
            ("another pool's income", pda::income_vault(&self.rival.pool, &pda::heat_mint())),
            ("another operator's pool", self.rival.pool),
            ("another operator's pool vault", pda::pool_vault(&self.rival.pool)),
            ("another operator's position", pda::position(&self.rival.pool, &wallet)),
            ("another operator's worker", self.rivals_worker.address),
            ("another operator's worker's key", self.rivals_worker.key.pubkey()),
            ("another worker", self.colleague.address),
            ("another worker's key", self.colleague.key.pubkey()),
        ]);
        wrong
    }

    /// Puts every wrong account, and each of `jobs`, into every place of the instruction.
    #[track_caller]
    pub fn assert_checked(&mut self, instruction: &Instruction, jobs: &[Named], free: &[Free]) {
        let mut wrong = self.wrong_accounts();
        wrong.extend_from_slice(jobs);
        assert_accounts_are_checked(&self.scene.network.chain, instruction, &self.keys(), &wrong, free);
    }
}

impl Default for Crowd {
    fn default() -> Self {
        Self::new()
    }
}

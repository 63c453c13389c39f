//! A ring: an operator that is client, accuser, appellant and some of the verifiers at once, beside honest verifiers and
//! a delegator that has as much in its pool as it has itself.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::pda;
use furnace_common::dispute::VERIFIER_BOND;
use furnace_common::shares::VIRTUAL;
use furnace_common::units::HEAT;
use furnace_tests::network::disputes::VerifierActor;
use furnace_tests::network::{Network, OperatorActor, WorkerActor, job_terms, market_terms};
use solana_address::Address;
use solana_signer::Signer;

/// What the operator and its delegator each have in the pool.
pub(crate) const STAKE: u64 = 1_000 * HEAT;
/// What the operator has for jobs, and for bonds.
const PURSE: u64 = 10_000 * HEAT;

pub(crate) struct Ring {
    pub(crate) network: Network,
    pub(crate) operator: OperatorActor,
    pub(crate) worker: WorkerActor,
    pub(crate) delegator: Address,
    /// The ring's own verifiers first.
    pub(crate) verifiers: Vec<VerifierActor>,
    own: usize,
    before: [u64; 3],
}

impl Ring {
    /// So many verifiers of its own and of others, and a market of its own on these terms.
    pub(crate) fn new(own: usize, honest: usize, terms: impl FnOnce(&mut MarketOpenInstructionArgs)) -> Self {
        let mut network = Network::new();
        let operator = network.operator("operator", STAKE);
        let delegator = network.wallet("delegator", STAKE);
        network.open_position(&delegator, operator.pool);
        network.try_stake(&delegator, operator.pool, STAKE).expect("delegation");
        let worker = network.worker(&operator, "worker");
        let verifiers = (0..own + honest).map(|n| network.verifier(&format!("verifier {n}"), VERIFIER_BOND)).collect();
        let mut market = market_terms(0);
        terms(&mut market);
        network.market = network.open_market(&operator.wallet, market);
        network.client("operator", PURSE);
        network.give(&operator.wallet.pubkey(), PURSE);
        let delegator = delegator.pubkey();
        let mut ring = Self { network, operator, worker, delegator, verifiers, own, before: [0; 3] };
        ring.before = ring.wealth();
        ring
    }

    /// A job of its own that its worker delivers.
    pub(crate) fn delivered(&mut self, terms: JobTerms) -> Address {
        let job = self.network.try_post(&self.operator.wallet, self.network.market, terms).expect("post");
        self.network.drive(&self.worker, job, JobState::Review);
        job
    }

    pub(crate) fn job(&mut self, price: u64) -> Address {
        self.delivered(job_terms(price))
    }

    /// Accuses itself; returns the dispute.
    pub(crate) fn accuse(&mut self, job: Address) -> Address {
        let wallet = self.operator.wallet.insecure_clone();
        self.network.dispute(&wallet, job, furnace_tests::network::delivery::CLAIMED_HASH)
    }

    /// Draws the committee, which votes: the ring's own members for the one result, the others for the other.
    pub(crate) fn judge(&mut self, dispute: Address, own: [u8; 32], honest: [u8; 32]) {
        let own_verifiers: Vec<Address> = self.verifiers[..self.own].iter().map(|actor| actor.address).collect();
        let vote = |actor: &VerifierActor| Some(if own_verifiers.contains(&actor.address) { own } else { honest });
        self.network.judge(dispute, &self.verifiers, vote);
    }

    /// Lets the time to appeal pass, and all that is left be done.
    pub(crate) fn finish(&mut self, dispute: Address, job: Address) {
        self.network.finish_dispute(dispute);
        if self.network.chain.account(&dispute).is_some() {
            let ends_at = self.network.disputed(&dispute).appeal_ends_at;
            self.network.chain.set_time(ends_at + 1);
            self.network.finish_dispute(dispute);
        }
        match self.network.state(&job) {
            JobState::Open => {
                self.network.try_cancel(&self.operator.wallet, job).expect("cancel");
            }
            JobState::Review => {
                self.network.try_accept(&self.operator.wallet, job).expect("accept");
            }
            _ => {}
        }
        crate::books::assert_books(&self.network);
    }

    /// What the ring, the delegator and honest verifiers have in all, base units. All income of the pool is counted as
    /// the ring's, though a part is the delegator's.
    fn wealth(&self) -> [u64; 3] {
        let network = &self.network;
        let wallet = self.operator.wallet.pubkey();
        let pool = network.pool(&self.operator.pool);
        let stake = |owner: &Address| network.position(&self.operator.pool, owner).at_risk(&pool);
        let balance = network.balance(&wallet);
        let income = network.tokens(&pda::income_vault(&self.operator.pool, &pda::heat_mint()));
        let worth = |actor: &VerifierActor| {
            let account = network.verifier_of(actor);
            network.heat(&actor.wallet.pubkey()) + account.bond + account.earned
        };
        let (own, honest) = self.verifiers.split_at(self.own);
        let ring = network.heat(&wallet) + balance.free + balance.reserved + stake(&wallet) + income;
        [ring + own.iter().map(worth).sum::<u64>(), stake(&self.delegator), honest.iter().map(worth).sum()]
    }

    /// What the ring, the delegator and honest verifiers gained, base units.
    pub(crate) fn gains(&self) -> [i128; 3] {
        let after = self.wealth();
        [0, 1, 2].map(|who| i128::from(after[who]) - i128::from(self.before[who]))
    }

    /// The ring gained nothing at the cost of others.
    #[track_caller]
    pub(crate) fn assert_unprofitable(&self) {
        let [ring, delegator, honest] = self.gains();
        let free_of_cost = delegator >= 0 && honest >= 0;
        // A little is left to rounding.
        assert!(
            ring <= i128::from(VIRTUAL) || free_of_cost,
            "the ring gained {ring}, its delegator {delegator}, verifiers {honest}"
        );
    }
}

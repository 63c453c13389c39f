//! Every instruction of the program, each ready to go through on one network, and what would be wrong in its
//! places: accounts of every type of every program, and the right ones of somebody else.

use furnace_client::accounts::JobState;
use furnace_client::furnace::accuser_bond;
use furnace_client::generated::staking::instructions::SlashInstructionArgs;
use furnace_client::instructions::staking::{self, Reward};
use furnace_client::instructions::token;
use furnace_client::{pda, program};
use furnace_common::dispute::VERIFIER_BOND;
use furnace_common::units::HEAT;
use furnace_tests::chain::{Chain, key};
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::{COOLDOWN, EPOCH, Network, OperatorActor};
use furnace_tests::substitution::{Free, Named};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::{appealable, collect, delegator, earn, penalty_end, slash};

const PAYER: &str = "whoever signs may pay the rent";
const DESTINATION: &str = "the owner chooses any account of the mint";
const BENEFICIARY: &str = "the slashing program answers for whose account it is";
const ANYONES: &str = "anyone does this to anyone's position";

/// An instruction that goes through as it is.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) instruction: Instruction,
    /// Places that the caller fills as it likes.
    pub(crate) free: Vec<Free>,
}

fn case(name: &'static str, instruction: Instruction, free: &[(usize, &'static str)]) -> Case {
    let free = free.iter().map(|&(place, why)| Free { place, why }).collect();
    Case { name, instruction, free }
}

/// Two pools with an operator each, a delegator, an operator about to leave, and a wallet about to come.
pub(crate) struct Cast {
    pub(crate) network: Network,
    pub(crate) operator: OperatorActor,
    other: OperatorActor,
    /// Has a position in both pools, the second one empty, and signs along as somebody else.
    stranger: Keypair,
    /// Has an empty pool, and neither a position nor a book.
    leaver: Keypair,
    newcomer: Keypair,
    /// An account of every type of every program.
    pub(crate) typed: Vec<Named>,
    pub(crate) wrong: Vec<Named>,
}

impl Cast {
    pub(crate) fn new() -> Self {
        let mut network = Network::new();
        let operator = network.operator("operator", 1_000 * HEAT);
        let other = network.operator("other operator", 1_000 * HEAT);
        let stranger = delegator(&mut network, "stranger", operator.pool, 100 * HEAT);
        let (leaver, newcomer) = (network.wallet("leaver", 0), network.wallet("newcomer", 0));
        let create = staking::pool_create(leaver.pubkey(), network.payer(), network.usd_mint, 0);
        network.send(&[create], &[&leaver]).expect("pool is created");
        network.open_position(&stranger, other.pool);
        network.open_position(&operator.wallet, other.pool);
        for wallet in [&operator.wallet, &stranger] {
            network.give(&wallet.pubkey(), 10 * HEAT);
            network.give_usd(&wallet.pubkey(), 1);
        }
        for pool in [operator.pool, other.pool] {
            earn(&mut network, &pool, 10 * HEAT, 10 * HEAT);
            collect(&mut network, HEAT, HEAT);
            network.try_sync(pool).expect("sync");
        }
        network.try_unstake(&operator.wallet, operator.pool, 100 * HEAT).expect("unstake");
        network.try_unstake(&stranger, operator.pool, 50 * HEAT).expect("unstake");
        network.chain.advance(COOLDOWN);
        let mut cast =
            Self { network, operator, other, stranger, leaver, newcomer, typed: Vec::new(), wrong: Vec::new() };
        cast.typed = cast.open_one_of_each_type();
        cast.wrong = cast.wrong_accounts();
        cast
    }

    fn open_one_of_each_type(&mut self) -> Vec<Named> {
        let Self { network, operator, other, stranger, .. } = self;
        let worker = network.worker(operator, "worker");
        let client = network.client("client", 10 * HEAT);
        let job = network.post(&client, HEAT);
        assert_eq!(network.state(&job), JobState::Open);
        let judged = network.post(&client, HEAT);
        network.drive(&worker, judged, JobState::Review);
        network.give(&client.pubkey(), accuser_bond(&network.job(&judged)));
        let dispute = network.dispute(&client, judged, CLAIMED_HASH);
        let verifier = network.verifier_unlisted("verifier", VERIFIER_BOND).address;
        let (payer, realm) = (network.payer(), realm());
        let epoch = u64::try_from(network.chain.now() / EPOCH).expect("an epoch after 1970");
        let votes = staking::voter_weight_update(payer, realm, stranger.pubkey(), &[operator.pool]);
        for step in [
            token::epoch_open(payer, epoch),
            token::points_open(payer, worker.address, operator.operator),
            votes,
            staking::max_voter_weight_update(payer, pda::governance()),
        ] {
            network.send(&[step], &[]).expect("account opens");
        }
        vec![
            ("a governance", pda::governance()),
            ("a token configuration", pda::token_config()),
            ("token statistics", pda::statistics()),
            ("an auction", pda::auction(&network.usd_mint)),
            ("an epoch's emission", pda::emission(epoch)),
            ("a worker's points", pda::points(&worker.address)),
            ("the stakers' fees", pda::staker_fees()),
            ("a pool", other.pool),
            ("a position", pda::position(&other.pool, &other.wallet.pubkey())),
            ("a voter's weight", pda::voter_weight(&realm, &stranger.pubkey())),
            ("all voters' weight", pda::max_voter_weight(&pda::governance())),
            ("a market", network.market),
            ("an operator's book", operator.operator),
            ("a worker", worker.address),
            ("a client's balance", pda::heat_balance(&client.pubkey())),
            ("a job", job),
            ("a penalty ledger", pda::penalty_ledger()),
            ("a roster", pda::roster()),
            ("a verifier", verifier),
            ("a dispute", dispute),
        ]
    }

    fn wrong_accounts(&mut self) -> Vec<Named> {
        let mut wrong = self.network.wrong_accounts();
        wrong.extend_from_slice(&self.typed);
        let (pool, other, usd) = (self.operator.pool, self.other.pool, self.network.usd_mint);
        let (operator, stranger) = (self.operator.wallet.pubkey(), self.stranger.pubkey());
        let balance = pda::heat_balance(&key("client").pubkey());
        wrong.extend([
            ("a stranger", stranger),
            ("a stranger's dollars", pda::token_account(&stranger, &usd)),
            ("a client's vault", pda::balance_vault(&balance)),
            ("the stranger's position", pda::position(&pool, &stranger)),
            ("the stranger's position in the other pool", pda::position(&other, &stranger)),
            ("the operator's position in the other pool", pda::position(&other, &operator)),
            ("the operator's wallet", operator),
            ("the pool's vault", pda::pool_vault(&pool)),
            ("the pool's HEAT", pda::income_vault(&pool, &pda::heat_mint())),
            ("the pool's dollars", pda::income_vault(&pool, &usd)),
            ("the other pool's vault", pda::pool_vault(&other)),
            ("the other pool's HEAT", pda::income_vault(&other, &pda::heat_mint())),
            ("the other pool's dollars", pda::income_vault(&other, &usd)),
            ("the other operator's wallet", self.other.wallet.pubkey()),
            ("the other operator's book", self.other.operator),
            ("the leaver's pool", pda::pool(&self.leaver.pubkey())),
            ("the governance program", program::GOVERNANCE),
            ("the jobs program", program::JOBS),
        ]);
        wrong
    }

    /// Everybody who signs.
    pub(crate) fn signers(&self) -> Vec<&Keypair> {
        vec![&self.operator.wallet, &self.other.wallet, &self.stranger, &self.leaver, &self.newcomer]
    }

    /// All instructions but `initialize`, and those of the slashing program.
    pub(crate) fn cases(&self) -> Vec<Case> {
        let (payer, usd_mint) = (self.network.payer(), self.network.usd_mint);
        let (wallet, pool) = (self.operator.wallet.pubkey(), self.operator.pool);
        let (stranger, leaver, newcomer) = (self.stranger.pubkey(), self.leaver.pubkey(), self.newcomer.pubkey());
        let (account, usd) = (pda::heat_account(&wallet), Reward::Usd(usd_mint));
        let dollars = pda::token_account(&wallet, &usd_mint);
        vec![
            case("pool_create", staking::pool_create(newcomer, payer, usd_mint, 0), &[(1, PAYER)]),
            case("commission_set", staking::commission_set(wallet, 0), &[]),
            case("commission_claim", staking::commission_claim(wallet, Reward::Heat, account), &[(4, DESTINATION)]),
            case("commission_claim of dollars", staking::commission_claim(wallet, usd, dollars), &[(4, DESTINATION)]),
            case("pool_close", staking::pool_close(leaver, payer, usd_mint), &[]),
            case("position_open", staking::position_open(newcomer, payer, pool), &[(1, PAYER)]),
            case("position_close", staking::position_close(stranger, self.other.pool, payer), &[(1, ANYONES)]),
            case("stake", staking::stake(wallet, pool, account, HEAT), &[]),
            case("unstake", staking::unstake(wallet, pool, HEAT), &[]),
            case("unstake_cancel", staking::unstake_cancel(wallet, pool, 0), &[]),
            case("withdraw", staking::withdraw(wallet, pool, account, 0), &[(4, DESTINATION)]),
            case("lock", staking::lock(wallet, pool, HEAT, 86_400), &[]),
            case("position_refresh", staking::position_refresh(wallet, pool), &[(3, ANYONES)]),
            case("rewards_sync", staking::rewards_sync(pool, usd_mint), &[]),
            case("rewards_claim", staking::rewards_claim(wallet, pool, Reward::Heat, account), &[(7, DESTINATION)]),
            case("rewards_claim of dollars", staking::rewards_claim(wallet, pool, usd, dollars), &[(7, DESTINATION)]),
            case("voter_weight_update", self.voter_weight_update(), &[(0, PAYER)]),
            case("max_voter_weight_update", staking::max_voter_weight_update(payer, realm()), &[(0, PAYER)]),
        ]
    }

    /// Votes of the operator's two positions, the second of which is empty.
    fn voter_weight_update(&self) -> Instruction {
        let pools = [self.operator.pool, self.other.pool];
        staking::voter_weight_update(self.network.payer(), realm(), self.operator.wallet.pubkey(), &pools)
    }

    /// A slash, which goes through where signatures do not count.
    pub(crate) fn slash(&self) -> Case {
        let args = SlashInstructionArgs { amount: 10, to_client: 4, to_reporter: 1, appealable: 0 };
        let reporter = Some(pda::heat_account(&self.operator.wallet.pubkey()));
        case("slash", slash(self.operator.pool, reporter, args), &[(3, BENEFICIARY), (4, BENEFICIARY)])
    }

    /// The end of a penalty that waits for an appeal, likewise.
    pub(crate) fn penalty_end(&self) -> Case {
        case("penalty_end", penalty_end(self.operator.pool, 0, 0), &[])
    }

    /// Passes every instruction to `check`, those of the slashing program without looking at signatures.
    pub(crate) fn each(&mut self, mut check: impl FnMut(&mut Chain, &Case, &[&Keypair])) {
        let signers: Vec<Keypair> = self.signers().into_iter().map(Keypair::insecure_clone).collect();
        let signers: Vec<&Keypair> = signers.iter().collect();
        for case in self.cases() {
            check(&mut self.network.chain, &case, &signers);
        }
        self.network.chain.verify_signatures(false);
        let taken = self.slash();
        check(&mut self.network.chain, &taken, &signers);
        self.network.send(&[slash(self.operator.pool, None, appealable(10))], &[]).expect("slash");
        let end = self.penalty_end();
        check(&mut self.network.chain, &end, &signers);
        self.network.chain.verify_signatures(true);
    }
}

/// A realm of SPL Governance; to staking it is only a name.
pub(crate) fn realm() -> Address {
    key("realm").pubkey()
}

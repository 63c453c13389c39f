//! The example program, with desks for two users, and its instructions made by hand.

use borsh::BorshSerialize;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::instructions::jobs::{Payee, Venue};
use furnace_client::instructions::{SYSTEM_PROGRAM, TOKEN_PROGRAM, jobs};
use furnace_client::{pda, program};
use furnace_common::units::HEAT;
use furnace_tests::chain::{Receipt, deploy_folder};
use furnace_tests::errors::{Code, Failure};
use furnace_tests::scene::Scene;
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_signer::Signer;

const DESK: Address = Address::from_str_const("5Vh5fHc3nbyntzkUZ8aGeJBqAc6JEAZR5xYttfXXGHZP");
/// What each user has.
pub(crate) const WEALTH: u64 = 25 * HEAT;

#[derive(Debug, Clone, Copy)]
#[repr(u32)]
pub(crate) enum DeskError {
    NotUser = 6_900,
}

impl Code for DeskError {
    fn code(&self) -> u32 {
        *self as u32
    }
}

/// A scene with two users of the program, whose desks are open.
pub(crate) struct Desks {
    pub(crate) scene: Scene,
    pub(crate) user: Keypair,
    pub(crate) other: Keypair,
    /// Where they order.
    pub(crate) venue: Venue,
}

impl Desks {
    pub(crate) fn new() -> Self {
        let mut scene = Scene::new();
        let elf = std::fs::read(deploy_folder().join("furnace_example_desk.so")).expect("`cargo xtask build-sbf` ran");
        scene.network.chain.svm.add_program(DESK, &elf).expect("program loads");
        let [user, other] = ["user", "other"].map(|name| scene.network.wallet(name, WEALTH));
        for user in [&user, &other] {
            scene.network.send(&[open(&user.pubkey())], &[user]).expect("desk opens");
        }
        let venue = Venue::heat(scene.network.market);
        Self { scene, user, other, venue }
    }

    /// Orders a job, with this much of the user's money.
    pub(crate) fn try_order(
        &mut self,
        user: &Keypair,
        amount: u64,
        terms: JobTerms,
    ) -> Result<(Address, Receipt), Failure> {
        let number = self.scene.network.balance(&desk(&user.pubkey())).next_job;
        let (job, order) = order(&user.pubkey(), &self.venue, number, amount, terms);
        self.scene.network.send(&[order], &[user]).map(|receipt| (job, receipt))
    }

    /// Accepts a job through the desk of `of`.
    pub(crate) fn try_accept(&mut self, user: &Keypair, of: &Keypair, job: Address) -> Result<Receipt, Failure> {
        let network = &mut self.scene.network;
        let account = network.job(&job);
        let payee = Payee { price_update: self.venue.price_update, ..network.payee(&job) };
        let accept = jobs::job_accept(job, &account, &payee);
        network.send(&[through(&user.pubkey(), &of.pubkey(), "accept", accept)], &[user])
    }

    /// Cancels a job through the desk of `of`.
    pub(crate) fn try_cancel(&mut self, user: &Keypair, of: &Keypair, job: Address) -> Result<Receipt, Failure> {
        let cancel = jobs::job_cancel(job, &self.scene.network.job(&job));
        let mut cancel = through(&user.pubkey(), &of.pubkey(), "cancel", cancel);
        cancel.accounts.push(AccountMeta::new_readonly(program::JOBS, false));
        self.scene.network.send(&[cancel], &[user])
    }

    /// The user has back what is not used; no desk is asked.
    pub(crate) fn try_refund(&mut self, user: &Keypair) -> Result<Receipt, Failure> {
        let wallet = user.pubkey();
        let refund = jobs::refund(wallet, pda::heat_balance(&desk(&wallet)), pda::heat_account(&wallet));
        self.scene.network.send(&[refund], &[user])
    }
}

pub(crate) fn desk(user: &Address) -> Address {
    Address::find_program_address(&[b"desk", user.as_ref()], &DESK).0
}

fn instruction(name: &str, args: impl BorshSerialize, accounts: Vec<AccountMeta>) -> Instruction {
    let mut data = Sha256::digest(format!("global:{name}"))[..8].to_vec();
    args.serialize(&mut data).expect("arguments");
    Instruction { program_id: DESK, accounts, data }
}

fn open(user: &Address) -> Instruction {
    let open = jobs::balance_open(desk(user), *user, pda::heat_mint());
    // client and payer, then what the jobs program takes in its order
    let mut accounts = vec![AccountMeta::new(*user, true), AccountMeta::new(desk(user), false)];
    accounts.extend(open.accounts.into_iter().skip(2));
    accounts.push(AccountMeta::new_readonly(program::JOBS, false));
    instruction("open", (), accounts)
}

pub(crate) fn order(
    user: &Address,
    venue: &Venue,
    number: u64,
    amount: u64,
    terms: JobTerms,
) -> (Address, Instruction) {
    let balance = pda::heat_balance(&desk(user));
    let (job, bump) = pda::job(&balance, number);
    let [written, read] = [AccountMeta::new, AccountMeta::new_readonly];
    let accounts = vec![
        written(*user, true),
        written(desk(user), false),
        written(pda::heat_account(user), false),
        written(balance, false),
        written(pda::balance_vault(&balance), false),
        read(pda::governance(), false),
        read(venue.market, false),
        // An account that is not given is the program's own id.
        read(venue.price_update.unwrap_or(DESK), false),
        written(job, false),
        read(TOKEN_PROGRAM, false),
        read(SYSTEM_PROGRAM, false),
        read(program::JOBS, false),
    ];
    (job, instruction("order", (amount, terms, bump), accounts))
}

/// The desk's instruction that passes on one of the jobs program, whose first account is the client.
fn through(user: &Address, of: &Address, name: &str, call: Instruction) -> Instruction {
    let mut accounts = vec![AccountMeta::new_readonly(*user, true), AccountMeta::new(desk(of), false)];
    let (last, rest) = call.accounts.split_last().expect("accounts");
    // What the jobs program is not given, the desk is not.
    let absent = |meta: &AccountMeta| if meta.pubkey == program::JOBS { DESK } else { meta.pubkey };
    accounts.extend(rest.iter().skip(1).map(|meta| AccountMeta { pubkey: absent(meta), ..meta.clone() }));
    accounts.push(last.clone());
    instruction(name, (), accounts)
}

//! What an attacker or a fault would bring: foreign mints, stray token accounts, donations, accounts with
//! other contents, and a signature that nobody but a program can give.

use borsh::{BorshDeserialize, BorshSerialize};
use furnace_client::instructions::token;
use furnace_client::{pda, program};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_system_interface::instruction::create_account;
use spl_token_interface::instruction as spl;

use crate::chain::{Receipt, key};
use crate::errors::Failure;
use crate::network::Network;

/// Bytes of the SPL Token program's accounts.
const MINT_BYTES: usize = 82;
const TOKEN_ACCOUNT_BYTES: usize = 165;

impl Network {
    /// A mint that is not HEAT; whoever is called `name` is its authority.
    pub fn foreign_mint(&mut self, name: &str) -> Address {
        let (mint, authority) = (key(&format!("{name}'s mint")), key(name).pubkey());
        let create = self.allocation(&mint.pubkey(), MINT_BYTES);
        let initialize = spl::initialize_mint2(&program::SPL_TOKEN, &mint.pubkey(), &authority, None, 6);
        self.send(&[create, initialize.expect("mint")], &[&mint]).expect("mint is created");
        mint.pubkey()
    }

    /// A token account of `owner` beside the one that wallets use; the same `name` gives the same address.
    pub fn token_account(&mut self, name: &str, mint: &Address, owner: &Address) -> Address {
        let account = key(name);
        let create = self.allocation(&account.pubkey(), TOKEN_ACCOUNT_BYTES);
        let initialize = spl::initialize_account3(&program::SPL_TOKEN, &account.pubkey(), mint, owner);
        self.send(&[create, initialize.expect("token account")], &[&account]).expect("token account is created");
        account.pubkey()
    }

    fn allocation(&self, address: &Address, bytes: usize) -> Instruction {
        let rent = self.chain.svm.minimum_balance_for_rent_exemption(bytes);
        create_account(&self.payer(), address, rent, bytes as u64, &program::SPL_TOKEN)
    }

    /// Mints `amount` of a foreign mint whose authority is `authority`.
    pub fn mint_foreign(&mut self, mint: &Address, to: &Address, authority: &Keypair, amount: u64) {
        let mint_to = spl::mint_to(&program::SPL_TOKEN, mint, to, &authority.pubkey(), &[], amount);
        self.send(&[mint_to.expect("mint to")], &[authority]).expect("foreign tokens are minted");
    }

    /// Moves the wallet's HEAT into any token account, past every program's books.
    pub fn donate(&mut self, from: &Keypair, to: Address, amount: u64) {
        let gift = token::transfer(pda::heat_account(&from.pubkey()), to, from.pubkey(), amount).expect("transfer");
        self.send(&[gift], &[from]).expect("donation");
    }

    /// Rewrites an account in place, as only a fault could.
    pub fn tamper<T: BorshSerialize + BorshDeserialize>(&mut self, address: &Address, change: impl FnOnce(&mut T)) {
        let mut account = self.chain.account(address).expect("account");
        let mut content = T::deserialize(&mut &account.data[..]).expect("account data");
        change(&mut content);
        account.data = borsh::to_vec(&content).expect("account data");
        self.chain.svm.set_account(*address, account).expect("account is set");
    }

    /// Sends an instruction without looking at signatures: what a program does when the program that it
    /// trusts asks for something wrong.
    pub fn impersonate(&mut self, instruction: Instruction) -> Result<Receipt, Failure> {
        self.chain.verify_signatures(false);
        let result = self.send(&[instruction], &[]);
        self.chain.verify_signatures(true);
        result
    }
}

//! Every account of an instruction replaced by wrong ones, one at a time: all of it must fail.

use furnace_client::program;
use furnace_client::{instructions::token, pda};
use solana_account::Account;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::chain::{Chain, key};
use crate::network::Network;

/// A place in an instruction that the caller may fill as it likes, and why that harms nobody.
#[derive(Clone, Copy)]
pub struct Free {
    pub place: usize,
    pub why: &'static str,
}

/// The place of a certificate for an order that asks for none.
pub const fn uncertified(place: usize) -> Free {
    Free { place, why: "where no score is asked for no certificate is looked at" }
}

/// An account with what to call it in a failure.
pub type Named = (&'static str, Address);

/// Puts each of `wrong`, and each other account of the instruction, into each place of `instruction`.
///
/// Places marked as [`Free`] may go through, as long as no token account outside the instruction loses
/// anything. Nothing on the chain changes.
#[track_caller]
pub fn assert_accounts_are_checked(
    chain: &Chain,
    instruction: &Instruction,
    signers: &[&Keypair],
    wrong: &[Named],
    free: &[Free],
) {
    // The instruction as it should be goes through, or its failures would prove nothing.
    let proper = chain.simulate(std::slice::from_ref(instruction), signers);
    assert!(proper.is_ok(), "the proper instruction fails: {:?}", proper.err());

    let own = instruction.accounts.iter().map(|meta| ("another account of the instruction", meta.pubkey));
    let candidates: Vec<Named> = wrong.iter().copied().chain(own).collect();
    let mut accepted = Vec::new();
    let mut used = vec![false; free.len()];
    for (place, meta) in instruction.accounts.iter().enumerate() {
        for (name, address) in candidates.iter().filter(|(_, address)| *address != meta.pubkey) {
            let substituted = with_account(instruction, place, *address, signers);
            let Ok(outcome) = chain.simulate(&[substituted], signers) else { continue };
            match free.iter().position(|exception| exception.place == place) {
                Some(exception) => {
                    used[exception] = true;
                    assert_nobody_else_lost(chain, instruction, &outcome, free[exception].why);
                }
                None => accepted.push(format!("place {place} takes {name} ({address})")),
            }
        }
    }
    assert!(accepted.is_empty(), "accounts are not checked:\n{}", accepted.join("\n"));
    for (exception, used) in free.iter().zip(used) {
        assert!(used, "place {} needs no exception: {}", exception.place, exception.why);
    }
}

/// The instruction with another account in a place; it stays a signer only where there is a key for it.
fn with_account(instruction: &Instruction, place: usize, address: Address, signers: &[&Keypair]) -> Instruction {
    let mut substituted = instruction.clone();
    let meta = &mut substituted.accounts[place];
    meta.pubkey = address;
    meta.is_signer &= signers.iter().any(|signer| signer.pubkey() == address);
    substituted
}

fn assert_nobody_else_lost(chain: &Chain, instruction: &Instruction, after: &[(Address, Account)], why: &str) {
    for (address, account) in after {
        let involved = instruction.accounts.iter().any(|meta| meta.pubkey == *address);
        let (Some(before), false) = (chain.account(address), involved) else { continue };
        assert!(tokens(account) >= tokens(&before), "{address} lost tokens although {why}");
    }
}

/// The amount in an account of the SPL Token program, base units; nothing in any other account.
fn tokens(account: &Account) -> u64 {
    match account.data.get(64..72).map(<[u8; 8]>::try_from) {
        Some(Ok(amount)) if account.owner == program::SPL_TOKEN => u64::from_le_bytes(amount),
        _ => 0,
    }
}

impl Network {
    /// Accounts that are right nowhere, or in one place only: wallets, mints, token accounts, configurations,
    /// programs. Signs for none of them.
    pub fn wrong_accounts(&mut self) -> Vec<Named> {
        let stranger = key("stranger").pubkey();
        let open = token::heat_account_open(self.payer(), stranger);
        self.send(&[open], &[]).expect("stranger's account opens");
        vec![
            ("an address without an account", key("nobody").pubkey()),
            ("a stranger's token account", pda::heat_account(&stranger)),
            ("the treasury", pda::treasury()),
            ("the market", self.market),
            ("the fee vault", pda::fee_vault(&self.market, &pda::heat_mint())),
            ("the HEAT mint", pda::heat_mint()),
            ("a foreign mint", self.foreign_mint("forger")),
            ("the token configuration", pda::token_config()),
            ("the governance", pda::governance()),
            ("the token statistics", pda::statistics()),
            ("the stakers' fees", pda::staker_fees()),
            ("the stakers' HEAT vault", pda::staker_fees_vault(&pda::heat_mint())),
            ("the stakers' dollar vault", pda::staker_fees_vault(&self.usd_mint)),
            ("the dollar token", self.usd_mint),
            ("the auction", pda::auction(&self.usd_mint)),
            ("the auction's vault", pda::auction_vault(&self.usd_mint)),
            ("the treasury's dollars", pda::treasury_of(&self.usd_mint)),
            ("the penalty ledger", pda::penalty_ledger()),
            ("the roster", pda::roster()),
            ("the vault of bonds", pda::bond_vault()),
            ("the slashing authority", pda::slashing_authority()),
            ("the beacon", pda::beacon()),
            ("the token program's data", pda::program_data(&program::TOKEN)),
            ("the staking program's data", pda::program_data(&program::STAKING)),
            ("the staking program", program::STAKING),
            ("the system program", program::SYSTEM),
            ("another token program", TOKEN_2022),
        ]
    }
}

/// The token program with extensions, which Furnace does not use.
pub const TOKEN_2022: Address = Address::from_str_const("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");

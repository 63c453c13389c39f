//! SPL Token through `pinocchio-token`: no heap, and one call for several movements.

use anchor_lang::prelude::*;
use core::mem::MaybeUninit;
use pinocchio::account::AccountView;
use pinocchio::cpi::Signer as CpiSigner;
use pinocchio_token::instructions::{
    Batch, Burn, CloseAccount, InitializeAccount3, InitializeMint2, IntoBatch, MintTo, Transfer,
};

/// Bytes of a token account.
pub const ACCOUNT_BYTES: usize = pinocchio_token::state::Account::LEN;
/// Bytes of a mint.
pub const MINT_BYTES: usize = pinocchio_token::state::Mint::LEN;

/// Movements that one `Movements` can hold.
const MAX_MOVEMENTS: usize = 3;
/// Accounts a movement names: source, destination or mint, authority.
const ACCOUNTS_EACH: usize = 3;
/// Bytes of a movement: its own header in the batch, discriminator, amount.
const BYTES_EACH: usize = 2 + 9;

/// What the programs read of a token account.
#[derive(Clone, Copy)]
pub struct TokenAccount {
    pub mint: Address,
    pub owner: Address,
    /// In base units of the mint.
    pub amount: u64,
}

/// Reads a token account of the SPL Token program; an error for any other kind of account.
pub fn read(view: &AccountView) -> Result<TokenAccount> {
    let account = pinocchio_token::state::Account::from_account_view(view)?;
    require!(account.is_initialized(), ProgramError::UninitializedAccount);
    Ok(TokenAccount { mint: *account.mint(), owner: *account.owner(), amount: account.amount() })
}

/// The amount in a token account, in base units.
pub fn amount(view: &AccountView) -> Result<u64> {
    Ok(pinocchio_token::state::Account::from_account_view(view)?.amount())
}

/// Decimals of a mint of the SPL Token program; an error for any other kind of account.
pub fn decimals(view: &AccountView) -> Result<u8> {
    let mint = pinocchio_token::state::Mint::from_account_view(view)?;
    require!(mint.is_initialized(), ProgramError::UninitializedAccount);
    Ok(mint.decimals())
}

/// Tokens of a mint that exist, in base units.
pub fn supply(view: &AccountView) -> Result<u64> {
    Ok(pinocchio_token::state::Mint::from_account_view(view)?.supply())
}

/// Whether tokens of `mint` can be moved to `view`: it is a token account of the mint and not frozen.
pub fn can_receive(view: &AccountView, mint: &Address) -> bool {
    pinocchio_token::state::Account::from_account_view(view)
        .is_ok_and(|account| account.is_initialized() && !account.is_frozen() && account.mint() == mint)
}

/// Creates a token account at a program-derived address; `signer_seeds` end with the bump.
pub fn create_account(
    payer: &AccountView,
    target: &AccountView,
    mint: &AccountView,
    owner: &Address,
    signer_seeds: &[&[u8]],
) -> Result<()> {
    create_account_signed(payer, target, ACCOUNT_BYTES, &pinocchio_token::ID, signer_seeds)?;
    InitializeAccount3::new(target, mint, owner).invoke()
}

/// Creates a mint without a freeze authority at a program-derived address.
pub fn create_mint(
    payer: &AccountView,
    target: &AccountView,
    decimals: u8,
    authority: &Address,
    signer_seeds: &[&[u8]],
) -> Result<()> {
    create_account_signed(payer, target, MINT_BYTES, &pinocchio_token::ID, signer_seeds)?;
    InitializeMint2::new(target, decimals, authority, None).invoke()
}

/// Mints `amount` base units.
pub fn mint_to(
    mint: &AccountView,
    to: &AccountView,
    authority: &AccountView,
    amount: u64,
    signer: &CpiSigner,
) -> Result<()> {
    MintTo::new(mint, to, authority, amount).invoke_signed(core::slice::from_ref(signer))
}

/// Moves `amount` base units with the authority's own signature.
pub fn transfer(from: &AccountView, to: &AccountView, authority: &AccountView, amount: u64) -> Result<()> {
    Transfer::new(from, to, authority, amount).invoke()
}

/// Moves `amount` base units with the program's signature.
pub fn transfer_signed(
    from: &AccountView,
    to: &AccountView,
    authority: &AccountView,
    amount: u64,
    signer: &CpiSigner,
) -> Result<()> {
    Transfer::new(from, to, authority, amount).invoke_signed(core::slice::from_ref(signer))
}

/// One movement out of a vault.
#[derive(Clone, Copy)]
pub enum Movement<'a> {
    Transfer { to: &'a AccountView, amount: u64 },
    Burn { mint: &'a AccountView, amount: u64 },
}

/// One movement, the account it leaves, and who may move it.
#[derive(Clone, Copy)]
pub struct Leg<'a> {
    pub from: &'a AccountView,
    pub authority: &'a AccountView,
    pub movement: Movement<'a>,
}

/// Makes up to three movements out of `vault` in one call of the token program.
pub fn settle(vault: &AccountView, authority: &AccountView, movements: &[Movement], signer: &CpiSigner) -> Result<()> {
    batch(
        movements.iter().map(|movement| Leg { from: vault, authority, movement: *movement }),
        core::slice::from_ref(signer),
    )
}

/// Makes up to three movements out of several accounts in one call of the token program.
pub fn settle_legs(legs: &[Leg], signers: &[CpiSigner]) -> Result<()> {
    batch(legs.iter().copied(), signers)
}

/// The token program's `Batch` instruction: a call costs about 1,000 CU, a movement in it about 100.
/// Movements of nothing are left out.
fn batch<'a>(legs: impl Iterator<Item = Leg<'a>>, signers: &[CpiSigner]) -> Result<()> {
    let mut data = [MaybeUninit::uninit(); 1 + MAX_MOVEMENTS * BYTES_EACH];
    let mut metas = [const { MaybeUninit::uninit() }; MAX_MOVEMENTS * ACCOUNTS_EACH];
    let mut accounts = [const { MaybeUninit::uninit() }; MAX_MOVEMENTS * ACCOUNTS_EACH];
    let mut batch = Batch::new(&mut data, &mut metas, &mut accounts)?;
    let mut any = false;
    for Leg { from, authority, movement } in legs {
        match movement {
            Movement::Transfer { amount: 0, .. } | Movement::Burn { amount: 0, .. } => continue,
            Movement::Transfer { to, amount } => Transfer::new(from, to, authority, amount).into_batch(&mut batch)?,
            Movement::Burn { mint, amount } => Burn::new(from, mint, authority, amount).into_batch(&mut batch)?,
        }
        any = true;
    }
    if any {
        batch.invoke_signed(signers)?;
    }
    Ok(())
}

/// Closes an empty token account with the program's signature; its rent goes to `rent_to`.
pub fn close(account: &AccountView, rent_to: &AccountView, authority: &AccountView, signer: &CpiSigner) -> Result<()> {
    CloseAccount::new(account, rent_to, authority).invoke_signed(core::slice::from_ref(signer))
}

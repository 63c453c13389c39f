//! Calling programs without heap: the framework's own builder costs thousands of compute units a call.

#![allow(unsafe_code, reason = "one call of the runtime, argued below")]

use anchor_lang::prelude::*;
use core::mem::MaybeUninit;
use pinocchio::account::AccountView;
use pinocchio::cpi::{invoke_signed_unchecked, CpiAccount, Seed, Signer as CpiSigner};
use pinocchio::instruction::{InstructionAccount, InstructionView};

/// What the callee may do with an account.
#[derive(Clone, Copy)]
pub enum Access {
    Read,
    Write,
    Sign,
}

/// Calls `program` with `accounts` and `data`, signed by `signer_seeds`, which end with the bump.
pub fn call<const N: usize>(
    program: &Address,
    accounts: [(&AccountView, Access); N],
    data: &[u8],
    signer_seeds: &[Seed],
) -> Result<()> {
    let metas = accounts.map(|(view, access)| match access {
        Access::Read => InstructionAccount::readonly(view.address()),
        Access::Write => InstructionAccount::writable(view.address()),
        Access::Sign => InstructionAccount::readonly_signer(view.address()),
    });
    let mut infos = [const { MaybeUninit::<CpiAccount>::uninit() }; N];
    for (info, (view, _)) in infos.iter_mut().zip(accounts) {
        CpiAccount::init_from_account_view(view, info);
    }
    let instruction = InstructionView { program_id: program, accounts: &metas, data };
    // SAFETY: every element of `infos` was initialised above. The borrow flags that the checked call
    // would look at are those of `Account<T>`, which holds no reference into the data: it reads through
    // the account's pointer at each use, and so sees what the callee wrote.
    unsafe {
        let infos = core::slice::from_raw_parts(infos.as_ptr().cast::<CpiAccount>(), N);
        invoke_signed_unchecked(&instruction, infos, &[CpiSigner::from(signer_seeds)]);
    }
    Ok(())
}

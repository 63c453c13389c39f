//! Type confusion: at the right address, an account of another type, of another program, or cut short.

use furnace_client::program;
use furnace_tests::chain::{Chain, key};
use furnace_tests::network::PROGRAMS;
use furnace_tests::substitution::Named;
use solana_account::Account;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::cast::{Case, Cast};

/// What stands at an address that should not, with what to call it.
type Confusion = (String, Account);

/// Everything that `genuine` could be mistaken for.
fn confusions(chain: &Chain, genuine: &Account, typed: &[Named]) -> Vec<Confusion> {
    let tag = |account: &Account| (account.owner, account.data[..8].to_vec());
    let others = typed.iter().map(|(name, address)| (name.to_string(), chain.account(address).expect("account")));
    let others = others.filter(|(_, other)| tag(other) != tag(genuine));
    let owners = PROGRAMS.map(|(_, id)| id).into_iter().filter(|id| *id != genuine.owner);
    let owners = owners.chain([program::SYSTEM, program::SPL_TOKEN, key("an attacker's program").pubkey()]);
    let owned = owners.map(|owner| (format!("a copy of {owner}'s"), Account { owner, ..genuine.clone() }));
    let mut short = genuine.clone();
    short.data.pop();
    let mut blank = genuine.clone();
    blank.data.fill(0);
    let spoiled = [("one that is cut short".to_string(), short), ("a blank one".to_string(), blank)];
    others.chain(owned).chain(spoiled).collect()
}

/// Puts each confusion at the address of each account of the instruction that a program of ours owns.
fn assert_types_are_checked(chain: &mut Chain, case: &Case, signers: &[&Keypair], typed: &[Named]) -> usize {
    let ours = |owner: &Address| PROGRAMS.iter().any(|(_, id)| id == owner);
    let mut tried = 0;
    for (place, meta) in case.instruction.accounts.iter().enumerate() {
        let Some(genuine) = chain.account(&meta.pubkey).filter(|account| ours(&account.owner)) else { continue };
        for (name, confused) in confusions(chain, &genuine, typed) {
            chain.svm.set_account(meta.pubkey, confused).expect("account is set");
            let outcome = chain.simulate(std::slice::from_ref(&case.instruction), signers);
            assert!(outcome.is_err(), "{}: place {place} takes {name}", case.name);
            tried += 1;
        }
        chain.svm.set_account(meta.pubkey, genuine).expect("account is set");
    }
    chain.simulate(std::slice::from_ref(&case.instruction), signers).expect("everything is as it was");
    tried
}

#[test]
fn no_account_is_taken_for_another_type() {
    // Given every instruction, and an account of every type of every program
    let mut cast = Cast::new();
    let typed = cast.typed.clone();

    // When an account is of another type at its very address, then it fails
    let mut tried = 0;
    cast.each(|chain, case, signers| tried += assert_types_are_checked(chain, case, signers, &typed));
    assert!(tried > 1_000, "{tried} confusions");
}

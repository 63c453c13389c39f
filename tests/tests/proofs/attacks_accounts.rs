//! Wrong accounts in every place of every instruction, forged ones, one in two places, and signatures left out.

use furnace_client::instructions::proofs;
use furnace_client::{pda, program};
use furnace_tests::chain::{Chain, key};
use furnace_tests::copies::{assert_doubles_are_refused, assert_forgeries_are_refused, assert_signatures_are_needed};
use furnace_tests::substitution::{Free, assert_accounts_are_checked};
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::crowd::{Cast, walk};

#[test]
fn initialize() {
    let mut chain = Chain::new();
    let stranger = key("stranger");
    chain.fund(&stranger.pubkey());
    let initialize = proofs::initialize(chain.payer.pubkey());
    let wrong = [
        ("a stranger", stranger.pubkey()),
        ("another program's configuration", pda::governance()),
        ("the program", program::PROOFS),
    ];
    let free = [Free { place: 0, why: "whoever signs may pay the rent" }];
    assert_accounts_are_checked(&chain, &initialize, &[&stranger], &wrong, &free);
}

#[test]
fn each_account_is_the_one_it_must_be() {
    // Given where an instruction goes through, when each account is another, then it is refused, but where that harms
    // nobody
    walk(|cast, name, instruction, free| {
        println!("{name}");
        let (wrong, keys) = (cast.wrong.clone(), cast.keys());
        let keys: Vec<_> = keys.iter().collect();
        assert_accounts_are_checked(&cast.network().chain, &instruction, &keys, &wrong, free);
    });
}

#[test]
fn copies_doubles_and_missing_signatures_are_refused() {
    // Given where an instruction goes through, when an account is a copy that belongs to another program, or stands in
    // two written places, or does not sign, then it is refused
    walk(|cast: &mut Cast, name, instruction, _| {
        let keys = cast.keys();
        let keys: Vec<&Keypair> = keys.iter().collect();
        let chain = &mut cast.network().chain;
        assert_forgeries_are_refused(chain, &instruction, &keys, name);
        assert_doubles_are_refused(chain, &instruction, &keys, name);
        assert_signatures_are_needed(chain, &instruction, &keys);
    });
}

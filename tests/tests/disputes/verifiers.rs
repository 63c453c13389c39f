//! Wallets that become verifiers, put something down for it, and leave again.

use furnace_client::accounts::Verifier;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::verifier;
use furnace_client::pda;
use furnace_common::dispute::{VERIFIER_BOND, VERIFIER_COOLDOWN_SECONDS};
use furnace_tests::chain::key;
use furnace_tests::errors::{SplTokenError, SystemProgramError, assert_error};
use furnace_tests::network::Network;
use furnace_tests::network::disputes::{SETTLED_SECONDS, VerifierActor};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::books::assert_books;
use crate::committee::{Outcome, try_deposit, try_leave};
use crate::court::{Court, FEE};

fn try_withdraw(network: &mut Network, wallet: &Keypair, verifier: Address, destination: Address) -> Outcome {
    let mut withdraw = verifier::verifier_withdraw(wallet.pubkey(), destination);
    withdraw.accounts[1].pubkey = verifier;
    network.send(&[withdraw], &[wallet])
}

/// To the HEAT account of its wallet.
fn try_withdraw_own(network: &mut Network, actor: &VerifierActor) -> Outcome {
    try_withdraw(network, &actor.wallet, actor.address, pda::heat_account(&actor.wallet.pubkey()))
}

fn try_close(network: &mut Network, actor: &VerifierActor) -> Outcome {
    let close = verifier::verifier_close(&network.verifier_of(actor));
    network.send(&[close], &[&actor.wallet])
}

/// A verifier that left so long ago that its bond is free.
fn free() -> (Network, VerifierActor) {
    let mut network = Network::new();
    let actor = network.verifier("verifier", VERIFIER_BOND);
    network.chain.advance(SETTLED_SECONDS);
    try_leave(&mut network, &actor).expect("verifier leaves");
    network.chain.advance(VERIFIER_COOLDOWN_SECONDS);
    (network, actor)
}

#[test]
fn a_wallet_becomes_a_verifier_once() {
    // Given a wallet
    let mut network = Network::new();
    let (wallet, hot) = (network.wallet("wallet", 0), key("hot").pubkey());

    // When it registers
    let register = verifier::verifier_register(wallet.pubkey(), network.payer(), hot);
    network.send(std::slice::from_ref(&register), &[&wallet]).expect("verifier registers");

    // Then it has put nothing down, stands nowhere, and knows its key and who paid
    let address = pda::verifier(&wallet.pubkey());
    let found: Verifier = network.chain.read(&address);
    assert_eq!((found.wallet, found.key, found.rent_payer), (wallet.pubkey(), hot, network.payer()));
    assert_eq!((found.bond, found.earned, found.free_at, found.weight()), (0, 0, 0, 0));
    assert_eq!(network.roster().place_of(&address), None);
    // and it does not register again
    assert_error(network.send(&[register], &[&wallet]), SystemProgramError::AccountAlreadyInUse);
}

#[test]
fn a_bond_grows_with_each_deposit() {
    // Given a verifier with a bond and more HEAT
    let mut network = Network::new();
    let actor = network.verifier_unlisted("verifier", VERIFIER_BOND);
    network.give(&actor.wallet.pubkey(), 100);

    // When it deposits, then the vault has it
    try_deposit(&mut network, &actor, 60).expect("deposit");
    assert_eq!(network.verifier_of(&actor).bond, VERIFIER_BOND + 60);
    assert_eq!((network.bonds(), network.heat(&actor.wallet.pubkey())), (VERIFIER_BOND + 60, 40));
    assert_books(&network);

    // When it deposits nothing, or more than it has, then it is refused
    assert_error(try_deposit(&mut network, &actor, 0), FurnaceSlashingError::ZeroAmount);
    assert_error(try_deposit(&mut network, &actor, 41), SplTokenError::InsufficientFunds);
    // and nobody adds to the bond of another, nor from the account of another
    let stranger = network.wallet("stranger", 50);
    let source = pda::heat_account(&stranger.pubkey());
    let mut foreign = verifier::verifier_deposit(stranger.pubkey(), source, 50);
    foreign.accounts[1].pubkey = actor.address;
    assert_error(network.send(&[foreign], &[&stranger]), FurnaceSlashingError::NotVerifier);
    let stolen = verifier::verifier_deposit(actor.wallet.pubkey(), source, 50);
    assert_error(network.send(&[stolen], &[&actor.wallet]), SplTokenError::OwnerMismatch);
}

#[test]
fn who_leaves_is_drawn_no_more_and_answers_for_five_weeks() {
    // Given a verifier on the roster
    let mut network = Network::new();
    let actor = network.verifier("verifier", VERIFIER_BOND);
    network.give(&actor.wallet.pubkey(), 1);
    network.chain.advance(SETTLED_SECONDS);

    // When a stranger takes it off, then it is refused
    let stranger = network.wallet("stranger", 0);
    let mut foreign = verifier::verifier_leave(stranger.pubkey());
    foreign.accounts[1].pubkey = actor.address;
    assert_error(network.send(&[foreign], &[&stranger]), FurnaceSlashingError::NotVerifier);

    // When it leaves itself, then it has no weight, and its bond stays
    try_leave(&mut network, &actor).expect("verifier leaves");
    let (left, free_at) = (network.verifier_of(&actor), network.chain.now() + VERIFIER_COOLDOWN_SECONDS);
    assert_eq!((left.bond, left.weight(), left.free_at), (VERIFIER_BOND, 0, free_at));
    assert_eq!(network.roster().place_of(&actor.address), Some((0, 0)));
    // and it neither leaves again nor adds to its bond
    assert_error(try_leave(&mut network, &actor), FurnaceSlashingError::Leaving);
    assert_error(try_deposit(&mut network, &actor, 1), FurnaceSlashingError::Leaving);

    // When the five weeks are almost over, then nothing is free; a second later all is
    network.chain.set_time(free_at - 1);
    assert_error(try_withdraw_own(&mut network, &actor), FurnaceSlashingError::NothingToWithdraw);
    network.chain.set_time(free_at);
    try_withdraw_own(&mut network, &actor).expect("withdrawal");
    assert_eq!((network.bonds(), network.heat(&actor.wallet.pubkey())), (0, VERIFIER_BOND + 1));
    assert_error(try_withdraw_own(&mut network, &actor), FurnaceSlashingError::NothingToWithdraw);
    assert_books(&network);
}

#[test]
fn who_was_never_listed_leaves_too() {
    // Given a verifier that never stood on the roster, when it leaves, then nobody's place changes
    let mut network = Network::new();
    let listed = network.verifier("listed", VERIFIER_BOND);
    let actor = network.verifier_unlisted("verifier", VERIFIER_BOND);
    let before = network.roster();
    try_leave(&mut network, &actor).expect("verifier leaves");
    assert_eq!(network.roster(), before);
    assert_eq!(before.place_of(&listed.address), Some((0, VERIFIER_BOND)));
}

#[test]
fn a_bond_goes_only_where_its_wallet_says() {
    // Given a bond that is free
    let (mut network, actor) = free();
    let stranger = network.wallet("stranger", 0);
    let account = pda::heat_account(&stranger.pubkey());

    // When a stranger takes it, then it is refused
    assert_error(try_withdraw(&mut network, &stranger, actor.address, account), FurnaceSlashingError::NotVerifier);
    // and so is an account that is not for HEAT
    let usd = network.usd_mint;
    let dollars = network.token_account("dollars", &usd, &actor.wallet.pubkey());
    let result = try_withdraw(&mut network, &actor.wallet, actor.address, dollars);
    assert_error(result, SplTokenError::MintMismatch);

    // When its wallet sends it to the stranger, then that is its choice
    try_withdraw(&mut network, &actor.wallet, actor.address, account).expect("withdrawal");
    assert_eq!(network.heat(&stranger.pubkey()), VERIFIER_BOND);
}

#[test]
fn pay_is_free_at_once_and_the_bond_is_not() {
    // Given a verifier that was paid for a vote
    let (mut court, dispute) = Court::drawn(3);
    court.rule(dispute, &[Some(Court::result()); 3]);
    court.scene.network.finish_dispute(dispute);
    let actor = &court.verifiers[0];

    // When it withdraws, then it gets its pay alone
    try_withdraw_own(&mut court.scene.network, actor).expect("withdrawal");
    let found = court.scene.network.verifier_of(actor);
    assert_eq!((found.bond, found.earned), (VERIFIER_BOND, 0));
    assert_eq!(court.scene.network.heat(&actor.wallet.pubkey()), FEE);
    let again = try_withdraw_own(&mut court.scene.network, actor);
    assert_error(again, FurnaceSlashingError::NothingToWithdraw);
    assert_books(&court.scene.network);
}

#[test]
fn a_bond_answers_for_a_vote_as_long_as_that_is_open() {
    // Given a verifier that committed to a vote, left, and waited for five weeks
    let (mut court, dispute) = Court::drawn(3);
    let member = court.members(dispute)[0];
    court.try_commit(member, dispute, Court::result()).expect("vote is committed to");
    court.scene.network.chain.advance(SETTLED_SECONDS);
    try_leave(&mut court.scene.network, &court.verifiers[member]).expect("verifier leaves");
    court.scene.network.chain.advance(VERIFIER_COOLDOWN_SECONDS);

    // When it withdraws, then nothing is free
    let early = try_withdraw_own(&mut court.scene.network, &court.verifiers[member]);
    assert_error(early, FurnaceSlashingError::NothingToWithdraw);
    assert_error(try_close(&mut court.scene.network, &court.verifiers[member]), FurnaceSlashingError::VerifierNotEmpty);

    // When the dispute is over, then it gets what its silence left
    court.scene.network.finish_dispute(dispute);
    try_withdraw_own(&mut court.scene.network, &court.verifiers[member]).expect("withdrawal");
    let left = VERIFIER_BOND - VERIFIER_BOND / 20;
    assert_eq!(court.scene.network.heat(&court.verifiers[member].wallet.pubkey()), left);
    assert_books(&court.scene.network);
}

#[test]
fn an_account_closes_when_nothing_is_in_it() {
    // Given a verifier with a bond, and one that left with it, when they close, then it is refused
    let mut network = Network::new();
    let stays = network.verifier("verifier", VERIFIER_BOND);
    assert_error(try_close(&mut network, &stays), FurnaceSlashingError::VerifierNotEmpty);
    let (mut network, actor) = free();
    assert_error(try_close(&mut network, &actor), FurnaceSlashingError::VerifierNotEmpty);

    // Given one that took it, when a stranger closes it, or takes the rent, then it is refused
    try_withdraw_own(&mut network, &actor).expect("withdrawal");
    let (close, stranger) = (verifier::verifier_close(&network.verifier_of(&actor)), network.wallet("stranger", 0));
    let mut foreign = close.clone();
    foreign.accounts[0].pubkey = stranger.pubkey();
    assert_error(network.send(&[foreign], &[&stranger]), FurnaceSlashingError::NotVerifier);
    let mut greedy = close;
    greedy.accounts[3].pubkey = actor.wallet.pubkey();
    assert_error(network.send(&[greedy], &[&actor.wallet]), FurnaceSlashingError::WrongRentPayer);

    // When it closes itself, then the account is gone, and the wallet may begin anew
    try_close(&mut network, &actor).expect("account closes");
    assert!(network.chain.account(&actor.address).is_none());
    let again = network.verifier_unlisted("verifier", 1);
    assert_eq!((again.address, network.verifier_of(&again).free_at), (actor.address, 0));
}

#[test]
fn the_rent_goes_back_to_who_paid_it() {
    // Given a verifier that never put anything down, whose rent another paid
    let mut network = Network::new();
    let (wallet, sponsor) = (network.wallet("wallet", 0), key("sponsor"));
    network.chain.fund(&sponsor.pubkey());
    let before = network.chain.account(&sponsor.pubkey()).expect("account").lamports;
    let register = verifier::verifier_register(wallet.pubkey(), sponsor.pubkey(), wallet.pubkey());
    network.send(&[register], &[&wallet, &sponsor]).expect("verifier registers");

    // When it closes, then the other has it back
    let found: Verifier = network.chain.read(&pda::verifier(&wallet.pubkey()));
    network.send(&[verifier::verifier_close(&found)], &[&wallet]).expect("account closes");
    assert_eq!(network.chain.account(&sponsor.pubkey()).expect("account").lamports, before);
}

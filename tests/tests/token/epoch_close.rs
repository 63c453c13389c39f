//! An epoch is closed by anyone once nothing of it can be claimed.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use solana_signer::Signer;

use super::scene::{Emission, try_close_epoch, try_open_epoch};

#[test]
fn the_rent_goes_back_once_16_epochs_have_passed() {
    // Given an epoch that a stranger opened, of which everything was claimed
    let mut emission = Emission::new();
    let (stranger, epoch) = (emission.network.wallet("stranger", 0), emission.epoch + 1);
    emission.go_to(1);
    emission.network.send(&[token::epoch_open(stranger.pubkey(), epoch)], &[&stranger]).expect("epoch opens");
    super::scene::try_record(&mut emission.network, &emission.worker, epoch, 1, 10_000).expect("record");
    emission.go_to(3);
    super::scene::try_claim(&mut emission.network, &emission.worker, epoch).expect("claim");
    let claimed = emission.network.statistics().emitted;
    let lamports =
        |network: &furnace_tests::network::Network, of| network.chain.account(&of).expect("account").lamports;
    let rent = lamports(&emission.network, pda::emission(epoch));

    // When it is closed while its place in the rings is not over, then it is refused
    let close = token::epoch_close(epoch, stranger.pubkey());
    for epochs in [3, 16, 17] {
        emission.go_to(epochs);
        let early = emission.network.send(std::slice::from_ref(&close), &[]);
        assert_error(early, FurnaceTokenError::EpochKept);
    }
    // When it is over, then anyone closes it to the profit of who opened it
    emission.go_to(18);
    let before = lamports(&emission.network, stranger.pubkey());
    let receipt = emission.network.send(&[close], &[]).expect("epoch closes");
    assert_event(&receipt, "EpochClosed", (epoch, claimed));
    assert_eq!(lamports(&emission.network, stranger.pubkey()), before + rent);
    assert!(emission.network.chain.account(&pda::emission(epoch)).is_none());
}

#[test]
fn an_epoch_without_points_is_closed_like_any() {
    // Given an epoch in which nobody proved anything, when its time is over, then it is closed and nothing was minted
    let mut emission = Emission::new();
    emission.go_to(17);
    let receipt = try_close_epoch(&mut emission.network, emission.epoch).expect("epoch closes");
    assert_event(&receipt, "EpochClosed", (emission.epoch, 0u64));
    assert_eq!(emission.network.statistics().emitted, 0);
}

#[test]
fn nobody_else_has_the_rent() {
    // Given an epoch that is over, when somebody closes it into another wallet, then it is refused
    let mut emission = Emission::new();
    emission.go_to(17);
    let thief = key("thief");
    emission.network.chain.fund(&thief.pubkey());
    let close = token::epoch_close(emission.epoch, thief.pubkey());
    assert_error(emission.network.send(&[close], &[&thief]), FurnaceTokenError::WrongRentPayer);
}

#[test]
fn a_closed_epoch_is_not_opened_again() {
    // Given an epoch that was closed, when it is opened again, then it is out of reach
    let mut emission = Emission::new();
    emission.go_to(17);
    try_close_epoch(&mut emission.network, emission.epoch).expect("epoch closes");
    let again = try_open_epoch(&mut emission.network, emission.epoch);
    assert_error(again, FurnaceTokenError::EpochOutOfReach);
    assert!(try_close_epoch(&mut emission.network, emission.epoch).is_err());
}

use solana_address::Address;

use super::*;

#[test]
fn a_job_is_in_one_hand_at_a_time() {
    let in_hand = InHand::default();
    let job = Address::new_from_array([1; 32]);
    let hold = in_hand.hold(job).expect("free");
    assert!(in_hand.hold(job).is_none());
    assert!(in_hand.hold(Address::new_from_array([2; 32])).is_some());
    assert_eq!(in_hand.len(), 1);
    drop(hold);
    assert!(in_hand.is_empty());
    assert!(in_hand.hold(job).is_some());
}

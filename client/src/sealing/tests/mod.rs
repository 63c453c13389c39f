use solana_keypair::Keypair;

use super::*;

mod rendezvous;

const CONTEXT: &[u8] = b"test of sealing";
const TEXT: &[u8] = b"the key of the store";

fn key(seed: u8) -> SecretKey {
    SecretKey::of(&Keypair::new_from_array([seed; 32]))
}

#[test]
fn the_worker_opens_what_was_sealed_to_it() {
    for text in [TEXT, b""] {
        let sealed = seal(&key(7).public(), CONTEXT, text).expect("sealed");
        assert_eq!(sealed.len(), text.len() + 48);
        assert_eq!(key(7).open(CONTEXT, &sealed).expect("opened"), text);
    }
}

#[test]
fn two_seals_of_one_text_differ_in_key_and_ciphertext() {
    let [one, other] = [(); 2].map(|()| seal(&key(7).public(), CONTEXT, TEXT).expect("sealed"));
    assert_ne!(one[..32], other[..32]);
    assert_ne!(one[32..], other[32..]);
}

#[test]
fn nobody_else_and_no_other_context_opens_it() {
    let sealed = seal(&key(7).public(), CONTEXT, TEXT).expect("sealed");
    assert_eq!(key(8).open(CONTEXT, &sealed), Err(SealingError::DoesNotOpen));
    assert_eq!(key(7).open(b"another", &sealed), Err(SealingError::DoesNotOpen));
    assert_eq!(key(7).open(b"", &sealed), Err(SealingError::DoesNotOpen));
}

#[test]
fn a_changed_a_cut_and_a_longer_one_do_not_open() {
    let sealed = seal(&key(7).public(), CONTEXT, TEXT).expect("sealed");
    for index in 0..sealed.len() {
        // The highest bit of an X25519 key is the one that the curve ignores.
        for bit in [0x01, 0x80] {
            let mut changed = sealed.clone();
            changed[index] ^= bit;
            assert_eq!(key(7).open(CONTEXT, &changed), Err(SealingError::DoesNotOpen), "bit {bit} of byte {index}");
        }
    }
    for length in [0, 31, 32, 47, sealed.len() - 1] {
        assert_eq!(key(7).open(CONTEXT, &sealed[..length]), Err(SealingError::DoesNotOpen), "{length} bytes");
    }
    let longer = [sealed.as_slice(), &[0]].concat();
    assert_eq!(key(7).open(CONTEXT, &longer), Err(SealingError::DoesNotOpen));
}

#[test]
fn nothing_is_sealed_to_a_worker_without_a_key() {
    assert_eq!(seal(&[0; 32], CONTEXT, TEXT), Err(SealingError::WeakKey));
    let mut one = [0; 32];
    one[0] = 1;
    assert_eq!(seal(&one, CONTEXT, TEXT), Err(SealingError::WeakKey));
}

#[test]
fn a_hot_key_has_the_encryption_key_that_workers_have_registered() {
    // Computed with another implementation of RFC 9180's DeriveKeyPair.
    let expected = "09401974353ceea537863692a26747ba005bf42eca339d70e78bdb0f5b414144";
    assert_eq!(hex::encode(key(7).public()), expected);
    assert_ne!(key(8).public(), key(7).public());
}

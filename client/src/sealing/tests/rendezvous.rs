use solana_address::Address;

use super::{super::rendezvous::Rendezvous, SealingError, key, seal};

const JOB: Address = Address::new_from_array([9; 32]);
const RANK: u8 = 3;
const TOKEN: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

fn rendezvous(address: &str) -> Rendezvous {
    Rendezvous { address: address.parse().expect("an address"), token: TOKEN }
}

/// The text of `rendezvous("203.0.113.5:29500")`.
fn text() -> [u8; 48] {
    let mut text = [0; 48];
    text[..6].copy_from_slice(&[1, 4, 203, 0, 113, 5]);
    text[18..20].copy_from_slice(&[0x3c, 0x73]);
    text[20..36].copy_from_slice(&TOKEN);
    text
}

fn opened(text: &[u8; 48]) -> Result<Rendezvous, SealingError> {
    let context = [b"furnace rendezvous", JOB.as_ref(), &[RANK]].concat();
    let sealed = seal(&key(7).public(), &context, text).expect("sealed");
    Rendezvous::open(&key(7), &JOB, RANK, &sealed.try_into().expect("96 bytes"))
}

#[test]
fn a_member_learns_where_rank_0_is() {
    for address in ["203.0.113.5:29500", "[2001:db8::1]:65535", "[::ffff:203.0.113.5]:1"] {
        let sent = rendezvous(address);
        let sealed = sent.seal(&key(7).public(), &JOB, RANK).expect("sealed");
        assert_eq!(Rendezvous::open(&key(7), &JOB, RANK, &sealed).expect("opened"), sent);
    }
}

#[test]
fn what_means_something_on_one_machine_only_is_not_sent() {
    let sealed = rendezvous("[fe80::1%7]:80").seal(&key(7).public(), &JOB, RANK).expect("sealed");
    let received = Rendezvous::open(&key(7), &JOB, RANK, &sealed).expect("opened");
    assert_eq!(received, rendezvous("[fe80::1]:80"));
}

#[test]
fn it_opens_for_no_other_worker_job_or_rank() {
    let sealed = rendezvous("203.0.113.5:29500").seal(&key(7).public(), &JOB, RANK).expect("sealed");
    let other_job = Address::new_from_array([10; 32]);
    for (secret, job, rank) in [(8, &JOB, RANK), (7, &other_job, RANK), (7, &JOB, RANK + 1)] {
        assert_eq!(Rendezvous::open(&key(secret), job, rank, &sealed), Err(SealingError::DoesNotOpen));
    }
}

#[test]
fn an_empty_seat_does_not_open() {
    assert_eq!(Rendezvous::open(&key(7), &JOB, RANK, &[0; 96]), Err(SealingError::DoesNotOpen));
}

#[test]
fn what_is_sealed_and_no_rendezvous_is_refused() {
    assert_eq!(opened(&text()), Ok(rendezvous("203.0.113.5:29500")));
    // In turn: version, family, the bytes after an IPv4 address, both ends of the padding.
    for (index, value) in [(0, 0), (0, 2), (1, 0), (1, 5), (6, 1), (17, 1), (36, 1), (47, 1)] {
        let mut text = text();
        text[index] = value;
        assert_eq!(opened(&text), Err(SealingError::Malformed), "{value} at {index}");
    }
}

#[test]
fn a_seat_sealed_by_another_implementation_opens() {
    // Computed with another implementation of RFC 9180.
    let sealed = "402802aae25501861e6da002ef9f3e105b9296c3e3c90c92e600ec9a0ff526575c1341967a4cfa3512ce8a91b85e58243c7e\
                  2d6b9cecec84e47a04415d5f4b0dd2d723cd589e4b5e2016ca86ad5f40ced3d138590d215e3c3e15f679fa5329a4";
    let mut seat = [0; 96];
    hex::decode_to_slice(sealed, &mut seat).expect("96 bytes");
    assert_eq!(Rendezvous::open(&key(7), &JOB, RANK, &seat), Ok(rendezvous("203.0.113.5:29500")));
}

#[test]
fn the_token_is_not_printed() {
    let printed = format!("{:?}", rendezvous("203.0.113.5:29500"));
    assert!(printed.contains("203.0.113.5:29500") && !printed.contains("13, 14, 15"), "{printed}");
}

use std::{io::Read, net::Ipv4Addr};

use super::*;

const JOB: Address = Address::new_from_array([1; 32]);
const TOKEN: [u8; 16] = [2; 16];

fn greeting(rank: u8) -> Greeting {
    Greeting { job: JOB, rank, token: TOKEN }
}

async fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("listen");
    let address = listener.local_addr().expect("address");
    (listener, address)
}

#[tokio::test]
async fn members_are_welcomed_in_the_order_of_ranks() {
    let (listener, address) = listen().await;
    let others = async {
        let last = call(address, greeting(2)).await.expect("welcome");
        (call(address, greeting(1)).await.expect("welcome"), last)
    };
    let (streams, (first, last)) = tokio::join!(welcome(&listener, JOB, TOKEN, 3), others);
    let callers: Vec<_> = streams.iter().map(|stream| stream.peer_addr().expect("address")).collect();
    assert_eq!(callers, [first.local_addr().expect("address"), last.local_addr().expect("address")]);
}

#[tokio::test]
async fn strangers_are_not_welcome_and_hold_up_nobody() {
    let (listener, address) = listen().await;
    let silent = TcpStream::connect(address).await.expect("connect");
    let callers = async {
        for stranger in [
            greeting(0),
            greeting(2),
            Greeting { token: [3; 16], ..greeting(1) },
            Greeting { job: Address::default(), ..greeting(1) },
        ] {
            assert!(call(address, stranger).await.is_err(), "rank {}", stranger.rank);
        }
        call(address, greeting(1)).await.expect("welcome")
    };
    let (streams, _) = tokio::join!(welcome(&listener, JOB, TOKEN, 2), callers);
    assert_eq!(streams.len(), 1);
    drop(silent);
}

#[tokio::test]
async fn a_member_that_calls_again_takes_its_earlier_place() {
    let (listener, address) = listen().await;
    let others = async {
        let first = call(address, greeting(1)).await.expect("welcome");
        let again = call(address, greeting(1)).await.expect("welcome");
        let last = call(address, greeting(2)).await.expect("welcome");
        (first, again, last)
    };
    let (streams, (first, again, _last)) = tokio::join!(welcome(&listener, JOB, TOKEN, 3), others);
    assert_eq!(streams[0].peer_addr().expect("address"), again.local_addr().expect("address"));
    first.set_nonblocking(false).expect("set up");
    assert_eq!((&first).read(&mut [0]).expect("closed"), 0);
}

#[test]
fn the_greeting_is_part_of_the_protocol() {
    let bytes = greeting(5).to_bytes();
    assert_eq!(bytes.len(), BYTES);
    assert_eq!(
        (&bytes[..8], &bytes[8..40], &bytes[40..41], &bytes[41..]),
        (&b"FURNGNG1"[..], &[1; 32][..], &[5][..], &[2; 16][..])
    );
}

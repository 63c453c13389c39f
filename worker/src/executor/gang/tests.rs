use std::{
    net::{Ipv4Addr, TcpListener},
    sync::atomic::Ordering,
    thread,
    time::Duration,
};

use super::*;

/// Members of a gang on this machine, by rank.
pub(in crate::executor) fn gang(size: u8) -> Vec<Gang> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("listen");
    let address = listener.local_addr().expect("address");
    let mut others = Vec::new();
    let mut first = Vec::new();
    for rank in 1..size {
        let stream = TcpStream::connect(address).expect("connect");
        first.push(listener.accept().expect("accept").0);
        others.push(Gang::new(rank, size, vec![stream]).expect("set up"));
    }
    let mut all = vec![Gang::new(0, size, first).expect("set up")];
    all.append(&mut others);
    all
}

#[test]
fn every_member_has_the_sums_whatever_the_order_they_come_in() {
    let members = gang(4).into_iter().map(|mut member| {
        thread::spawn(move || {
            let rank = i64::from(member.rank());
            thread::sleep(Duration::from_millis(20 * (4 - rank).unsigned_abs()));
            // More than fits into the buffers of the system, and beyond the largest number.
            let mut values = vec![rank; 300_000];
            values[0] = i64::MAX;
            let stop = AtomicBool::new(false);
            member.add_up(&mut values, &stop).expect("added");
            let mut again = [rank * 10];
            member.add_up(&mut again, &stop).expect("added");
            (values[0], values[299_999], again)
        })
    });
    for member in members.collect::<Vec<_>>() {
        assert_eq!(member.join().expect("ended"), (-4, 6, [60]));
    }
}

#[test]
fn a_member_that_left_is_noticed() {
    let mut members = gang(2);
    drop(members.pop());
    let stop = AtomicBool::new(false);
    let outcome = members[0].add_up(&mut [1, 2], &stop);
    assert!(matches!(outcome, Err(ExecutorError::Link(_))), "{outcome:?}");
}

#[test]
fn a_member_that_computes_something_else_is_noticed() {
    let mut members = gang(2);
    let mut other = members.pop().expect("rank 1");
    let calls = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| other.add_up(&mut [1], &calls));
        let outcome = members[0].add_up(&mut [1, 2], &AtomicBool::new(false));
        assert!(matches!(outcome, Err(ExecutorError::Link(_))), "{outcome:?}");
        calls.store(true, Ordering::Relaxed);
    });
}

#[test]
fn whoever_waits_in_vain_can_be_stopped() {
    let mut members = gang(2);
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let waiting = scope.spawn(|| members[0].add_up(&mut [1], &stop));
        thread::sleep(Duration::from_millis(50));
        assert!(!waiting.is_finished());
        stop.store(true, Ordering::Relaxed);
        assert!(matches!(waiting.join().expect("ended"), Err(ExecutorError::Stopped)));
    });
}

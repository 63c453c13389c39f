//! Slots at the speed of the wall clock.
//!
//! The chain's time is the number of its slots times their length. A timer that sleeps a slot between
//! slots falls behind a little each time, so slots are counted against the wall clock instead.

use std::{
    thread,
    time::{Duration, SystemTime},
};

use crossbeam_channel::Sender;
use surfpool_types::SimnetCommand;

/// Produces slots until the chain has ended. `started` is the wall time of the chain's first slot.
pub(super) fn run(started: SystemTime, slot: Duration, commands: &Sender<SimnetCommand>) {
    let mut due = started;
    loop {
        due += slot;
        // No wait is longer than a slot: a wall clock set back must not stop the chain.
        let wait = due.duration_since(SystemTime::now()).unwrap_or_default().min(slot);
        thread::sleep(wait);
        if commands.send(SimnetCommand::SlotForward(None)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn missed_slots_are_made_up_for() {
        let (sender, receiver) = crossbeam_channel::unbounded();
        let slot = Duration::from_millis(20);
        let started = SystemTime::now() - slot * 10;
        let ticker = thread::spawn(move || run(started, slot, &sender));
        let begun = Instant::now();
        for _ in 0..10 {
            receiver.recv().expect("a slot");
        }
        assert!(begun.elapsed() < slot * 10, "overdue slots come at once");
        receiver.recv().expect("a slot in time");
        drop(receiver);
        ticker.join().expect("ends with the chain");
    }
}

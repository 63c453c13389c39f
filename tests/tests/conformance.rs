//! The code generator against the host: the same operations, on the same inputs, byte for byte.

use furnace_tests::bench::machine::operations::{self, INTEGERS, MATHS, MEMORY, PAIR_BYTES, RECORD_BYTES, maths};
use furnace_tests::bench::machine::{Machine, Random, call};

const OUTPUT_BYTES: usize = 512 * 1024;

/// Inputs in one transaction, bounded by its compute units and its size.
const PAIRS: usize = 8;
const RECORDS: usize = 16;
const CALLS: usize = 16;

/// Random inputs of each kind; of calls, for each function.
const RANDOM_PAIRS: usize = 4_000;
const RANDOM_RECORDS: usize = 4_000;
const RANDOM_CALLS: usize = 1_600;

#[test]
fn integer_operations_give_what_the_host_gives() {
    let mut random = Random(1);
    let edges = edges();
    let mut inputs = Vec::new();
    for left in &edges {
        for right in &edges {
            inputs.extend([left.to_le_bytes(), right.to_le_bytes()].concat());
        }
    }
    for _ in 0..RANDOM_PAIRS {
        inputs.extend([random.wide().to_le_bytes(), random.wide().to_le_bytes()].concat());
    }
    compare_all(INTEGERS, PAIR_BYTES, PAIRS, &inputs);
}

#[test]
fn memory_operations_give_what_the_host_gives() {
    let mut random = Random(2);
    let mut inputs = Vec::new();
    for length in 0..=300_u16 {
        for kind in 0..6 {
            inputs.extend(record(random.word() as u16, random.word() as u16, length, kind, random.word() as u8));
        }
    }
    for _ in 0..RANDOM_RECORDS {
        let near = random.word() as u16;
        let far = if random.word().is_multiple_of(2) {
            near.wrapping_add((random.word() % 32) as u16)
        } else {
            random.word() as u16
        };
        inputs.extend(record(near, far, random.word() as u16, random.word() as u8, random.word() as u8));
    }
    compare_all(MEMORY, RECORD_BYTES, RECORDS, &inputs);
}

#[test]
fn the_programs_maths_give_what_the_host_gives() {
    let mut random = Random(3);
    let limits = [0, 1, 2, 9_999, 10_000, 10_001, 1 << 32, u64::MAX >> 1, u64::MAX - 1, u64::MAX];
    for (function, known) in maths::FUNCTIONS.iter().enumerate() {
        let mut inputs = Vec::new();
        for first in limits {
            for second in limits {
                for third in limits {
                    let numbers = [first, second, third, first, second, third, 86_399, 86_400];
                    inputs.extend(call(function, 1, numbers));
                }
            }
        }
        for _ in 0..RANDOM_CALLS {
            inputs.extend(call(function, 1, random.numbers()));
        }
        // A function that always fails, or never gives anything but zero, would prove nothing.
        let mut results = vec![0; OUTPUT_BYTES];
        operations::run(MATHS, &inputs, &mut results).expect("the results fit");
        assert!(results.chunks(ANSWER_BYTES).any(|answer| answer[0] == 1 && answer[1] != 0), "{}", known.name);
        compare_all(MATHS, maths::CALL_BYTES, CALLS, &inputs);
    }
}

/// A flag and six numbers.
const ANSWER_BYTES: usize = 1 + 6 * 8;

fn record(from: u16, to: u16, length: u16, kind: u8, value: u8) -> [u8; RECORD_BYTES] {
    let ([a, b], [c, d], [e, f]) = (from.to_le_bytes(), to.to_le_bytes(), length.to_le_bytes());
    [a, b, c, d, e, f, value, kind]
}

/// Limits of every width and their neighbours, of both signs.
fn edges() -> Vec<u128> {
    let mut edges = vec![0, 1, 2, 3, 7, 10, 100];
    for bits in [7, 8, 15, 16, 31, 32, 63, 64, 65, 95, 127] {
        let power = 1_u128 << bits;
        edges.extend([power - 1, power, power + 1]);
    }
    let negated: Vec<u128> = edges.iter().step_by(3).map(|edge| edge.wrapping_neg()).collect();
    edges.extend(negated);
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// Runs inputs of so many bytes here and there, so many at a time.
fn compare_all(selector: u8, bytes: usize, at_once: usize, inputs: &[u8]) {
    let mut machine = Machine::new(OUTPUT_BYTES);
    let mut expected = vec![0; OUTPUT_BYTES];
    for batch in inputs.chunks(at_once * bytes) {
        let used = operations::run(selector, batch, &mut expected).expect("the results fit");
        if machine.execute(selector, batch).0[..used] != expected[..used] {
            report(&mut machine, selector, bytes, batch);
        }
    }
}

/// Finds the one input that differs.
fn report(machine: &mut Machine, selector: u8, bytes: usize, inputs: &[u8]) -> ! {
    for input in inputs.chunks(bytes) {
        let mut expected = vec![0; OUTPUT_BYTES];
        let used = operations::run(selector, input, &mut expected).expect("the results fit");
        let (actual, _) = machine.execute(selector, input);
        if let Some(place) = (0..used).find(|place| actual[*place] != expected[*place]) {
            let window = place.saturating_sub(16)..(place + 32).min(used);
            panic!(
                "selector {selector}, input {input:02x?}: byte {place} of {used} differs\n host    {:02x?}\n machine {:02x?}",
                &expected[window.clone()],
                &actual[window]
            );
        }
    }
    panic!("results differ only when inputs run together");
}

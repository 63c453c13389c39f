//! The code generator against the host: the same operations, on the same inputs, byte for byte.

#[allow(unreachable_pub)]
#[path = "../../programs/conformance/src/operations/mod.rs"]
mod operations;

use std::path::PathBuf;

use litesvm::LiteSVM;
use operations::{INTEGERS, MEMORY, PAIR_BYTES, RECORD_BYTES};
use solana_account::Account;
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_message::Message;
use solana_signer::Signer;
use solana_transaction::Transaction;

const PROGRAM: Address = Address::from_str_const("CJ9ZBebYQm5HcJAkLvdBQvihUodkHvYAF8vpRkuQcJmX");
const OUTPUT: Address = Address::from_str_const("Conf1111111111111111111111111111111111111111");
const COMPUTE_BUDGET: Address = Address::from_str_const("ComputeBudget111111111111111111111111111111");
const COMPUTE_UNITS: u32 = 1_400_000;
const OUTPUT_BYTES: usize = 512 * 1024;

/// Inputs in one transaction, bounded by its compute units and its size.
const PAIRS: usize = 8;
const RECORDS: usize = 16;

/// Random inputs of each kind.
const RANDOM_PAIRS: usize = 4_000;
const RANDOM_RECORDS: usize = 4_000;

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
    let mut machine = Machine::new();
    for inputs in inputs.chunks(PAIRS * PAIR_BYTES) {
        machine.compare(INTEGERS, inputs);
    }
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
    let mut machine = Machine::new();
    for inputs in inputs.chunks(RECORDS * RECORD_BYTES) {
        machine.compare(MEMORY, inputs);
    }
}

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

/// SplitMix64: inputs are the same in every run.
struct Random(u64);

impl Random {
    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Of every magnitude, and one in four negative.
    fn wide(&mut self) -> u128 {
        let value = (u128::from(self.word()) << 64 | u128::from(self.word())) >> (self.word() % 128);
        if self.word().is_multiple_of(4) { value.wrapping_neg() } else { value }
    }
}

/// The virtual machine with the program.
struct Machine {
    svm: LiteSVM,
    payer: Keypair,
    expected: Vec<u8>,
}

impl Machine {
    fn new() -> Self {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/deploy/furnace_conformance.so");
        let program = std::fs::read(&path).unwrap_or_else(|error| {
            panic!("{}: {error}; run `cargo xtask build-sbf -p conformance` first", path.display())
        });
        let mut svm = LiteSVM::new().with_sigverify(false).with_blockhash_check(false).with_transaction_history(0);
        svm.add_program(PROGRAM, &program).expect("the program loads");
        let payer = Keypair::new();
        svm.airdrop(&payer.pubkey(), 1_000_000_000_000).expect("the payer is funded");
        Self { svm, payer, expected: vec![0; OUTPUT_BYTES] }
    }

    /// Runs the inputs here and there.
    fn compare(&mut self, selector: u8, inputs: &[u8]) {
        self.expected.fill(0);
        let used = operations::run(selector, inputs, &mut self.expected).expect("the results fit");
        let actual = self.execute(selector, inputs);
        if actual[..used] != self.expected[..used] {
            self.report(selector, inputs);
        }
    }

    fn execute(&mut self, selector: u8, inputs: &[u8]) -> Vec<u8> {
        let account =
            Account { lamports: 10_000_000_000, data: vec![0; OUTPUT_BYTES], owner: PROGRAM, ..Account::default() };
        self.svm.set_account(OUTPUT, account).expect("the account is set");
        let limit = [[2].as_slice(), &COMPUTE_UNITS.to_le_bytes()].concat();
        let instructions = [
            Instruction::new_with_bytes(COMPUTE_BUDGET, &limit, Vec::new()),
            Instruction::new_with_bytes(
                PROGRAM,
                &[&[selector], inputs].concat(),
                vec![AccountMeta::new(OUTPUT, false)],
            ),
        ];
        let message = Message::new(&instructions, Some(&self.payer.pubkey()));
        let transaction = Transaction::new(&[&self.payer], message, self.svm.latest_blockhash());
        if let Err(failure) = self.svm.send_transaction(transaction) {
            panic!("{:?}: {:?}", failure.err, failure.meta.logs);
        }
        self.svm.get_account(&OUTPUT).expect("the account is there").data
    }

    /// Finds the one input that differs.
    fn report(&mut self, selector: u8, inputs: &[u8]) -> ! {
        let bytes = if selector == INTEGERS { PAIR_BYTES } else { RECORD_BYTES };
        for input in inputs.chunks(bytes) {
            self.expected.fill(0);
            let used = operations::run(selector, input, &mut self.expected).expect("the results fit");
            let actual = self.execute(selector, input);
            if let Some(place) = (0..used).find(|place| actual[*place] != self.expected[*place]) {
                let window = place.saturating_sub(16)..(place + 32).min(used);
                panic!(
                    "selector {selector}, input {input:02x?}: byte {place} of {used} differs\n host    {:02x?}\n machine {:02x?}",
                    &self.expected[window.clone()],
                    &actual[window]
                );
            }
        }
        panic!("results differ only when inputs run together");
    }
}

//! The virtual machine with the conformance program, and the same operations on the host.

#[allow(unreachable_pub, missing_docs, reason = "shared with the program, where they are the crate's surface")]
#[path = "../../../programs/conformance/src/operations/mod.rs"]
pub mod operations;

use litesvm::LiteSVM;
use operations::{MATHS, maths};
use solana_account::Account;
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_message::Message;
use solana_signer::Signer;
use solana_transaction::Transaction;

use crate::chain::{compute_limit, deploy_folder};

const PROGRAM: Address = Address::from_str_const("CJ9ZBebYQm5HcJAkLvdBQvihUodkHvYAF8vpRkuQcJmX");
const OUTPUT: Address = Address::from_str_const("Conf1111111111111111111111111111111111111111");
const COMPUTE_UNITS: u32 = 1_400_000;

/// Runs inputs in the virtual machine; results come back in one account.
pub struct Machine {
    svm: LiteSVM,
    payer: Keypair,
    output_bytes: usize,
    /// Compute units of a call that does nothing.
    call_units: u64,
}

impl Machine {
    /// With room for so many bytes of results.
    pub fn new(output_bytes: usize) -> Self {
        let path = deploy_folder().join("furnace_conformance.so");
        let program = std::fs::read(&path).unwrap_or_else(|error| {
            panic!("{}: {error}; run `cargo xtask build-sbf -p conformance` first", path.display())
        });
        let mut svm = LiteSVM::new().with_sigverify(false).with_blockhash_check(false).with_transaction_history(0);
        svm.add_program(PROGRAM, &program).expect("the program loads");
        let payer = Keypair::new();
        svm.airdrop(&payer.pubkey(), 1_000_000_000_000).expect("the payer is funded");
        let mut machine = Self { svm, payer, output_bytes, call_units: 0 };
        machine.call_units = machine.units(0, [0; maths::NUMBERS]);
        machine
    }

    /// What the inputs give, and the compute units of the transaction.
    pub fn execute(&mut self, selector: u8, inputs: &[u8]) -> (Vec<u8>, u64) {
        let data = vec![0; self.output_bytes];
        let account = Account { lamports: 10_000_000_000, data, owner: PROGRAM, ..Account::default() };
        self.svm.set_account(OUTPUT, account).expect("the account is set");
        let data = [&[selector], inputs].concat();
        let instructions = [
            compute_limit(COMPUTE_UNITS),
            Instruction::new_with_bytes(PROGRAM, &data, vec![AccountMeta::new(OUTPUT, false)]),
        ];
        let message = Message::new(&instructions, Some(&self.payer.pubkey()));
        let transaction = Transaction::new(&[&self.payer], message, self.svm.latest_blockhash());
        match self.svm.send_transaction(transaction) {
            Ok(done) => {
                (self.svm.get_account(&OUTPUT).expect("the account is there").data, done.compute_units_consumed)
            }
            Err(failure) => panic!("{:?}: {:?}", failure.err, failure.meta.logs),
        }
    }

    /// Compute units of a function of [`maths::FUNCTIONS`] on these numbers, without the call itself.
    pub fn cost(&mut self, function: usize, numbers: [u64; maths::NUMBERS]) -> u64 {
        self.units(function, numbers).saturating_sub(self.call_units)
    }

    /// What a second call of the function costs more than the first alone.
    fn units(&mut self, function: usize, numbers: [u64; maths::NUMBERS]) -> u64 {
        let [once, twice] = [1, 2].map(|times| self.execute(MATHS, &call(function, times, numbers)).1);
        twice - once
    }
}

/// An input that calls a function so many times on the same numbers.
pub fn call(function: usize, times: u8, numbers: [u64; maths::NUMBERS]) -> [u8; maths::CALL_BYTES] {
    let mut input = [0; maths::CALL_BYTES];
    input[..2].copy_from_slice(&[u8::try_from(function).expect("a place in the table"), times]);
    for (place, number) in input[8..].chunks_exact_mut(8).zip(numbers) {
        place.copy_from_slice(&number.to_le_bytes());
    }
    input
}

/// SplitMix64: inputs are the same in every run.
pub struct Random(pub u64);

impl Random {
    pub fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Of every magnitude, and one in four negative.
    pub fn wide(&mut self) -> u128 {
        let value = (u128::from(self.word()) << 64 | u128::from(self.word())) >> (self.word() % 128);
        if self.word().is_multiple_of(4) { value.wrapping_neg() } else { value }
    }

    /// Numbers for a function of the maths: of every magnitude, one in eight a limit or its neighbour.
    pub fn numbers(&mut self) -> [u64; maths::NUMBERS] {
        std::array::from_fn(|_| {
            let kind = self.word();
            let edge = (1_u64 << (kind >> 8 & 63)).wrapping_sub(kind >> 16 & 1);
            if kind.is_multiple_of(8) { edge } else { self.word() >> (self.word() % 64) }
        })
    }
}

//! LiteSVM with the programs deployed, and the few verbs that tests need of a chain.

use std::path::PathBuf;

use litesvm::LiteSVM;
use litesvm::types::TransactionMetadata;
use solana_account::Account;
use solana_address::Address;
use solana_clock::Clock;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_message::{Message, VersionedMessage};
use solana_signature::Signature;
use solana_signer::Signer;
use solana_transaction::versioned::VersionedTransaction;

use crate::errors::Failure;

const LOADER: Address = Address::from_str_const("BPFLoaderUpgradeab1e11111111111111111111111");
/// Where the loader's `ProgramData` keeps its `Option<upgrade authority>`.
const AUTHORITY_OFFSET: usize = 12;
const COMPUTE_BUDGET: Address = Address::from_str_const("ComputeBudget111111111111111111111111111111");

/// What a transaction that went through cost and said.
pub struct Receipt {
    pub compute_units: u64,
    /// Bytes of the transaction on the wire.
    pub bytes: usize,
    pub logs: Vec<String>,
    /// Data of the calls that programs made, in order.
    pub calls: Vec<Vec<u8>>,
    /// What the last program returned.
    pub return_data: Vec<u8>,
}

impl Receipt {
    /// Compute units of the first call of `program`, with the calls that it made.
    pub fn consumed_by(&self, program: &Address) -> u64 {
        let prefix = format!("Program {program} consumed ");
        let line = self.logs.iter().find_map(|line| line.strip_prefix(&prefix)).expect("the program was called");
        line.split(' ').next().and_then(|number| number.parse().ok()).expect("a number of compute units")
    }
}

/// An in-process chain with the real programs.
pub struct Chain {
    pub svm: LiteSVM,
    /// Pays for every transaction.
    pub payer: Keypair,
    /// Upgrade authority of the programs.
    pub deployer: Keypair,
}

/// A key that is the same in every run, so that costs do not move with a random address.
pub fn key(name: &str) -> Keypair {
    use sha2::{Digest, Sha256};
    Keypair::new_from_array(Sha256::digest(format!("furnace test: {name}")).into())
}

/// The folder with the programs that `cargo xtask build-sbf` built.
pub fn deploy_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/deploy")
}

impl Chain {
    /// Starts a chain with the programs deployed and nothing initialised.
    pub fn new() -> Self {
        let mut chain = Self { svm: LiteSVM::new(), payer: key("payer"), deployer: key("deployer") };
        chain.fund(&chain.payer.pubkey());
        chain.set_time(1_800_000_000);
        for (name, id) in crate::network::PROGRAMS {
            let path = deploy_folder().join(format!("{name}.so"));
            let program = std::fs::read(&path)
                .unwrap_or_else(|error| panic!("{}: {error}; run `cargo xtask build-sbf` first", path.display()));
            chain.svm.add_program(id, &program).expect("program loads");
            chain.set_upgrade_authority(&id);
        }
        chain
    }

    fn set_upgrade_authority(&mut self, program: &Address) {
        let address = program_data(program);
        let mut account = self.svm.get_account(&address).expect("program data");
        account.data[AUTHORITY_OFFSET] = 1;
        account.data[AUTHORITY_OFFSET + 1..AUTHORITY_OFFSET + 33].copy_from_slice(self.deployer.pubkey().as_ref());
        self.svm.set_account(address, account).expect("program data is set");
    }

    /// Gives an address SOL.
    pub fn fund(&mut self, address: &Address) {
        self.svm.airdrop(address, 1_000_000_000_000).expect("airdrop");
    }

    /// Sends one transaction paid by `payer` and signed by those of `signers` whose signature it wants.
    pub fn send(&mut self, instructions: &[Instruction], signers: &[&Keypair]) -> Result<Receipt, Failure> {
        // Identical transactions in one test are meant: each gets a blockhash of its own.
        self.svm.expire_blockhash();
        let transaction = self.sign(instructions, signers);
        let bytes = 1 + 64 * transaction.signatures.len() + transaction.message.serialize().len();
        match self.svm.send_transaction(transaction) {
            Ok(TransactionMetadata { compute_units_consumed, inner_instructions, logs, return_data, .. }) => {
                let calls = inner_instructions.into_iter().flatten().map(|call| call.instruction.data).collect();
                let (compute_units, return_data) = (compute_units_consumed, return_data.data);
                Ok(Receipt { compute_units, bytes, logs, calls, return_data })
            }
            Err(failed) => Err(Failure { error: failed.err, logs: failed.meta.logs }),
        }
    }

    /// What a transaction would leave behind, account by account; nothing changes.
    pub fn simulate(
        &self,
        instructions: &[Instruction],
        signers: &[&Keypair],
    ) -> Result<Vec<(Address, Account)>, Failure> {
        match self.svm.simulate_transaction(self.sign(instructions, signers)) {
            Ok(outcome) => {
                Ok(outcome.post_accounts.into_iter().map(|(address, account)| (address, account.into())).collect())
            }
            Err(failed) => Err(Failure { error: failed.err, logs: failed.meta.logs }),
        }
    }

    fn sign(&self, instructions: &[Instruction], signers: &[&Keypair]) -> VersionedTransaction {
        let metas = || instructions.iter().flat_map(|instruction| &instruction.accounts);
        let mut keys = vec![&self.payer];
        for signer in signers {
            let wanted = metas().any(|meta| meta.is_signer && meta.pubkey == signer.pubkey());
            if wanted && keys.iter().all(|known| known.pubkey() != signer.pubkey()) {
                keys.push(signer);
            }
        }
        let message =
            Message::new_with_blockhash(instructions, Some(&self.payer.pubkey()), &self.svm.latest_blockhash());
        if !self.svm.get_sigverify() {
            let signatures = vec![Signature::default(); usize::from(message.header.num_required_signatures)];
            return VersionedTransaction { signatures, message: VersionedMessage::Legacy(message) };
        }
        VersionedTransaction::try_new(VersionedMessage::Legacy(message), &keys).expect("signers fit the instructions")
    }

    /// Whether signatures count; where they do not, a test stands in for any signer, a program included.
    pub fn verify_signatures(&mut self, verify: bool) {
        self.svm = std::mem::take(&mut self.svm).with_sigverify(verify);
    }

    /// An account's data as `T`; panics where there is none.
    pub fn read<T: borsh::BorshDeserialize>(&self, address: &Address) -> T {
        let account = self.svm.get_account(address).unwrap_or_else(|| panic!("no account at {address}"));
        T::deserialize(&mut &account.data[..]).expect("account data")
    }

    /// The account at an address, unless it is closed.
    pub fn account(&self, address: &Address) -> Option<Account> {
        self.svm.get_account(address).filter(|account| account.lamports > 0)
    }

    /// Unix seconds on the chain.
    pub fn now(&self) -> i64 {
        self.svm.get_sysvar::<Clock>().unix_timestamp
    }

    pub fn set_time(&mut self, unix_timestamp: i64) {
        let clock = Clock { unix_timestamp, ..self.svm.get_sysvar::<Clock>() };
        self.svm.set_sysvar(&clock);
    }

    /// Lets time pass.
    pub fn advance(&mut self, seconds: i64) {
        self.set_time(self.now() + seconds);
    }
}

impl Default for Chain {
    fn default() -> Self {
        Self::new()
    }
}

/// Lets a transaction use so many compute units.
pub fn compute_limit(units: u32) -> Instruction {
    Instruction::new_with_bytes(COMPUTE_BUDGET, &[[2].as_slice(), &units.to_le_bytes()].concat(), Vec::new())
}

/// The price offered for a compute unit, in micro-lamports.
pub fn compute_price(price: u64) -> Instruction {
    Instruction::new_with_bytes(COMPUTE_BUDGET, &[[3].as_slice(), &price.to_le_bytes()].concat(), Vec::new())
}

/// The loader's data account of a program.
pub fn program_data(program: &Address) -> Address {
    Address::find_program_address(&[program.as_ref()], &LOADER).0
}

//! The real programs with the cast on them.

mod court;
mod jobs;
mod places;
mod set_up;

use std::cell::OnceCell;
use std::rc::Rc;

use furnace_tests::chain::{Receipt, compute_limit};
use furnace_tests::errors::Failure;
use furnace_tests::network::Network;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_slot_hashes::SlotHashes;

use crate::action::Action;
use crate::cast::Setup;
use crate::view::View;

pub(crate) use places::{PLACES, Place};

/// More than any step takes.
const UNITS: u32 = 600_000;

thread_local! {
    static BASE: OnceCell<Network> = const { OnceCell::new() };
}

/// A network with the cast on it. Signatures are not looked at: an instruction says who would sign.
pub(crate) struct World {
    pub(crate) network: Network,
    pub(crate) jobs: Vec<Address>,
    /// Each with its job's number.
    pub(crate) disputes: Vec<(Address, usize)>,
    pub(crate) verifiers: usize,
    /// Those that the chain remembers, the newest first.
    pub(crate) blocks: Rc<Blocks>,
}

/// Slots with the hashes of their blocks.
pub(crate) type Blocks = Vec<(u64, [u8; 32])>;

impl World {
    /// A fresh world, copied from one that is set up once a thread, with these verifiers on the roster.
    pub(crate) fn new(setup: &Setup) -> Self {
        let network = BASE.with(|base| base.get_or_init(set_up::set_up).copy());
        let (jobs, disputes) = (Vec::new(), Vec::new());
        let mut world = Self { network, jobs, disputes, verifiers: setup.bonds.len(), blocks: Rc::default() };
        world.pass_slots(4);
        world.register_all(setup);
        world
    }

    /// What an action sends; `None` where it concerns what is not there, or only time.
    pub(crate) fn instruction(&self, action: &Action, view: &View) -> Option<Instruction> {
        match action {
            Action::Wait { .. } | Action::Blocks { .. } | Action::Gap { .. } => None,
            Action::Accuse { .. }
            | Action::Commit { .. }
            | Action::Copy { .. }
            | Action::Reveal { .. }
            | Action::Appeal { .. }
            | Action::Take { .. } => self.on_dispute(action, view),
            _ => self.on_job(action, view),
        }
    }

    pub(crate) fn pass_slots(&mut self, count: u64) {
        self.network.chain.pass_slots(count);
        let hashes = self.network.chain.svm.get_sysvar::<SlotHashes>();
        self.blocks = Rc::new(hashes.iter().map(|(slot, hash)| (*slot, hash.to_bytes())).collect());
    }

    pub(crate) fn send(&mut self, instruction: Instruction) -> Result<Receipt, Failure> {
        self.network.send(&[compute_limit(UNITS), instruction], &[])
    }
}

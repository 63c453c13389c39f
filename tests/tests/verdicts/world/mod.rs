//! The real programs with the cast on them.

mod court;
mod jobs;
mod places;
mod set_up;

use std::cell::OnceCell;

use furnace_tests::chain::{Receipt, compute_limit};
use furnace_tests::errors::Failure;
use furnace_tests::network::Network;
use solana_address::Address;
use solana_instruction::Instruction;

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
}

impl World {
    /// A fresh world, copied from one that is set up once a thread, with these verifiers on the roster.
    pub(crate) fn new(setup: &Setup) -> Self {
        let network = BASE.with(|base| base.get_or_init(set_up::set_up).copy());
        let mut world = Self { network, jobs: Vec::new(), disputes: Vec::new(), verifiers: setup.bonds.len() };
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

    pub(crate) fn send(&mut self, instruction: Instruction) -> Result<Receipt, Failure> {
        self.network.send(&[compute_limit(UNITS), instruction], &[])
    }
}

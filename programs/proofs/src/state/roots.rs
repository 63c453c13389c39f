//! The roots of a proof's rounds, shown from the last to the first: each leads to what is known already, and in the end
//! all of them to what was committed to. So nobody can show wrong ones, and what is shown stays.

use anchor_lang::prelude::*;
use furnace_common::proof::{sample, tree::next_seed, ROOTS_AT_ONCE, SAMPLES};
use furnace_common::state::AttemptState;

use super::Attempt;
use crate::error::ProofsError;

impl Attempt {
    /// Takes in the roots of rounds from `first` on, which grows from `seed`, at most [`ROOTS_AT_ONCE`]. Those that are
    /// shown already may be among them: else whoever shows a part of what a worker sends would hold up the rest.
    pub fn show(
        &mut self,
        first: u16,
        seed: [u8; 32],
        roots: &[[u8; 32]],
        now: i64,
        hash: impl Fn(&[&[u8]]) -> [u8; 32],
    ) -> Result<()> {
        require!(self.state()? == AttemptState::Drawn, ProofsError::NoSamples);
        require!(now <= self.opening_ends_at(), ProofsError::OpeningOver);
        let unshown = self.unshown.checked_sub(first).filter(|unshown| *unshown != 0);
        let roots = unshown.and_then(|unshown| roots.get(..usize::from(unshown)));
        let roots = roots.ok_or(ProofsError::RootsOutOfPlace)?;
        let (mut seeds, mut next) = ([[0; 32]; ROOTS_AT_ONCE], seed);
        for (place, root) in seeds.iter_mut().zip(roots) {
            *place = next;
            next = next_seed(&next, root, &hash);
        }
        require!(next == self.shown_from, ProofsError::RootsUnrelated);
        require!(first != 0 || seed == self.seed, ProofsError::RootsUnrelated);
        self.keep(first, &seeds, roots);
        (self.shown_from, self.unshown) = (seed, first);
        Ok(())
    }

    /// Keeps what the samples need that are in these rounds, counted from `first`.
    fn keep(&mut self, first: u16, seeds: &[[u8; 32]], roots: &[[u8; 32]]) {
        let shape = self.shape();
        for (index, kept) in (0..u32::from(SAMPLES)).zip(self.seeds.iter_mut().zip(&mut self.roots)) {
            let place = sample(&self.random, index, &shape).round.checked_sub(first).map(usize::from);
            if let Some((seed, root)) = place.and_then(|place| seeds.get(place).zip(roots.get(place))) {
                (*kept.0, *kept.1) = (*seed, *root);
            }
        }
    }
}

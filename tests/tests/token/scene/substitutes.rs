//! Accounts that are right elsewhere, to be put into every place of an instruction.

use furnace_client::pda;
use furnace_tests::crowd::Crowd;
use furnace_tests::network::Network;
use furnace_tests::substitution::{Free, Named, assert_accounts_are_checked};
use solana_instruction::Instruction;

use super::{begin_of, current_epoch, try_open_epoch, try_open_points, try_record};

/// A crowd at the begin of an epoch, and accounts that fit nowhere.
pub(crate) struct Substitutes {
    pub(crate) crowd: Crowd,
    wrong: Vec<Named>,
    /// Open, and so is the one before it.
    pub(crate) epoch: u64,
}

impl Substitutes {
    pub(crate) fn new() -> Self {
        let mut crowd = Crowd::new();
        let epoch = current_epoch(&crowd.scene.network) + 1;
        crowd.scene.network.chain.set_time(begin_of(epoch));
        let mut wrong = crowd.wrong_accounts();
        wrong.extend(crowd.kinds());
        let network = &mut crowd.scene.network;
        try_open_epoch(network, epoch - 1).expect("epoch opens");
        wrong.push(("another epoch of emission", pda::emission(epoch - 1)));
        Self { crowd, wrong, epoch }
    }

    pub(crate) fn network(&mut self) -> &mut Network {
        &mut self.crowd.scene.network
    }

    /// With points of the epoch for the worker and for its rival.
    pub(crate) fn with_points() -> Self {
        let mut scene = Self::new();
        let Self { crowd, epoch, .. } = &mut scene;
        try_open_points(&mut crowd.scene.network, &crowd.scene.worker).expect("points open");
        for worker in [&crowd.scene.worker, &crowd.rivals_worker] {
            try_record(&mut crowd.scene.network, worker, *epoch, 1_000, 10_000).expect("record");
        }
        scene
    }

    /// Puts each wrong account into each place; everybody who can sign does.
    #[track_caller]
    pub(crate) fn assert_checked(&self, instruction: &Instruction, free: &[Free]) {
        assert_accounts_are_checked(
            &self.crowd.scene.network.chain,
            instruction,
            &self.crowd.keys(),
            &self.wrong,
            free,
        );
    }
}

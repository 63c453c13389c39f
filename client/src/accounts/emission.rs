//! Emission: what a worker's points are worth, and until when.

use furnace_common::{limits::POINTS_EPOCHS, points};

use super::{EmissionEpoch, WorkerPoints};
use crate::generated::token::types::EpochPoints;

/// Where an epoch stands for those who have points of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointsState {
    /// Others may still be given points, so no share is known.
    Recording,
    /// Shares can be claimed.
    Claimable,
    /// What was not claimed is never minted.
    Over,
}

/// Where `epoch` stands in the epoch `current`.
pub fn points_state(epoch: u64, current: u64) -> PointsState {
    if current <= epoch.saturating_add(1) {
        PointsState::Recording
    } else if current < epoch.saturating_add(POINTS_EPOCHS as u64) {
        PointsState::Claimable
    } else {
        PointsState::Over
    }
}

impl WorkerPoints {
    /// Whether it was given points of an epoch that the ring has not forgotten, claimed or not.
    pub fn is_recorded(&self, epoch: u64) -> bool {
        self.ring.iter().any(|place| place.epoch == epoch && epoch > 0)
    }

    /// Points that are not claimed, oldest epoch first.
    pub fn held(&self) -> Vec<&EpochPoints> {
        let mut held: Vec<_> = self.ring.iter().filter(|place| place.points > 0).collect();
        held.sort_by_key(|place| place.epoch);
        held
    }
}

impl EmissionEpoch {
    /// HEAT base units for a worker's points; `None` where they are not of this epoch.
    pub fn share(&self, held: &EpochPoints) -> Option<u64> {
        let own = held.epoch == self.epoch;
        own.then(|| points::share_floor(self.budget, held.start, held.points, self.total_points)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::ProgramAccount;

    #[test]
    fn points_are_claimed_from_the_epoch_after_the_next_on() {
        use PointsState::{Claimable, Over, Recording};
        let states = [7, 8, 9, 22, 23].map(|current| points_state(7, current));
        assert_eq!(states, [Recording, Recording, Claimable, Claimable, Over]);
    }

    #[test]
    fn shares_are_those_of_the_program() {
        let mut points = WorkerPoints::parse(&vec![0; WorkerPoints::SIZE]).expect("points");
        let mut epoch = EmissionEpoch::parse(&[0; EmissionEpoch::SIZE]).expect("an epoch");
        points.ring[4] = EpochPoints { epoch: 20, start: 0, points: 9 };
        points.ring[3] = EpochPoints { epoch: 19, start: 1, points: 2 };
        (epoch.epoch, epoch.budget, epoch.total_points) = (19, 1_000, 3);
        assert_eq!([18, 19, 20, 0].map(|epoch| points.is_recorded(epoch)), [false, true, true, false]);
        let held = points.held();
        assert_eq!(held.iter().map(|place| place.epoch).collect::<Vec<_>>(), [19, 20]);
        assert_eq!(held.iter().map(|place| epoch.share(place)).collect::<Vec<_>>(), [Some(667), None]);
    }
}

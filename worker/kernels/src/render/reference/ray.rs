use glam::IVec3;

use super::arithmetic::{bits, ratio, ratio_each, times_each, unit};
use super::triangle::Hit;
use crate::render::Scene;
use crate::render::layout::{GROUND, REACH};

/// Farther than anything, in 16 fraction bits.
pub(super) const FAR: i32 = 1 << 28;

/// A ray, as it advances along the axis that it follows most.
#[derive(Clone, Copy)]
pub(in crate::render) struct Ray {
    /// Where it starts, in 16 fraction bits.
    pub(super) origin: IVec3,
    /// The way on every axis for one along the main one, in 20 fraction bits.
    pub(super) slopes: IVec3,
    /// The main axis.
    main: usize,
}

impl Ray {
    pub(in crate::render) fn new(origin: IVec3, direction: IVec3) -> Self {
        let direction = direction >> bits(direction).saturating_sub(21);
        let lengths = direction.abs();
        let main = if lengths.x >= lengths.y && lengths.x >= lengths.z {
            0
        } else if lengths.y >= lengths.z {
            1
        } else {
            2
        };
        Self { origin, slopes: ratio_each(direction, 1 << 20, lengths[main].max(1)), main }
    }

    /// The unit vector of its direction.
    pub(super) fn direction(&self) -> IVec3 {
        unit(self.slopes)
    }

    /// The point at a distance.
    pub(super) fn at(&self, distance: i32) -> IVec3 {
        self.origin + times_each(self.slopes, IVec3::splat(distance), 20)
    }

    /// The distance of the ground, which has no underside.
    pub(super) fn ground(&self) -> Option<i32> {
        let descends = self.slopes.y < 0 && self.origin.y > 0 && self.origin.y < -16 * self.slopes.y;
        descends.then(|| ratio(self.origin.y, 1 << 20, -self.slopes.y))
    }

    /// The nearest triangle before `limit`; of several at one distance the first in the scene.
    pub(in crate::render) fn meet(&self, scene: &Scene, limit: i32) -> Option<Hit> {
        let start = self.origin - GROUND;
        let along = start[self.main] * self.slopes[self.main].signum();
        let skipped = (-REACH - along).max(0);
        let start = start + times_each(self.slopes, IVec3::splat(skipped), 20);
        if along > REACH || start.abs().max_element() > 3 * REACH {
            return None;
        }
        let (mut nearest, mut met) = (limit - skipped, None);
        for (triangle, corners) in scene.corners.iter().enumerate() {
            if let Some(hit) = self.cross(start, corners, triangle)
                && hit.distance < nearest
            {
                nearest = hit.distance;
                met = Some(Hit { distance: hit.distance + skipped, ..hit });
            }
        }
        met
    }

    /// The axes in the order in which the main one is last.
    pub(super) fn turned(&self, vector: IVec3) -> IVec3 {
        let IVec3 { x, y, z } = vector;
        match self.main {
            0 => IVec3::new(y, z, x),
            1 => IVec3::new(z, x, y),
            _ => vector,
        }
    }
}

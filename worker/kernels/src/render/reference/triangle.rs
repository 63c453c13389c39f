use glam::{IVec2, IVec3};

use super::arithmetic::{bits, times, times_each};
use super::ray::Ray;
use crate::render::layout::Corner;

/// Where a ray meets the mesh.
pub(in crate::render) struct Hit {
    /// The way along the main axis, in 16 fraction bits.
    pub(in crate::render) distance: i32,
    pub(in crate::render) triangle: usize,
    /// The weights of the second and third corner, in 15 fraction bits.
    pub(in crate::render) weights: [i32; 2],
}

impl Ray {
    /// Where the ray, from `start` on, crosses a triangle, after Woop.
    pub(super) fn cross(&self, start: IVec3, corners: &[Corner; 3], triangle: usize) -> Option<Hit> {
        let slopes = self.turned(self.slopes);
        // The corners as the ray sees them: it goes through the middle, along the third axis.
        let seen = corners.map(|corner| {
            let place = self.turned(corner.position - start);
            let depth = place.z * slopes.z.signum();
            let way = times_each(slopes, IVec3::splat(depth), 20);
            IVec3::new(place.x - way.x, place.y - way.y, depth)
        });
        let [a, b, c] = seen;
        let (low, high) = (a.min(b).min(c), a.max(b).max(c));
        if low.x > 0 || high.x < 0 || low.y > 0 || high.y < 0 {
            return None;
        }
        let widest = high.x.max(high.y).max(-low.x).max(-low.y);
        let shift = bits(IVec3::splat(widest)).saturating_sub(15);
        let [p, q, r] = seen.map(|corner| (corner.truncate() >> shift as i32).max(IVec2::splat(-0x7fff)));
        let areas = [r.perp_dot(q), p.perp_dot(r), q.perp_dot(p)];
        let sizes = areas.map(i32::unsigned_abs);
        let whole = sizes[0] + sizes[1] + sizes[2];
        let one_side = areas.iter().all(|area| *area >= 0) || areas.iter().all(|area| *area <= 0);
        if !one_side || whole == 0 {
            return None;
        }
        let shift = (32 - whole.leading_zeros()).saturating_sub(17);
        let weights = [sizes[1], sizes[2]].map(|size| (((size >> shift) << 15) / (whole >> shift)) as i32);
        let distance = a.z + weighed(b.z - a.z, weights[0]) + weighed(c.z - a.z, weights[1]);
        (distance > 0).then_some(Hit { distance, triangle, weights })
    }
}

/// A length times a weight.
pub(super) fn weighed(length: i32, weight: i32) -> i32 {
    times(length, weight, 15)
}

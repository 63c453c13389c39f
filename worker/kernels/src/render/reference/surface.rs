use glam::IVec3;

use super::arithmetic::{ONE, bits, unit};
use super::triangle::{Hit, weighed};
use crate::render::Scene;
use crate::render::layout::{Corner, GROUND};
use crate::render::view::View;

/// How far rays start off the mesh, in 16 fraction bits.
const OFF_MESH: i32 = 16;
/// How far rays start over the ground.
const OFF_GROUND: i32 = 7;
/// The farthest that a point is lifted onto the curve that its normals describe.
const MAX_LIFT: i32 = 1 << 14;

/// What a ray meets. Lengths have 16 fraction bits, directions 15.
pub(super) struct Surface {
    /// From where rays start: off the surface, and off the facets where the shading pretends a curve.
    pub(super) outside: IVec3,
    pub(super) normal: IVec3,
    pub(super) facet: IVec3,
    pub(super) colour: IVec3,
    /// The coat's width of reflection: its roughness squared.
    pub(super) alpha: i32,
}

impl Surface {
    pub(super) fn ground(point: IVec3) -> Self {
        let up = IVec3::Y * ONE;
        let outside = IVec3::new(point.x, OFF_GROUND, point.z);
        Self { outside, normal: up, facet: up, colour: IVec3::new(16_384, 15_729, 15_073), alpha: 8192 }
    }

    pub(super) fn mesh(scene: &Scene, view: &View, hit: &Hit, eye: IVec3) -> Self {
        let corners = scene.corners[hit.triangle];
        let [a, b, c] = corners.map(|corner| corner.position);
        let [second, third] = hit.weights;
        let weights = [ONE - second - third, second, third];
        let blend = |from: i32, one: i32, two: i32| from + weighed(one - from, second) + weighed(two - from, third);
        let point = IVec3::new(blend(a.x, b.x, c.x), blend(a.y, b.y, c.y), blend(a.z, b.z, c.z));

        // Both sides are outer ones.
        let facet = unit(levelled(b - a).cross(levelled(c - a)));
        let side = if facet.dot(eye) < 0 { -1 } else { 1 };
        let facet = facet * side;
        let normals = corners.map(|corner| unfold(corner.normal) * side);
        let blended = (normals[0] * weights[0] + normals[1] * weights[1] + normals[2] * weights[2]) >> 15;
        let normal = unit(blended);
        // A normal that looks away from the ray would turn reflections inwards.
        let away = (655 - (normal.dot(eye) >> 15)).max(0);
        let normal = unit(normal + ((eye * away) >> 15));

        // The point lifted onto the surface that the normals describe, after Hanika: without it, the facets throw hard
        // shadows on themselves where the light grazes.
        let mut lift = IVec3::ZERO;
        for ((corner, normal), weight) in corners.iter().zip(normals).zip(weights) {
            lift += normal * ((over(point, corner, normal) * weight) >> 15);
        }
        let outside = point - (lift >> 15) + ((facet * OFF_MESH) >> 15) + GROUND;
        Self { outside, normal, facet, colour: view.colour, alpha: view.alpha }
    }
}

/// How far a point is under the plane through a corner, as a negative number.
fn over(point: IVec3, corner: &Corner, normal: IVec3) -> i32 {
    let from_corner: IVec3 = (point - corner.position) >> 2;
    (from_corner.dot(normal) >> 13).clamp(-MAX_LIFT, 0)
}

/// An edge brought to a length at which products of two fit.
fn levelled(edge: IVec3) -> IVec3 {
    let bits = bits(edge);
    if bits > 14 { edge >> (bits - 14) } else { edge << (14 - bits) }
}

/// The inverse of the scene's folding of a normal onto an octahedron.
fn unfold(folded: u32) -> IVec3 {
    let (x, y) = (i32::from(folded as i16), folded.cast_signed() >> 16);
    let z = 0x7fff - x.abs() - y.abs();
    let under = (-z).max(0);
    unit(IVec3::new(if x >= 0 { x - under } else { x + under }, if y >= 0 { y - under } else { y + under }, z))
}

//! How a surface scatters light: a matte body under a glossy coat.

use glam::IVec3;

use super::arithmetic::{ONE, root, unit};
use super::sampling::{Frame, by_cosine, on_circle};
use super::surface::Surface;

/// The coat's reflectance where light falls straight on it.
const COAT: i32 = 1311;

/// A direction for a path to go on.
pub(super) struct Bounce {
    pub(super) direction: IVec3,
    /// What the path's light is multiplied with, in 16 fraction bits; zero where it ends.
    pub(super) weight: IVec3,
    pub(super) off_coat: bool,
}

/// Schlick's reflectance of the coat.
fn reflectance(cosine: i32) -> i32 {
    let away = ONE - cosine.clamp(0, ONE);
    let square = (away * away) >> 15;
    let fifth = (((square * square) >> 15) * away) >> 15;
    COAT + (((ONE - COAT) * fifth) >> 15)
}

/// The part of the GGX microfacets that a direction at this cosine sees unshadowed.
fn unshadowed(cosine: i32, alpha: i32) -> i32 {
    let squared = alpha * alpha;
    let wide = root(squared + ((ONE * ONE - squared) >> 15) * ((cosine * cosine) >> 15));
    (((2 * cosine) << 14) / (cosine + wide)) * 2
}

/// How much of the light from `light` the body throws to `eye`, times pi, its cosine included.
pub(super) fn scattered(surface: &Surface, eye: IVec3, light: IVec3) -> IVec3 {
    let incoming = (surface.normal.dot(light) >> 15).clamp(0, ONE);
    let entered = ONE - reflectance(surface.normal.dot(eye) >> 15);
    (surface.colour * ((entered * incoming) >> 15)) >> 15
}

/// A direction for the path to go on, off the coat or the body.
pub(super) fn bounce_off(surface: &Surface, eye: IVec3, choice: u32, pair: [u32; 2]) -> Bounce {
    let around = Frame::around(surface.normal);
    let mirrored = reflectance(surface.normal.dot(eye) >> 15);
    let body = ((ONE - mirrored) * surface.colour.max_element()) >> 15;
    let chance = ((mirrored << 15) / (mirrored + body)).clamp(ONE / 4, ONE / 4 * 3);
    let off_coat = (choice >> 1) < chance as u32;
    let (direction, weight) = if off_coat {
        let local = around.inwards(eye);
        let facet = visible_facet(local, surface.alpha, pair);
        let cosine = local.dot(facet) >> 15;
        let reflected: IVec3 = ((facet * cosine) >> 14) - local;
        let shadowing = unshadowed(reflected.z.clamp(3, ONE), surface.alpha);
        let share = (reflectance(cosine) * shadowing) >> 15;
        (around.outwards(reflected), IVec3::splat(((share << 15) / chance) * 2))
    } else {
        let colour = (surface.colour * (ONE - mirrored)) >> 15;
        (around.outwards(by_cosine(pair)), ((colour << 15) / (ONE - chance)) * 2)
    };
    // What would go into the facet is folded out of it: lost, it would darken the outlines.
    let into = (direction.dot(surface.facet) >> 15).min(0);
    Bounce { direction: direction - ((surface.facet * into) >> 14), weight, off_coat }
}

/// A microfacet of the GGX distribution, as often as `eye` sees it: a spherical cap, after Dupuy.
fn visible_facet(eye: IVec3, alpha: i32, pair: [u32; 2]) -> IVec3 {
    let stretched = unit(IVec3::new(eye.x * alpha, eye.y * alpha, eye.z.clamp(3, ONE) << 15));
    let height = ONE - ((pair[1] * (ONE + stretched.z) as u32) >> 16) as i32;
    let radius = root(ONE * ONE - height * height);
    let half: IVec3 = (on_circle(pair[0], radius).extend(height) + stretched) >> 1;
    unit(IVec3::new(half.x * alpha, half.y * alpha, half.z.clamp(1, ONE - 1) << 15))
}

//! Directions and offsets from pairs of random numbers.

use glam::{IVec2, IVec3};

use super::arithmetic::{ONE, root, turn};

/// The key light's share of the sky: one less the cosine of its apparent radius, a 65536th of it in 30 fraction bits.
const KEY_STEP: i32 = 197;

/// Three axes at right angles.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) across: IVec3,
    pub(super) upwards: IVec3,
    pub(super) axis: IVec3,
}

impl Frame {
    /// A frame whose third axis is the unit vector `axis`, after Duff.
    pub(super) fn around(axis: IVec3) -> Self {
        let side = if axis.z >= 0 { 1 } else { -1 };
        let a = -side * ((1 << 30) / (ONE + axis.z.abs()));
        let b = (((axis.x * axis.y) >> 15) * a) >> 15;
        let along_x = (((axis.x * axis.x) >> 15) * a) >> 15;
        let along_y = (((axis.y * axis.y) >> 15) * a) >> 15;
        Self {
            across: IVec3::new(ONE + side * along_x, side * b, -side * axis.x),
            upwards: IVec3::new(b, side * ONE + along_y, -axis.y),
            axis,
        }
    }

    /// A vector of this frame as the world has it.
    pub(super) fn outwards(&self, local: IVec3) -> IVec3 {
        (self.across * local.x + self.upwards * local.y + self.axis * local.z) >> 15
    }

    /// A vector of the world as this frame has it.
    pub(super) fn inwards(&self, vector: IVec3) -> IVec3 {
        IVec3::new(self.across.dot(vector), self.upwards.dot(vector), self.axis.dot(vector)) >> 15
    }
}

/// A point of the unit disc.
pub(super) fn on_disc(pair: [u32; 2]) -> IVec2 {
    on_circle(pair[1], root((pair[0] << 14) as i32))
}

/// A point of a circle.
pub(super) fn on_circle(part: u32, radius: i32) -> IVec2 {
    let (cosine, sine) = turn(part);
    (IVec2::new(cosine, sine) * radius) >> 15
}

/// A direction around the third axis, in proportion to its cosine.
pub(super) fn by_cosine(pair: [u32; 2]) -> IVec3 {
    on_disc(pair).extend(root(((65536 - pair[0]) << 14) as i32))
}

/// A direction around the third axis, towards the key light's disc.
pub(super) fn within_key(pair: [u32; 2]) -> IVec3 {
    let below = pair[0] as i32 * KEY_STEP;
    let radius = root(2 * below - (below >> 15) * (below >> 15));
    on_circle(pair[1], radius).extend(ONE - (below >> 15))
}

/// An offset from -1 to 1 in 15 fraction bits, the likelier the smaller: the filter of a pixel.
pub(super) fn tent(value: u32) -> i32 {
    let signed = 2 * value as i32 - 65536;
    signed.signum() * (ONE - root((65536 - signed.abs()) << 14))
}

//! The studio's lights, which stand still to the camera. Light has 16 fraction bits.

use glam::IVec3;

use super::arithmetic::{ONE, root, smooth};
use crate::render::view::{Basis, View};

/// The key light on a surface that faces it, by pi.
pub(super) const KEY_BY_PI: IVec3 = IVec3::new(104_304, 88_658, 70_927);

/// The width of a soft box's edges.
const EDGE: i32 = 3932;

/// The even light of the dome.
pub(super) fn dome(direction: IVec3) -> IVec3 {
    let height = root(direction.y.clamp(0, ONE) << 15);
    mix(IVec3::new(20_972, 22_282, 24_904), IVec3::new(14_418, 17_695, 24_904), height)
}

/// What the camera sees behind everything: a paper backdrop, into which the ground runs.
pub(super) fn backdrop(direction: IVec3) -> IVec3 {
    let height = smooth((direction.y + 8192) * 20 / 13);
    mix(IVec3::new(39_322, 38_011, 36_700), IVec3::new(7864, 9175, 12_452), height)
}

/// What shows in a coat besides: a warm window overhead to the left and a cool strip behind on the right, for the rim.
/// Bodies do not see them, which spares the noise of finding them by chance.
pub(super) fn soft_boxes(view: &View, direction: IVec3) -> IVec3 {
    let window = soft_box(direction, &view.window, 11_796, 9830);
    let strip = soft_box(direction, &view.strip, 6554, 18_350);
    IVec3::new(26 * window, (116 * window) / 5, (98 * window) / 5)
        + IVec3::new((36 * strip) / 5, (44 * strip) / 5, (56 * strip) / 5)
}

/// A rectangle of light around an axis, whose outer edges are `width` and `height` off, with soft edges.
fn soft_box(direction: IVec3, around: &Basis, width: i32, height: i32) -> i32 {
    let facing = direction.dot(around.axis.truncate()) >> 15;
    let x = (direction.dot(around.across.truncate()) >> 15).abs();
    let y = (direction.dot(around.upwards.truncate()) >> 15).abs();
    if x.max(y) >= facing {
        return 0;
    }
    let edge = |place: i32, end: i32| smooth((end - (place << 15) / facing) * ONE / EDGE);
    (edge(x, width) * edge(y, height)) >> 15
}

/// The way from one light to another.
pub(super) fn mix(from: IVec3, to: IVec3, part: i32) -> IVec3 {
    from + (((to - from) * part) >> 15)
}

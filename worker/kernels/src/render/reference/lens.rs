use glam::{IVec2, IVec3};

use super::arithmetic::{ratio, times_each};
use super::random::Random;
use super::ray::Ray;
use super::sampling::{on_disc, tent};
use crate::render::view::View;

/// The ray of a path through a pixel, from somewhere in the lens.
pub(super) fn camera_ray(view: &View, pixel: [u32; 2], random: &mut Random) -> Ray {
    let jitter = random.pair();
    let [width, height] = [view.width as i32, view.height as i32];
    let place = |pixel: u32, jitter: u32| ((pixel as i32) << 17) + 65536 + 4 * tent(jitter);
    let x = ratio(place(pixel[0], jitter[0]) - (width << 16), 64, width);
    let y = ratio((height << 16) - place(pixel[1], jitter[1]), 64, height);
    let through = view.forward + times_each(view.right, IVec3::splat(x), 22) + times_each(view.up, IVec3::splat(y), 22);
    let lens = on_disc(random.pair());
    let blend = |right: IVec3, up: IVec3, IVec2 { x, y }: IVec2| (right * x + up * y) >> 15;
    let offset = blend(view.lens_right.truncate(), view.lens_up.truncate(), lens);
    let slant = blend(view.slant_right.truncate(), view.slant_up.truncate(), lens);
    Ray::new(view.eye + offset, through - slant)
}

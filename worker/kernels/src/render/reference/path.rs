//! Light paths from the camera into the studio.

use glam::IVec3;

use super::arithmetic::{ONE, ratio_each, smooth, times_each};
use super::bounce::{bounce_off, scattered};
use super::lens::camera_ray;
use super::random::Random;
use super::ray::{FAR, Ray};
use super::sampling::{Frame, within_key};
use super::studio::{KEY_BY_PI, backdrop, dome, soft_boxes};
use super::surface::Surface;
use crate::render::Scene;
use crate::render::view::{Basis, View};

/// Where the ground begins to run into the backdrop, and the way to where it ends, in 12 fraction bits.
const FADE_START: i32 = 10_240;
const FADE: i32 = 26_624;
/// The most light a path may bring after its first bounce, in 16 fraction bits: more is nearly always a speck of noise.
const MAX_INDIRECT: i32 = 6 << 16;
/// The most light of a path: so that all samples' sum fits.
const MAX_LIGHT: i32 = 15 << 16;
/// The most that a path is multiplied with.
const MAX_THROUGH: i32 = 16 << 16;
/// From this bounce on, dark paths end by chance.
const ROULETTE: u32 = 3;
/// The best chance to go on, in 16 fraction bits.
const MAX_CHANCE: i32 = 62_259;

/// From where a path came to where it is.
#[derive(Clone, Copy, PartialEq)]
enum Seen {
    Camera,
    Coat,
    Body,
}

/// The light of one path through a pixel, in 16 fraction bits.
pub(super) fn sample(scene: &Scene, view: &View, pixel: [u32; 2], sample: u32) -> IVec3 {
    let mut random = Random::new(pixel[1] * view.width + pixel[0], sample, view.frame);
    let ray = camera_ray(view, pixel, &mut random);
    light_along(scene, view, ray, &mut random).clamp(IVec3::ZERO, IVec3::splat(MAX_LIGHT))
}

fn light_along(scene: &Scene, view: &View, start: Ray, random: &mut Random) -> IVec3 {
    let mut ray = start;
    let mut light = IVec3::ZERO;
    let mut through = IVec3::splat(1 << 16);
    let mut seen = Seen::Camera;
    for touched in 0.. {
        let direction = ray.direction();
        let eye = -direction;
        let ground = ray.ground();
        let hit = ray.meet(scene, ground.unwrap_or(FAR));
        let on_mesh = hit.is_some();
        let surface = match (hit, ground) {
            (None, None) => return light + brought(through, environment(view, direction, seen), touched),
            _ if touched == view.bounces => return light,
            (Some(hit), _) => Surface::mesh(scene, view, &hit, eye),
            (None, Some(ground)) => {
                let point = ray.at(ground);
                let fade = faded(point);
                let environment = environment(view, direction, seen);
                light += brought(times_each(through, IVec3::splat(fade), 15), environment, touched);
                through = times_each(through, IVec3::splat(ONE - fade), 15);
                if fade >= ONE {
                    return light;
                }
                Surface::ground(point)
            }
        };

        let key = key_basis(&view.key).outwards(within_key(random.pair()));
        let share = scattered(&surface, eye, key);
        if share.max_element() > 0 && Ray::new(surface.outside, key).meet(scene, FAR).is_none() {
            light += brought(through, times_each(share, KEY_BY_PI, 15), touched);
        }

        let choices = random.pair();
        let bounce = bounce_off(&surface, eye, choices[0], random.pair());
        through = times_each(through, bounce.weight, 16).min(IVec3::splat(MAX_THROUGH));
        let strength = through.max_element();
        if strength <= 0 {
            return light;
        }
        if touched + 1 >= ROULETTE {
            let chance = strength.min(MAX_CHANCE);
            if choices[1] as i32 >= chance {
                return light;
            }
            through = ratio_each(through, 1 << 16, chance);
        }
        let glossy = on_mesh && bounce.off_coat && seen != Seen::Body;
        seen = if glossy { Seen::Coat } else { Seen::Body };
        ray = Ray::new(surface.outside, bounce.direction);
    }
    light
}

/// How far a point of the ground has run into the backdrop, in 15 fraction bits.
fn faded(point: IVec3) -> i32 {
    let (x, z) = (point.x.abs() >> 4, point.z.abs() >> 4);
    if x.max(z) >= FADE_START + FADE {
        return ONE;
    }
    let distance = ((x * x) as u32 + (z * z) as u32).isqrt() as i32;
    smooth((distance - FADE_START) * ONE / FADE)
}

fn key_basis(key: &Basis) -> Frame {
    Frame { across: key.across.truncate(), upwards: key.upwards.truncate(), axis: key.axis.truncate() }
}

/// What a path that leaves the scene finds.
fn environment(view: &View, direction: IVec3, seen: Seen) -> IVec3 {
    match seen {
        Seen::Camera => backdrop(direction),
        Seen::Coat => dome(direction) + soft_boxes(view, direction),
        Seen::Body => dome(direction),
    }
}

/// The light that reaches the camera after the path's losses.
fn brought(through: IVec3, light: IVec3, touched: u32) -> IVec3 {
    let arriving = times_each(through, light, 16);
    let brightest = arriving.max_element();
    if touched == 0 || brightest <= MAX_INDIRECT {
        return arriving;
    }
    ratio_each(arriving, MAX_INDIRECT, brightest)
}

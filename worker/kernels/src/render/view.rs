use bytemuck::{Pod, Zeroable};
use glam::{DVec3, IVec3, IVec4};

use super::reference::ONE;
use super::turn::cosine_and_sine;
use super::{Camera, Material, RenderSettings, Scene};

/// The radius of the lens; what is not in focus blurs by it.
const LENS: f64 = 0.012;

/// Fraction bits of lengths, of the camera's directions, and of unit vectors.
const LENGTH: f64 = 65_536.0;
const DIRECTION: f64 = 1_048_576.0;
const UNIT: f64 = ONE as f64;

/// Where the studio's lights stand: the key light, the window and the strip.
const KEY: DVec3 = DVec3::new(-0.7767, 0.5975, 0.1992);
const WINDOW: DVec3 = DVec3::new(-0.68, 0.66, 0.34);
const STRIP: DVec3 = DVec3::new(0.90, 0.40, 0.05);

/// What a frame's paths have in common, laid out as the kernels read it: all of it integers, computed with nothing but
/// what every processor rounds in the same way.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct View {
    /// The middle of the lens, in 16 fraction bits.
    pub(super) eye: IVec3,
    pub(super) width: u32,
    /// Into the picture, in 20 fraction bits as all directions of the camera.
    pub(super) forward: IVec3,
    pub(super) height: u32,
    /// From the middle of the picture to its right edge, at distance 1.
    pub(super) right: IVec3,
    pub(super) bounces: u32,
    /// From the middle of the picture to its upper edge, at distance 1.
    pub(super) up: IVec3,
    pub(super) frame: u32,
    /// The body's colour, in 15 fraction bits.
    pub(super) colour: IVec3,
    /// The coat's roughness squared, in 15 fraction bits.
    pub(super) alpha: i32,
    /// From the middle of the lens to its rim, in 16 fraction bits.
    pub(super) lens_right: IVec4,
    pub(super) lens_up: IVec4,
    /// By how much paths through the rim slant to meet in the focus.
    pub(super) slant_right: IVec4,
    pub(super) slant_up: IVec4,
    pub(super) key: Basis,
    pub(super) window: Basis,
    pub(super) strip: Basis,
}

/// Where a light stands, its axes in 15 fraction bits.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Basis {
    pub(super) across: IVec4,
    pub(super) upwards: IVec4,
    /// Towards the light.
    pub(super) axis: IVec4,
}

impl View {
    pub(super) fn new(scene: &Scene, settings: &RenderSettings, camera: &Camera, frame: u32) -> Self {
        let turn = cosine_and_sine(camera.angle(frame, settings.frames).into());
        let (rise_cosine, rise_sine) = cosine_and_sine(camera.elevation.into());
        let backward = DVec3::new(turn.1 * rise_cosine, rise_sine, turn.0 * rise_cosine);
        let right = DVec3::new(turn.0, 0.0, -turn.1);
        let up = backward.cross(right);
        let (half_cosine, half_sine) = cosine_and_sine(f64::from(camera.field_of_view) / 2.0);
        let opening = half_sine / half_cosine;
        let wide = opening * f64::from(settings.width) / f64::from(settings.height);
        let distance = f64::from(camera.distance);
        let Material { colour, roughness } = scene.material;
        let roughness = f64::from(roughness.clamp(0.05, 1.0));
        Self {
            eye: fixed(backward * distance, LENGTH) + IVec3::Y * scene.centre,
            width: settings.width,
            forward: fixed(-backward, DIRECTION),
            height: settings.height,
            right: fixed(right * wide, DIRECTION),
            bounces: settings.bounces,
            up: fixed(up * opening, DIRECTION),
            frame,
            colour: fixed(colour.as_dvec3().clamp(DVec3::ZERO, DVec3::ONE), UNIT),
            alpha: (roughness * roughness * UNIT).round() as i32,
            lens_right: fixed(right * LENS, LENGTH).extend(0),
            lens_up: fixed(up * LENS, LENGTH).extend(0),
            slant_right: fixed(right * LENS / distance, DIRECTION).extend(0),
            slant_up: fixed(up * LENS / distance, DIRECTION).extend(0),
            key: Basis::towards(KEY, turn),
            window: Basis::towards(WINDOW, turn),
            strip: Basis::towards(STRIP, turn),
        }
    }
}

impl Basis {
    /// A light of the studio, which goes round with the camera.
    fn towards(place: DVec3, (cosine, sine): (f64, f64)) -> Self {
        let axis = DVec3::new(cosine * place.x + sine * place.z, place.y, cosine * place.z - sine * place.x);
        let axis = axis.normalize();
        let across = DVec3::Y.cross(axis).normalize();
        let [across, upwards, axis] = [across, axis.cross(across), axis].map(|axis| fixed(axis, UNIT).extend(0));
        Self { across, upwards, axis }
    }
}

/// A vector with the given number for one.
fn fixed(vector: DVec3, one: f64) -> IVec3 {
    (vector * one).round().as_ivec3()
}

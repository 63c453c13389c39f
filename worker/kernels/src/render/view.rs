use bytemuck::{Pod, Zeroable};
use glam::Vec3;

use super::{Camera, Material, RenderSettings, Scene};

/// The radius of the lens; what is not in focus blurs by it.
const LENS: f32 = 0.012;

/// What a frame's paths have in common, laid out as the kernels read it.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct View {
    eye: Vec3,
    lens: f32,
    /// From the middle of the picture to its right edge, at distance 1.
    right: Vec3,
    focus: f32,
    /// From the middle of the picture to its upper edge, at distance 1.
    up: Vec3,
    roughness: f32,
    forward: Vec3,
    width: u32,
    colour: Vec3,
    height: u32,
    /// The camera's angle, by which the lights are turned: cosine and sine.
    turn: [f32; 2],
    bounces: u32,
    frame: u32,
}

impl View {
    pub(super) fn new(scene: &Scene, settings: &RenderSettings, camera: &Camera, frame: u32) -> Self {
        let (turn_sine, turn_cosine) = camera.angle(frame, settings.frames).to_radians().sin_cos();
        let (rise_sine, rise_cosine) = camera.elevation.to_radians().sin_cos();
        let backward = Vec3::new(turn_sine * rise_cosine, rise_sine, turn_cosine * rise_cosine);
        let right = Vec3::new(turn_cosine, 0.0, -turn_sine);
        let opening = (camera.field_of_view.to_radians() / 2.0).tan();
        let Material { colour, roughness } = scene.material;
        Self {
            eye: Vec3::Y * scene.centre + backward * camera.distance,
            lens: LENS,
            right: right * opening * settings.width as f32 / settings.height as f32,
            focus: camera.distance,
            up: backward.cross(right) * opening,
            roughness: roughness.clamp(0.05, 1.0),
            forward: -backward,
            width: settings.width,
            colour: colour.clamp(Vec3::ZERO, Vec3::ONE),
            height: settings.height,
            turn: [turn_cosine, turn_sine],
            bounces: settings.bounces,
            frame,
        }
    }
}

use std::sync::atomic::AtomicBool;

use super::bunny;
use crate::device::tests::device;
use crate::render::{Camera, Picture, RenderError, RenderSettings, Renderer, Scene, benchmark, render_frame};
use crate::{Progress, Stopped, Watch};

const SMALL: RenderSettings = RenderSettings { width: 72, height: 54, samples: 8, bounces: 4, frames: 4 };

/// Red, green and blue of the pixel at a place given in parts of the width and height.
fn pixel(picture: &Picture, across: f32, down: f32) -> [i32; 3] {
    let column = (picture.width() as f32 * across) as usize;
    let row = (picture.height() as f32 * down) as usize;
    let start = 3 * (row * picture.width() as usize + column);
    [0, 1, 2].map(|channel| i32::from(picture.bytes()[start + channel]))
}

#[test]
fn every_run_and_every_cut_gives_the_same_picture() {
    let (device, scene) = (device(), Scene::new(&bunny()));
    let once = render_frame(&device, &scene, SMALL, Camera::default(), 1, &mut Watch::none()).unwrap();
    let again = render_frame(&device, &scene, SMALL, Camera::default(), 1, &mut Watch::none()).unwrap();
    assert!(once == again);
    assert_eq!(once.to_png().unwrap(), again.to_png().unwrap());

    let mut renderer = Renderer::new(&device, &scene, SMALL, Camera::default()).unwrap();
    renderer.band_bytes = 72 * 16 * 16;
    for units in [1, 5000, 1_000_000] {
        renderer.pace = crate::device::Pace::from_units(units);
        assert!(once == renderer.frame(1, &mut Watch::none()).unwrap());
    }
}

#[test]
fn the_mesh_stands_in_light_on_pale_ground() {
    let (device, scene) = (device(), Scene::new(&bunny()));
    let picture = render_frame(&device, &scene, SMALL, Camera::default(), 0, &mut Watch::none()).unwrap();
    let [red, green, blue] = pixel(&picture, 0.5, 0.6);
    assert!(red > green + 40 && green > blue + 20, "the body is orange");
    let ground = pixel(&picture, 0.05, 0.9);
    assert!(ground.iter().all(|&channel| channel > 100));
    assert!(ground.iter().max().unwrap() - ground.iter().min().unwrap() < 50, "the ground is grey");
    let shadow = pixel(&picture, 0.83, 0.76);
    assert!(shadow[0] + 30 < ground[0], "the mesh throws a shadow: {shadow:?}, {ground:?}");
}

#[test]
fn frames_show_different_sides() {
    let (device, scene) = (device(), Scene::new(&bunny()));
    let mut renderer = Renderer::new(&device, &scene, SMALL, Camera::default()).unwrap();
    let frames: Vec<_> = (0..4).map(|frame| renderer.frame(frame, &mut Watch::none()).unwrap()).collect();
    for (index, frame) in frames.iter().enumerate() {
        assert!(!frames[..index].contains(frame));
    }
    let missing = renderer.frame(4, &mut Watch::none());
    assert!(matches!(missing, Err(RenderError::NoSuchFrame { frame: 4, frames: 4 })));
}

#[test]
fn every_camera_within_bounds_gives_a_picture() {
    let (device, scene) = (device(), Scene::new(&bunny()));
    let settings = RenderSettings { width: 17, height: 33, samples: 1, bounces: 16, frames: 1 };
    for (elevation, distance, field_of_view) in [(89.0, 1.1, 120.0), (-89.0, 100.0, 5.0), (0.0, 3.0, 40.0)] {
        let camera = Camera { elevation, distance, field_of_view, ..Camera::default() };
        let picture = render_frame(&device, &scene, settings, camera, 0, &mut Watch::none()).unwrap();
        assert_eq!((picture.width(), picture.height()), (17, 33));
    }
}

#[test]
fn a_frame_reports_progress_and_can_be_stopped() {
    let (device, scene) = (device(), Scene::new(&bunny()));
    let mut renderer = Renderer::new(&device, &scene, SMALL, Camera::default()).unwrap();
    let mut last = None;
    let mut watch = Watch::none().reporting(|progress| last = Some(progress));
    renderer.frame(0, &mut watch).unwrap();
    drop(watch);
    assert_eq!(last, Some(Progress { done: SMALL.paths(), total: SMALL.paths() }));

    let stop = AtomicBool::new(true);
    let stopped = renderer.frame(0, &mut Watch::none().stopped_by(&stop));
    assert!(matches!(stopped, Err(RenderError::Stopped(Stopped))));
}

#[test]
fn the_benchmark_counts_every_path() {
    let benchmark = benchmark(&device(), &Scene::new(&bunny()), SMALL).unwrap();
    assert_eq!(benchmark.paths, SMALL.paths());
    assert!(benchmark.rate() > 0.0);
}

use sha2::{Digest, Sha256};

use super::{bunny, shards};
use crate::Watch;
use crate::device::Pipeline;
use crate::device::tests::device;
use crate::render::renderer::TRACE;
use crate::render::{Camera, Picture, RenderSettings, Renderer, Scene, reference, render_frame};

const TINY: RenderSettings = RenderSettings { width: 32, height: 24, samples: 2, bounces: 4, frames: 3 };

/// The same picture by the device and by definition.
fn both(scene: &Scene, settings: RenderSettings, camera: Camera, frame: u32) -> [Picture; 2] {
    let traced = render_frame(&device(), scene, settings, camera, frame, &mut Watch::none()).unwrap();
    [traced, reference::frame(scene, settings, camera, frame).unwrap()]
}

#[test]
fn the_device_gives_the_picture_that_is_defined() {
    let (bunny, shards) = (Scene::new(&bunny()), Scene::new(&shards()));
    let wide = RenderSettings { width: 48, height: 16, samples: 1, bounces: 16, frames: 1 };
    let near = Camera { elevation: 60.0, distance: 1.1, field_of_view: 120.0, ..Camera::default() };
    let below = Camera { elevation: -40.0, distance: 100.0, field_of_view: 5.0, ..Camera::default() };
    for (scene, settings, camera, frame) in [
        (&bunny, TINY, Camera::default(), 0),
        (&bunny, TINY, Camera { elevation: 2.0, start: -77.7, ..Camera::default() }, 2),
        (&bunny, wide, near, 0),
        (&shards, TINY, Camera::default(), 1),
        (&shards, wide, near, 0),
        (&shards, wide, below, 0),
    ] {
        let [traced, defined] = both(scene, settings, camera, frame);
        assert!(traced == defined, "{settings:?}, {camera:?}");
    }
}

#[test]
fn pictures_of_extreme_shapes_are_defined() {
    let scene = Scene::new(&shards());
    let ribbon = RenderSettings { width: 512, height: 16, samples: 1, bounces: 2, frames: 1 };
    let camera = Camera { field_of_view: 120.0, ..Camera::default() };
    let [traced, defined] = both(&scene, ribbon, camera, 0);
    assert!(traced == defined);
    let [traced, defined] = both(&scene, RenderSettings { width: 16, height: 512, ..ribbon }, camera, 0);
    assert!(traced == defined);
}

/// Every guess and every box of the kernel, and the same a few units in the last place off.
const GUESSES: [(&str, &str); 6] = [
    ("vec3f(a) * vec3f(b) *", "SKEW * vec3f(a) * vec3f(b) *"),
    ("vec3f(a) * (f32(b) / f32(c))", "SKEW * vec3f(a) * (f32(b) / f32(c))"),
    ("u32(f32(a) / f32(b))", "u32(SKEW * f32(a) / f32(b))"),
    ("u32(sqrt(max(f32(square), 1.0)))", "u32(SKEW * sqrt(max(f32(square), 1.0)))"),
    ("1.0 / select(vec3f(ray.slopes)", "SKEW / select(vec3f(ray.slopes)"),
    ("= first + step * vec3f(node.xyz &", "= first * SKEW + step * vec3f(node.xyz &"),
];

#[test]
fn a_device_that_rounds_otherwise_gives_the_same_picture() {
    let (device, scene) = (device(), Scene::new(&shards()));
    let defined = reference::frame(&scene, TINY, Camera::default(), 0).unwrap();
    for skew in ["0.9999995", "1.0000005"] {
        let mut source = format!("const SKEW: f32 = {skew};\n{TRACE}");
        for (guess, skewed) in GUESSES {
            assert_eq!(source.matches(guess).count(), 1, "{guess}");
            source = source.replace(guess, skewed);
        }
        let mut renderer = Renderer::new(&device, &scene, TINY, Camera::default()).unwrap();
        renderer.trace = Pipeline::compile(&device, "trace", &source, "trace").unwrap();
        assert!(renderer.frame(0, &mut Watch::none()).unwrap() == defined, "skewed by {skew}");
    }
}

#[test]
fn the_picture_is_part_of_the_protocol() {
    // A change of a single bit here has operators who update and those who do not find each other wrong.
    let [traced, defined] = both(&Scene::new(&bunny()), TINY, Camera::default(), 1);
    for picture in [traced, defined] {
        let hash = hex::encode(Sha256::digest(picture.to_png().unwrap()));
        assert_eq!(hash, "4f20341b4857c1ebfb0274912a6dda84db6627f03c7ab90f5961b8e3fdef3498");
    }
}

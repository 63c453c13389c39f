use bytemuck::{Pod, Zeroable};
use glam::Vec3;

use super::bunny;
use crate::device::tests::device;
use crate::device::{Device, Pipeline};
use crate::matmul::{Side, expand};
use crate::render::Scene;

const PROBE: &str =
    concat!(include_str!("../../../wgsl/render/hierarchy.wgsl"), include_str!("../../../wgsl/render/probe.wgsl"));

/// A ray for the device, laid out as the kernel reads it.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
struct Probe {
    origin: Vec3,
    limit: f32,
    direction: Vec3,
    any: u32,
}

/// Where the device says the rays meet the scene; negative where they do not.
fn on_device(device: &Device, scene: &Scene, probes: &[Probe]) -> Vec<f32> {
    let pipeline = Pipeline::compile(device, "probe", PROBE, "probe").unwrap();
    let rays = device.upload("rays", bytemuck::cast_slice(probes)).unwrap();
    let distances = device.storage("distances", 4 * probes.len() as u64).unwrap();
    let nodes = device.upload("nodes", bytemuck::cast_slice(&scene.nodes)).unwrap();
    let corners = device.upload("corners", bytemuck::cast_slice(&scene.corners)).unwrap();
    let bindings = pipeline.bind(device, &[&rays, &distances, &nodes, &corners]);
    pipeline.run(device, &bindings, probes.len().div_ceil(64) as u32, 1).unwrap();
    device.download(&distances, 4 * probes.len() as u64, |bytes| bytemuck::cast_slice(bytes).to_vec()).unwrap()
}

/// The same by trying every triangle.
fn by_definition(scene: &Scene, probe: &Probe) -> Option<f32> {
    let distances = scene.corners.iter().filter_map(|corners| {
        let [a, b, c] = corners.map(|corner| corner.position);
        let (ab, ac) = (b - a, c - a);
        let p = probe.direction.cross(ac);
        let scale = 1.0 / ab.dot(p);
        let from_a = probe.origin - a;
        let q = from_a.cross(ab);
        let (u, v, distance) = (from_a.dot(p) * scale, probe.direction.dot(q) * scale, ac.dot(q) * scale);
        let inside = u >= 0.0 && v >= 0.0 && u + v <= 1.0 && distance > 0.0 && distance < probe.limit;
        inside.then_some(distance)
    });
    distances.reduce(f32::min)
}

/// Rays from around the scene into its middle, axis-parallel ones among them.
fn probes(any: bool) -> Vec<Probe> {
    let numbers = expand(5, Side::A, 3000, 6);
    let numbers = numbers
        .chunks(6)
        .map(|six| <[f32; 6]>::try_from(six.iter().map(|&n| f32::from(n) / 127.0).collect::<Vec<_>>()).unwrap());
    let rays = numbers.enumerate().map(|(index, [a, b, c, d, e, f])| {
        let origin = Vec3::new(a, b + 0.8, c) * 2.0;
        let target = Vec3::new(d, e + 0.8, f) * 0.6;
        let direction = match index % 10 {
            0 => Vec3::AXES[index / 10 % 3] * d.signum(),
            _ => (target - origin).normalize(),
        };
        Probe { origin, limit: if index % 7 == 0 { 1.5 } else { 1e6 }, direction, any: any.into() }
    });
    rays.collect()
}

#[test]
fn the_device_finds_the_nearest_triangle() {
    let scene = Scene::new(&bunny());
    let probes = probes(false);
    let mut hits = 0;
    for (probe, found) in probes.iter().zip(on_device(&device(), &scene, &probes)) {
        let expected = by_definition(&scene, probe).unwrap_or(-1.0);
        assert!((found - expected).abs() < 1e-4, "{found} instead of {expected}");
        hits += u32::from(expected > 0.0);
    }
    assert!((500..2900).contains(&hits), "{hits} hits test little");
}

#[test]
fn the_device_finds_some_triangle_in_the_way() {
    let scene = Scene::new(&bunny());
    let probes = probes(true);
    for (probe, found) in probes.iter().zip(on_device(&device(), &scene, &probes)) {
        assert_eq!(found > 0.0, by_definition(&scene, probe).is_some());
    }
}

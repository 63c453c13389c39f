//! Renders a Wavefront OBJ file to PNG files, on whatever Vulkan device there is.

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context;
use clap::Parser;
use furnace_kernels::mesh::Mesh;
use furnace_kernels::render::{Camera, RenderSettings, Renderer, Scene};
use furnace_kernels::{Device, Selection, Watch};

#[derive(Parser)]
struct Arguments {
    /// The mesh, a Wavefront OBJ file.
    mesh: PathBuf,
    /// The folder for the frames.
    #[arg(long, default_value = ".")]
    output: PathBuf,
    /// auto, cpu, an index or a part of a name.
    #[arg(long, default_value_t)]
    device: Selection,
    /// Pixels across.
    #[arg(long, default_value_t = 480)]
    width: u32,
    /// Pixels down.
    #[arg(long, default_value_t = 360)]
    height: u32,
    /// Light paths per pixel.
    #[arg(long, default_value_t = 64)]
    samples: u32,
    /// Surfaces one light path may touch.
    #[arg(long, default_value_t = 5)]
    bounces: u32,
    /// Frames around the mesh.
    #[arg(long, default_value_t = 1)]
    frames: u32,
    /// Height of the camera over the horizon, in degrees.
    #[arg(long, default_value_t = 15.0, allow_hyphen_values = true)]
    elevation: f32,
    /// Distance of the camera, in radii of the sphere around the mesh.
    #[arg(long, default_value_t = 3.5)]
    distance: f32,
    /// Angle of the first frame, in degrees.
    #[arg(long, default_value_t = 0.0, allow_hyphen_values = true)]
    start: f32,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let Arguments { width, height, samples, bounces, frames, elevation, distance, start, .. } = arguments;
    let settings = RenderSettings { width, height, samples, bounces, frames };
    let camera = Camera { elevation, distance, start, ..Camera::default() };

    let file = std::fs::read(&arguments.mesh).with_context(|| format!("reading {}", arguments.mesh.display()))?;
    let scene = Scene::new(&Mesh::from_obj(&file)?);
    let device = Device::open(&arguments.device)?;
    eprintln!("{}", device.adapter());

    let started = Instant::now();
    let mut renderer = Renderer::new(&device, &scene, settings, camera)?;
    eprintln!("prepared in {:.1} s", started.elapsed().as_secs_f64());
    for frame in 0..frames {
        let started = Instant::now();
        let report = |progress: furnace_kernels::Progress| {
            eprint!("\rframe {frame}: {:3.0}%", progress.fraction() * 100.0);
            let _ = std::io::stderr().flush();
        };
        let picture = renderer.frame(frame, &mut Watch::none().reporting(report))?;
        let path = arguments.output.join(format!("frame-{frame:04}.png"));
        std::fs::write(&path, picture.to_png()?).with_context(|| format!("writing {}", path.display()))?;
        eprintln!(" in {:.1} s", started.elapsed().as_secs_f64());
        println!("{}", path.display());
    }
    Ok(())
}

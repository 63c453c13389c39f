use std::time::Instant;

use bytemuck::{Pod, Zeroable};

use super::film::develop;
use super::view::View;
use super::{RenderError, RenderSettings, Renderer};
use crate::{Progress, Watch};

/// The edge of the square of pixels that one workgroup computes. The kernels know it too.
const GROUP: u32 = 8;

/// What a pixel's sum takes on the device, in bytes.
const SUM_BYTES: u64 = 12;

/// What the kernels are told with every submission: which rows, and which samples of them.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
struct Slice {
    /// The row of the frame that comes first in the buffer of sums.
    band: u32,
    /// The first row of this submission.
    first_row: u32,
    first_sample: u32,
    samples: u32,
}

/// The buffers of one frame, which is worked off in bands of rows that fit in them.
pub(super) struct Exposure {
    pub(super) band_rows: u32,
    slice: wgpu::Buffer,
    sums: wgpu::Buffer,
    tracing: wgpu::BindGroup,
}

impl Exposure {
    pub(super) fn prepare(renderer: &Renderer<'_>, frame: &View) -> Result<Self, RenderError> {
        let Renderer { device, settings, nodes, corners, .. } = renderer;
        let fitting = renderer.band_bytes / (SUM_BYTES * u64::from(settings.width));
        let band_rows = settings.height.min(fitting as u32 / GROUP * GROUP);
        let band_pixels = u64::from(settings.width) * u64::from(band_rows);

        let view = device.uniform("view", size_of::<View>() as u64)?;
        device.write(&view, bytemuck::bytes_of(frame))?;
        let slice = device.uniform("slice", size_of::<Slice>() as u64)?;
        let sums = device.storage("the sums of light", band_pixels * SUM_BYTES)?;
        let tracing = renderer.trace.bind(device, &[&view, &slice, nodes, corners, &sums]);
        Ok(Self { band_rows, slice, sums, tracing })
    }

    /// Sums all samples of the band that starts at row `band`, in submissions of fitting size.
    pub(super) fn expose(
        &self,
        renderer: &mut Renderer<'_>,
        band: u32,
        progress: &mut Progress,
        watch: &mut Watch<'_>,
    ) -> Result<(), RenderError> {
        let RenderSettings { width, height, samples, .. } = renderer.settings;
        let (device, end) = (renderer.device, height.min(band + self.band_rows));
        device.clear(&self.sums)?;
        let mut first_sample = 0;
        while first_sample < samples {
            let band_paths = u64::from(width) * u64::from(end - band);
            let batch = (renderer.pace.units() / band_paths).clamp(1, u64::from(samples - first_sample)) as u32;
            let mut first_row = band;
            while first_row < end {
                let row_paths = u64::from(width) * u64::from(batch);
                let fitting = (renderer.pace.units() / row_paths).min(u64::from(end - first_row)) as u32;
                let rows = fitting.next_multiple_of(GROUP).max(GROUP);
                let slice = Slice { band, first_row, first_sample, samples: batch };
                device.write(&self.slice, bytemuck::bytes_of(&slice))?;
                let started = Instant::now();
                renderer.trace.run(device, &self.tracing, width.div_ceil(GROUP), rows / GROUP)?;
                first_row = end.min(first_row + rows);
                let paths = row_paths * u64::from(first_row - slice.first_row);
                renderer.pace.learn(paths, started.elapsed());
                progress.done += paths;
                watch.pause(*progress)?;
            }
            first_sample += batch;
        }
        Ok(())
    }

    /// Turns the sums of the band that starts at row `band` into the `levels` of its pixels.
    pub(super) fn develop(&self, renderer: &Renderer<'_>, band: u32, levels: &mut Vec<u8>) -> Result<(), RenderError> {
        let RenderSettings { width, height, .. } = renderer.settings;
        let rows = self.band_rows.min(height - band);
        renderer.device.download(&self.sums, u64::from(width) * u64::from(rows) * SUM_BYTES, |bytes| {
            let sums: &[[u32; 3]] = bytemuck::cast_slice(bytes);
            for (row, sums) in (band..).zip(sums.chunks(width as usize)) {
                levels.extend(
                    (0..).zip(sums).flat_map(|(column, sums)| develop(&renderer.settings, [column, row], *sums)),
                );
            }
        })?;
        Ok(())
    }
}

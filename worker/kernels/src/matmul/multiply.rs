use std::ops::Range;
use std::time::Instant;

use bytemuck::{Pod, Zeroable};

use super::tiling::{TILE, block_size, padded_inner, pieces};
use super::{MatmulError, Shape};
use crate::device::{Device, Pace, Pipeline};
use crate::{Progress, Watch};

const KERNEL: &str = include_str!("../../wgsl/matmul.wgsl");

/// The most workgroups along one dimension of a dispatch that every driver takes.
const MAX_WORKGROUPS: u64 = 65_535;

/// What the kernel is told with every submission.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
struct Job {
    /// The columns of the block on the device.
    columns: u32,
    /// The tiles across the block.
    tiles_across: u32,
    /// The words of a padded line, four entries each.
    words: u32,
    /// The first tile of this submission.
    first_tile: u32,
}

/// Multiplies `a`, row by row, with `b`, column by column, on the device. Returns the result row
/// by row. Progress is counted in tiles of the result.
///
/// # Errors
/// When the shape is not valid, the operands do not fit it, the device fails or the watch stops it.
pub fn multiply(
    device: &Device,
    shape: Shape,
    a: &[i8],
    b: &[i8],
    watch: &mut Watch<'_>,
) -> Result<Vec<i32>, MatmulError> {
    shape.validate()?;
    shape.check_operands(a, b)?;
    let mut product = Product::prepare(device, shape)?;
    let mut result = vec![0; shape.entries()];
    let (block_rows, block_columns) = block_size(&shape);
    for columns in pieces(shape.columns, block_columns) {
        let b_lines = product.upload("a block of B", b, &columns)?;
        for rows in pieces(shape.rows, block_rows) {
            let a_lines = product.upload("a block of A", a, &rows)?;
            product.block(&a_lines, &b_lines, &rows, &columns, watch, &mut result)?;
        }
    }
    Ok(result)
}

/// A product under way.
struct Product<'a> {
    device: &'a Device,
    shape: Shape,
    pipeline: Pipeline,
    job: wgpu::Buffer,
    pace: Pace,
    progress: Progress,
}

impl<'a> Product<'a> {
    fn prepare(device: &'a Device, shape: Shape) -> Result<Self, MatmulError> {
        let (block_rows, block_columns) = block_size(&shape);
        let blocks = pieces(shape.columns, block_columns)
            .flat_map(|columns| pieces(shape.rows, block_rows).map(move |rows| tiles(&rows) * tiles(&columns)));
        Ok(Self {
            pipeline: Pipeline::compile(device, "matmul", KERNEL, "main")?,
            job: device.uniform("matmul job", size_of::<Job>() as u64)?,
            pace: Pace::from_units(16),
            progress: Progress { done: 0, total: blocks.sum() },
            device,
            shape,
        })
    }

    /// Copies lines of an operand to the device, every line and the number of lines padded with zeros.
    fn upload(&self, what: &'static str, operand: &[i8], lines: &Range<u32>) -> Result<wgpu::Buffer, MatmulError> {
        let (inner, stride) = (self.shape.inner as usize, padded_inner(&self.shape) as usize);
        let mut padded = vec![0i8; lines.len().next_multiple_of(TILE as usize) * stride];
        let source = &operand[lines.start as usize * inner..lines.end as usize * inner];
        for (line, entries) in padded.chunks_mut(stride).zip(source.chunks(inner)) {
            line[..inner].copy_from_slice(entries);
        }
        Ok(self.device.upload(what, bytemuck::cast_slice(&padded))?)
    }

    /// Computes the block of the result at `rows` and `columns`.
    fn block(
        &mut self,
        a: &wgpu::Buffer,
        b: &wgpu::Buffer,
        rows: &Range<u32>,
        columns: &Range<u32>,
        watch: &mut Watch<'_>,
        result: &mut [i32],
    ) -> Result<(), MatmulError> {
        let (height, width) =
            (rows.len().next_multiple_of(TILE as usize), columns.len().next_multiple_of(TILE as usize));
        let output = self.device.storage("a block of the result", (height * width * 4) as u64)?;
        let bindings = self.pipeline.bind(self.device, &[&self.job, a, b, &output]);
        let total = tiles(rows) * tiles(columns);
        let mut done = 0;
        while done < total {
            let count = self.pace.units().min(total - done).min(MAX_WORKGROUPS);
            let job = Job {
                columns: width as u32,
                tiles_across: tiles(columns) as u32,
                words: padded_inner(&self.shape) / 4,
                first_tile: done as u32,
            };
            self.device.write(&self.job, bytemuck::bytes_of(&job))?;
            let started = Instant::now();
            self.pipeline.run(self.device, &bindings, count as u32, 1)?;
            self.pace.learn(count, started.elapsed());
            done += count;
            self.progress.done += count;
            watch.pause(self.progress)?;
        }
        let stride = self.shape.columns as usize;
        self.device.download(&output, (rows.len() * width * 4) as u64, |bytes| {
            let entries: &[i32] = bytemuck::cast_slice(bytes);
            for (row, line) in rows.clone().zip(entries.chunks(width)) {
                let start = row as usize * stride + columns.start as usize;
                result[start..start + columns.len()].copy_from_slice(&line[..columns.len()]);
            }
        })?;
        Ok(())
    }
}

/// The tiles along a range of lines.
fn tiles(lines: &Range<u32>) -> u64 {
    (lines.len() as u64).div_ceil(u64::from(TILE))
}

use super::{Device, DeviceError};

/// A compiled compute kernel.
pub(crate) struct Pipeline {
    pipeline: wgpu::ComputePipeline,
}

impl Pipeline {
    /// Compiles `entry` of the WGSL `source`.
    pub(crate) fn compile(
        device: &Device,
        label: &'static str,
        source: &str,
        entry: &str,
    ) -> Result<Self, DeviceError> {
        let module = device.gpu.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some(label),
            source: wgpu::ShaderSource::Wgsl(source.into()),
        });
        let pipeline = device.gpu.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
            label: Some(label),
            layout: None,
            module: &module,
            entry_point: Some(entry),
            compilation_options: wgpu::PipelineCompilationOptions {
                // Every kernel here writes its workgroup memory before it reads it.
                zero_initialize_workgroup_memory: false,
                ..Default::default()
            },
            cache: None,
        });
        device.check()?;
        Ok(Self { pipeline })
    }

    /// Binds `buffers` in order, from binding 0 of group 0.
    pub(crate) fn bind(&self, device: &Device, buffers: &[&wgpu::Buffer]) -> wgpu::BindGroup {
        let entries: Vec<_> = (0..)
            .zip(buffers)
            .map(|(binding, buffer)| wgpu::BindGroupEntry { binding, resource: buffer.as_entire_binding() })
            .collect();
        device.gpu.create_bind_group(&wgpu::BindGroupDescriptor {
            label: None,
            layout: &self.pipeline.get_bind_group_layout(0),
            entries: &entries,
        })
    }

    /// Runs `columns` by `rows` workgroups and waits for them.
    pub(crate) fn run(
        &self,
        device: &Device,
        bindings: &wgpu::BindGroup,
        columns: u32,
        rows: u32,
    ) -> Result<(), DeviceError> {
        let mut encoder = device.gpu.create_command_encoder(&Default::default());
        {
            let mut pass = encoder.begin_compute_pass(&Default::default());
            pass.set_pipeline(&self.pipeline);
            pass.set_bind_group(0, bindings, &[]);
            pass.dispatch_workgroups(columns, rows, 1);
        }
        device.queue.submit([encoder.finish()]);
        device.wait()
    }
}

//! The built-in kernels.

mod matmul;
mod render;
mod training;

use std::{path::PathBuf, sync::Arc};

use async_trait::async_trait;
use furnace_client::spec::{JobSpec, Kernel};

use self::{matmul::Product, render::Film, training::Course};
use super::{Executor, ExecutorError, Run, Workload};
use crate::device::Accelerator;

/// Runs the built-in kernels on one device.
pub struct KernelExecutor {
    accelerator: Arc<Accelerator>,
}

impl KernelExecutor {
    /// An executor on a device.
    pub fn new(accelerator: Arc<Accelerator>) -> Self {
        Self { accelerator }
    }
}

#[async_trait]
impl Executor for KernelExecutor {
    fn device(&self) -> String {
        self.accelerator.device().name().to_owned()
    }

    async fn prepare(&self, spec: &JobSpec, inputs: &[PathBuf]) -> Result<Box<dyn Workload>, ExecutorError> {
        let accelerator = Arc::clone(&self.accelerator);
        let kernel = spec.kernel().clone();
        let inputs = inputs.to_vec();
        // Building a scene of a million triangles takes a while.
        let prepared = tokio::task::spawn_blocking(move || prepare(&kernel, &inputs));
        let work = prepared.await.map_err(|error| ExecutorError::Broken(error.to_string()))??;
        Ok(Box::new(Computation { accelerator, work }))
    }
}

enum Work {
    Film(Box<Film>),
    Product(Product),
    Course(Course),
}

fn prepare(kernel: &Kernel, inputs: &[PathBuf]) -> Result<Work, ExecutorError> {
    Ok(match (kernel, inputs) {
        (Kernel::Render(render), [mesh]) => Work::Film(Box::new(Film::prepare(render, mesh)?)),
        (Kernel::Matmul(matmul), []) => Work::Product(Product::prepare(matmul)?),
        (Kernel::Training(training), []) => Work::Course(Course::prepare(training)?),
        _ => return Err(ExecutorError::Unfit("the spec names other inputs than its kernel takes".to_owned())),
    })
}

struct Computation {
    accelerator: Arc<Accelerator>,
    work: Work,
}

impl Workload for Computation {
    fn run(mut self: Box<Self>, run: &mut Run) -> Result<(), ExecutorError> {
        let device = self.accelerator.device();
        run.log.line(format_args!("device {}", device.adapter()))?;
        let outcome = match &mut self.work {
            Work::Film(film) => film.shoot(&device, run),
            Work::Product(product) => product.multiply(&device, run),
            Work::Course(course) => course.learn(run),
        };
        if let Err(ExecutorError::Device(error)) = &outcome {
            self.accelerator.report_fault(&error.to_string());
        }
        outcome
    }

    fn admit_gang(&self, size: u8) -> Result<(), ExecutorError> {
        match &self.work {
            Work::Course(course) => course.admit_gang(size),
            Work::Film(_) | Work::Product(_) => Err(ExecutorError::Unfit("this kernel is not for gangs".to_owned())),
        }
    }

    fn resume(&mut self, state: &[u8], progress_bps: u16) -> Result<(), ExecutorError> {
        match &mut self.work {
            Work::Course(course) => course.resume(state, progress_bps),
            Work::Film(_) | Work::Product(_) => Err(ExecutorError::Unfit("this kernel has no checkpoints".to_owned())),
        }
    }
}

//! How much memory a device proves in the time that all have.

use std::time::Instant;

use furnace_common::memory::{MAX_MIB, WINDOW_SECONDS};
use furnace_kernels::{
    Device, Watch,
    device::DeviceKind,
    memory::{MemoryError, most_mib, prove},
};

/// A measurement shorter than this part of the window says little, and is repeated with more memory.
const ENOUGH: f64 = 0.02;

/// What is proven of what is declared, in MiB: what a driver and the proof's own buffers leave. A processor has no
/// memory of its own, and shows a table of the least size.
pub(super) fn of_declared(kind: DeviceKind, gib: u16) -> u32 {
    let mib = (u32::from(gib) * 1_024 / 16 * 15).min(MAX_MIB);
    if kind == DeviceKind::Cpu { mib.min(1) } else { mib }
}

/// The most of `wanted` MiB that a device proves in a part of the window, by measuring it, and for which it has buffers.
///
/// # Errors
/// When the device fails.
pub(super) fn measured(device: &Device, wanted: u32, part: f64) -> Result<u32, MemoryError> {
    let (most, window) = (wanted.min(most_mib(device)), WINDOW_SECONDS as f64);
    let mut mib = most.min(1);
    loop {
        let began = Instant::now();
        prove(device, [0; 32], mib, &mut Watch::none())?;
        let seconds = began.elapsed().as_secs_f64();
        let fitting = fitting(mib, seconds, window * part);
        if seconds >= window * ENOUGH || mib >= most.min(fitting) {
            return Ok(most.min(fitting));
        }
        mib = (mib * 2).min(most);
    }
}

/// The MiB that are done in a time by who takes `seconds` for `mib`; one at least.
fn fitting(mib: u32, seconds: f64, time: f64) -> u32 {
    (f64::from(mib) * time / seconds.max(1e-3)).clamp(1.0, f64::from(MAX_MIB)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operator_need_not_name_what_it_declared() {
        assert_eq!(of_declared(DeviceKind::Discrete, 24), 23_040);
        assert_eq!([0, 24].map(|gib| of_declared(DeviceKind::Cpu, gib)), [0, 1]);
        assert_eq!(of_declared(DeviceKind::Discrete, u16::MAX), MAX_MIB);
    }

    #[test]
    fn what_does_not_fit_the_window_is_not_tried() {
        assert_eq!(fitting(64, 2.0, 36.0), 1_152);
        assert_eq!((fitting(1, 100.0, 36.0), fitting(1, 0.0, 36.0)), (1, 36_000));
    }
}

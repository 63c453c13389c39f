use super::*;
use crate::Watch;
use crate::device::tests::device;

#[test]
fn the_benchmark_measures_device_and_processor() {
    let measured = benchmark(&device(), SMALL, &mut Watch::none()).unwrap();
    assert!(measured.device > 0.0 && measured.processor > 0.0);
    assert!((measured.ratio() * measured.processor - measured.device).abs() < measured.device * 1e-9);
}

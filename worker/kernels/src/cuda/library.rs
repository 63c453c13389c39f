use std::time::{Duration, Instant};

use cudarc::cublas::{CudaBlas, result, sys};
use cudarc::driver::{DevicePtr, DevicePtrMut};
use furnace_common::proof::expand::word;

use super::Cuda;

impl Cuda {
    /// The multiplications and additions in a second of NVIDIA's own library: a product of two square matrices of
    /// 8 bit integers with `size` rows, in sums of 32 bits, for `enough` time. The first one warms up.
    ///
    /// # Errors
    /// A sentence, when there is no library, or it fails.
    pub(crate) fn library_rate(&self, size: u16, enough: Duration) -> Result<f64, String> {
        // SAFETY: only loads the library, under the names that NVIDIA gives it.
        if !unsafe { sys::is_culib_present() } {
            return Err("there is no cuBLAS".to_owned());
        }
        let failed = |error: cudarc::driver::DriverError| format!("the CUDA driver refuses: {error}");
        let library = CudaBlas::new(self.stream.clone()).map_err(|error| format!("cuBLAS refuses: {error}"))?;
        let side = usize::from(size);
        // As in a proof: zeros would be multiplied faster.
        let operand = |key| (0..(side * side / 8) as u64).flat_map(move |at| word(key, 0, at).to_le_bytes());
        let a = self.stream.clone_htod(&operand(1).collect::<Vec<u8>>()).map_err(failed)?;
        let b = self.stream.clone_htod(&operand(2).collect::<Vec<u8>>()).map_err(failed)?;
        let mut c = self.stream.alloc_zeros::<i32>(side * side).map_err(failed)?;
        let mut multiply = || {
            let (a, b) = (a.device_ptr(&self.stream).0 as *const _, b.device_ptr(&self.stream).0 as *const _);
            let c = c.device_ptr_mut(&self.stream).0 as *mut _;
            let (one, zero, n) = (1i32, 0i32, i32::from(size));
            let (scale, keep) = (std::ptr::from_ref(&one).cast(), std::ptr::from_ref(&zero).cast());
            let (byte, sum) = (sys::cudaDataType::CUDA_R_8I, sys::cudaDataType::CUDA_R_32I);
            let (lines, plain) = (sys::cublasOperation_t::CUBLAS_OP_T, sys::cublasOperation_t::CUBLAS_OP_N);
            let compute = sys::cublasComputeType_t::CUBLAS_COMPUTE_32I;
            let choice = sys::cublasGemmAlgo_t::CUBLAS_GEMM_DEFAULT;
            let handle = *library.handle();
            // SAFETY: three matrices of `n` by `n` are where it looks for them, and the factors outlive the call.
            unsafe {
                result::gemm_ex(
                    handle, lines, plain, n, n, n, scale, a, byte, n, b, byte, n, keep, c, sum, n, compute, choice,
                )
            }
            .map_err(|error| format!("cuBLAS refuses: {error}"))?;
            self.wait().map_err(|error| error.to_string())
        };
        multiply()?;
        let (started, mut products) = (Instant::now(), 0u64);
        while started.elapsed() < enough {
            multiply()?;
            products += 1;
        }
        let operations = products * 2 * u64::from(size).pow(3);
        Ok(operations as f64 / started.elapsed().as_secs_f64())
    }
}

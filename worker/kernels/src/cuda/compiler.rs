use std::ffi::{CStr, CString};

use cudarc::nvrtc::{result, sys};

/// A program in the compiler's hands.
struct Program(sys::nvrtcProgram);

impl Drop for Program {
    fn drop(&mut self) {
        // SAFETY: nobody else has it, and it is not used after this.
        let _ = unsafe { result::destroy_program(self.0) };
    }
}

/// Whether the compiler is installed.
pub(crate) fn is_installed() -> bool {
    // SAFETY: only loads the compiler's library, under the names that NVIDIA gives it.
    unsafe { sys::is_culib_present() }
}

/// Compiles CUDA C++ to a binary for devices of one compute capability: not to PTX, which a driver older than the
/// compiler would refuse.
///
/// # Errors
/// A sentence, when there is no compiler, or it refuses.
pub(crate) fn compile(source: String, options: &[String], capability: (i32, i32)) -> Result<Vec<u8>, String> {
    if !is_installed() {
        return Err("there is no NVRTC, NVIDIA's compiler at run time: install that of the CUDA toolkit".to_owned());
    }
    let failed = |error| format!("NVRTC fails: {error}");
    let source = CString::new(source).map_err(|error| error.to_string())?;
    let program = Program(result::create_program(&source, Some(c"proof.cu")).map_err(failed)?);
    let (major, minor) = capability;
    let mut options = options.to_vec();
    options.extend([format!("--gpu-architecture=sm_{major}{minor}"), "--std=c++17".to_owned()]);
    // SAFETY: the program is there until the end of this function, and so is its source.
    if let Err(error) = unsafe { result::compile_program(program.0, &options) } {
        return Err(format!(
            "NVRTC refuses the kernels for compute capability {major}.{minor}: {error}\n{}",
            log(&program)
        ));
    }
    let mut size = 0;
    // SAFETY: writes one number.
    unsafe { sys::nvrtcGetCUBINSize(program.0, &raw mut size) }.result().map_err(failed)?;
    let mut binary = vec![0u8; size];
    // SAFETY: writes as many bytes as it said.
    unsafe { sys::nvrtcGetCUBIN(program.0, binary.as_mut_ptr().cast()) }.result().map_err(failed)?;
    Ok(binary)
}

/// What the compiler says of a program.
fn log(program: &Program) -> String {
    // SAFETY: the program is there.
    let log = unsafe { result::get_program_log(program.0) }.unwrap_or_default();
    let bytes: Vec<u8> = log.into_iter().map(|byte| byte as u8).collect();
    CStr::from_bytes_until_nul(&bytes).map(|text| text.to_string_lossy().into_owned()).unwrap_or_default()
}

//! A processor that runs the kernels in CUDA C++ thread by thread, compiled as C++, in a process of its own.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, OnceLock};
use std::{env, fs};

use tempfile::TempDir;

use super::super::backend::{Backend, Kernel, Tile};
use super::program::{NODES, Program, THREADS};
use crate::DeviceError;

/// Commands, as `emulator.cpp` has them.
const MEMORY: u32 = 0;
const RUN: u32 = 1;
const READ: u32 = 2;

pub(super) struct Emulator {
    program: Program,
    process: Mutex<Process>,
}

struct Process {
    child: Child,
    commands: ChildStdin,
    answers: ChildStdout,
    memories: u32,
}

impl Emulator {
    pub(super) fn start(program: Program) -> Self {
        let mut command = Command::new(binary(program));
        let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = spawned.expect("the emulator starts");
        let (commands, answers) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self { program, process: Mutex::new(Process { child, commands, answers, memories: 0 }) }
    }
}

impl Process {
    fn send(&mut self, bytes: &[u8]) -> Result<(), DeviceError> {
        self.commands.write_all(bytes).and_then(|()| self.commands.flush()).map_err(|_| self.fault())
    }

    /// What it said before it ended.
    fn fault(&mut self) -> DeviceError {
        let mut reason = String::new();
        let _ = self.child.stderr.take().map(|mut stderr| stderr.read_to_string(&mut reason));
        DeviceError::Fault(format!("the emulator ended: {}", reason.trim()))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Backend for Emulator {
    type Memory = u32;
    type Bound = (Kernel, Vec<u32>);

    fn tile(&self) -> Tile {
        self.program.tile()
    }

    fn nodes(&self) -> u32 {
        NODES
    }

    fn limit(&self) -> u64 {
        16 << 20
    }

    fn memory(&self, _: &'static str, bytes: u64) -> Result<u32, DeviceError> {
        let mut process = self.process.lock().unwrap();
        process.send(&[&MEMORY.to_le_bytes()[..], &bytes.to_le_bytes()].concat())?;
        process.memories += 1;
        Ok(process.memories - 1)
    }

    fn bind(&self, kernel: Kernel, _: usize, memory: &[&u32]) -> Result<Self::Bound, DeviceError> {
        Ok((kernel, memory.iter().map(|memory| **memory).collect()))
    }

    fn run(&self, bound: &Self::Bound, job: &[u8], columns: u32, rows: u32) -> Result<(), DeviceError> {
        let (kernel, memory) = bound;
        let mut told = vec![RUN, *kernel as u32, columns, rows, THREADS, self.program.shared(*kernel)];
        told.push(memory.len() as u32);
        told.extend(memory);
        told.push(job.len() as u32);
        let told: Vec<u8> = told.into_iter().flat_map(u32::to_le_bytes).chain(job.iter().copied()).collect();
        self.process.lock().unwrap().send(&told)
    }

    fn wait(&self) -> Result<(), DeviceError> {
        Ok(())
    }

    fn read(&self, memory: &u32, bytes: u64) -> Result<Vec<u8>, DeviceError> {
        let mut process = self.process.lock().unwrap();
        process.send(&[&READ.to_le_bytes()[..], &memory.to_le_bytes(), &bytes.to_le_bytes()].concat())?;
        let mut answer = vec![0; bytes as usize];
        process.answers.read_exact(&mut answer).map_err(|_| process.fault())?;
        Ok(answer)
    }
}

/// The emulator of a program, compiled once by the compiler that the build needs anyway.
fn binary(program: Program) -> PathBuf {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    static TENSOR: OnceLock<PathBuf> = OnceLock::new();
    static DOTS: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| tempfile::tempdir().expect("a folder"));
    let compiled = match program {
        Program::Tensor => &TENSOR,
        Program::Dots => &DOTS,
    };
    compiled.get_or_init(|| compile(folder.path(), program)).clone()
}

fn compile(folder: &Path, program: Program) -> PathBuf {
    let (kernels, binary) = (folder.join(format!("{program:?}.cu")), folder.join(format!("{program:?}")));
    fs::write(&kernels, program.portable_source()).expect("the kernels are written");
    let compiler = env::var("CXX").unwrap_or_else(|_| "c++".to_owned());
    let mut command = Command::new(&compiler);
    command
        .args(["-std=c++17", "-O2", "-fno-strict-aliasing", "-Wno-unknown-pragmas", "-Wno-unused-function", "-o"])
        .arg(&binary);
    command.arg(format!("-DKERNELS=\"{}\"", kernels.display())).args(program.definitions());
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("cuda/emulator/emulator.cpp");
    let output = command.arg(source).output().unwrap_or_else(|error| {
        panic!(
            "{compiler} does not start ({error}): install a C++ compiler (Debian: build-essential), or name one in CXX"
        )
    });
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    binary
}

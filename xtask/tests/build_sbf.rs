//! Programs the link step must refuse, and say why. These need the upstream toolchain, and install it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

const ENTRYPOINT: &str = "#[unsafe(no_mangle)]
pub unsafe extern \"C\" fn entrypoint(input: *mut u8) -> u64 {
    unsafe { work(input) }
}
";

/// Each program is an entrypoint that calls `work`.
const PROGRAMS: [(&str, &str); 5] = [
    ("faithful", "unsafe fn work(input: *mut u8) -> u64 { unsafe { u64::from(*input) } }"),
    (
        "frame",
        "#[inline(never)]
        fn wide(input: *mut u8) -> u64 {
            let mut frame = [0u8; 5000];
            unsafe { std::ptr::copy(input, frame.as_mut_ptr(), *input as usize) };
            consume(&frame)
        }
        #[inline(never)]
        fn consume(frame: &[u8]) -> u64 { frame.iter().map(|byte| u64::from(*byte)).sum() }
        unsafe fn work(input: *mut u8) -> u64 { wide(input) }",
    ),
    (
        "floating",
        "#[inline(never)]
        fn average(a: u64, b: u64) -> u64 { ((a as f64 + b as f64) / 2.0) as u64 }
        unsafe fn work(input: *mut u8) -> u64 { unsafe { average(u64::from(*input), u64::from(*input.add(1))) } }",
    ),
    (
        "writable",
        "static mut COUNTER: u64 = 0;
        unsafe fn work(input: *mut u8) -> u64 { unsafe { COUNTER += u64::from(*input); (&raw const COUNTER) as u64 } }",
    ),
    (
        "undefined",
        "unsafe extern \"C\" { fn sol_unknown(value: u64) -> u64; }
        unsafe fn work(input: *mut u8) -> u64 { unsafe { sol_unknown(u64::from(*input)) } }",
    ),
];

/// One workspace of all programs, always in the same place: builds of the standard library are kept by place.
fn workspace() -> &'static Path {
    static WORKSPACE: OnceLock<PathBuf> = OnceLock::new();
    WORKSPACE.get_or_init(|| {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("refusals");
        let write = |path: &str, text: &str| {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        };
        let names: Vec<_> = PROGRAMS.iter().map(|(name, _)| format!("{name:?}")).collect();
        write("Cargo.toml", &include_str!("refusals/workspace.toml").replace("MEMBERS", &names.join(", ")));
        let mut lock = "version = 4\n".to_owned();
        for (name, work) in PROGRAMS {
            lock += &format!("\n[[package]]\nname = {name:?}\nversion = \"0.1.0\"\n");
            write(&format!("{name}/Cargo.toml"), &include_str!("refusals/package.toml").replace("NAME", name));
            write(&format!("{name}/src/lib.rs"), &format!("{ENTRYPOINT}{work}"));
        }
        write("Cargo.lock", &lock);
        folder
    })
}

fn build(extra: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(["build-sbf", "--toolchain", "upstream", "--workspace"]).arg(workspace());
    command.arg("--out").arg(workspace().join("deploy")).args(extra);
    command.output().expect("xtask starts")
}

fn refusal(program: &str) -> String {
    let output = build(&["-p", program]);
    assert!(!output.status.success(), "the build should have failed");
    assert!(!workspace().join(format!("deploy/{program}.so")).exists(), "a refused program was written");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn assert_says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "expected {part:?} in:\n{text}");
    }
}

#[test]
fn builds_both_versions_of_the_instruction_set() {
    for arch in ["v0", "v3"] {
        let output = build(&["-p", "faithful", "--arch", arch]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let program = fs::read(workspace().join("deploy/faithful.so")).expect("a program");
        assert!(program.starts_with(b"\x7fELF"));
    }
}

#[test]
fn names_the_function_with_a_large_frame() {
    assert_says(&refusal("frame"), &["frame::wide", "4096 bytes", "box wide values"]);
}

#[test]
fn refuses_floating_point() {
    assert_says(&refusal("floating"), &["floating::average", "floating point"]);
}

#[test]
fn refuses_writable_statics() {
    assert_says(&refusal("writable"), &["writable::COUNTER", "a writable or thread-local static"]);
}

#[test]
fn refuses_undefined_functions() {
    assert_says(&refusal("undefined"), &["entrypoint", "sol_unknown", "not defined"]);
}

#[test]
fn says_when_compiler_and_tools_differ_in_llvm() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let scripts =
        [("rustc", "#!/bin/sh\necho 'rustc 1.90.0'\necho 'LLVM version: 20.1.8'\n"), ("cargo", "#!/bin/sh\n")];
    for (name, text) in scripts {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a script");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("an executable");
    }
    let output = build(&["--rustc", &folder.path().join("rustc").to_string_lossy()]);
    assert!(!output.status.success());
    assert_says(&String::from_utf8_lossy(&output.stderr), &["LLVM 20", "LLVM 22", "--toolchain anza"]);
}

#[test]
fn lists_programs_when_one_is_not_there() {
    let output = build(&["-p", "absent"]);
    assert!(!output.status.success());
    assert_says(&String::from_utf8_lossy(&output.stderr), &["absent", "faithful"]);
}

//! `furnace-worker`: the daemon that rents a GPU out.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}

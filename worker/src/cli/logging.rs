//! The log, on standard error.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use super::arguments::LogFormat;

/// The variable that chooses what is logged.
const VARIABLE: &str = "FURNACE_LOG";
const USUAL: &str = "warn,furnace_worker=info,furnace_client=info";

pub(super) fn start(format: LogFormat) {
    let filter = EnvFilter::try_from_env(VARIABLE).unwrap_or_else(|_| EnvFilter::new(USUAL));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second subscriber in one process is refused, and the first one is as good.
    let _ = match format {
        LogFormat::Json => log.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init(),
        LogFormat::Text => {
            let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            log.with_ansi(colour).with_target(false).try_init()
        }
    };
}

//! How a caller follows a long kernel and stops it.

use std::sync::atomic::{AtomicBool, Ordering};

/// How far a kernel has come. The unit is the kernel's own: samples, or products.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Units finished.
    pub done: u64,
    /// Units in all.
    pub total: u64,
}

impl Progress {
    /// The finished part, from 0 to 1.
    #[must_use]
    pub fn fraction(self) -> f64 {
        if self.total == 0 { 1.0 } else { self.done as f64 / self.total as f64 }
    }
}

/// A kernel gave up because its watch told it to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the kernel was stopped before it finished")]
pub struct Stopped;

/// What a kernel consults between two submissions to the device, about five times a second.
#[derive(Default)]
pub struct Watch<'a> {
    stop: Option<&'a AtomicBool>,
    progress: Option<Box<dyn FnMut(Progress) + 'a>>,
}

impl<'a> Watch<'a> {
    /// A watch that neither reports nor stops anything.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Stops the kernel at its next pause once `flag` is set.
    #[must_use]
    pub fn stopped_by(mut self, flag: &'a AtomicBool) -> Self {
        self.stop = Some(flag);
        self
    }

    /// Calls `report` at every pause.
    #[must_use]
    pub fn reporting(mut self, report: impl FnMut(Progress) + 'a) -> Self {
        self.progress = Some(Box::new(report));
        self
    }

    /// Reports `progress`, then says whether to go on.
    pub(crate) fn pause(&mut self, progress: Progress) -> Result<(), Stopped> {
        if let Some(report) = &mut self.progress {
            report(progress);
        }
        match self.stop {
            Some(flag) if flag.load(Ordering::Relaxed) => Err(Stopped),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watch_reports_and_stops() {
        let flag = AtomicBool::new(false);
        let mut seen = Vec::new();
        let mut watch = Watch::none().stopped_by(&flag).reporting(|progress| seen.push(progress.fraction()));
        assert_eq!(watch.pause(Progress { done: 1, total: 2 }), Ok(()));
        flag.store(true, Ordering::Relaxed);
        assert_eq!(watch.pause(Progress { done: 2, total: 2 }), Err(Stopped));
        drop(watch);
        assert_eq!(seen, [0.5, 1.0]);
    }
}

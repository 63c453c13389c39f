//! Which devices a worker has.

use std::{convert::Infallible, fmt, str::FromStr};

use furnace_kernels::Selection;

/// Devices in the order of the worker's GPUs; the first one computes its jobs. Written with commas between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Devices {
    first: Selection,
    further: Vec<Selection>,
}

impl Devices {
    /// The one that computes jobs.
    pub fn first(&self) -> &Selection {
        &self.first
    }

    /// The others.
    pub fn further(&self) -> &[Selection] {
        &self.further
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.further.len().saturating_add(1)
    }
}

impl Default for Devices {
    fn default() -> Self {
        Self { first: Selection::Auto, further: Vec::new() }
    }
}

impl FromStr for Devices {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut all = text.split(',').map(|device| Selection::from(device.to_owned()));
        Ok(Self { first: all.next().unwrap_or_default(), further: all.collect() })
    }
}

impl fmt::Display for Devices {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.first.fmt(formatter)?;
        self.further.iter().try_for_each(|device| write!(formatter, ", {device}"))
    }
}

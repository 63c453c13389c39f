use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{AdapterSummary, DeviceError, DeviceKind};

/// Which adapter to open. Written `auto`, `cpu`, an index, or a part of a name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Selection {
    /// The best there is: a discrete GPU, else a virtual or integrated one, else the CPU.
    #[default]
    Auto,
    /// The processor, through a software driver.
    Cpu,
    /// By its place in [`Device::list`](super::Device::list), from 0.
    Index(usize),
    /// The first whose name contains this, whatever the case.
    Name(String),
}

impl Selection {
    /// The index in `adapters` of the one to open.
    pub(super) fn choose(&self, adapters: &[AdapterSummary]) -> Result<usize, DeviceError> {
        let found = match self {
            Self::Auto => (0..adapters.len()).min_by_key(|&index| preference(adapters[index].kind)),
            Self::Cpu => adapters.iter().position(|adapter| adapter.kind == DeviceKind::Cpu),
            Self::Index(index) => (*index < adapters.len()).then_some(*index),
            Self::Name(part) => {
                let part = part.to_lowercase();
                adapters.iter().position(|adapter| adapter.name.to_lowercase().contains(&part))
            }
        };
        found.ok_or_else(|| DeviceError::NotFound { selection: self.to_string(), available: describe(adapters) })
    }
}

fn preference(kind: DeviceKind) -> u8 {
    match kind {
        DeviceKind::Discrete => 0,
        DeviceKind::Virtual => 1,
        DeviceKind::Integrated => 2,
        DeviceKind::Other => 3,
        DeviceKind::Cpu => 4,
    }
}

fn describe(adapters: &[AdapterSummary]) -> String {
    let lines = adapters.iter().enumerate().map(|(index, adapter)| format!("{index}: {adapter}"));
    lines.collect::<Vec<_>>().join("; ")
}

impl From<String> for Selection {
    fn from(text: String) -> Self {
        let trimmed = text.trim();
        match (trimmed.to_lowercase().as_str(), trimmed.parse()) {
            ("" | "auto", _) => Self::Auto,
            ("cpu", _) => Self::Cpu,
            (_, Ok(index)) => Self::Index(index),
            _ => Self::Name(trimmed.to_owned()),
        }
    }
}

impl FromStr for Selection {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(text.to_owned().into())
    }
}

impl fmt::Display for Selection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => formatter.write_str("auto"),
            Self::Cpu => formatter.write_str("cpu"),
            Self::Index(index) => write!(formatter, "{index}"),
            Self::Name(name) => formatter.write_str(name),
        }
    }
}

impl From<Selection> for String {
    fn from(selection: Selection) -> Self {
        selection.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn adapter(name: &str, kind: DeviceKind) -> AdapterSummary {
        AdapterSummary {
            name: name.to_owned(),
            kind,
            driver: "driver 1".to_owned(),
            max_binding_bytes: 1 << 27,
            max_buffer_bytes: 1 << 28,
            max_workgroup_bytes: 1 << 14,
        }
    }

    fn machine() -> Vec<AdapterSummary> {
        vec![
            adapter("llvmpipe", DeviceKind::Cpu),
            adapter("Arc Graphics", DeviceKind::Integrated),
            adapter("GeForce RTX 4090", DeviceKind::Discrete),
        ]
    }

    #[test]
    fn auto_prefers_the_discrete_gpu_and_settles_for_less() {
        let machine = machine();
        assert_eq!(Selection::Auto.choose(&machine).unwrap(), 2);
        assert_eq!(Selection::Auto.choose(&machine[..2]).unwrap(), 1);
        assert_eq!(Selection::Auto.choose(&machine[..1]).unwrap(), 0);
    }

    #[test]
    fn text_selects_by_kind_index_and_name() {
        let choose = |text: &str| Selection::from(text.to_owned()).choose(&machine()).unwrap();
        assert_eq!(choose("CPU"), 0);
        assert_eq!(choose(" 1 "), 1);
        assert_eq!(choose("rtx"), 2);
    }

    #[test]
    fn a_selection_that_fits_nothing_names_what_there_is() {
        for text in ["3", "radeon"] {
            let error = Selection::from(text.to_owned()).choose(&machine()).unwrap_err().to_string();
            assert!(error.contains(text) && error.contains("2: GeForce RTX 4090"), "{error}");
        }
    }
}

//! Which accounts of a program to read.

use solana_account::Account;
use solana_rpc_client_api::filter::{Memcmp, RpcFilterType};

/// A condition on an account's data, evaluated by the node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// The data has this many bytes.
    Size(usize),
    /// The data holds these bytes at an offset.
    Bytes {
        /// Offset of the first byte.
        offset: usize,
        /// The bytes; at most 128.
        bytes: Vec<u8>,
    },
}

impl Filter {
    /// The data holds these bytes at an offset.
    pub fn bytes(offset: usize, bytes: impl AsRef<[u8]>) -> Self {
        Self::Bytes { offset, bytes: bytes.as_ref().to_vec() }
    }

    /// Whether an account passes, for chains that hold their accounts in this process.
    pub fn passes(&self, account: &Account) -> bool {
        match self {
            Self::Size(size) => account.data.len() == *size,
            Self::Bytes { offset, bytes } => account.data.get(*offset..).is_some_and(|rest| rest.starts_with(bytes)),
        }
    }
}

impl From<&Filter> for RpcFilterType {
    fn from(filter: &Filter) -> Self {
        match filter {
            Filter::Size(size) => Self::DataSize(*size as u64),
            Filter::Bytes { offset, bytes } => Self::Memcmp(Memcmp::new_base58_encoded(*offset, bytes)),
        }
    }
}

//! What a person configures: which cluster, which wallet.

mod cluster;
mod keypair;

pub use cluster::{Cluster, ParseClusterError};
pub use keypair::{KeypairError, default_keypair_path, read_keypair, write_keypair};

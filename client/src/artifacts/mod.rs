//! Content-addressed artifact store.
//!
//! Job specs, meshes, results and logs live outside the chain, in a folder or behind HTTP. An object's
//! name is the SHA-256 of its bytes, so a reader needs to trust neither the store nor the transport:
//! everything read is hashed and compared before it is handed out. Beside them a store holds announcements, whose
//! readers have to go by a signature.

mod announce;
mod digest;
mod error;
mod location;
mod read;
mod store;
mod write;

#[cfg(test)]
mod tests;

pub use digest::{Digest, Hasher, ParseDigestError};
pub use error::StoreError;
pub use location::Location;
pub use store::Store;
pub use write::hash_file;

//! Secrets for workers, encrypted to the key in a worker's account.
//!
//! HPKE (RFC 9180) in its base mode, with X25519, HKDF-SHA256 and ChaCha20-Poly1305. Only the worker can open
//! what is sealed to it, and only for the context it was sealed for. That says nothing about who sealed it:
//! anyone can seal to a public key, so a reader goes by who put it where it was found.

mod envelope;
mod error;
mod key;
mod rendezvous;

#[cfg(test)]
mod tests;

pub use envelope::seal;
pub use error::SealingError;
pub use key::SecretKey;
pub use rendezvous::Rendezvous;

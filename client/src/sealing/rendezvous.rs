//! How the members of a gang meet.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

use furnace_common::limits::RENDEZVOUS_BYTES;
use solana_address::Address;

use super::{SealingError, SecretKey, envelope::OVERHEAD, seal};

const PURPOSE: &[u8] = b"furnace rendezvous";
const VERSION: u8 = 1;
const TEXT_BYTES: usize = RENDEZVOUS_BYTES - OVERHEAD;

/// Where rank 0 of a gang is reached, and what shows it that a caller belongs to the gang.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Rendezvous {
    /// Where rank 0 listens. A flow label and a scope, which mean something on its own machine only, are not sent.
    pub address: SocketAddr,
    /// A secret of the gang.
    pub token: [u8; 16],
}

impl Rendezvous {
    /// Seals it to the worker at a rank of a job. It opens for no other job and rank, wherever it is copied.
    ///
    /// Fails with [`SealingError::WeakKey`] where the worker has published no key.
    pub fn seal(&self, recipient: &[u8; 32], job: &Address, rank: u8) -> Result<[u8; RENDEZVOUS_BYTES], SealingError> {
        let sealed = seal(recipient, &context(job, rank), &self.to_bytes())?;
        sealed.try_into().map_err(|_| SealingError::TooLong)
    }

    /// Opens what the worker at a rank of a job finds at its seat.
    ///
    /// Fails with [`SealingError::DoesNotOpen`], or with [`SealingError::Malformed`] where it is no rendezvous.
    pub fn open(
        secret: &SecretKey,
        job: &Address,
        rank: u8,
        sealed: &[u8; RENDEZVOUS_BYTES],
    ) -> Result<Self, SealingError> {
        let text = secret.open(&context(job, rank), sealed)?;
        Self::from_bytes(&text).ok_or(SealingError::Malformed)
    }

    /// Version, 4 or 6, address, port with the low byte first, token; zeros to the end.
    fn to_bytes(self) -> [u8; TEXT_BYTES] {
        let mut text = [0; TEXT_BYTES];
        text[0] = VERSION;
        match self.address.ip() {
            IpAddr::V4(ip) => {
                text[1] = 4;
                text[2..6].copy_from_slice(&ip.octets());
            }
            IpAddr::V6(ip) => {
                text[1] = 6;
                text[2..18].copy_from_slice(&ip.octets());
            }
        }
        text[18..20].copy_from_slice(&self.address.port().to_le_bytes());
        text[20..36].copy_from_slice(&self.token);
        text
    }

    fn from_bytes(text: &[u8]) -> Option<Self> {
        let (&[_, family], rest) = text.split_first_chunk()?;
        let (ip, rest) = rest.split_first_chunk::<16>()?;
        let (port, rest) = rest.split_first_chunk()?;
        let (token, _) = rest.split_first_chunk()?;
        let ip = match family {
            4 => Ipv4Addr::from(*ip.first_chunk::<4>()?).into(),
            6 => Ipv6Addr::from(*ip).into(),
            _ => return None,
        };
        let rendezvous = Self { address: SocketAddr::new(ip, u16::from_le_bytes(*port)), token: *token };
        // One spelling each: this also refuses other versions and whatever hides in the padding.
        (rendezvous.to_bytes() == *text).then_some(rendezvous)
    }
}

fn context(job: &Address, rank: u8) -> Vec<u8> {
    [PURPOSE, job.as_ref(), &[rank]].concat()
}

/// Without the token, which belongs in no log.
impl fmt::Debug for Rendezvous {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Rendezvous").field("address", &self.address).finish_non_exhaustive()
    }
}

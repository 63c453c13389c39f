//! Ports of a validator, which opens many.

use std::{
    hash::BuildHasher,
    io,
    net::{Ipv4Addr, TcpListener, UdpSocket},
};

use super::ValidatorError;
use crate::chain::{ChainError, Ports};

/// Blocks of ports that networks share, below those that systems give to outgoing connections.
const FIRST: u16 = 10_240;
const BLOCKS: u16 = 320;
/// Ports of a block. A validator insists on 26 beside those with a name.
const BLOCK: u16 = 64;
/// Ports of a block with a name: RPC, WebSocket, faucet, gossip.
const NAMED: u16 = 4;

/// Where a validator listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ValidatorPorts {
    /// JSON-RPC; WebSocket is one above.
    pub(super) rpc: u16,
    pub(super) faucet: u16,
    pub(super) gossip: u16,
    /// Everything else, as the first port and the one after the last.
    pub(super) dynamic: (u16, u16),
}

impl ValidatorPorts {
    /// Takes the given ports, or free ones in the place of zeros, and finds free ones for the rest.
    ///
    /// They stay free from here to the validator's start only by chance, so it begins at a random block:
    /// another network that starts at the same time hardly finds the same one.
    pub(super) fn resolve(ports: Ports) -> Result<Self, ChainError> {
        let chosen = chosen(ports)?;
        let is_spare = |port: u16| !chosen.is_some_and(|rpc| port == rpc || port - 1 == rpc) && probe(port).is_ok();
        let start = random(BLOCKS);
        let mut bases = (0..BLOCKS).map(|index| FIRST + (start + index) % BLOCKS * BLOCK);
        let block = bases.find(|base| (*base..*base + BLOCK).all(is_spare));
        let block = block.ok_or_else(|| ChainError::NoPorts(io::ErrorKind::AddrInUse.into()))?;
        let rpc = chosen.unwrap_or(block);
        Ok(Self { rpc, faucet: block + 2, gossip: block + 3, dynamic: (block + NAMED, block + BLOCK) })
    }

    /// WebSocket.
    pub(super) fn ws(self) -> u16 {
        self.rpc.saturating_add(1)
    }
}

/// The RPC port that was asked for, if one was. It and the one above have to be free.
fn chosen(ports: Ports) -> Result<Option<u16>, ChainError> {
    let rpc = match ports {
        Ports { rpc: 0, ws: 0 } => return Ok(None),
        Ports { rpc: 0, ws } => ws - 1,
        Ports { rpc, ws } if ws == 0 || rpc.checked_add(1) == Some(ws) => rpc,
        Ports { rpc, ws } => return Err(ValidatorError::NotAdjacent { rpc, ws }.into()),
    };
    for (server, port) in [("RPC", rpc), ("WebSocket", rpc.saturating_add(1))] {
        probe(port).map_err(|source| ChainError::PortTaken { server, port, source })?;
    }
    Ok(Some(rpc))
}

/// Whether a port is free on every interface: the validator takes some on all of them.
fn probe(port: u16) -> io::Result<()> {
    TcpListener::bind((Ipv4Addr::UNSPECIFIED, port))?;
    UdpSocket::bind((Ipv4Addr::UNSPECIFIED, port))?;
    Ok(())
}

/// A number below `end`, from the seeds that the standard library draws for its hash tables.
fn random(end: u16) -> u16 {
    let drawn = std::hash::RandomState::new().hash_one(()) % u64::from(end);
    u16::try_from(drawn).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_validators_share_no_port() {
        let first = ValidatorPorts::resolve(Ports::FREE).expect("free ports");
        let held = TcpListener::bind(("127.0.0.1", first.gossip)).expect("free");
        let second = ValidatorPorts::resolve(Ports::FREE).expect("free ports");
        assert!(second.dynamic.1 <= first.rpc || second.rpc >= first.dynamic.1, "{first:?} and {second:?}");
        drop(held);
    }

    #[test]
    fn asked_for_ports_are_kept_in_pairs() {
        let rpc = ValidatorPorts::resolve(Ports::FREE).expect("free ports").rpc;
        for ports in [Ports { rpc, ws: 0 }, Ports { rpc, ws: rpc + 1 }, Ports { rpc: 0, ws: rpc + 1 }] {
            let resolved = ValidatorPorts::resolve(ports).expect("free ports");
            assert_eq!((resolved.rpc, resolved.ws()), (rpc, rpc + 1), "{ports:?}");
        }
        let error = ValidatorPorts::resolve(Ports { rpc, ws: rpc + 2 }).expect_err("not a pair");
        assert!(error.to_string().contains(&(rpc + 2).to_string()), "{error}");
    }

    #[test]
    fn a_taken_port_is_named() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = taken.local_addr().expect("address").port();
        let error = ValidatorPorts::resolve(Ports { rpc: port, ws: 0 }).expect_err("taken");
        assert!(matches!(error, ChainError::PortTaken { server: "RPC", port: named, .. } if named == port));
    }
}

//! Loopback ports for the two servers.

use std::{
    io,
    net::{Ipv4Addr, TcpListener},
};

use super::ChainError;

/// Pairs to look at before giving up on finding a free one.
const ATTEMPTS: usize = 64;

/// Ports of the JSON-RPC and WebSocket servers; 0 stands for any free port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ports {
    /// JSON-RPC.
    pub rpc: u16,
    /// WebSocket.
    pub ws: u16,
}

impl Default for Ports {
    /// Solana's own.
    fn default() -> Self {
        Self { rpc: 8899, ws: 8900 }
    }
}

impl Ports {
    /// Any two free ports.
    pub const FREE: Self = Self { rpc: 0, ws: 0 };

    /// Replaces zeros by free ports and checks that the others are free.
    ///
    /// Clients expect the WebSocket one above the RPC port, so free ports are taken in such pairs.
    pub(super) fn resolve(self) -> Result<Self, ChainError> {
        match self {
            Self { rpc: 0, ws: 0 } => free_pair(),
            Self { rpc: 0, ws } => Ok(Self { rpc: free_port()?, ws: free("WebSocket", ws)? }),
            Self { rpc, ws: 0 } => {
                let rpc = free("RPC", rpc)?;
                let above = rpc.checked_add(1).filter(|port| bind(*port).is_ok());
                Ok(Self { rpc, ws: above.map_or_else(free_port, Ok)? })
            }
            Self { rpc, ws } => Ok(Self { rpc: free("RPC", rpc)?, ws: free("WebSocket", ws)? }),
        }
    }
}

fn free_pair() -> Result<Ports, ChainError> {
    for _ in 0..ATTEMPTS {
        let rpc = free_port()?;
        if let Some(ws) = rpc.checked_add(1)
            && bind(ws).is_ok()
        {
            return Ok(Ports { rpc, ws });
        }
    }
    Err(ChainError::NoPorts(io::ErrorKind::AddrInUse.into()))
}

fn free_port() -> Result<u16, ChainError> {
    let listener = bind(0).map_err(ChainError::NoPorts)?;
    Ok(listener.local_addr().map_err(ChainError::NoPorts)?.port())
}

fn free(server: &'static str, port: u16) -> Result<u16, ChainError> {
    bind(port).map(|_| port).map_err(|source| ChainError::PortTaken { server, port, source })
}

fn bind(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_ports_come_as_a_pair() {
        let ports = Ports::FREE.resolve().expect("free ports");
        assert_ne!(ports.rpc, 0);
        assert_eq!(ports.ws, ports.rpc + 1);
    }

    #[test]
    fn a_taken_port_is_named() {
        let taken = bind(0).expect("a port");
        let port = taken.local_addr().expect("address").port();
        let error = Ports { rpc: port, ws: 0 }.resolve().expect_err("taken");
        assert!(matches!(error, ChainError::PortTaken { server: "RPC", port: named, .. } if named == port));
    }
}

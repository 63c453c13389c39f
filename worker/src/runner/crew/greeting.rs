//! How gang members find one another over TCP: a caller says for which job, at which rank and with which token it
//! comes; rank 0 answers with one byte and goes on listening for the others.

use std::{io, net::SocketAddr, time::Duration};

use futures::stream::{FuturesUnordered, StreamExt};
use solana_address::Address;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::timeout,
};

/// What a greeting begins with; the last byte is the version.
const MARK: [u8; 8] = *b"FURNGNG1";
const BYTES: usize = MARK.len() + 32 + 1 + 16;
const WELCOME: u8 = 1;
/// How long the other side may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// Callers that may be heard at the same time: strangers can call too.
const CALLERS: usize = 64;

/// What a caller says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Greeting {
    pub(super) job: Address,
    pub(super) rank: u8,
    pub(super) token: [u8; 16],
}

impl Greeting {
    fn to_bytes(self) -> Vec<u8> {
        [&MARK, self.job.as_array().as_slice(), &[self.rank], &self.token].concat()
    }
}

/// Waits until every rank from 1 below `size` has called, and returns their streams in that order. A rank that calls
/// again takes the place of its earlier call.
pub(super) async fn welcome(
    listener: &TcpListener,
    job: Address,
    token: [u8; 16],
    size: u8,
) -> Vec<std::net::TcpStream> {
    let expected: Vec<_> = (1..size).map(|rank| Greeting { job, rank, token }.to_bytes()).collect();
    let mut places: Vec<Option<std::net::TcpStream>> = expected.iter().map(|_| None).collect();
    let mut callers = FuturesUnordered::new();
    while places.iter().any(Option::is_none) {
        tokio::select! {
            Some(heard) = callers.next(), if !callers.is_empty() => {
                if let Ok((place, stream)) = heard
                    && let Some(place) = places.get_mut(place)
                {
                    *place = Some(stream);
                }
            }
            accepted = listener.accept(), if callers.len() < CALLERS => match accepted {
                Ok((stream, _)) => callers.push(hear(stream, &expected)),
                // Too many open files, for example: others may go.
                Err(_) => tokio::time::sleep(PATIENCE / 10).await,
            },
        }
    }
    places.into_iter().flatten().collect()
}

/// Hears a caller out, and answers one that is expected. Says at which place it is.
async fn hear(mut stream: TcpStream, expected: &[Vec<u8>]) -> io::Result<(usize, std::net::TcpStream)> {
    let greet = async {
        let mut said = [0; BYTES];
        stream.read_exact(&mut said).await?;
        let place = expected.iter().position(|greeting| *greeting == said);
        let place = place.ok_or_else(|| io::Error::other("a stranger"))?;
        stream.write_all(&[WELCOME]).await?;
        io::Result::Ok(place)
    };
    let place = timeout(PATIENCE, greet).await??;
    Ok((place, stream.into_std()?))
}

/// Calls rank 0.
pub(super) async fn call(address: SocketAddr, greeting: Greeting) -> io::Result<std::net::TcpStream> {
    let meet = async {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(&greeting.to_bytes()).await?;
        match stream.read_u8().await? {
            WELCOME => stream.into_std(),
            _ => Err(io::Error::other("it speaks another language")),
        }
    };
    timeout(PATIENCE, meet).await?
}

#[cfg(test)]
mod tests;

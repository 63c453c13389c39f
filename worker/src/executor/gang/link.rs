//! One connection between two members: messages of numbers, each with its length in front, lowest byte first.

use std::{
    io::{self, ErrorKind, Read, Write},
    net::TcpStream,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use crate::executor::ExecutorError;

/// How often a member that waits for another looks whether it is to stop.
const GLANCE: Duration = Duration::from_millis(100);
/// Bytes of a number, and of the length in front of them.
const NUMBER: usize = size_of::<i64>();
const LENGTH: usize = size_of::<u32>();

#[derive(Debug)]
pub(super) struct Link {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Link {
    pub(super) fn new(stream: TcpStream) -> io::Result<Self> {
        stream.set_nonblocking(false)?;
        // Each message is waited for: it must not wait for a full packet.
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(GLANCE))?;
        stream.set_write_timeout(Some(GLANCE))?;
        Ok(Self { stream, buffer: Vec::new() })
    }

    pub(super) fn send(&mut self, values: &[i64], stop: &AtomicBool) -> Result<(), ExecutorError> {
        self.buffer.clear();
        self.buffer.extend(length(values)?.to_le_bytes());
        self.buffer.extend(values.iter().flat_map(|value| value.to_le_bytes()));
        let mut rest = self.buffer.as_slice();
        while !rest.is_empty() {
            let written = patiently(stop, || self.stream.write(rest))?;
            rest = rest.get(written..).unwrap_or_default();
        }
        Ok(())
    }

    /// Receives exactly as many values as there is room for.
    pub(super) fn receive(&mut self, values: &mut [i64], stop: &AtomicBool) -> Result<(), ExecutorError> {
        let mut announced = [0; LENGTH];
        self.fill(&mut announced, stop)?;
        let (announced, expected) = (u32::from_le_bytes(announced), length(values)?);
        if announced != expected {
            return Err(ExecutorError::Link(format!("a message of {announced} bytes came instead of {expected}")));
        }
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.resize(values.len() * NUMBER, 0);
        self.fill(&mut buffer, stop)?;
        let (numbers, _) = buffer.as_chunks();
        for (value, bytes) in values.iter_mut().zip(numbers) {
            *value = i64::from_le_bytes(*bytes);
        }
        self.buffer = buffer;
        Ok(())
    }

    fn fill(&mut self, mut rest: &mut [u8], stop: &AtomicBool) -> Result<(), ExecutorError> {
        while !rest.is_empty() {
            let read = patiently(stop, || self.stream.read(rest))?;
            rest = rest.get_mut(read..).unwrap_or_default();
        }
        Ok(())
    }
}

/// Moves some bytes, however long that takes, unless it is to stop.
fn patiently(stop: &AtomicBool, mut step: impl FnMut() -> io::Result<usize>) -> Result<usize, ExecutorError> {
    loop {
        if stop.load(Ordering::Relaxed) {
            return Err(ExecutorError::Stopped);
        }
        match step() {
            Ok(0) => return Err(ExecutorError::Link("the other end closed it".to_owned())),
            Ok(moved) => return Ok(moved),
            Err(error) if is_pause(&error) => {}
            Err(error) => return Err(ExecutorError::Link(error.to_string())),
        }
    }
}

fn is_pause(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
}

fn length(values: &[i64]) -> Result<u32, ExecutorError> {
    let bytes = u32::try_from(values.len().saturating_mul(NUMBER));
    bytes.map_err(|_| ExecutorError::Unfit("a gang cannot exchange 4 GiB at once".to_owned()))
}

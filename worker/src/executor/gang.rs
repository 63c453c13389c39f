//! A gang at work: what its members tell one another while they compute.

mod link;

#[cfg(test)]
pub(super) mod tests;

use std::{io, net::TcpStream, sync::atomic::AtomicBool};

use super::ExecutorError;
use link::Link;

/// This worker's place in a gang, with its links to the others.
#[derive(Debug)]
pub struct Gang {
    rank: u8,
    size: u8,
    /// Rank 0 has one to each of the others, in the order of ranks; each of the others has one to rank 0.
    links: Vec<Link>,
    /// What comes in, kept between two exchanges.
    incoming: Vec<i64>,
}

impl Gang {
    /// A gang of `size` whose members are linked: rank 0 gives a stream to each other rank, in their order, and any
    /// other rank its stream to rank 0.
    ///
    /// # Errors
    /// When a stream cannot be set up.
    pub fn new(rank: u8, size: u8, streams: Vec<TcpStream>) -> io::Result<Self> {
        let links = streams.into_iter().map(Link::new).collect::<io::Result<_>>()?;
        Ok(Self { rank, size, links, incoming: Vec::new() })
    }

    /// This worker's number in it, from zero.
    pub fn rank(&self) -> u8 {
        self.rank
    }

    /// How many they are.
    pub fn size(&self) -> u8 {
        self.size
    }

    /// Adds up the values of all members, place by place and with wrapping, so that the order does not count: in the
    /// end every member has the sums. Blocks until all have called it with equally many values.
    ///
    /// # Errors
    /// [`ExecutorError::Link`] where a member has left or says something else, [`ExecutorError::Stopped`] once
    /// `stop` is set.
    pub fn add_up(&mut self, values: &mut [i64], stop: &AtomicBool) -> Result<(), ExecutorError> {
        if self.rank > 0 {
            for link in &mut self.links {
                link.send(values, stop)?;
                link.receive(values, stop)?;
            }
            return Ok(());
        }
        self.incoming.resize(values.len(), 0);
        for link in &mut self.links {
            link.receive(&mut self.incoming, stop)?;
            for (sum, value) in values.iter_mut().zip(&self.incoming) {
                *sum = sum.wrapping_add(*value);
            }
        }
        self.links.iter_mut().try_for_each(|link| link.send(values, stop))
    }
}

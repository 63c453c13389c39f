//! How the members of a gang meet: rank 0 listens, and tells each other rank on chain where and with which token,
//! sealed to that rank's worker.

use std::{net::SocketAddr, time::Duration};

use furnace_client::sealing::Rendezvous;
use tokio::net::TcpListener;
use tracing::{debug, info, warn};

use super::{
    Workshop,
    greeting::{Greeting, call, welcome},
};
use crate::{
    chain::{Action, CrewAccount},
    executor::Gang,
    runner::compute::Unfinished,
};

/// Between two attempts to reach rank 0, or to listen.
const AGAIN: Duration = Duration::from_millis(500);

impl Workshop {
    /// Links this worker with the others, for as long as there is time to compute.
    pub(super) async fn meet(&self, crew: &CrewAccount, rank: u8) -> Result<Gang, Unfinished> {
        let link = async { if rank == 0 { self.host(crew).await } else { Ok(vec![self.visit(crew, rank).await]) } };
        let streams = tokio::select! {
            biased;
            () = self.closing.cancelled() => return Err(Unfinished::Closing),
            () = self.deadline(&crew.job) => return Err(Unfinished::Parted("it did not meet in time".to_owned())),
            () = self.end_of(&crew.job) => return Err(Unfinished::Parted("the gang has ended".to_owned())),
            streams = link => streams?,
        };
        let gang = Gang::new(rank, crew.size, streams);
        let gang = gang.map_err(|error| Unfinished::Parted(error.to_string()))?;
        info!(job = %crew.job.address, rank, size = crew.size, "the gang has met");
        Ok(gang)
    }

    /// Listens, and tells the others where.
    async fn host(&self, crew: &CrewAccount) -> Result<Vec<std::net::TcpStream>, Unfinished> {
        let host = self.network.host.ok_or_else(|| Unfinished::Failed("network.host is not set".to_owned()))?;
        let listener = self.listen(crew).await;
        let port = listener.local_addr().map_err(|error| Unfinished::Failed(error.to_string()))?.port();
        let mut token = [0; 16];
        getrandom::fill(&mut token).map_err(|error| Unfinished::Failed(error.to_string()))?;
        let rendezvous = Rendezvous { address: SocketAddr::new(host, port), token };
        for rank in 1..crew.size {
            self.invite(crew, rank, &rendezvous).await?;
        }
        Ok(welcome(&listener, crew.job.address, token, crew.size).await)
    }

    /// Opens the port of gangs, once no other gang has it.
    async fn listen(&self, crew: &CrewAccount) -> TcpListener {
        let address = SocketAddr::new(self.network.listen, self.network.gang_port);
        loop {
            match TcpListener::bind(address).await {
                Ok(listener) => return listener,
                Err(error) => warn!(job = %crew.job.address, %address, %error, "cannot listen for the gang yet"),
            }
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// Tells a rank where to call.
    async fn invite(&self, crew: &CrewAccount, rank: u8, rendezvous: &Rendezvous) -> Result<(), Unfinished> {
        let (job, chain) = (&crew.job.address, self.steps.protocol());
        let in_time = || !self.is_late(&crew.job);
        let lost = |error: &dyn std::fmt::Display| Unfinished::Parted(format!("rank {rank} cannot be told: {error}"));
        let seat = crew.seats.get(usize::from(rank)).ok_or_else(|| lost(&"nobody has that seat"))?;
        let key = self.steps.ask(job, || chain.encryption_key(&seat.worker), in_time).await;
        let sealed = rendezvous.seal(&key.map_err(|error| lost(&error))?, job, rank).map_err(|error| lost(&error))?;
        let action = Action::Meet { rank, rendezvous: sealed };
        self.steps.insist(job, action, in_time).await.map_err(|error| lost(&error))
    }

    /// Calls rank 0, wherever it was last said to be: it may have begun again.
    async fn visit(&self, crew: &CrewAccount, rank: u8) -> std::net::TcpStream {
        let job = crew.job.address;
        loop {
            if let Some(Rendezvous { address, token }) = self.invitation(crew, rank).await {
                match call(address, Greeting { job, rank, token }).await {
                    Ok(stream) => return stream,
                    Err(error) => debug!(%job, %address, %error, "rank 0 does not answer yet"),
                }
            }
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// Where rank 0 is, as the chain has it now.
    async fn invitation(&self, crew: &CrewAccount, rank: u8) -> Option<Rendezvous> {
        let job = crew.job.address;
        let shown = self.steps.protocol().crew(&job).await;
        let crew = shown.inspect_err(|error| debug!(%job, %error, "cannot look for rank 0")).ok()??;
        let sealed = crew.seats.get(usize::from(rank))?.rendezvous?;
        let opened = Rendezvous::open(&self.secret, &job, rank, &sealed);
        opened.inspect_err(|error| warn!(%job, %error, "what rank 0 says cannot be read")).ok()
    }
}

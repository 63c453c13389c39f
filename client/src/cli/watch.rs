//! Looking again and again at something that changes.

use std::time::Duration;

use furnace_client::{furnace::Furnace, program};
use futures::{StreamExt, stream::BoxStream};

/// Longest time between two looks; wake-ups make most of them come sooner.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// Shortest time between two looks, however busy the network is.
const PAUSE: Duration = Duration::from_millis(200);

/// The moments at which to look at the orders of a network.
pub(super) struct Looks {
    wakes: BoxStream<'static, ()>,
}

impl Looks {
    pub(super) fn at(furnace: &Furnace) -> Self {
        Self { wakes: furnace.chain().watch(&program::JOBS) }
    }

    /// Waits for the next one.
    pub(super) async fn next(&mut self) {
        // Whichever comes first; an ended stream of wake-ups leaves the regular looks.
        tokio::time::sleep(PAUSE).await;
        let wake = async {
            if self.wakes.next().await.is_none() {
                std::future::pending::<()>().await;
            }
        };
        let _ = tokio::time::timeout(LOOK_EVERY, wake).await;
    }
}

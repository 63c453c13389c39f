//! What is one party's to do, done by every other.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use crate::crowd::{CASES, Trio};

#[test]
fn nobody_takes_anothers_steps() {
    let of_client = ["lease_open", "lease_top_up", "lease_ping", "lease_close", "lease_cancel"];
    let of_worker = ["lease_claim", "lease_start", "lease_answer", "lease_notice"];
    for case in &CASES {
        let error = match case.name {
            name if of_client.contains(&name) => FurnaceJobsError::NotClient,
            name if of_worker.contains(&name) => FurnaceJobsError::NotWorker,
            "lease_sweep by the client" => FurnaceJobsError::RetentionNotOver,
            _ => continue,
        };
        // Given where a party's step goes through, when any other signs in its place, then it is refused
        let Trio { mut crowd, lease, .. } = case.trio();
        let instruction = (case.build)(&crowd, lease);
        let party = instruction.accounts[0].pubkey;
        let others = crowd.keys().into_iter().filter(|key| key.pubkey() != party).map(|key| key.insecure_clone());
        for other in others.collect::<Vec<_>>() {
            let stolen = replaced(instruction.clone(), party, other.pubkey());
            assert_error(crowd.scene.network.send(&[stolen], &[&other]), error.clone());
        }
    }
}

//! What is one party's to do, done by every other.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use crate::crowd::{CASES, Quartet};
use crate::order::KINDS;

#[test]
fn nobody_takes_anothers_steps() {
    for (case, kind) in CASES.iter().flat_map(|case| KINDS.map(|kind| (case, kind))) {
        let error = match case.name {
            "opening" | "awarding a bid of the client's choice" => FurnaceJobsError::NotClient,
            "bidding" | "taking a bid back" => FurnaceJobsError::NotWorker,
            _ => continue,
        };
        // Given where a party's step goes through, when any other signs in its place, then it is refused
        let Quartet { mut crowd, instruction, .. } = case.quartet(kind);
        let party = instruction.accounts[0].pubkey;
        let others = crowd.keys().into_iter().filter(|key| key.pubkey() != party).map(|key| key.insecure_clone());
        for other in others.collect::<Vec<_>>() {
            let stolen = replaced(instruction.clone(), party, other.pubkey());
            assert_error(crowd.scene.network.send(&[stolen], &[&other]), error.clone());
        }
    }
}

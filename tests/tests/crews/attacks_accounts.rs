//! Wrong accounts in every place of every instruction, first of all another job's crew.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::pda;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::replaced;

use crate::crowd::{CASES, Trio};

#[test]
fn each_account_is_the_one_it_must_be() {
    for case in &CASES {
        // Given where an instruction goes through, when each account is another, then it is refused, but where that
        // harms nobody
        let Trio { mut crowd, job, others, .. } = case.trio();
        let kinds = crowd.kinds();
        let instruction = (case.build)(&crowd, job);
        println!("{}", case.name);
        crowd.assert_checked(&instruction, &[others, kinds].concat(), case.free);
    }
}

#[test]
fn another_jobs_crew_is_no_crew_of_this_one() {
    let mut checked = 0;
    for case in &CASES {
        // Given where an instruction goes through that takes a crew which is there
        let Trio { mut crowd, job, twin, .. } = case.trio();
        let instruction = (case.build)(&crowd, job);
        let (crew, twins) = (pda::crew(&job).0, pda::crew(&twin).0);
        let takes = instruction.accounts.iter().any(|meta| meta.pubkey == crew);
        if case.name == "crew_open" || !takes {
            continue;
        }
        // When the crew of a job of the same parties, as far as this one, stands in its place, then it is refused
        let keys: Vec<_> = crowd.keys().into_iter().map(|key| key.insecure_clone()).collect();
        let keys: Vec<_> = keys.iter().collect();
        let mixed = replaced(instruction, crew, twins);
        let outcome = crowd.scene.network.send(&[mixed], &keys);
        match case.name.starts_with("slash") {
            true => assert_error(outcome, FurnaceSlashingError::JobMismatch),
            false => assert_error(outcome, FurnaceJobsError::JobMismatch),
        }
        checked += 1;
    }
    assert!(checked > 10, "nearly every instruction takes a crew");
}

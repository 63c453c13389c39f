//! Closing a crew, and after it the job.

use furnace_client::accounts::Crew;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_common::limits::RETENTION_SECONDS;
use furnace_common::state::JobState;
use furnace_tests::errors::assert_error;
use solana_signer::Signer;

use crate::stage::{Stage, gang, replicas};
use crate::steps::Outcome;

#[test]
fn the_rent_goes_back_to_who_paid_it_and_the_job_can_be_closed() {
    // Given a job that was cancelled, for whose crew the stranger paid
    let mut stage = Stage::new(2);
    stage.post(gang(2)).expect("post");
    let (client, sponsor) = (stage.client.insecure_clone(), stage.stranger.insecure_clone());
    let before = stage.lamports(&sponsor.pubkey());
    let open = jobs::crew_open(client.pubkey(), sponsor.pubkey(), stage.job);
    stage.send(&[open], &[&client, &sponsor]).expect("open");
    stage.cancel().expect("cancel");
    assert_error(stage.close_job(), FurnaceJobsError::JobNotCleared);

    // When the client closes the crew, then it is gone and the stranger has its lamports to the last one
    let rent = stage.lamports(&stage.crew_address());
    assert_eq!(rent, stage.network.chain.svm.minimum_balance_for_rent_exemption(Crew::LEN));
    stage.close_crew().expect("close");
    assert!(stage.network.chain.account(&stage.crew_address()).is_none());
    assert_eq!((stage.lamports(&sponsor.pubkey()), stage.job().attached), (before, 0));

    // and the client closes the job
    stage.close_job().expect("close");
    assert!(stage.network.chain.account(&stage.job).is_none());
}

#[test]
fn a_crew_stays_until_every_seat_has_ended() {
    // Given three replicas of which two agreed, when the crew or the job is closed before each is paid or released,
    // then it is refused
    let mut stage = Stage::revealed(2, &[5, 6, 5]);
    type Step = fn(&mut Stage) -> Outcome;
    let steps: [Step; 3] = [|stage| stage.pay(0), |stage| stage.release(1), |stage| stage.pay(2)];
    for step in steps {
        assert_error(stage.close_crew(), FurnaceJobsError::CrewNotCleared);
        assert_error(stage.close_job(), FurnaceJobsError::JobNotCleared);
        step(&mut stage).expect("seat ends");
    }
    assert_error(stage.close_job(), FurnaceJobsError::JobNotCleared);
    stage.close_crew().expect("close");
    stage.close_job().expect("close");
}

#[test]
fn a_crew_stays_while_its_job_goes_on() {
    // Given jobs that wait with nobody, work, or were delivered, when the crew or the job is closed, then it is refused
    for mut stage in [Stage::open(gang(2)), Stage::assembled(replicas(2, 2)), Stage::delivered(2)] {
        assert_error(stage.close_crew(), FurnaceJobsError::CrewNotCleared);
        assert_error(stage.close_job(), FurnaceJobsError::JobNotEnded);
    }
}

#[test]
fn a_crew_of_lost_seats_is_closed() {
    // Given a gang both of whose members missed the deadline, when both are reported, then crew and job are closed
    let mut stage = Stage::assembled(gang(2));
    stage.after_deadline(1).slash(0).expect("slash");
    assert_error(stage.close_crew(), FurnaceJobsError::CrewNotCleared);
    stage.slash(1).expect("slash");
    assert_eq!(stage.state(), JobState::Failed);
    stage.close_crew().expect("close");
    stage.close_job().expect("close");
}

#[test]
fn nobody_else_has_the_rent() {
    // Given a crew that can be closed, when its rent is to go to another, then it is refused
    let mut stage = Stage::open(gang(2));
    stage.cancel().expect("cancel");
    let client = stage.client.insecure_clone();
    let open = stage.crew();
    let mut stolen = jobs::crew_close(client.pubkey(), stage.job, &open);
    stolen.accounts.iter_mut().rfind(|meta| meta.pubkey == open.rent_payer).expect("rent payer").pubkey =
        stage.stranger.pubkey();
    assert_error(stage.send(&[stolen], &[&client]), FurnaceJobsError::WrongRentPayer);
}

#[test]
fn others_close_it_once_it_was_kept_for_everyone_to_read() {
    // Given a gang's job that is paid: the crew alone names the parts of its result
    let mut stage = Stage::delivered(2);
    stage.accept().expect("accept");
    stage.pay(0).expect("pay");
    stage.pay(1).expect("pay");
    let (stranger, member) = (stage.stranger.insecure_clone(), stage.workers[0].key.insecure_clone());

    // When others want to close it at once, or at the end of the retention, then it is refused
    assert_error(stage.close_crew_by(&member), FurnaceJobsError::RetentionNotOver);
    let kept_until = stage.job().ended_at + RETENTION_SECONDS;
    stage.network.chain.set_time(kept_until);
    assert_error(stage.close_crew_by(&stranger), FurnaceJobsError::RetentionNotOver);

    // and from then on anyone does
    stage.network.chain.set_time(kept_until + 1);
    stage.close_crew_by(&stranger).expect("close");
}

//! What has ended has ended for good.

use furnace_client::accounts::JobState;
use furnace_client::instructions::jobs::Payee;
use furnace_client::instructions::{jobs, slashing};
use furnace_common::limits::RETENTION_SECONDS;
use furnace_tests::network::attestation;
use furnace_tests::scene::Scene;
use solana_signer::Signer;

#[test]
fn an_ended_job_takes_no_step_at_all() {
    for &state in JobState::ALL.iter().filter(|state| state.is_final()) {
        // Given a job that ended, long ago
        let mut scene = Scene::new();
        let job = scene.job(state);
        scene.network.chain.advance(RETENTION_SECONDS + 1);
        let account = scene.network.job(&job);
        let key = scene.worker.key.pubkey();
        let mut claimed = account.clone();
        (claimed.worker, claimed.worker_key) = (scene.worker.address, key);
        claimed.operator = scene.operator.operator;
        let payee = Payee::new(&scene.network.book(&claimed.operator));
        let before = (scene.books(), scene.network.supply(), scene.locked());

        // When any party takes any step but closing it, then it is refused
        for step in [
            jobs::job_claim(scene.worker.wallet, key, job),
            jobs::job_start(key, job, 0),
            jobs::job_submit(key, job, attestation()),
            jobs::job_accept(job, &claimed, &payee),
            jobs::job_settle(job, &claimed, &payee),
            jobs::job_cancel(job, &account),
            jobs::job_expire(job, &account),
            slashing::slash_quit(job, &claimed, scene.operator.pool),
            slashing::slash_missed_deadline(job, &claimed, scene.operator.pool, scene.reporter()),
        ] {
            assert!(scene.network.send(&[step], &[&scene.client, &scene.worker.key]).is_err());
        }
        assert_eq!(scene.network.job(&job), account);
        assert_eq!((scene.books(), scene.network.supply(), scene.locked()), before);
    }
}

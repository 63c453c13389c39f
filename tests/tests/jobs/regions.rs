//! Markets that ask where a worker is.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::{MarketOpenInstructionArgs, WorkerRegisterInstructionArgs};
use furnace_client::generated::jobs::types::Needs;
use furnace_client::instructions::jobs;
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{WorkerActor, job_terms, market_terms, needs, worker_args};
use furnace_tests::scene::Scene;
use solana_signer::Signer;

fn worker_in(scene: &mut Scene, region: u8) -> WorkerActor {
    let args = WorkerRegisterInstructionArgs { region, ..worker_args() };
    scene.network.worker_with(&scene.operator, &format!("worker in {region}"), args)
}

#[test]
fn only_workers_in_one_of_the_regions_claim() {
    // Given workers in the first, the second and the last region, and markets that ask for some or for none
    let mut scene = Scene::new();
    let workers = [0, 1, 31].map(|region| worker_in(&mut scene, region));
    let markets = [(1 << 0, [true, false, false]), (1 << 1 | 1 << 31, [false, true, true]), (0, [true; 3])];
    for (index, (regions, admitted)) in (0..).zip(markets) {
        let terms = MarketOpenInstructionArgs { needs: Needs { regions, ..needs() }, ..market_terms(index) };
        let market = scene.network.open_market(&scene.stranger, terms);
        for (worker, admitted) in workers.iter().zip(admitted) {
            // When one claims there, then it has the job if it is in one of them
            let job = scene.network.try_post(&scene.client, market, job_terms(1)).expect("post");
            let claim = scene.network.try_claim(worker, job);
            match admitted {
                true => drop(claim.expect("claim")),
                false => assert_error(claim, FurnaceJobsError::WrongRegion),
            }
        }
    }
}

#[test]
fn there_are_thirty_two_regions() {
    // Given a worker in a region that no market could ask for, when it registers, then it is refused
    let mut scene = Scene::new();
    let (wallet, hot) = (scene.operator.wallet.pubkey(), key("far away"));
    for region in [32, u8::MAX] {
        let args = WorkerRegisterInstructionArgs { region, ..worker_args() };
        let register = jobs::worker_register(wallet, scene.network.payer(), hot.pubkey(), args);
        let result = scene.network.send(&[register], &[&scene.operator.wallet, &hot]);
        assert_error(result, FurnaceJobsError::ParameterOutOfBounds);
    }
}

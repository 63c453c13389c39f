//! Roles, pauses and parameters.

use furnace_client::generated::governance::instructions::ParametersProposeInstructionArgs;
use furnace_client::instructions::governance;
use furnace_common::pause;
use solana_signer::Signer;

use super::Bench;
use crate::network::{NOTICE, parameters};

pub(super) fn all(bench: &mut Bench) {
    let (authority, guardian) = (bench.network.authority.insecure_clone(), bench.network.guardian.insecure_clone());
    let (by, other) = (authority.pubkey(), guardian.pubkey());
    let mut step = |name, instruction| {
        bench.step("governance", name, instruction, &[&authority, &guardian]);
        // The announced parameters wait for their notice.
        bench.network.chain.advance(NOTICE);
    };
    step("authority_propose", governance::authority_propose(by, by));
    step("authority_accept", governance::authority_accept(by));
    step("guardian_set", governance::guardian_set(by, other));
    step("pause", governance::pause(other, pause::ALL));
    step("unpause", governance::unpause(by, pause::ALL));
    step("parameters_propose", governance::parameters_propose(by, proposed()));
    step("parameters_cancel", governance::parameters_cancel(other));
    bench
        .network
        .send(&[governance::parameters_propose(by, proposed())], &[&authority])
        .expect("parameters are announced");
    bench.network.chain.advance(NOTICE);
    bench.step("governance", "parameters_apply", governance::parameters_apply(), &[]);
}

fn proposed() -> ParametersProposeInstructionArgs {
    ParametersProposeInstructionArgs { args: parameters() }
}

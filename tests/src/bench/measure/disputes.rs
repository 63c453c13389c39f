//! Disputes at their dearest: a full roster, as many blocks as the chain remembers, a client whose balance holds money of
//! as many others as it may, and an accuser that is another verifier.

mod court;
mod seats;
mod steps;
mod votes;

use furnace_client::accounts::{Conviction, ProgramAccount};
use furnace_client::artifacts::Digest;
use furnace_client::attested::Attested;
use furnace_client::instructions::{dispute, slashing, verifier};
use furnace_client::{pda, program};
use furnace_common::dispute::{APPEAL_SECONDS, VERIFIER_BOND, VERIFIER_COOLDOWN_SECONDS};
use solana_address::Address;
use solana_signer::Signer;

use super::stage::drawn_terms;
use crate::bench::Cost;
use crate::network::attestation;
use crate::network::delivery::CLAIMED_HASH;
use court::Court;

/// A result that is neither the worker's nor the accuser's.
const OTHER_HASH: [u8; 32] = [77; 32];

pub(super) fn all() -> Vec<Cost> {
    let mut court = Court::new();
    court.apart(leaving);
    court.apart(displacing);
    court.apart(posting);
    court.apart(seats::all);
    let job = court.delivered();
    court.apart(|court| signed_twice(court, job));
    court.apart(|court| audited(court, job));
    court.apart(|court| {
        let client = court.stage.client.insecure_clone();
        court.accuse(job, &client, "by the client");
    });
    let accuser = court.accuser();
    let accused = court.accuse(job, &accuser, "by a verifier");
    court.apart(|court| forgotten(court, accused));
    court.next(accused, "first");
    court.apart(|court| upheld(court, accused));
    court.apart(|court| undecided(court, accused));
    convicted(&mut court, accused);
    court.stage.bench.costs
}

/// A verifier goes.
fn leaving(court: &mut Court) {
    let wallet = court.accuser();
    let owner = wallet.pubkey();
    court.step("verifier_leave", "", verifier::verifier_leave(owner), &[&wallet]);
    court.stage.network().chain.advance(VERIFIER_COOLDOWN_SECONDS);
    let withdraw = verifier::verifier_withdraw(owner, pda::heat_account(&owner));
    court.step("verifier_withdraw", "", withdraw, &[&wallet]);
    let account = court.stage.network().chain.read(&pda::verifier(&owner));
    court.step("verifier_close", "", verifier::verifier_close(&account), &[&wallet]);
}

/// A larger bond takes the lowest place of the full roster.
fn displacing(court: &mut Court) {
    let place = court.stage.network().roster().lowest_place().expect("a place").0;
    let newcomer = court.stage.network().verifier_unlisted("bench newcomer", 2 * VERIFIER_BOND);
    court.step("verifier_displace", "", verifier::verifier_displace(&newcomer.wallet.pubkey(), place), &[]);
}

/// A job whose result may be audited costs more to post.
fn posting(court: &mut Court) {
    let client = court.stage.client.insecure_clone();
    court.stage.refresh();
    let (_, post) = court.stage.posting(drawn_terms());
    court.stage.step("job_post", "HEAT for dollars, sponsors, audited", post, &[&client]);
}

/// The worker signed another result than it attested to. The signature is checked beside it.
fn signed_twice(court: &mut Court, job: Address) {
    let (wallet, key) = (court.stage.workers[0].wallet, court.stage.workers[0].key.insecure_clone());
    let account = court.stage.network().job(&job);
    let attested = Attested::sign(&key, job, account.attempts, Digest(OTHER_HASH));
    let (payer, reporter) = (court.stage.network().payer(), pda::heat_account(&court.stage.client.pubkey()));
    let report = slashing::slash_two_results(payer, job, &account, &attested, pda::pool(&wallet), reporter);
    let receipt = court.stage.network().send(&report, &[]).expect("two results");
    let record = Conviction::SIZE;
    // The check of a signature costs no units.
    let (cost, bytes) = (receipt.compute_units, receipt.bytes);
    court.stage.bench.record("slashing", "slash_two_results", "", cost, bytes, record);
}

/// Every result of the market is audited: here by one who agrees, and by one who does not.
fn audited(court: &mut Court, job: Address) {
    court.blocks_come();
    court.stage.step("audit_draw", "", dispute::audit_draw(job), &[]);
    let payer = court.stage.network().payer();
    let account = court.stage.network().job(&job);
    let receipt = court.step("audit_open", "", dispute::audit_open(payer, job, &account), &[]);
    court.record(&receipt, ("jobs", "job_dispute", program::JOBS), "audit");
    let audit = pda::dispute(&job, account.disputes).0;
    court.next(audit, "audit");
    court.apart(|court| {
        court.vote(audit, Some("audit"), &[attestation().result_hash]);
        court.next(audit, "audit, the same result");
        let receipt = court.next(audit, "audit");
        court.record(&receipt, ("jobs", "job_uphold", program::JOBS), "audit");
        court.pass(audit);
        court.next(audit, "an audit");
    });
    court.vote(audit, None, &[CLAIMED_HASH]);
    court.next(audit, "audit, another result");
}

/// The drawing came too late, and is announced anew; then nobody votes, and a verifier is gone before that is counted.
fn forgotten(court: &mut Court, dispute: Address) {
    court.blocks_come();
    court.blocks_come();
    court.next(dispute, "announced anew");
    court.pass(dispute);
    court.lose_member(dispute);
    court.next(dispute, "first, nobody voted");
    court.next(dispute, "accused, nobody voted");
    court.next(dispute, "");
}

/// Two of three find the result right, the third is silent.
fn upheld(court: &mut Court, dispute: Address) {
    court.vote(dispute, Some("first"), &[attestation().result_hash; 2]);
    court.next(dispute, "first, the same result");
    let receipt = court.next(dispute, "accused");
    court.record(&receipt, ("jobs", "job_uphold", program::JOBS), "accused");
    court.next(dispute, "silent");
    court.next(dispute, "right");
    court.pass(dispute);
    court.next(dispute, "first");
}

/// Three come to three results.
fn undecided(court: &mut Court, dispute: Address) {
    court.vote(dispute, None, &[attestation().result_hash, CLAIMED_HASH, OTHER_HASH]);
    court.next(dispute, "first, no majority");
    let receipt = court.next(dispute, "");
    court.record(&receipt, ("jobs", "job_reclaim", program::JOBS), "no ruling");
}

/// Three find another result right. The penalty holds without an appeal, and with one, or is overturned.
fn convicted(court: &mut Court, dispute: Address) {
    court.vote(dispute, None, &[CLAIMED_HASH; 3]);
    court.next(dispute, "first, another result");
    let receipt = court.next(dispute, "");
    court.record(&receipt, ("staking", "slash", program::STAKING), "until an appeal");
    court.record(&receipt, ("jobs", "job_reclaim", program::JOBS), "wrong result");
    court.apart(|court| {
        court.stage.network().chain.advance(i64::from(APPEAL_SECONDS) + 1);
        let receipt = court.next(dispute, "no appeal");
        court.record(&receipt, ("jobs", "balance_credit", program::JOBS), "");
        court.record(&receipt, ("staking", "penalty_end", program::STAKING), "it holds");
    });
    court.appeal(dispute);
    court.next(dispute, "appeal");
    court.apart(|court| {
        court.vote(dispute, Some("appeal"), &[CLAIMED_HASH; 7]);
        court.next(dispute, "appeal, another result");
        court.next(dispute, "appeal in vain");
    });
    court.vote(dispute, None, &[attestation().result_hash; 7]);
    court.next(dispute, "appeal, the same result");
    let receipt = court.next(dispute, "");
    court.record(&receipt, ("staking", "penalty_end", program::STAKING), "overturned");
    court.next(dispute, "wrong");
    court.pass(dispute);
    court.pass(dispute);
    for _ in 0..7 {
        court.pass(dispute);
    }
    court.next(dispute, "appeal");
}

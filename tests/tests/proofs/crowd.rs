//! Every instruction where it goes through, beside what an attacker would put in its places.

use furnace_client::generated::jobs::instructions::WorkerRegisterInstructionArgs;
use furnace_client::instructions::{jobs, memory, proofs, token};
use furnace_client::pda;
use furnace_common::proof::{OPENING_SECONDS, WINDOW_SECONDS};
use furnace_tests::crowd::Crowd;
use furnace_tests::memory::Walks;
use furnace_tests::network::{EPOCH, Network, WorkerActor, worker_args};
use furnace_tests::prover::Proof;
use furnace_tests::substitution::{Free, Named};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::stage::SHAPE;

/// A crowd with a worker of two GPUs; its other workers have one each, and are as far.
pub(crate) struct Cast {
    pub(crate) crowd: Crowd,
    pub(crate) worker: WorkerActor,
    /// Have neither certificate nor attempt.
    newcomers: [WorkerActor; 2],
    /// Accounts that are each right for somebody else.
    pub(crate) wrong: Vec<Named>,
}

const PAYER: Free = Free { place: 0, why: "whoever signs may pay the rent" };

const fn twin(place: usize) -> Free {
    Free { place, why: "it is done to another GPU of the worker's just as well" }
}

const fn any(place: usize) -> Free {
    Free { place, why: "anyone may do it to any attempt" }
}

impl Cast {
    fn new() -> Self {
        let mut crowd = Crowd::new();
        let network = &mut crowd.scene.network;
        let args = WorkerRegisterInstructionArgs { gpus: 2, ..worker_args() };
        let worker = network.worker_with(&crowd.scene.operator, "prover", args);
        let newcomers = ["newcomer", "other newcomer"].map(|name| network.worker(&crowd.scene.operator, name));
        let mut cast = Self { wrong: crowd.wrong_accounts(), crowd, worker, newcomers };
        cast.each(|network, worker, gpu| {
            if gpu == 0 {
                network.open_certificate(&worker.address);
            }
            network.open_attempt(&worker.address, gpu);
            network.open_memory(&worker.address, gpu);
        });
        cast.wrong.extend(cast.accounts());
        cast
    }

    /// All have proved themselves in an epoch whose points can be given.
    fn rewarded() -> Self {
        let mut cast = Self::new();
        let Crowd { scene, colleague, rival, rivals_worker, .. } = &mut cast.crowd;
        let (network, ours) = (&mut scene.network, scene.operator.operator);
        let workers = [(&cast.worker, ours), (&*colleague, ours), (&*rivals_worker, rival.operator)];
        // Until those who do not prove count no longer for the operator's least stake.
        let wallet = &scene.operator.wallet;
        for newcomer in &cast.newcomers {
            let retire = jobs::worker_retire(wallet.pubkey(), newcomer.key.pubkey());
            network.send(&[retire], &[wallet]).expect("worker retires");
        }
        let next = (network.chain.now() / EPOCH + 7) * EPOCH;
        network.chain.set_time(next);
        for (worker, operator) in workers {
            let open = token::points_open(network.payer(), worker.address, operator);
            network.send(&[open], &[]).expect("points open");
            network.certify(worker);
            cast.wrong.push(("an account of points", pda::points(&worker.address)));
        }
        let epoch = network.beacon().epoch;
        for epoch in [epoch, epoch - 1] {
            let open = token::epoch_open(network.payer(), epoch);
            network.send(&[open], &[]).expect("epoch opens");
            cast.wrong.push(("an epoch of emission", pda::emission(epoch)));
        }
        network.chain.set_time(next + EPOCH + WINDOW_SECONDS + OPENING_SECONDS);
        cast
    }

    pub(crate) fn network(&mut self) -> &mut Network {
        &mut self.crowd.scene.network
    }

    /// Does something for each GPU of the crowd.
    fn each(&mut self, mut act: impl FnMut(&mut Network, &WorkerActor, u8)) {
        let Crowd { scene, colleague, rivals_worker, .. } = &mut self.crowd;
        for (worker, gpu) in [(&self.worker, 0), (&self.worker, 1), (&*colleague, 0), (&*rivals_worker, 0)] {
            act(&mut scene.network, worker, gpu);
        }
    }

    fn proof(&self, gpu: u8) -> Proof {
        Proof::honest(SHAPE, &self.crowd.scene.network.challenge(&self.worker.address, gpu))
    }

    /// Everybody who can sign.
    pub(crate) fn keys(&self) -> Vec<Keypair> {
        let mut keys = self.crowd.copied_keys();
        keys.push(self.worker.key.insecure_clone());
        keys
    }

    /// What the crowd's workers prove themselves with.
    fn accounts(&self) -> [Named; 15] {
        let [ours, colleague, rival] =
            [&self.worker, &self.crowd.colleague, &self.crowd.rivals_worker].map(|worker| worker.address);
        let newcomer = self.newcomers[1].address;
        [
            ("the worker", ours),
            ("the certificate", pda::certificate(&ours)),
            ("the first GPU", pda::attempt(&ours, 0)),
            ("the second GPU", pda::attempt(&ours, 1)),
            ("the first GPU's memory", pda::memory(&ours, 0)),
            ("the second GPU's memory", pda::memory(&ours, 1)),
            ("a colleague's memory", pda::memory(&colleague, 0)),
            ("a rival's memory", pda::memory(&rival, 0)),
            ("a colleague's certificate", pda::certificate(&colleague)),
            ("a colleague's GPU", pda::attempt(&colleague, 0)),
            ("a rival's certificate", pda::certificate(&rival)),
            ("a rival's GPU", pda::attempt(&rival, 0)),
            ("another newcomer", newcomer),
            ("another newcomer's certificate", pda::certificate(&newcomer)),
            ("another newcomer's GPU", pda::attempt(&newcomer, 0)),
        ]
    }
}

/// Calls `check` with every instruction but `initialize`, each at a moment at which it goes through, with its name and
/// the places that may be taken by others.
pub(crate) fn walk(mut check: impl FnMut(&mut Cast, &str, Instruction, &[Free])) {
    let mut cast = Cast::new();
    let (payer, newcomer) = (cast.network().payer(), cast.newcomers[0].address);
    let (key, worker) = (cast.worker.key.pubkey(), cast.worker.address);
    check(&mut cast, "certificate_open", proofs::certificate_open(payer, newcomer), &[PAYER]);
    check(&mut cast, "attempt_open", proofs::attempt_open(payer, newcomer, 0), &[PAYER]);
    check(&mut cast, "memory_open", memory::memory_open(payer, newcomer, 0), &[PAYER]);
    check(&mut cast, "beacon_announce", proofs::beacon_announce(), &[]);
    cast.network().try_announce().expect("announcement");
    cast.network().chain.pass_slots(3);
    check(&mut cast, "beacon_draw", proofs::beacon_draw(), &[]);
    cast.network().try_draw().expect("seed is drawn");

    let close = proofs::attempt_close(key, &cast.network().attempt(&worker, 0));
    check(&mut cast, "attempt_close", close, &[twin(3)]);
    walk_memory(&mut cast, &mut check);
    let proof = cast.proof(0);
    let commit = proofs::attempt_commit(key, worker, 0, proof.commitment());
    check(&mut cast, "attempt_commit", commit, &[twin(4)]);
    // The worker's second GPU is off by one everywhere.
    let lie = |gpu: u8, seed: [u8; 32]| Proof::lying(SHAPE, &seed, |_, right| right + i32::from(gpu));
    cast.each(|network, worker, gpu| {
        let proof = lie(gpu, network.challenge(&worker.address, gpu));
        network.try_commit_proof(worker, gpu, proof.commitment()).expect("commitment");
    });
    cast.network().chain.pass_slots(3);
    check(&mut cast, "samples_draw", proofs::samples_draw(worker, 0), &[any(0)]);
    cast.each(|network, worker, gpu| drop(network.try_draw_samples(&worker.address, gpu).expect("samples are drawn")));

    let mut roots = proof.showings();
    let show = proofs::roots_show(worker, 0, roots.remove(0));
    check(&mut cast, "roots_show", show, &[]);
    let wrong = lie(1, cast.network().challenge(&worker, 1));
    for (gpu, proof) in [(0, &proof), (1, &wrong)] {
        cast.network().show_roots(&worker, gpu, proof);
    }

    let opening = proof.opening(&cast.network().attempt(&worker, 0).random, 0);
    let call = [Free { place: 3, why: "a right opening makes no call" }];
    check(&mut cast, "sample_open, right", proofs::sample_open(worker, 0, opening), &call);
    let opening = wrong.opening(&cast.network().attempt(&worker, 1).random, 0);
    check(&mut cast, "sample_open, wrong", proofs::sample_open(worker, 1, opening), &[]);
    cast.network().chain.advance(OPENING_SECONDS + 1);
    check(&mut cast, "attempt_fail", proofs::attempt_fail(worker, 0), &[any(0)]);
    check(&mut cast, "memory_fail", memory::memory_fail(worker, 0), &[any(0)]);

    let wallet = cast.crowd.scene.operator.wallet.insecure_clone();
    for key in [key, cast.crowd.colleague.key.pubkey()] {
        let retire = jobs::worker_retire(wallet.pubkey(), key);
        cast.network().send(&[retire], &[&wallet]).expect("worker retires");
    }
    let close = proofs::certificate_close(&cast.network().certificate(&worker));
    check(&mut cast, "certificate_close", close, &[]);

    let mut cast = Cast::rewarded();
    let epoch = cast.network().beacon().epoch;
    let grant = proofs::points_grant(cast.worker.address, cast.worker.wallet, epoch);
    check(&mut cast, "points_grant", grant, &[]);
}

/// The same with the instructions that prove memory.
fn walk_memory(cast: &mut Cast, check: &mut impl FnMut(&mut Cast, &str, Instruction, &[Free])) {
    let (key, worker) = (cast.worker.key.pubkey(), cast.worker.address);
    let close = memory::memory_close(key, &cast.network().memory(&worker, 0));
    check(cast, "memory_close", close, &[twin(3)]);
    // The worker's second GPU is off by one everywhere.
    let walks = |network: &Network, worker: &WorkerActor, gpu: u8| {
        Walks::lying(&network.memory_challenge(&worker.address, gpu), |_, end| end + u32::from(gpu))
    };
    let mine = [0, 1].map(|gpu| walks(&cast.crowd.scene.network, &cast.worker, gpu));
    let commit = memory::memory_commit(key, worker, 0, mine[0].commitment());
    check(cast, "memory_commit", commit, &[twin(4)]);
    cast.each(|network, worker, gpu| {
        let walks = walks(network, worker, gpu);
        network.try_commit_memory(worker, gpu, walks.commitment()).expect("commitment");
    });
    cast.network().chain.pass_slots(3);
    check(cast, "memory_draw", memory::memory_draw(worker, 0), &[any(0)]);
    cast.each(|network, worker, gpu| drop(network.try_draw_memory(&worker.address, gpu).expect("walks are drawn")));

    let call = [Free { place: 3, why: "a right opening makes no call" }];
    for (gpu, name, free) in [(0, "walk_open, right", &call[..]), (1, "walk_open, wrong", &call[..0])] {
        let opening = mine[usize::from(gpu)].opening(&cast.network().memory(&worker, gpu).random, 0);
        check(cast, name, memory::walk_open(worker, gpu, opening), free);
    }
}

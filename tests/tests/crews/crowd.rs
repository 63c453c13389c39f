//! Every instruction that concerns a crew, ready to be sent, beside what an attacker would put in its places.

use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::instructions::jobs::{self, Payee};
use furnace_client::instructions::slashing;
use furnace_client::{pda, program};
use furnace_tests::crowd::Crowd;
use furnace_tests::network::{MAX_SECONDS, Network, REVIEW_SECONDS, SALT, WorkerActor, attestation_to};
use furnace_tests::scene::STAKE;
use furnace_tests::substitution::{Free, Named, uncertified};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::stage::{gang, replicas};
use crate::steps::commitment;

/// The parties of a job: the first of the workers is the one whose step it is.
struct Parties<'a> {
    client: &'a Keypair,
    workers: [&'a WorkerActor; 2],
}

/// Brings a job on.
type Step = fn(&mut Network, &Parties, Address);

/// An instruction, and how to come to where it goes through.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    terms: fn() -> JobTerms,
    steps: &'static [Step],
    seconds: i64,
    pub(crate) build: fn(&Crowd, Address) -> Instruction,
    pub(crate) free: &'static [Free],
}

/// A crowd with the job at stake, a twin of the same parties and one of others, all as far.
pub(crate) struct Trio {
    pub(crate) crowd: Crowd,
    pub(crate) job: Address,
    pub(crate) twin: Address,
    pub(crate) others: Vec<Named>,
}

impl Case {
    /// Where the instruction goes through.
    pub(crate) fn trio(&self) -> Trio {
        let mut crowd = Crowd::new();
        let scene = &mut crowd.scene;
        let fellow = scene.network.operator("fellow", STAKE);
        let outsider = scene.network.operator("outsider", STAKE);
        let fellows = scene.network.worker(&fellow, "fellow's worker");
        let outsiders = scene.network.worker(&outsider, "outsider's worker");
        let ours = Parties { client: &scene.client, workers: [&scene.worker, &fellows] };
        let theirs = Parties { client: &crowd.other, workers: [&crowd.rivals_worker, &outsiders] };
        let market = scene.network.market;
        let [job, twin] = [(); 2].map(|()| self.order(&mut scene.network, &ours, market));
        let foreign = self.order(&mut scene.network, &theirs, crowd.market);
        scene.network.chain.advance(self.seconds);
        let others = vec![
            ("a twin", twin),
            ("a twin's crew", pda::crew(&twin).0),
            ("a job of others", foreign),
            ("a crew of others", pda::crew(&foreign).0),
            ("the other seat's worker", fellows.address),
            ("the other seat's operator", fellow.operator),
            ("the other seat's pool", fellow.pool),
            ("the other seat's pool vault", pda::pool_vault(&fellow.pool)),
            ("the other seat's income", pda::income_vault(&fellow.pool, &pda::heat_mint())),
            ("an absent account", program::JOBS),
        ];
        Trio { crowd, job, twin, others }
    }

    fn order(&self, network: &mut Network, parties: &Parties, market: Address) -> Address {
        let job = network.try_post(parties.client, market, (self.terms)()).expect("job is posted");
        self.steps.iter().for_each(|step| step(network, parties, job));
        job
    }
}

fn three() -> JobTerms {
    JobTerms { price: 1_000_003, ..gang(3) }
}

fn pair() -> JobTerms {
    JobTerms { price: 1_000_003, ..gang(2) }
}

fn twice() -> JobTerms {
    JobTerms { price: 1_000_003, ..replicas(2, 2) }
}

const OPEN: Step = |network, parties, job| {
    let open = jobs::crew_open(parties.client.pubkey(), network.payer(), job);
    network.send(&[open], &[parties.client]).expect("crew opens");
};
const JOIN: Step = |network, parties, job| drop(network.try_join(parties.workers[0], job).expect("join"));
const FILL: Step = |network, parties, job| drop(network.try_join(parties.workers[1], job).expect("join"));
const COMMIT: Step = |network, parties, job| {
    (0..)
        .zip(parties.workers)
        .for_each(|(seat, worker)| drop(network.try_commit(worker, job, seat, 5).expect("commit")));
};
const REVEAL: Step = |network, parties, job| {
    (0..)
        .zip(parties.workers)
        .for_each(|(seat, worker)| drop(network.try_reveal(worker, job, seat, 5).expect("reveal")));
};
const DELIVER: Step = |network, parties, job| {
    (0..)
        .zip(parties.workers)
        .for_each(|(seat, worker)| drop(network.try_deliver(worker, job, seat, 5).expect("submit")));
};
const ACCEPT: Step = |network, parties, job| drop(network.try_crew_accept(parties.client, job).expect("accept"));
const CANCEL: Step = |network, parties, job| drop(network.try_cancel(parties.client, job).expect("cancel"));
const RELEASE: Step = |network, _, job| drop(network.try_seat_release(job, 0).expect("release"));

const fn twin(place: usize) -> Free {
    Free { place, why: "another job of the same parties is as good" }
}

const fn price(place: usize) -> Free {
    Free { place, why: "what is quoted in HEAT needs no price, and reads none" }
}

const PAYER: Free = Free { place: 1, why: "whoever signs may pay the rent" };
const REPORTER: Free = Free { place: 15, why: "the caller chooses where the reporter's part goes" };
const PRESENT: Free =
    Free { place: 13, why: "absent accounts are the program, which the event's call then finds there" };

/// Every instruction that concerns a crew.
pub(crate) const CASES: [Case; 16] = [
    Case {
        name: "crew_open",
        terms: pair,
        steps: &[],
        seconds: 0,
        build: |crowd, job| jobs::crew_open(crowd.scene.client.pubkey(), crowd.scene.network.payer(), job),
        free: &[PAYER],
    },
    Case {
        name: "crew_join",
        terms: three,
        steps: &[OPEN],
        seconds: 0,
        build: |crowd, job| jobs::crew_join(crowd.scene.worker.wallet, crowd.scene.worker.key.pubkey(), job),
        free: &[uncertified(4)],
    },
    Case {
        name: "crew_meet",
        terms: pair,
        steps: &[OPEN, JOIN, FILL],
        seconds: 0,
        build: |crowd, job| jobs::crew_meet(crowd.scene.worker.key.pubkey(), job, 1, [5; 96]),
        free: &[],
    },
    Case {
        name: "crew_commit",
        terms: twice,
        steps: &[OPEN, JOIN, FILL],
        seconds: 0,
        build: |crowd, job| {
            let worker = &crowd.scene.worker;
            jobs::crew_commit(worker.key.pubkey(), job, 0, commitment(&worker.address, 5))
        },
        free: &[],
    },
    Case {
        name: "crew_reveal",
        terms: twice,
        steps: &[OPEN, JOIN, FILL, COMMIT],
        seconds: 0,
        build: |crowd, job| jobs::crew_reveal(crowd.scene.worker.key.pubkey(), job, 0, attestation_to(5), SALT),
        free: &[],
    },
    Case {
        name: "crew_submit",
        terms: pair,
        steps: &[OPEN, JOIN, FILL],
        seconds: 0,
        build: |crowd, job| jobs::crew_submit(crowd.scene.worker.key.pubkey(), job, 0, attestation_to(5)),
        free: &[],
    },
    Case {
        name: "crew_accept",
        terms: pair,
        steps: &[OPEN, JOIN, FILL, DELIVER],
        seconds: 0,
        build: |crowd, job| jobs::crew_accept(job, &crowd.scene.network.job(&job)),
        free: &[twin(1)],
    },
    Case {
        name: "crew_settle",
        terms: pair,
        steps: &[OPEN, JOIN, FILL, DELIVER],
        seconds: REVIEW_SECONDS as i64,
        build: |crowd, job| jobs::crew_settle(job, &crowd.scene.network.job(&job)),
        free: &[twin(0)],
    },
    Case {
        name: "crew_conclude",
        terms: pair,
        steps: &[OPEN, JOIN, FILL],
        seconds: MAX_SECONDS as i64 + 1,
        build: |_, job| jobs::crew_conclude(job),
        free: &[],
    },
    Case {
        name: "seat_pay of a gang",
        terms: pair,
        steps: &[OPEN, JOIN, FILL, DELIVER, ACCEPT],
        seconds: 0,
        build: pay,
        free: &[price(9), price(10), PRESENT],
    },
    Case {
        name: "seat_pay of replicas",
        terms: twice,
        steps: &[OPEN, JOIN, FILL, COMMIT, REVEAL],
        seconds: 0,
        build: pay,
        free: &[price(9), price(10), PRESENT],
    },
    Case {
        name: "seat_release",
        terms: pair,
        steps: &[OPEN, JOIN, CANCEL],
        seconds: 0,
        build: |crowd, job| {
            let network = &crowd.scene.network;
            jobs::seat_release(job, &network.job(&job), &network.crew(&job), 0)
        },
        free: &[],
    },
    Case {
        name: "crew_close",
        terms: pair,
        steps: &[OPEN, JOIN, CANCEL, RELEASE],
        seconds: 0,
        build: |crowd, job| jobs::crew_close(crowd.scene.client.pubkey(), job, &crowd.scene.network.crew(&job)),
        free: &[],
    },
    Case {
        name: "slash_missed_seat of a gang",
        terms: pair,
        steps: &[OPEN, JOIN, FILL],
        seconds: MAX_SECONDS as i64 + 1,
        build: slash,
        free: &[REPORTER],
    },
    Case {
        name: "slash_missed_seat of replicas",
        terms: twice,
        steps: &[OPEN, JOIN, FILL],
        seconds: MAX_SECONDS as i64 + 1,
        build: slash,
        free: &[REPORTER],
    },
    Case {
        name: "slash_quit_seat",
        terms: pair,
        steps: &[OPEN, JOIN, FILL],
        seconds: 0,
        build: |crowd, job| {
            let (network, pool) = (&crowd.scene.network, pda::pool(&crowd.scene.worker.wallet));
            slashing::slash_quit_seat(job, &network.job(&job), 0, &network.seat(&job, 0), pool)
        },
        free: &[],
    },
];

fn pay(crowd: &Crowd, job: Address) -> Instruction {
    let network = &crowd.scene.network;
    let payee = Payee::new(&network.book(&crowd.scene.operator.operator));
    jobs::seat_pay(job, &network.job(&job), &network.crew(&job), 0, &payee)
}

fn slash(crowd: &Crowd, job: Address) -> Instruction {
    let (network, pool) = (&crowd.scene.network, pda::pool(&crowd.scene.worker.wallet));
    slashing::slash_missed_seat(job, &network.job(&job), 0, &network.seat(&job, 0), pool, crowd.scene.reporter())
}

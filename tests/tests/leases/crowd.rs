//! Every instruction that concerns a lease, ready to be sent, beside what an attacker would put in its places.

use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::jobs::{self, Venue};
use furnace_client::instructions::slashing;
use furnace_client::{pda, program};
use furnace_common::limits::RETENTION_SECONDS;
use furnace_common::state::CloseReason;
use furnace_tests::crowd::Crowd;
use furnace_tests::network::{CLAIM_SECONDS, Network, WorkerActor};
use furnace_tests::substitution::{Free, Named, uncertified};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::stage;

/// Brings a lease on.
type Step = fn(&mut Network, &Keypair, &WorkerActor, Address);

/// An instruction, and how to come to where it goes through.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    steps: &'static [Step],
    seconds: i64,
    pub(crate) build: fn(&Crowd, Address) -> Instruction,
    pub(crate) free: &'static [Free],
}

/// A crowd with the lease at stake, a twin of the same parties and one of others, all as far.
pub(crate) struct Trio {
    pub(crate) crowd: Crowd,
    pub(crate) lease: Address,
    pub(crate) others: [Named; 3],
}

impl Case {
    /// Where the instruction goes through.
    pub(crate) fn trio(&self) -> Trio {
        let mut crowd = Crowd::new();
        let scene = &mut crowd.scene;
        let market = scene.network.market;
        let [lease, twin] =
            [(); 2].map(|()| order(&mut scene.network, &scene.client, &scene.worker, market, self.steps));
        let foreign = order(&mut scene.network, &crowd.other, &crowd.rivals_worker, crowd.market, self.steps);
        scene.network.chain.advance(self.seconds);
        let others = [("a twin", twin), ("a lease of others", foreign), ("an absent account", program::JOBS)];
        Trio { crowd, lease, others }
    }
}

fn order(network: &mut Network, client: &Keypair, worker: &WorkerActor, market: Address, steps: &[Step]) -> Address {
    let lease = network.try_lease(client, market, terms()).expect("lease opens");
    for step in steps {
        step(network, client, worker, lease);
    }
    lease
}

/// Twenty minutes, so that a client can have several.
fn terms() -> LeaseTerms {
    LeaseTerms { funded_seconds: 1_200, max_seconds: 1_200, ..stage::terms() }
}

const CLAIM: Step = |network, _, worker, lease| drop(network.try_lease_claim(worker, lease).expect("claim"));
const START: Step = |network, _, worker, lease| drop(network.try_lease_start(worker, lease).expect("start"));
const PING: Step = |network, client, _, lease| drop(network.try_ping(client, lease).expect("ping"));
const NOTICE: Step = |network, _, worker, lease| drop(network.try_notice(worker, lease).expect("notice"));
const CLOSE: Step = |network, client, _, lease| {
    network.try_lease_close(client, lease, CloseReason::Finished).expect("close");
};

const fn twin(place: usize) -> Free {
    Free { place, why: "another lease of the same parties is as good" }
}

const fn price(place: usize) -> Free {
    Free { place, why: "what is quoted in HEAT needs no price, and reads none" }
}

const OPEN_FREE: [Free; 4] = [
    Free { place: 1, why: "whoever signs may pay the rent" },
    Free { place: 3, why: "the client chooses its market" },
    Free { place: 5, why: "a balance in HEAT is its own compensation" },
    price(6),
];
const BILLED: [Free; 3] = [twin(0), price(8), price(9)];
const REPORTED: [Free; 2] = [twin(13), Free { place: 14, why: "the caller chooses where the reporter's part goes" }];

/// Every instruction that concerns a lease.
pub(crate) const CASES: [Case; 17] = [
    Case {
        name: "lease_open",
        steps: &[],
        seconds: 0,
        build: |crowd, _| {
            let (client, network) = (crowd.scene.client.pubkey(), &crowd.scene.network);
            let number = network.balance(&client).next_job;
            jobs::lease_open(client, network.payer(), &Venue::heat(network.market), number, terms()).1
        },
        free: &OPEN_FREE,
    },
    Case {
        name: "lease_claim",
        steps: &[],
        seconds: 0,
        build: |crowd, lease| jobs::lease_claim(crowd.scene.worker.wallet, crowd.scene.worker.key.pubkey(), lease),
        free: &[uncertified(4), Free { place: 5, why: "a worker chooses its lease" }],
    },
    Case {
        name: "lease_start",
        steps: &[CLAIM],
        seconds: 0,
        build: |crowd, lease| jobs::lease_start(crowd.scene.worker.key.pubkey(), lease),
        free: &[twin(1)],
    },
    Case {
        name: "lease_settle",
        steps: &[CLAIM, START],
        seconds: 60,
        build: |crowd, lease| {
            let network = &crowd.scene.network;
            jobs::lease_settle(lease, &network.lease(&lease), &network.lease_payee(&lease))
        },
        free: &BILLED,
    },
    Case {
        name: "lease_top_up",
        steps: &[CLAIM, START],
        seconds: 60,
        build: |crowd, lease| jobs::lease_top_up(lease, &crowd.scene.network.lease(&lease), 1),
        free: &[twin(1)],
    },
    Case {
        name: "lease_ping",
        steps: &[CLAIM, START],
        seconds: 60,
        build: |crowd, lease| jobs::lease_ping(lease, &crowd.scene.network.lease(&lease)),
        free: &[twin(1)],
    },
    Case {
        name: "lease_answer",
        steps: &[CLAIM, START, PING],
        seconds: 60,
        build: |crowd, lease| jobs::lease_answer(crowd.scene.worker.key.pubkey(), lease),
        free: &[twin(1)],
    },
    Case {
        name: "lease_notice",
        steps: &[CLAIM, START],
        seconds: 60,
        build: |crowd, lease| jobs::lease_notice(crowd.scene.worker.key.pubkey(), lease),
        free: &[twin(1)],
    },
    Case {
        name: "lease_leave",
        steps: &[CLAIM, START, NOTICE],
        seconds: 3_600,
        build: |crowd, lease| {
            let network = &crowd.scene.network;
            jobs::lease_leave(lease, &network.lease(&lease), &network.lease_payee(&lease))
        },
        free: &BILLED,
    },
    Case {
        name: "lease_close",
        steps: &[CLAIM, START],
        seconds: 60,
        build: |crowd, lease| {
            let network = &crowd.scene.network;
            let payee = network.lease_payee(&lease);
            jobs::lease_close(lease, &network.lease(&lease), &payee, CloseReason::Finished)
        },
        free: &[twin(1), price(9), price(10)],
    },
    Case {
        name: "lease_end",
        steps: &[CLAIM, START],
        seconds: 1_200,
        build: |crowd, lease| {
            let network = &crowd.scene.network;
            jobs::lease_end(lease, &network.lease(&lease), &network.lease_payee(&lease))
        },
        free: &BILLED,
    },
    Case {
        name: "lease_cancel",
        steps: &[],
        seconds: 0,
        build: |crowd, lease| jobs::lease_cancel(lease, &crowd.scene.network.lease(&lease)),
        free: &[twin(1)],
    },
    Case {
        name: "lease_expire",
        steps: &[],
        seconds: CLAIM_SECONDS as i64 + 1,
        build: |crowd, lease| jobs::lease_expire(lease, &crowd.scene.network.lease(&lease)),
        free: &[twin(0)],
    },
    Case {
        name: "lease_sweep by the client",
        steps: &[CLAIM, START, CLOSE],
        seconds: 0,
        build: |crowd, lease| jobs::lease_sweep(crowd.scene.client.pubkey(), lease, &crowd.scene.network.lease(&lease)),
        free: &[twin(1)],
    },
    Case {
        name: "lease_sweep by a stranger",
        steps: &[CLAIM, START, CLOSE],
        seconds: RETENTION_SECONDS + 1,
        build: |crowd, lease| {
            jobs::lease_sweep(crowd.scene.stranger.pubkey(), lease, &crowd.scene.network.lease(&lease))
        },
        free: &[Free { place: 0, why: "the retention is over" }, twin(1)],
    },
    Case {
        name: "slash_downtime in the first tier",
        steps: &[CLAIM, START, PING],
        seconds: 181,
        build: slash,
        free: &REPORTED,
    },
    Case {
        name: "slash_downtime that takes the lease away",
        steps: &[CLAIM, START, PING],
        seconds: 421,
        build: slash,
        free: &REPORTED,
    },
];

fn slash(crowd: &Crowd, lease: Address) -> Instruction {
    let account = crowd.scene.network.lease(&lease);
    let pool = pda::pool(&crowd.scene.worker.wallet);
    slashing::slash_downtime(lease, &account, pool, crowd.scene.reporter())
}

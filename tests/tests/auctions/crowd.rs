//! Every instruction of an auction, ready to be sent, beside what an attacker would put in its places.

use furnace_client::instructions::jobs::{self, Bidder, Venue};
use furnace_client::{pda, program};
use furnace_common::limits::STAKE_PER_GPU;
use furnace_common::units::HEAT;
use furnace_tests::chain::key;
use furnace_tests::crowd::Crowd;
use furnace_tests::network::{Network, WorkerActor, worker_args};
use furnace_tests::substitution::{Free, Named, uncertified};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::order::{KINDS, Kind};
use crate::stage::{CEILING, CLOSE};

/// Brings an auction on.
type Step = fn(&mut Network, Kind, &Keypair, &WorkerActor, Address);

/// An instruction, and how to come to where it goes through.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    steps: &'static [Step],
    seconds: i64,
    build: fn(&Crowd, Kind, Address) -> Instruction,
    pub(crate) free: &'static [Free],
}

/// A crowd with the auction at stake, a twin of the same parties and one of others, all as far, and one of the other
/// kind of order.
pub(crate) struct Quartet {
    pub(crate) crowd: Crowd,
    pub(crate) instruction: Instruction,
    pub(crate) others: Vec<Named>,
}

impl Case {
    /// Where the instruction goes through.
    pub(crate) fn quartet(&self, kind: Kind) -> Quartet {
        let mut crowd = Crowd::new();
        let kinds = crowd.kinds();
        let scene = &mut crowd.scene;
        let market = scene.network.market;
        let network = &mut scene.network;
        let other_kind = KINDS.into_iter().find(|other| *other != kind).expect("another kind");
        let ours = (&scene.client, &scene.worker, market);
        let theirs = (&crowd.other, &crowd.rivals_worker, crowd.market);
        let parties = [(kind, ours), (kind, ours), (kind, theirs), (other_kind, ours)];
        let orders = parties.map(|(kind, (client, _, market))| post(network, kind, client, market));
        // All are bid for before any worker becomes unable to.
        for step in self.steps {
            for ((kind, (client, worker, _)), order) in parties.into_iter().zip(orders) {
                step(network, kind, client, worker, order);
            }
        }
        let [order, twin, foreign, odd] = orders;
        crowd.scene.network.chain.advance(self.seconds);
        let named = [("a twin", twin), ("an order of others", foreign), ("another kind of order", odd)];
        let bids = [("a twin's bids", twin), ("others' bids", foreign), ("another kind's bids", odd)];
        let bids = bids.map(|(name, order)| (name, pda::bids(&order).0));
        let absent = [("an absent account", program::JOBS)];
        let others = [named.as_slice(), &bids, &absent, &kinds].concat();
        let instruction = (self.build)(&crowd, kind, order);
        Quartet { crowd, instruction, others }
    }
}

/// An order under a fifth of the usual ceiling, so that a client can have several.
fn post(network: &mut Network, kind: Kind, client: &Keypair, market: Address) -> Address {
    let number = network.balance(&client.pubkey()).next_job;
    let venue = Venue::heat(market);
    let (order, post) = kind.post(client.pubkey(), network.payer(), &venue, number, CEILING / 5, true);
    network.send(&[post], &[client]).expect("order is posted");
    order
}

const OPEN: Step = |network, kind, client, _, order| {
    let open = kind.open_bids(client.pubkey(), network.payer(), order);
    network.send(&[open], &[client]).expect("bidding opens");
};
const BID: Step = |network, _, _, worker, order| {
    network.try_bid(worker, order, 100).expect("bid");
};
/// The worker takes as many jobs as it may hold.
const OCCUPY: Step = |network, _, client, worker, _| {
    while network.worker_account(&worker.address).jobs < worker_args().max_jobs {
        let job = network.post(client, 1);
        network.try_claim(worker, job).expect("claim");
    }
};
/// The worker's operator takes out so much of its stake that the rest answers for no GPU.
const IMPOVERISH: Step = |network, _, _, worker, _| {
    let owner = ["operator", "rival"].map(key).into_iter().find(|owner| owner.pubkey() == worker.wallet);
    let (owner, pool) = (owner.expect("an operator of the crowd"), pda::pool(&worker.wallet));
    if network.pool(&pool).active >= STAKE_PER_GPU {
        network.try_unstake(&owner, pool, 801 * HEAT).expect("unstake");
    }
};
const CANCEL: Step = |network, kind, client, _, order| {
    let cancel = kind.cancel(network, order);
    network.send(&[cancel], &[client]).expect("cancel");
};

fn bidder(crowd: &Crowd) -> Bidder {
    crowd.scene.worker.bidder()
}

/// Why accounts that would show a lack of stake may be any: the worker alone shows that it cannot be engaged.
const SHOWN: &str = "of a worker without a free place nothing else is read";

/// Every instruction of an auction, for both kinds of order.
pub(crate) const CASES: [Case; 8] = [
    Case {
        name: "opening",
        steps: &[],
        seconds: 0,
        build: |crowd, kind, order| kind.open_bids(crowd.scene.client.pubkey(), crowd.scene.network.payer(), order),
        free: &[Free { place: 1, why: "whoever signs may pay the rent" }],
    },
    Case {
        name: "bidding",
        steps: &[OPEN],
        seconds: 0,
        build: |crowd, _, order| jobs::bid_place(crowd.scene.worker.wallet, crowd.scene.worker.key.pubkey(), order, 50),
        free: &[uncertified(4), Free { place: 5, why: "a worker chooses what it bids for" }],
    },
    Case {
        name: "taking a bid back",
        steps: &[OPEN, BID],
        seconds: 0,
        build: |crowd, _, order| jobs::bid_withdraw(crowd.scene.worker.wallet, crowd.scene.worker.key.pubkey(), order),
        free: &[Free { place: 2, why: "a worker chooses which of its bids it takes back" }],
    },
    Case {
        name: "dropping the bid of a full worker",
        steps: &[OPEN, BID, OCCUPY],
        seconds: CLOSE + 1,
        build: |crowd, _, order| jobs::bid_drop(order, &bidder(crowd)),
        free: &[
            Free { place: 0, why: "every bid of a worker that cannot be engaged can be dropped" },
            Free { place: 2, why: SHOWN },
            Free { place: 3, why: SHOWN },
            Free { place: 4, why: SHOWN },
        ],
    },
    Case {
        name: "dropping the bid of a worker without stake",
        steps: &[OPEN, BID, IMPOVERISH],
        seconds: CLOSE + 1,
        build: |crowd, _, order| jobs::bid_drop(order, &bidder(crowd)),
        free: &[Free { place: 0, why: "every bid of a worker that cannot be engaged can be dropped" }, uncertified(4)],
    },
    Case {
        name: "awarding a bid of the client's choice",
        steps: &[OPEN, BID],
        seconds: 0,
        build: |crowd, kind, order| kind.award(&crowd.scene.network, order, &bidder(crowd), 100),
        free: &[uncertified(8)],
    },
    Case {
        name: "awarding the best bid",
        steps: &[OPEN, BID],
        seconds: CLOSE + 1,
        build: |crowd, kind, order| kind.award_best(&crowd.scene.network, order, &bidder(crowd)),
        free: &[uncertified(7)],
    },
    Case {
        name: "closing the bids of an order that was withdrawn",
        steps: &[OPEN, BID, CANCEL],
        seconds: 0,
        build: |crowd, kind, order| kind.close_bids(&crowd.scene.network, order),
        free: &[],
    },
];

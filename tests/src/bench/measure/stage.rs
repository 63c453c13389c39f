//! The parties of orders in their dearest state: a market that asks for a price, and a client whose balance holds
//! money of as many others as it may.

use furnace_client::accounts::{ClientBalance, Operator};
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::generated::jobs::types::{JobTerms, LeaseTerms};
use furnace_client::instructions::jobs::{self, Payee, Venue};
use furnace_client::pda;
use furnace_common::limits::MAX_SPONSORS;
use furnace_common::state::Payment;
use furnace_common::units::HEAT;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::Bench;
use crate::chain::Receipt;
use crate::network::dollars::{USD, market_terms_in};
use crate::network::{Network, WorkerActor, job_terms};
use crate::price_update::PriceUpdate;

/// What one worker is paid, units of the quote; as much of the payment mint as six
/// sponsors and a half put in: no other number of them costs more.
pub(super) const WAGE: u64 = 2_512_347;
/// Of leases, by the second: an hour is a wage.
pub(super) const RATE: u64 = WAGE / 3_600;
const OWN_STAKE: u64 = 50_000 * HEAT;
/// Money of the client's own and of each of its sponsors, in both mints.
const MEANS: u64 = 10_000 * HEAT;

pub(super) struct Stage {
    pub(super) bench: Bench,
    pub(super) venue: Venue,
    pub(super) client: Keypair,
    /// Each of another operator.
    pub(super) workers: Vec<WorkerActor>,
    sponsors: [Keypair; 2],
    /// What a sponsor puts in at a time.
    share: u64,
}

impl Stage {
    /// A market that is paid like this, and so many workers.
    pub(super) fn new(payment: Payment, workers: usize) -> Self {
        Self::on(market_terms_in(payment, 0), workers)
    }

    /// A market on these terms, and so many workers.
    pub(super) fn on(terms: MarketOpenInstructionArgs, workers: usize) -> Self {
        let payment = Payment::from_byte(terms.payment).expect("a payment");
        let mut network = Network::new();
        let opener = network.wallet("bench opener", 0);
        let market = network.open_market(&opener, terms);
        let mut venue = network.venue(market);
        if !payment.is_in_usd() {
            venue.price_update = None;
        }
        let client = network.client("bench client", MEANS);
        if payment == Payment::Usd {
            network.add_dollars(&client, MEANS);
        }
        let sponsors = ["bench sponsor", "bench cosponsor"].map(|name| network.wallet(name, MEANS));
        for sponsor in &sponsors {
            network.give_usd(&sponsor.pubkey(), MEANS);
        }
        let workers = (0..workers)
            .map(|number| {
                let operator = network.operator(&format!("bench operator {number}"), OWN_STAKE);
                network.worker(&operator, &format!("bench worker {number}"))
            })
            .collect();
        // A dollar buys four HEAT.
        let share = WAGE * 2 / 13 * if payment == Payment::HeatForUsd { 4 * HEAT / USD } else { 1 };
        Self { bench: Bench { network, costs: Vec::new() }, venue, client, workers, sponsors, share }
    }

    pub(super) fn network(&mut self) -> &mut Network {
        &mut self.bench.network
    }

    /// Measures an instruction of the jobs program, with a price of this second and all places of sponsors taken.
    pub(super) fn step(&mut self, name: &str, case: &str, instruction: Instruction, signers: &[&Keypair]) -> Receipt {
        self.refresh();
        self.bench.step_in("jobs", name, case, instruction, signers)
    }

    /// Does something that is not measured in the same state.
    pub(super) fn send(&mut self, instruction: Instruction, signers: &[&Keypair]) {
        self.refresh();
        self.network().send(&[instruction], signers).expect("the stage is set");
    }

    /// Does something on a copy of the chain; only what it cost remains.
    pub(super) fn apart(&mut self, act: impl FnOnce(&mut Self)) {
        let kept = self.bench.network.copy();
        act(self);
        self.bench.network = kept;
    }

    /// The client's balance that pays.
    pub(super) fn balance(&self) -> Address {
        pda::balance(&self.client.pubkey(), &self.venue.mint)
    }

    pub(super) fn refresh(&mut self) {
        PriceUpdate::now(&self.bench.network).post(&mut self.bench.network);
        self.fill(MAX_SPONSORS);
    }

    /// Two sponsors put money in by turns until so many places are taken.
    pub(super) fn fill(&mut self, places: usize) {
        let balance: ClientBalance = self.bench.network.chain.read(&self.balance());
        let mut queue: Vec<_> = balance.sponsors.queue.iter().take_while(|sponsor| sponsor.amount > 0).collect();
        let mut last = queue.pop().map(|sponsor| sponsor.depositor);
        let taken = queue.len() + usize::from(last.is_some());
        for _ in taken..places {
            let next = usize::from(last == Some(self.sponsors[0].pubkey()));
            let instruction = self.sponsor(next);
            let signer = self.sponsors[next].insecure_clone();
            self.network().send(&[instruction], &[&signer]).expect("a sponsor pays in");
            last = Some(signer.pubkey());
        }
    }

    /// What lets the sponsor put its share in.
    pub(super) fn sponsor(&self, number: usize) -> Instruction {
        let wallet = self.sponsors[number].pubkey();
        jobs::sponsor(wallet, self.balance(), pda::token_account(&wallet, &self.venue.mint), self.share)
    }

    pub(super) fn sponsor_key(&self, number: usize) -> Keypair {
        self.sponsors[number].insecure_clone()
    }

    /// What posts an order of the client's.
    pub(super) fn posting(&self, terms: JobTerms) -> (Address, Instruction) {
        let balance: ClientBalance = self.bench.network.chain.read(&self.balance());
        let payer = self.bench.network.payer();
        jobs::job_post(self.client.pubkey(), payer, &self.venue, balance.next_job, terms)
    }

    pub(super) fn post(&mut self, terms: JobTerms) -> Address {
        let client = self.client.insecure_clone();
        let (job, post) = self.posting(terms);
        self.send(post, &[&client]);
        job
    }

    /// What opens a lease of the client's.
    pub(super) fn leasing(&self, terms: LeaseTerms) -> (Address, Instruction) {
        let balance: ClientBalance = self.bench.network.chain.read(&self.balance());
        let payer = self.bench.network.payer();
        jobs::lease_open(self.client.pubkey(), payer, &self.venue, balance.next_job, terms)
    }

    pub(super) fn lease(&mut self, terms: LeaseTerms) -> Address {
        let client = self.client.insecure_clone();
        let (lease, open) = self.leasing(terms);
        self.send(open, &[&client]);
        lease
    }

    /// Whom the operator of a book is paid as.
    pub(super) fn payee(&self, operator: &Address) -> Payee {
        let book: Operator = self.bench.network.chain.read(operator);
        Payee { price_update: self.venue.price_update, ..Payee::new(&book) }
    }
}

/// A job that only drawn workers may claim yet: all are.
pub(super) fn drawn_terms() -> JobTerms {
    JobTerms { sortition_seconds: 200, sortition_bps: 9_999, ..job_terms(WAGE) }
}

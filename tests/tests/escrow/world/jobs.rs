//! The instructions of jobs of one worker.

use furnace_client::accounts::{ClientBalance, Job};
use furnace_client::generated::jobs::types::{Checkpoint, JobTerms};
use furnace_client::instructions::jobs::{self, Venue};
use furnace_client::instructions::{dispute, slashing};
use furnace_common::state::PriceMode;
use furnace_tests::network::{attestation_to, job_terms};
use solana_instruction::Instruction;

use super::{PLACES, World, signed_by};
use crate::action::{Action, JobAsk, Quote};
use crate::cast::{Mint, PURSES, REPORTER};

impl World {
    pub(super) fn on_job(&mut self, action: &Action) -> Instruction {
        let (keys, wallets) = (&PLACES.keys, &PLACES.wallets);
        let Some(order) = action.order() else { return self.post(action) };
        let (address, job) = self.job(order);
        match *action {
            Action::Claim { worker, .. } => jobs::job_claim(self.wallet_of(worker), keys[worker], address),
            Action::Start { worker, from, .. } => jobs::job_start(keys[worker], address, from),
            Action::Checkpoint { worker, sequence, progress, .. } => {
                let checkpoint = Checkpoint { hash: [4; 32], sequence, progress_bps: progress, padding: [0; 2] };
                jobs::job_checkpoint(keys[worker], address, checkpoint)
            }
            Action::Submit { worker, result, .. } => jobs::job_submit(keys[worker], address, attestation_to(result)),
            Action::Accept { by, quote, .. } => {
                let payee = self.payee(&job.operator, quote);
                jobs::job_accept(address, &Job { client: wallets[by], ..job }, &payee)
            }
            Action::Accuse { by, result, .. } => {
                let (job, source) = (Job { client: wallets[by], ..job }, PLACES.account(by, Mint::Heat));
                dispute::dispute_open(wallets[by], PLACES.landlord, address, &job, [result; 32], source)
            }
            Action::Settle { quote, .. } => {
                let payee = self.payee(&job.operator, quote);
                jobs::job_settle(address, &job, &payee)
            }
            Action::PayCredit { index, .. } => {
                let credit = job.progress.credits.get(usize::from(index));
                let book = credit.map_or_else(Default::default, |credit| credit.operator);
                let payee = self.payee(&book, Quote::None);
                jobs::credit_pay(address, &job, index, &payee)
            }
            Action::ForfeitCredit { index, .. } => jobs::credit_forfeit(address, &job, index),
            Action::Cancel { by, .. } => jobs::job_cancel(address, &Job { client: wallets[by], ..job }),
            Action::Expire { .. } => jobs::job_expire(address, &job),
            Action::Quit { worker, .. } => {
                let pool = self.pool(&job.operator);
                slashing::slash_quit(address, &Job { worker_key: keys[worker], ..job }, pool)
            }
            Action::Miss { .. } => {
                let (pool, reporter) = (self.pool(&job.operator), PLACES.account(REPORTER, Mint::Heat));
                slashing::slash_missed_deadline(address, &job, pool, reporter)
            }
            Action::Close { by, .. } => jobs::job_close(wallets[by], address, &job),
            ref other => unreachable!("{other:?} is not about a job"),
        }
    }

    fn post(&mut self, action: &Action) -> Instruction {
        let Action::Post { purse, by, market, quote, ref ask } = *action else {
            unreachable!("{action:?} posts nothing")
        };
        let venue = self.venue(purse, market, quote);
        let client = PLACES.wallets[PURSES[purse].0];
        let post = jobs::job_post(client, PLACES.landlord, &venue, self.next_number(purse), terms(ask)).1;
        signed_by(post, client, PLACES.wallets[by])
    }

    pub(super) fn venue(&mut self, purse: usize, market: usize, quote: Quote) -> Venue {
        let mint = PLACES.mints[PURSES[purse].1 as usize];
        Venue { market: PLACES.markets[market], mint, price_update: self.quote(quote) }
    }

    pub(super) fn next_number(&self, purse: usize) -> u64 {
        let balance: ClientBalance = self.network.chain.read(&PLACES.purses[purse]);
        balance.next_job
    }
}

fn terms(ask: &JobAsk) -> JobTerms {
    JobTerms {
        claim_seconds: ask.claim_seconds,
        max_seconds: ask.max_seconds,
        sortition_seconds: ask.sortition_seconds,
        sortition_bps: ask.sortition_bps,
        mode: if ask.auction { PriceMode::Auction } else { PriceMode::Fixed }.byte(),
        crew: ask.crew.byte(),
        seats: ask.seats,
        quorum: ask.quorum,
        designated: ask.designated.map(|worker| PLACES.workers[worker]).unwrap_or_default(),
        ..job_terms(ask.price)
    }
}

//! The steps of the stage's auction, each followed by a look at the books.

use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::Failure;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::stage::Stage;

type Outcome = Result<Receipt, Failure>;

impl Stage {
    /// Sends what the keys sign, and looks at the books.
    #[track_caller]
    pub(crate) fn send(&mut self, instructions: &[Instruction], keys: &[&Keypair]) -> Outcome {
        let outcome = self.network.send(instructions, keys);
        self.verify();
        outcome
    }

    #[track_caller]
    fn by_client(&mut self, instruction: Instruction) -> Outcome {
        let client = self.client.insecure_clone();
        self.send(&[instruction], &[&client])
    }

    /// What opens the bidding at the landlord's expense.
    pub(crate) fn opening(&self) -> Instruction {
        self.kind.open_bids(self.client.pubkey(), self.landlord.pubkey(), self.order)
    }

    /// What gives the order to a bidder of the client's choice.
    pub(crate) fn awarding(&self, who: usize, max_price: u64) -> Instruction {
        self.kind.award(&self.network, self.order, &self.contenders[who].worker.bidder(), max_price)
    }

    /// What gives the order to the best bidder.
    pub(crate) fn awarding_best(&self, who: usize) -> Instruction {
        self.kind.award_best(&self.network, self.order, &self.contenders[who].worker.bidder())
    }

    /// What bids.
    pub(crate) fn bidding(&self, who: usize, price: u64) -> Instruction {
        let worker = &self.contenders[who].worker;
        jobs::bid_place(worker.wallet, worker.key.pubkey(), self.order, price)
    }

    #[track_caller]
    pub(crate) fn open_bids(&mut self) -> Outcome {
        let (client, landlord) = (self.client.insecure_clone(), self.landlord.insecure_clone());
        self.send(&[self.opening()], &[&client, &landlord])
    }

    #[track_caller]
    pub(crate) fn bid(&mut self, who: usize, price: u64) -> Outcome {
        let key = self.contenders[who].worker.key.insecure_clone();
        self.send(&[self.bidding(who, price)], &[&key])
    }

    #[track_caller]
    pub(crate) fn withdraw(&mut self, who: usize) -> Outcome {
        let (key, wallet) = (self.contenders[who].worker.key.insecure_clone(), self.contenders[who].worker.wallet);
        self.send(&[jobs::bid_withdraw(wallet, key.pubkey(), self.order)], &[&key])
    }

    /// Anyone drops the bid, and shows what answers for its worker.
    #[track_caller]
    pub(crate) fn drop_bid(&mut self, who: usize) -> Outcome {
        self.send(&[jobs::bid_drop(self.order, &self.contenders[who].worker.bidder())], &[])
    }

    /// Anyone drops the bid, and shows its worker alone.
    #[track_caller]
    pub(crate) fn drop_alone(&mut self, who: usize) -> Outcome {
        self.send(&[jobs::bid_drop_alone(self.order, self.address(who))], &[])
    }

    #[track_caller]
    pub(crate) fn award(&mut self, who: usize, max_price: u64) -> Outcome {
        self.by_client(self.awarding(who, max_price))
    }

    /// Anyone awards.
    #[track_caller]
    pub(crate) fn award_best(&mut self, who: usize) -> Outcome {
        self.send(&[self.awarding_best(who)], &[])
    }

    /// Anyone closes the bids.
    #[track_caller]
    pub(crate) fn close_bids(&mut self) -> Outcome {
        self.send(&[self.kind.close_bids(&self.network, self.order)], &[])
    }

    #[track_caller]
    pub(crate) fn claim(&mut self, who: usize) -> Outcome {
        let (key, wallet) = (self.contenders[who].worker.key.insecure_clone(), self.contenders[who].worker.wallet);
        self.send(&[self.kind.claim(wallet, key.pubkey(), self.order)], &[&key])
    }

    #[track_caller]
    pub(crate) fn cancel(&mut self) -> Outcome {
        self.by_client(self.kind.cancel(&self.network, self.order))
    }

    #[track_caller]
    pub(crate) fn expire(&mut self) -> Outcome {
        self.send(&[self.kind.expire(&self.network, self.order)], &[])
    }

    /// The client closes the account of the ended order.
    #[track_caller]
    pub(crate) fn sweep(&mut self) -> Outcome {
        self.by_client(self.kind.sweep(&self.network, self.client.pubkey(), self.order))
    }

    /// The worker's operator retires it.
    #[track_caller]
    pub(crate) fn retire(&mut self, who: usize) -> Outcome {
        let owner = self.contenders[who].owner.insecure_clone();
        let key = self.contenders[who].worker.key.pubkey();
        self.send(&[jobs::worker_retire(owner.pubkey(), key)], &[&owner])
    }

    /// The worker's operator takes stake out of its pool, so many shares.
    #[track_caller]
    pub(crate) fn unstake(&mut self, who: usize, shares: u64) -> Outcome {
        let owner = self.contenders[who].owner.insecure_clone();
        let outcome = self.network.try_unstake(&owner, pda::pool(&owner.pubkey()), shares);
        self.verify();
        outcome
    }
}

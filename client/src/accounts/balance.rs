//! Clients' money: whose it is.

use solana_address::Address;

use super::ClientBalance;

impl ClientBalance {
    /// What is free and the client's own, base units.
    pub fn withdrawable(&self) -> u64 {
        // Orders hold money of sponsors first.
        let own = self.free.saturating_add(self.reserved).saturating_sub(self.sponsors.total);
        self.free.min(own)
    }

    /// Who else's money is in it and not used yet, and how much; the first to be used first.
    pub fn sponsors(&self) -> impl Iterator<Item = (Address, u64)> {
        let used = self.sponsors.queue.iter().take_while(|sponsor| sponsor.amount > 0);
        used.map(|sponsor| (sponsor.depositor, sponsor.amount))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::ProgramAccount;

    #[test]
    fn money_of_sponsors_is_not_withdrawn() {
        let mut balance = ClientBalance::parse(&vec![0; ClientBalance::SIZE]).expect("a balance");
        balance.free = 10;
        balance.reserved = 5;
        assert_eq!(balance.withdrawable(), 10);
        // Five of it are held.
        balance.sponsors.total = 8;
        balance.sponsors.queue[0].amount = 8;
        assert_eq!((balance.withdrawable(), balance.sponsors().count()), (7, 1));
        balance.sponsors.total = 15;
        assert_eq!(balance.withdrawable(), 0);
    }
}

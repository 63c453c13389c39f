//! Where everything is.

use furnace_client::instructions::staking::Reward;
use furnace_client::pda;
use solana_address::Address;

use super::World;
use crate::action::{MINTS, Mint, Vault};
use crate::cast::{CLIENT, NAMES, POOLS, STAKERS};

/// What the checks read, found once.
#[derive(Clone, Default)]
pub(crate) struct Addresses {
    /// By pool and wallet.
    pub(crate) positions: [[Address; STAKERS]; POOLS],
    /// What the jobs program keeps of each operator.
    pub(crate) books: [Address; POOLS],
    /// Of the operators' workers.
    pub(crate) points: [Address; POOLS],
    pub(crate) heat_mint: Address,
    /// Every token account by its name, in the order of [`Model::tokens`](crate::model::Model::tokens).
    pub(crate) tokens: Vec<(Mint, String, Address)>,
}

impl World {
    pub(super) fn reward(&self, mint: Mint) -> Reward {
        match mint {
            Mint::Heat => Reward::Heat,
            Mint::Usd => Reward::Usd(self.network.usd_mint),
        }
    }

    /// An actor's own account of a mint.
    pub(super) fn account(&self, who: usize, mint: Mint) -> Address {
        pda::token_account(&self.wallets[who], &self.reward(mint).address())
    }

    /// Where a gift goes.
    pub(super) fn vault(&self, vault: Vault) -> Address {
        match vault {
            Vault::Stake { pool } => pda::pool_vault(&self.pools[pool]),
            Vault::Income { pool, mint } => pda::income_vault(&self.pools[pool], &self.reward(mint).address()),
            Vault::StakerFees { mint } => pda::staker_fees_vault(&self.reward(mint).address()),
            Vault::Fees { market } => pda::fee_vault(&self.markets[market], &pda::heat_mint()),
            Vault::UsdFees => pda::fee_vault(&self.markets[0], &self.network.usd_mint),
            Vault::Auction => pda::auction_vault(&self.network.usd_mint),
        }
    }

    pub(super) fn find_addresses(&self) -> Addresses {
        Addresses {
            positions: self.pools.map(|pool| std::array::from_fn(|who| pda::position(&pool, &self.wallets[who]))),
            books: std::array::from_fn(|operator| pda::operator(&self.wallets[operator])),
            points: self.workers.map(|worker| pda::points(&worker)),
            heat_mint: pda::heat_mint(),
            tokens: self.token_accounts(),
        }
    }

    fn token_accounts(&self) -> Vec<(Mint, String, Address)> {
        let mut all = Vec::new();
        for mint in MINTS {
            let treasury = match mint {
                Mint::Heat => pda::treasury(),
                Mint::Usd => pda::treasury_of(&self.network.usd_mint),
            };
            let wallets =
                (0..NAMES.len()).map(|who| (format!("wallet of the {}", NAMES[who]), self.account(who, mint)));
            let incomes = (0..POOLS).map(|pool| {
                let vault = Vault::Income { pool, mint };
                (format!("income of the {}'s pool", NAMES[pool]), self.vault(vault))
            });
            let own = [
                ("treasury".to_owned(), treasury),
                ("stakers' fees".to_owned(), self.vault(Vault::StakerFees { mint })),
            ];
            all.extend(wallets.chain(incomes).chain(own).map(|(name, address)| (mint, name, address)));
        }
        for (pool, operator) in NAMES.iter().enumerate().take(POOLS) {
            all.push((Mint::Heat, format!("stake in the {operator}'s pool"), self.vault(Vault::Stake { pool })));
        }
        let client = pda::balance_vault(&pda::heat_balance(&self.wallets[CLIENT]));
        for (mint, name, address) in [
            (Mint::Heat, "first market's fees", self.vault(Vault::Fees { market: 0 })),
            (Mint::Heat, "second market's fees", self.vault(Vault::Fees { market: 1 })),
            (Mint::Usd, "first market's fees in dollars", self.vault(Vault::UsdFees)),
            (Mint::Usd, "auction", self.vault(Vault::Auction)),
            (Mint::Heat, "client's balance", client),
            (Mint::Heat, "first market's bond", pda::market_bond(&self.markets[0])),
            (Mint::Heat, "second market's bond", pda::market_bond(&self.markets[1])),
        ] {
            all.push((mint, name.to_owned(), address));
        }
        all
    }
}

//! Dividing what was collected.

use furnace_client::generated::token::errors::FurnaceTokenError::NothingToDistribute;

use super::Model;
use super::maths::{ceil, floor};
use super::refusal::{Refusal, require};
use crate::action::Mint;

/// What was divided so far, in HEAT and in dollars.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Distributed {
    pub(crate) stakers: [u64; 2],
    pub(crate) treasury: [u64; 2],
    /// Dollars alone.
    pub(crate) auction: u64,
}

impl Model {
    /// Of fees in HEAT the burn share was burned before; of fees in dollars it goes to the auction.
    pub(super) fn distribute(&mut self, market: usize, mint: Mint) -> Result<(), Refusal> {
        let vault = match mint {
            Mint::Heat => &mut self.fee_vaults[market],
            Mint::Usd => &mut self.usd_fee_vault,
        };
        let fees = std::mem::take(vault);
        require(fees > 0, NothingToDistribute)?;
        let (burn, staker) = (u64::from(self.parameters.burn_bps), u64::from(self.parameters.staker_bps));
        let (auction, stakers) = match mint {
            // Nobody but the burn has a part of the take: what was collected is the stakers'.
            Mint::Heat if burn == 10_000 => (0, fees),
            Mint::Heat => (0, floor(fees, staker, 10_000 - burn).expect("a part")),
            Mint::Usd => (ceil(fees, burn, 10_000), floor(fees, staker, 10_000).expect("a part")),
        };
        let (m, treasury) = (mint as usize, fees - auction - stakers);
        self.staker_fees.mints[m].vault += stakers;
        self.treasury[m] += treasury;
        self.auction.vault += auction;
        self.distributed.stakers[m] += stakers;
        self.distributed.treasury[m] += treasury;
        self.distributed.auction += auction;
        Ok(())
    }
}

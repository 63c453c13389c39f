//! A price update as the Pyth receiver writes it, to be made up by tests.

use furnace_client::instructions::token;
use solana_account::Account;
use solana_address::Address;
use solana_signer::Signer;

use crate::chain::key;
use crate::errors::Failure;
use crate::network::{HEAT_USD_FEED, Network};

/// The Pyth receiver.
pub const RECEIVER: Address = Address::from_str_const("rec5EKMGg6MxZYaMdyBfgwp4d5rB9T1VQH5pJv5LtFJ");
/// First bytes of a price update.
const DISCRIMINATOR: [u8; 8] = [0x22, 0xf1, 0x23, 0x63, 0x9d, 0x7e, 0xf4, 0xcd];
/// The whole quorum signed.
const FULL: u8 = 1;
/// Bytes of the account, of which a fully signed update leaves the last one over.
const UPDATE_BYTES: usize = 134;

/// What an update says, and of whom it is.
#[derive(Clone)]
pub struct PriceUpdate {
    pub owner: Address,
    pub discriminator: [u8; 8],
    /// The level of verification, with what it is followed by.
    pub level: Vec<u8>,
    pub feed: [u8; 32],
    pub price: i64,
    pub confidence: u64,
    pub exponent: i32,
    /// Unix seconds.
    pub published_at: i64,
    pub bytes: usize,
}

impl PriceUpdate {
    /// 0.25 dollars give or take a hundredth of it, published this second.
    pub fn now(network: &Network) -> Self {
        Self {
            owner: RECEIVER,
            discriminator: DISCRIMINATOR,
            level: vec![FULL],
            feed: HEAT_USD_FEED,
            price: 25_000_000,
            confidence: 250_000,
            exponent: -8,
            published_at: network.chain.now(),
            bytes: UPDATE_BYTES,
        }
    }

    fn data(&self) -> Vec<u8> {
        let write_authority = [1; 32];
        let fields: [&[u8]; 12] = [
            &self.discriminator,
            &write_authority,
            &self.level,
            &self.feed,
            &self.price.to_le_bytes(),
            &self.confidence.to_le_bytes(),
            &self.exponent.to_le_bytes(),
            &self.published_at.to_le_bytes(),
            // what nobody reads: the update before, the moving average and its confidence, the slot
            &(self.published_at - 1).to_le_bytes(),
            &self.price.to_le_bytes(),
            &self.confidence.to_le_bytes(),
            &1u64.to_le_bytes(),
        ];
        let mut data = fields.concat();
        data.resize(self.bytes, 0);
        data
    }

    /// Puts the update on the chain.
    pub fn post(&self, network: &mut Network) -> Address {
        let address = key("price update").pubkey();
        let account = Account { lamports: 1_000_000_000, data: self.data(), owner: self.owner, ..Account::default() };
        network.chain.svm.set_account(address, account).expect("account is set");
        address
    }
}

/// Quotes micro-dollars at the update; returns HEAT base units.
pub fn quote(network: &mut Network, update: &PriceUpdate, micro_usd: u64) -> Result<u64, Failure> {
    let address = update.post(network);
    let receipt = network.send(&[token::price_quote(address, micro_usd)], &[])?;
    Ok(u64::from_le_bytes(receipt.return_data.try_into().expect("eight bytes")))
}

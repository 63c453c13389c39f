//! Fees, auction, dollar prices and emission.

use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_common::limits::POINTS_EPOCHS;
use furnace_common::units::HEAT;
use solana_account::Account;
use solana_address::Address;
use solana_signer::Signer;

use super::Bench;
use crate::chain::key;
use crate::network::{EPOCH, HEAT_USD_FEED, OperatorActor, WorkerActor};
use crate::scene::replaced;

/// The receiver of the Pyth network.
const PYTH: Address = Address::from_str_const("rec5EKMGg6MxZYaMdyBfgwp4d5rB9T1VQH5pJv5LtFJ");

pub(super) fn all(bench: &mut Bench, operator: &OperatorActor, worker: &WorkerActor) {
    fees(bench);
    auction(bench);
    price(bench);
    emission(bench, operator, worker);
}

/// Fees in dollars, which go three ways; fees in HEAT go two.
fn fees(bench: &mut Bench) {
    let (market, usd_mint, payer) = (bench.network.market, bench.network.usd_mint, bench.network.payer());
    let vault = pda::fee_vault(&market, &usd_mint);
    let open = replaced(token::fee_vault_open(payer, market, pda::heat_mint()), pda::heat_mint(), usd_mint);
    let open = replaced(open, pda::fee_vault(&market, &pda::heat_mint()), vault);
    bench.network.send(&[open], &[]).expect("fee vault opens");
    bench.network.mint_usd(&vault, 3_000_000_001);
    bench.step("token", "fees_distribute", token::usd_fees_distribute(market, usd_mint), &[]);
}

/// A lot is sold in two parts; the last one starts the next lot.
fn auction(bench: &mut Bench) {
    let usd_mint = bench.network.usd_mint;
    bench.network.mint_usd(&pda::auction_vault(&usd_mint), 20_000_000_000);
    bench.step("token", "auction_start", token::auction_start(usd_mint), &[]);
    let buyer = bench.network.wallet("bench buyer", 100_000 * HEAT);
    let wallet = buyer.pubkey();
    bench.network.give_usd(&wallet, 0);
    let (source, destination) = (pda::heat_account(&wallet), pda::token_account(&wallet, &usd_mint));
    let buy = |amount| token::auction_buy(wallet, usd_mint, source, destination, amount, u64::MAX);
    bench.network.chain.advance(4_321);
    bench.network.send(&[buy(1_234_567)], &[&buyer]).expect("a part is bought");
    bench.step("token", "auction_buy", buy(10_000_000_000), &[&buyer]);
}

fn price(bench: &mut Bench) {
    let update = key("bench price").pubkey();
    let mut data = vec![0; 134];
    data[..8].copy_from_slice(&[0x22, 0xf1, 0x23, 0x63, 0x9d, 0x7e, 0xf4, 0xcd]);
    data[40] = 1;
    data[41..73].copy_from_slice(&HEAT_USD_FEED);
    data[73..81].copy_from_slice(&25_000_000_i64.to_le_bytes());
    data[81..89].copy_from_slice(&50_000_u64.to_le_bytes());
    data[89..93].copy_from_slice(&(-8_i32).to_le_bytes());
    data[93..101].copy_from_slice(&bench.network.chain.now().to_le_bytes());
    let account = Account { lamports: HEAT, data, owner: PYTH, ..Account::default() };
    bench.network.chain.svm.set_account(update, account).expect("a price is set");
    bench.step("token", "price_quote", token::price_quote(update, 123_456_789), &[]);
}

/// From the opening of an epoch to its end.
fn emission(bench: &mut Bench, operator: &OperatorActor, worker: &WorkerActor) {
    let payer = bench.network.payer();
    let epoch = u64::try_from(bench.network.chain.now() / EPOCH).expect("an epoch");
    bench.step("token", "epoch_open", token::epoch_open(payer, epoch), &[]);
    let open = token::points_open(payer, worker.address, operator.operator);
    bench.step("token", "points_open", open, &[]);
    // The proofs program signs it, for what it verified; see `proofs` for that.
    bench.network.chain.verify_signatures(false);
    let record = token::points_record(worker.address, worker.wallet, epoch, 1_000_000_007, 9_900);
    bench.step("token", "points_record", record, &[]);
    bench.network.chain.verify_signatures(true);
    bench.network.chain.advance(2 * EPOCH);
    bench.step("token", "emission_claim", token::emission_claim(worker.address, worker.wallet, epoch), &[]);
    bench.network.chain.advance(EPOCH * POINTS_EPOCHS as i64);
    bench.step("token", "epoch_close", token::epoch_close(epoch, payer), &[]);
}

/// The worker is retired.
pub(super) fn ends(bench: &mut Bench, worker: &WorkerActor) {
    let close = token::points_close(worker.address, bench.network.payer());
    bench.step("token", "points_close", close, &[]);
}

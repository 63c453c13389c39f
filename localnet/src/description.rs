//! What others need to know of a running localnet.

use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Serialize};

/// A running localnet, as written to the state folder. Addresses are in base58.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// URL of the JSON-RPC server.
    pub rpc_url: String,
    /// URL of the WebSocket server.
    pub ws_url: String,
    /// The process to end when the network is to stop.
    pub pid: u32,
    /// The HEAT mint.
    pub mint: String,
    /// The mint of the local dollar token, of which the treasury's owner is the authority.
    pub usd_mint: String,
    /// The first market.
    pub market: String,
    /// The token account that genesis was minted to.
    pub treasury: String,
    /// Program ids by name.
    pub programs: BTreeMap<String, String>,
    /// Wallets by name.
    pub actors: BTreeMap<String, ActorDescription>,
}

/// A wallet of a localnet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorDescription {
    /// The wallet.
    pub address: String,
    /// Its keypair file.
    pub keypair: PathBuf,
    /// Its associated HEAT account, which exists when the wallet was given HEAT.
    pub heat_account: String,
    /// HEAT it was given, in base units.
    pub heat: u64,
    /// Its associated dollar account, which exists when the wallet was given dollars.
    pub usd_account: String,
    /// Dollars it was given, in base units.
    pub usd: u64,
}

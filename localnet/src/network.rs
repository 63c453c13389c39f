//! Putting a network together: chain, programs, set-up, money.

use std::{process, time::Duration};

use furnace_client::{
    chain::{
        RpcChain,
        rpc::{PriorityFee, RpcSettings},
    },
    pda,
};
use furnace_migrations::{
    Addresses, Config, MigrationError, Progress, Report, Signers, config::Governance, run as migrate,
};
use solana_address::Address;
use solana_keypair::Keypair;

use crate::{
    ActorDescription, Description, LocalnetError, Options, Stage,
    actors::{self, Actor},
    chain::{Genesis, LocalChain, Program},
    fund,
    programs::{self, PROGRAMS},
    state::StateFolder,
    usd,
};

/// A running network. Dropping it stops the chain.
#[derive(Debug)]
pub struct Localnet {
    chain: LocalChain,
    actors: Vec<Actor>,
    description: Description,
    state: StateFolder,
}

impl Localnet {
    /// Starts a network. When this returns, everything is set up, funded and written down.
    pub async fn start(options: Options, progress: &mut (dyn FnMut(Stage) + Send)) -> Result<Self, LocalnetError> {
        let programs = programs::load(&options.programs)?;
        let names = actors::names(&options.further_actors)?;
        let state = StateFolder::open(&options.state)?;
        let actors = names.into_iter().map(|name| state.actor(name)).collect::<Result<Vec<_>, _>>()?;
        let deployer = find(&actors, actors::DEPLOYER)?;
        let authority = find(&actors, actors::AUTHORITY)?;
        let treasury = find(&actors, actors::TREASURY)?;

        progress(Stage::Chain);
        let genesis = genesis(&programs, deployer, &actors);
        let chain = LocalChain::start(genesis, options.ports, options.validator.as_deref(), state.path()).await?;
        let client = connect(&chain).map_err(LocalnetError::Funding)?;

        progress(Stage::Usd);
        let usd_mint = usd::create(&client, &treasury.keypair).await.map_err(LocalnetError::UsdMint)?;
        let config = with_roles(options.config, authority, treasury, usd_mint);
        let signers = Signers::one(&deployer.keypair);
        let mut tell = |step: Progress<'_>| {
            if let Progress::Applying(step) = step {
                progress(Stage::Step(step.name()));
            }
        };
        let report = match migrate(&client, &config, &signers, &mut tell).await {
            // All HEAT is the treasury's at first, and nobody could have had the bond before there was any.
            Err(MigrationError::BondMissing { .. }) => {
                fund::hand_out_bond(&client, treasury, deployer).await.map_err(LocalnetError::Funding)?;
                migrate(&client, &config, &signers, &mut tell).await?
            }
            done => done?,
        };
        insist(&report)?;

        progress(Stage::Money);
        fund::hand_out(&client, treasury, &usd_mint, &actors).await.map_err(LocalnetError::Funding)?;
        let description = describe(&chain, &report.addresses, &actors, &state);
        state.publish(&description)?;
        Ok(Self { chain, actors, description, state })
    }

    /// What others need to know of this network.
    pub fn description(&self) -> &Description {
        &self.description
    }

    /// The wallets, the usual ones first.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// A wallet's keypair, if there is a wallet of that name.
    pub fn keypair(&self, name: &str) -> Option<&Keypair> {
        self.actors.iter().find(|actor| actor.name == name).map(|actor| &actor.keypair)
    }

    /// Waits until the chain has ended, which it does not do by itself, and tells why it did.
    pub async fn ended(&mut self) -> LocalnetError {
        self.chain.ended().await.into()
    }

    /// Takes the description away, stops the chain, and waits until its ports are free.
    pub async fn stop(self) -> Result<(), LocalnetError> {
        let retracted = self.state.retract();
        self.chain.stop().await?;
        retracted
    }
}

fn find<'a>(actors: &'a [Actor], name: &str) -> Result<&'a Actor, LocalnetError> {
    actors.iter().find(|actor| actor.name == name).ok_or_else(|| LocalnetError::ActorName(name.to_owned()))
}

fn genesis(programs: &[Program], deployer: &Actor, actors: &[Actor]) -> Genesis {
    let wallets =
        actors.iter().fold(Genesis::default(), |genesis, actor| genesis.wallet(&actor.address(), actors::LAMPORTS));
    programs.iter().fold(wallets, |genesis, program| genesis.program(program, &deployer.address()))
}

/// The configuration with the network's own wallets and dollar token.
fn with_roles(config: Config, authority: &Actor, treasury: &Actor, usd_mint: Address) -> Config {
    let governance = Governance {
        authority: Some(authority.address()),
        guardian: Some(authority.address()),
        usd_mint: Some(usd_mint),
        ..config.governance
    };
    Config { governance, treasury: Some(treasury.address()), ..config }
}

/// A client for a chain that is near, fast and free.
fn connect(chain: &LocalChain) -> Result<RpcChain, furnace_client::chain::ChainError> {
    let settings = RpcSettings {
        priority_fee: PriorityFee::NONE,
        poll_every: Duration::from_millis(50),
        websocket: Some(chain.ws_url()),
        ..RpcSettings::default()
    };
    RpcChain::with_settings(&chain.rpc_url(), settings)
}

fn insist(report: &Report) -> Result<(), LocalnetError> {
    if report.is_complete() {
        return Ok(());
    }
    let what = report.differences().map(|(step, difference)| format!("{step}: {}", difference.field));
    Err(LocalnetError::Incomplete(what.collect::<Vec<_>>().join(", ")))
}

fn describe(chain: &LocalChain, addresses: &Addresses, actors: &[Actor], state: &StateFolder) -> Description {
    let actor = |actor: &Actor| ActorDescription {
        address: actor.address().to_string(),
        keypair: state.keypair_path(&actor.name),
        heat_account: pda::heat_account(&actor.address()).to_string(),
        heat: actor.heat().0,
        usd_account: pda::token_account(&actor.address(), &addresses.usd_mint).to_string(),
        usd: actor.usd().0,
    };
    Description {
        rpc_url: chain.rpc_url(),
        ws_url: chain.ws_url(),
        pid: process::id(),
        mint: addresses.mint.to_string(),
        usd_mint: addresses.usd_mint.to_string(),
        market: addresses.market.to_string(),
        treasury: addresses.treasury.to_string(),
        programs: PROGRAMS.iter().map(|(name, id)| ((*name).to_owned(), id.to_string())).collect(),
        actors: actors.iter().map(|one| (one.name.clone(), actor(one))).collect(),
    }
}

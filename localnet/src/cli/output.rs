//! The network on standard output, progress on standard error.

use std::{
    io::{self, Write},
    time::Duration,
};

use anyhow::Context;
use furnace_client::heat::Heat;
use furnace_localnet::{Localnet, Stage};

/// Says what is under way.
pub(super) fn stage(stage: Stage) {
    match stage {
        Stage::Chain => eprintln!("starting the chain"),
        Stage::Usd => eprintln!("creating the dollar token"),
        Stage::Step(name) => eprintln!("setting up: {name}"),
        Stage::Money => eprintln!("handing out HEAT and dollars"),
    }
}

/// Prints what a user of the network needs: one line of JSON, or a page.
pub(super) fn ready(network: &Localnet, after: Duration, json: bool) -> anyhow::Result<()> {
    let text = if json {
        serde_json::to_string(network.description()).context("writing the description as JSON")?
    } else {
        page(network, after)
    };
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{text}").and_then(|()| stdout.flush()).context("printing the description")
}

fn page(network: &Localnet, after: Duration) -> String {
    let description = network.description();
    let mut lines = vec![
        String::new(),
        format!("Furnace is ready after {:.1} s. Ctrl-C stops it.", after.as_secs_f64()),
        String::new(),
    ];
    for (name, value) in [
        ("RPC", &description.rpc_url),
        ("WebSocket", &description.ws_url),
        ("HEAT mint", &description.mint),
        ("Dollar mint", &description.usd_mint),
        ("Market", &description.market),
        ("Treasury", &description.treasury),
    ] {
        lines.push(format!("{name:<12} {value}"));
    }
    lines.push(String::new());
    for (name, id) in &description.programs {
        lines.push(format!("{name:<18} {id}"));
    }
    lines.push(String::new());
    for actor in network.actors() {
        let (heat, usd) = (actor.heat(), actor.usd());
        let money = if heat == Heat(0) { String::new() } else { format!("{heat} HEAT, {usd} dollars") };
        lines.push(format!("{:<12} {:<44} {money}", actor.name, actor.address().to_string()).trim_end().to_owned());
    }
    if let Some(folder) = description.actors.values().find_map(|actor| actor.keypair.parent()) {
        lines.push(String::new());
        lines.push(format!("Keypairs are in {}, for development alone.", folder.display()));
    }
    lines.join("\n")
}

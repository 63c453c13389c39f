//! `furnace governance propose`

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use clap::Args;
use furnace_client::parameters::{self, changed, differences};
use serde_json::{Map, Value};

use super::show::plain;
use crate::cli::{
    context::Context,
    failure::{Misuse, refusal},
    report::{Receipt, moment},
};

/// Announce new parameters, which take effect after the notice. By the authority.
///
/// What is not named stays as it is. Keys and values are those of 'furnace governance show --json': amounts in base
/// units, times in seconds, rates in basis points.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace governance propose --set take_bps=900 --set staker_bps=3500\n  furnace governance propose --file parameters.toml"
)]
pub(in crate::cli) struct Propose {
    /// A TOML or JSON file of parameters.
    #[arg(long, value_name = "FILE", required_unless_present = "set")]
    file: Option<PathBuf>,
    /// One parameter; it goes before the file.
    #[arg(long, value_name = "KEY=VALUE", value_parser = setting)]
    set: Vec<(String, Value)>,
}

pub(super) async fn run(command: Propose, context: &Context<'_>) -> anyhow::Result<()> {
    let mut changes = match &command.file {
        None => Map::new(),
        Some(path) => read(path)?,
    };
    changes.extend(command.set);
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let current = furnace.governance().await?.data.parameters;
    let new = changed(&current, changes).map_err(|error| Misuse(error.to_string()))?;
    let differences = differences(&current, &new);
    if differences.is_empty() {
        return Err(refusal("that is what is in effect already").into());
    }
    for (key, before, after) in &differences {
        context.output.note(format!("{key}: {} -> {}", plain(before), plain(after)));
    }
    let signature = furnace.parameters_propose(&wallet, new.clone()).await?;
    let effective_at = furnace.governance().await?.data.effective_at;
    let sentence = format!("announced; 'furnace governance apply' puts it into effect from {}", moment(effective_at));
    let receipt = Receipt::new(signature, sentence).with("effective_at", effective_at);
    context.output.result(&receipt.with("parameters", parameters::document(&new)))
}

/// A file of parameters: JSON where its name says so, else TOML.
fn read(path: &Path) -> anyhow::Result<Map<String, Value>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()));
    let text = text.map_err(|error| Misuse(format!("{error:#}")))?;
    let parsed = match path.extension().is_some_and(|extension| extension == "json") {
        true => serde_json::from_str(&text).map_err(|error| error.to_string()),
        false => toml::from_str(&text).map_err(|error| error.message().to_owned()),
    };
    Ok(parsed.map_err(|reason| Misuse(format!("{}: {reason}", path.display())))?)
}

/// A key and its value: a number where it is one, else a text.
fn setting(text: &str) -> Result<(String, Value), Misuse> {
    let (key, value) = text.split_once('=').ok_or_else(|| Misuse("write KEY=VALUE".to_owned()))?;
    let value = value.parse::<i64>().map_or_else(|_| Value::from(value), Value::from);
    Ok((key.to_owned(), value))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_are_numbers_or_texts() {
        let set = |text: &str| setting(text).ok();
        assert_eq!(set("take_bps=900"), Some(("take_bps".to_owned(), json!(900))));
        let feed = "7".repeat(64);
        assert_eq!(set(&format!("heat_usd_feed={feed}")), Some(("heat_usd_feed".to_owned(), json!(feed))));
        assert_eq!(set("take_bps"), None);
    }

    #[test]
    fn files_are_toml_or_json() {
        let folder = tempfile::tempdir().expect("folder");
        let expected = json!({ "take_bps": 900, "max_lot": 5 });
        for (name, text) in [("a.toml", "take_bps = 900\nmax_lot = 5"), ("a.json", r#"{"take_bps":900,"max_lot":5}"#)] {
            let path = folder.path().join(name);
            fs::write(&path, text).expect("write");
            assert_eq!(read(&path).map(Value::Object).expect(name), expected);
            fs::write(&path, "take_bps: 900").expect("write");
            let error = read(&path).expect_err(name);
            assert!(error.is::<Misuse>() && error.to_string().contains(name), "{error}");
        }
        assert!(read(&folder.path().join("none.toml")).expect_err("absent").is::<Misuse>());
    }
}

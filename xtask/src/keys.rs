//! Development keypairs: derived from the program's name, so that addresses are the same everywhere.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use clap::Args;
use ed25519_dalek::SigningKey;
use sha2::{Digest as _, Sha256};

use crate::{checkout, programs};

/// Arguments of `keys`: none.
#[derive(Args)]
pub(crate) struct Keys {}

impl Keys {
    pub(crate) fn run(self) -> Result<()> {
        for program in programs::all()? {
            write(&program.name, &checkout::deploy())?;
            println!("{} {}", program.name, address(&keypair(&program.name)));
        }
        Ok(())
    }
}

/// Anyone can derive this key: it is for development networks alone.
fn keypair(program: &str) -> SigningKey {
    let seed = Sha256::digest(format!("furnace development program: {program}"));
    SigningKey::from_bytes(&seed.into())
}

fn address(key: &SigningKey) -> String {
    bs58::encode(key.verifying_key().as_bytes()).into_string()
}

/// Writes `<program>-keypair.json` unless there is one: a key of the developer's own is kept.
pub(crate) fn write(program: &str, folder: &Path) -> Result<()> {
    let path = folder.join(format!("{program}-keypair.json"));
    if path.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    let bytes = keypair(program).to_keypair_bytes().to_vec();
    fs::write(&path, serde_json::to_string(&bytes)?).with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_fixed() {
        assert_eq!(address(&keypair("furnace_token")), "9aJqYgKrNPBzJnq38Y1LmrwVMv8p5seCCJ8zBD3NDC84");
        assert_eq!(address(&keypair("furnace_jobs")), "BviWsQ1zgxudhtTuQwpw3QqQ6WQfEa4f3Q3dSNTt5kpN");
    }

    #[test]
    fn keypairs_are_files_the_tools_read() -> Result<()> {
        let folder = tempfile::tempdir()?;
        write("furnace_token", folder.path())?;
        let text = fs::read_to_string(folder.path().join("furnace_token-keypair.json"))?;
        let bytes: Vec<u8> = serde_json::from_str(&text)?;
        assert_eq!(bytes.len(), 64);
        assert_eq!(bytes[32..], *keypair("furnace_token").verifying_key().as_bytes());
        Ok(())
    }
}

use std::fs;
use std::process::Command;
use std::time::Duration;

use furnace_client::accounts::Verifier;
use furnace_client::pda;
use solana_signer::Signer;

use super::process::binary;
use super::{Localnet, Process, StageError};

/// How long a verifier may take to open its device and find the chain.
const START: Duration = Duration::from_secs(120);

/// A verifier daemon in a process of its own.
#[derive(Debug)]
pub struct VerifierProcess {
    process: Process,
    /// Where this run begins in the log, which keeps the earlier ones.
    from: u64,
}

impl VerifierProcess {
    /// Waits for a line in this run's log.
    pub fn wait_for(&mut self, text: &str, limit: Duration) -> Result<(), StageError> {
        self.process.wait_for(text, self.from, limit)
    }

    /// SIGKILL.
    pub fn kill(self) -> Result<(), StageError> {
        self.process.kill()
    }
}

impl Localnet {
    /// Makes an actor a verifier with a bond, HEAT base units, whose votes another actor's key signs.
    pub fn verifier_register(&self, wallet: &str, key: &str, bond: u64) -> Result<(), StageError> {
        let (wallet, key) = (self.signer(wallet)?, self.signer(key)?.pubkey());
        self.with_furnace(async |furnace| furnace.verifier_register(&wallet, key, bond).await.map(drop))
    }

    /// An actor's account as a verifier.
    pub fn verifier_of(&self, wallet: &str) -> Result<Verifier, StageError> {
        let address = pda::verifier(&self.wallet(wallet)?);
        Ok(self.with_furnace(async |furnace| furnace.get::<Verifier>(&address).await)?.data)
    }

    /// Starts the daemon of a registered verifier, with settings as `furnace-worker verify --set` takes them.
    pub fn verifier(&self, wallet: &str, key: &str, settings: &[&str]) -> Result<VerifierProcess, StageError> {
        let folder = self.folder().join(wallet);
        fs::create_dir_all(&folder).map_err(StageError::io(folder.display().to_string()))?;
        let config = folder.join("verifier.toml");
        let text = format!(
            "[chain]\nrpc = \"{}\"\nwebsocket = \"{}\"\n\n[worker]\nkeypair = \"{}\"\n\n[verify]\nwallet = \"{}\"\n\n[run]\nwork_folder = \"{}\"\n\n[policy]\nstores = [\"file://{}\"]\n",
            self.rpc_url()?,
            self.websocket()?,
            self.keypair(key)?,
            self.address(wallet)?,
            folder.join("work").display(),
            self.store().display(),
        );
        fs::write(&config, text).map_err(StageError::io(config.display().to_string()))?;
        let mut command = Command::new(binary("furnace-worker")?);
        command.args(["verify", "--config"]).arg(&config);
        command.args(settings.iter().flat_map(|setting| ["--set", setting]));
        // Mesa's device chooser writes to the log of whoever lists devices.
        command.env("NODEVICE_SELECT", "1");
        let log = folder.join("verifier.log");
        let from = fs::metadata(&log).map_or(0, |metadata| metadata.len());
        let mut process = Process::start(&mut command, log)?;
        process.wait_for("watching for disputes", from, START)?;
        Ok(VerifierProcess { process, from })
    }
}

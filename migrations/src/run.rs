//! Carrying out the steps.

use std::time::Duration;

use furnace_client::chain::Chain;

use crate::{
    Config, MigrationError, Outcome, Plan, Report, Roles, Signers, State, Step, StepReport,
    deployment::{check_authority, check_bond, check_deployed, check_usd_mint},
};

/// How often to look for what was just executed: another node may answer than the one that confirmed.
const LOOKS: u32 = 10;
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// What a run is about to do or has done.
#[derive(Clone, Copy)]
pub enum Progress<'a> {
    /// The step's transaction goes out.
    Applying(&'a dyn Step),
    /// The step is over.
    Finished(&'a StepReport),
}

/// Applies what is pending, in order, and checks each stored value afterwards.
///
/// What is done already stays untouched. Where a stored value differs from the configuration nothing
/// more is applied, because later steps build on earlier ones: the report says what differs.
pub async fn run(
    chain: &dyn Chain,
    config: &Config,
    signers: &Signers<'_>,
    progress: &mut (dyn FnMut(Progress<'_>) + Send),
) -> Result<Report, MigrationError> {
    let roles = signers.roles(config);
    let plan = Plan::new(config, roles)?;
    let mut report = examine(chain, &plan, roles).await?;
    let mut differs = report.differences().next().is_some();
    for (step, line) in plan.steps().zip(&mut report.steps) {
        if line.outcome == Outcome::Pending && !differs {
            progress(Progress::Applying(step));
            line.outcome = apply(chain, step, signers).await?;
            differs = matches!(line.outcome, Outcome::Differs { .. });
        }
        progress(Progress::Finished(line));
    }
    Ok(report)
}

/// How every step stands. Applies nothing, and refuses what [`run`] would refuse.
pub async fn status(chain: &dyn Chain, config: &Config, roles: Roles) -> Result<Report, MigrationError> {
    let plan = Plan::new(config, roles)?;
    examine(chain, &plan, roles).await
}

/// Reads every state, and makes sure that what is pending can be applied.
async fn examine(chain: &dyn Chain, plan: &Plan, roles: Roles) -> Result<Report, MigrationError> {
    check_deployed(chain).await?;
    let mut report = plan.report();
    for (step, line) in plan.steps().zip(&mut report.steps) {
        line.outcome = state(chain, step).await?.into();
        if line.outcome != Outcome::Pending {
            continue;
        }
        if let Some(program) = step.gate() {
            check_authority(chain, &program, &roles.deployer).await?;
        }
        if let Some(mint) = step.usd_mint() {
            check_usd_mint(chain, &mint).await?;
        }
    }
    Ok(report)
}

async fn apply(chain: &dyn Chain, step: &dyn Step, signers: &Signers<'_>) -> Result<Outcome, MigrationError> {
    // Only now: an earlier step may have brought it.
    if let Some(source) = step.bond_source() {
        check_bond(chain, &source).await?;
    }
    let instruction = step.instruction();
    let signature = match chain.send(std::slice::from_ref(&instruction), &signers.of(&instruction)).await {
        Ok(signature) => signature,
        // Someone else may have done it in the meantime, or this transaction did without our learning of it.
        Err(source) => {
            return match state(chain, step).await {
                Ok(state) if state != State::Pending => Ok(state.into()),
                _ => Err(MigrationError::Step { step: step.name(), source }),
            };
        }
    };
    for look in 0..LOOKS {
        if look > 0 {
            tokio::time::sleep(LOOK_EVERY).await;
        }
        match state(chain, step).await? {
            State::Pending => {}
            State::Applied => return Ok(Outcome::Applied { signature }),
            State::Differs(differences) => return Ok(Outcome::Differs { differences }),
        }
    }
    Err(MigrationError::Invisible { step: step.name(), account: step.account() })
}

async fn state(chain: &dyn Chain, step: &dyn Step) -> Result<State, MigrationError> {
    step.state(chain).await.map_err(|source| MigrationError::Step { step: step.name(), source })
}

//! `furnace job report`

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use furnace_client::{
    accounts::{Found, Job},
    attested::Standing,
};
use furnace_common::penalties::split;

use super::{Target, attestation, view};
use crate::cli::{
    context::Context,
    failure::{Refusal, refusal},
    report::{Receipt, heat},
};

/// Have a worker punished that signed another result than it attested to on chain, and be paid for it; anyone may.
///
/// It loses the job's collateral and a tenth of its pool: 40% are the client's, 10% yours but at most 100 HEAT, and the
/// rest burns. The job goes on as it was.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  furnace job report 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --attestation attestation.json"
)]
pub(in crate::cli) struct Report {
    #[command(flatten)]
    target: Target,
    /// File with what the worker signed [default: look into the job's store].
    #[arg(long, value_name = "FILE")]
    attestation: Option<PathBuf>,
}

pub(super) async fn run(command: Report, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    let (attested, standing) = attestation::read(&job, command.attestation.as_deref()).await?;
    let on_chain = job.data.result().filter(|_| standing == Standing::Differs);
    let on_chain = on_chain.ok_or_else(|| no_offence(&job, standing))?;
    if let Some(earlier) = furnace.two_results(&job).await? {
        let told = format!(
            "the worker of job {} was punished for it already, with {}",
            job.address,
            heat(earlier.data.penalty)
        );
        return Err(refusal(told).into());
    }
    let signature = furnace.report_two_results(&wallet, &job, &attested).await?;
    let taken = furnace.two_results(&job).await?.context("the record of the penalty is not to be seen")?.data.penalty;
    let parts = split(taken, true).context("the penalty does not divide")?;
    context.output.note(format!(
        "{} are the client's, {} yours, and {} burned",
        heat(parts.client),
        heat(parts.reporter),
        heat(parts.burn)
    ));
    let sentence = format!("reported the worker of job {}: {} slashed", job.address, heat(taken));
    let receipt = Receipt::new(signature, sentence)
        .with("job", job.address.to_string())
        .with("attempt", attested.attempt)
        .with("worker", view::named(job.data.worker))
        .with("signed", attested.result.to_string())
        .with("on_chain", on_chain.to_string())
        .with("slashed", taken)
        .with("to_client", parts.client)
        .with("to_reporter", parts.reporter)
        .with("burned", parts.burn);
    context.output.result(&receipt)
}

/// Why nobody is punished.
fn no_offence(job: &Found<Job>, standing: Standing) -> Refusal {
    let address = job.address;
    match standing {
        Standing::Early => refusal(format!("the worker of job {address} has not attested to a result on chain yet"))
            .hint("keep the attestation: it counts once the worker attests to another result"),
        Standing::Over => {
            refusal(format!("that attempt at job {address} is over, and the chain has nothing of it any more"))
        }
        Standing::Agrees | Standing::Differs => {
            refusal(format!("the worker of job {address} signed the result that it attested to on chain"))
        }
    }
}

//! Steps on chain, before and after they are taken.

use std::{fmt, str::FromStr};

use rusqlite::{Row, params};
use solana_address::Address;
use solana_signature::Signature;

use super::{Journal, JournalError, now};

/// A step of a worker on chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Takes a job.
    Claim,
    /// Begins the work.
    Start,
    /// Records a checkpoint, by its number.
    Checkpoint(u32),
    /// Attests to the result.
    Submit,
    /// Hands the job back.
    Quit,
    /// Draws whether the result is audited.
    DrawAudit,
    /// Begins the audit that was drawn.
    OpenAudit,
    /// Settles after the review.
    Settle,
    /// Bids a price, base units of the quote.
    Bid(u64),
    /// Takes the bid back.
    Withdraw,
    /// Gives an order to the best bidder.
    Award,
    /// Takes a seat of a crew.
    Join,
    /// Tells a rank how to reach rank 0.
    Meet(u8),
    /// Commits to a result.
    Commit,
    /// Shows the result that was committed to.
    Reveal,
    /// Attests to a part.
    SubmitPart,
    /// Hands a seat back.
    QuitSeat,
    /// Takes a lease.
    LeaseClaim,
    /// Says that its workload answers.
    LeaseStart,
    /// Collects what it earned.
    LeaseSettle,
    /// Answers a ping.
    LeaseAnswer,
    /// Gives notice.
    LeaseNotice,
    /// Brings it to its end.
    LeaseEnd,
}

/// What a step changes, and where its outcome is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A job.
    Job,
    /// The bids for an order.
    Bids,
    /// The own seat in the crew of a job.
    Seat,
    /// A lease.
    Lease,
}

impl Step {
    /// All steps whose name says everything.
    pub(super) const PLAIN: [Self; 20] = [
        Self::Claim,
        Self::Start,
        Self::Submit,
        Self::Quit,
        Self::DrawAudit,
        Self::OpenAudit,
        Self::Settle,
        Self::Withdraw,
        Self::Award,
        Self::Join,
        Self::Commit,
        Self::Reveal,
        Self::SubmitPart,
        Self::QuitSeat,
        Self::LeaseClaim,
        Self::LeaseStart,
        Self::LeaseSettle,
        Self::LeaseAnswer,
        Self::LeaseNotice,
        Self::LeaseEnd,
    ];

    /// The step's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Start => "start",
            Self::Checkpoint(_) => "checkpoint",
            Self::Submit => "submit",
            Self::Quit => "quit",
            Self::DrawAudit => "draw_audit",
            Self::OpenAudit => "open_audit",
            Self::Settle => "settle",
            Self::Bid(_) => "bid",
            Self::Withdraw => "withdraw",
            Self::Award => "award",
            Self::Join => "join",
            Self::Meet(_) => "meet",
            Self::Commit => "commit",
            Self::Reveal => "reveal",
            Self::SubmitPart => "submit_part",
            Self::QuitSeat => "quit_seat",
            Self::LeaseClaim => "lease_claim",
            Self::LeaseStart => "lease_start",
            Self::LeaseSettle => "lease_settle",
            Self::LeaseAnswer => "lease_answer",
            Self::LeaseNotice => "lease_notice",
            Self::LeaseEnd => "lease_end",
        }
    }

    /// What it changes.
    pub fn subject(self) -> Subject {
        match self {
            Self::Claim
            | Self::Start
            | Self::Checkpoint(_)
            | Self::Submit
            | Self::Quit
            | Self::DrawAudit
            | Self::OpenAudit
            | Self::Settle => Subject::Job,
            Self::Bid(_) | Self::Withdraw | Self::Award => Subject::Bids,
            Self::Join | Self::Meet(_) | Self::Commit | Self::Reveal | Self::SubmitPart | Self::QuitSeat => {
                Subject::Seat
            }
            Self::LeaseClaim
            | Self::LeaseStart
            | Self::LeaseSettle
            | Self::LeaseAnswer
            | Self::LeaseNotice
            | Self::LeaseEnd => Subject::Lease,
        }
    }
}

/// The text that is stored.
impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Checkpoint(number) => write!(formatter, "{} {number}", self.name()),
            Self::Bid(price) => write!(formatter, "{} {price}", self.name()),
            Self::Meet(rank) => write!(formatter, "{} {rank}", self.name()),
            _ => formatter.write_str(self.name()),
        }
    }
}

impl FromStr for Step {
    type Err = JournalError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let step = match text.split_once(' ') {
            None => Self::PLAIN.into_iter().find(|step| step.name() == text),
            Some(("checkpoint", number)) => number.parse().ok().map(Self::Checkpoint),
            Some(("bid", price)) => price.parse().ok().map(Self::Bid),
            Some(("meet", rank)) => rank.parse().ok().map(Self::Meet),
            Some(_) => None,
        };
        step.ok_or_else(|| JournalError::Odd(format!("the step '{text}'")))
    }
}

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The chain shows it.
    Done,
    /// The chain did not take it up.
    NotDone,
}

impl Outcome {
    fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NotDone => "not done",
        }
    }
}

/// Names a journalled step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntentId(i64);

/// A step that was written down and has no outcome yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Its name in the journal.
    pub id: IntentId,
    /// The job or the lease.
    pub order: Address,
    /// What was about to be done.
    pub step: Step,
    /// The transaction, once sent, where it is known.
    pub signature: Option<Signature>,
}

impl Journal {
    /// Writes down a step that is about to be taken.
    pub fn intend(&self, order: &Address, step: Step) -> Result<IntentId, JournalError> {
        let connection = self.connection();
        connection.execute(
            "INSERT INTO intent (account, step, recorded_at) VALUES (?1, ?2, ?3)",
            params![order.to_string(), step.to_string(), now()],
        )?;
        Ok(IntentId(connection.last_insert_rowid()))
    }

    /// Notes the transaction of a step whose fate is not known yet.
    pub fn sent(&self, id: IntentId, signature: &Signature) -> Result<(), JournalError> {
        self.connection()
            .execute("UPDATE intent SET signature = ?2 WHERE id = ?1", params![id.0, signature.to_string()])?;
        Ok(())
    }

    /// Writes down how a step ended.
    pub fn conclude(&self, id: IntentId, outcome: Outcome, detail: &str) -> Result<(), JournalError> {
        self.connection().execute(
            "UPDATE intent SET outcome = ?2, detail = ?3 WHERE id = ?1",
            params![id.0, outcome.name(), detail],
        )?;
        Ok(())
    }

    /// Steps without an outcome, oldest first.
    pub fn unconcluded(&self) -> Result<Vec<Intent>, JournalError> {
        let connection = self.connection();
        let mut statement =
            connection.prepare("SELECT id, account, step, signature FROM intent WHERE outcome IS NULL ORDER BY id")?;
        let rows = statement.query_map([], columns)?;
        rows.map(|row| row.map_err(JournalError::from).and_then(parsed)).collect()
    }

    /// How often a step of an order was done, as far as is known.
    pub fn times_done(&self, order: &Address, step: Step) -> Result<u32, JournalError> {
        let count = self.connection().query_row(
            "SELECT count(*) FROM intent WHERE account = ?1 AND step = ?2 AND outcome = 'done'",
            params![order.to_string(), step.to_string()],
            |row| row.get(0),
        )?;
        Ok(count)
    }
}

type Columns = (i64, String, String, Option<String>);

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn parsed((id, order, step, signature): Columns) -> Result<Intent, JournalError> {
    let odd = |what: &str| JournalError::Odd(format!("the {what} of intent {id}"));
    Ok(Intent {
        id: IntentId(id),
        order: order.parse().map_err(|_| odd("account"))?,
        step: step.parse()?,
        signature: signature.map(|text| text.parse().map_err(|_| odd("signature"))).transpose()?,
    })
}

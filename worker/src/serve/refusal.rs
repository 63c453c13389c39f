//! Why a request is not served.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use furnace_client::{service::Problem, spec::limits::SPEC_BYTES};
use solana_address::Address;
use thiserror::Error;

/// After how long to ask again, in seconds, where it may be different then.
const AGAIN_SECONDS: u16 = 2;

/// A reason not to serve a request.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Denied {
    /// This worker does not serve the lease.
    #[error("this worker does not serve the lease")]
    Unknown,
    /// Nothing proves who asks.
    #[error("{0}")]
    Unsigned(String),
    /// It was signed too long ago, or for later.
    #[error("the request was signed at {at}, and by the chain's clock it is {now}; they may be a minute apart")]
    Untimely {
        /// The time that was signed, unix seconds.
        at: i64,
        /// The chain's, unix seconds.
        now: i64,
    },
    /// Somebody else has signed it, or something else was signed.
    #[error("the signature is not one of {0}, the lease's client, of this request")]
    Stranger(Address),
    /// It was let in before.
    #[error("the signature was used before; sign again")]
    Replayed,
    /// The body is longer than any spec.
    #[error("the body must be a job spec, of at most {SPEC_BYTES} bytes")]
    TooLong,
    /// The body did not arrive.
    #[error("the body did not arrive within ten seconds")]
    Slow,
    /// The spec is none, or not for this worker.
    #[error("{0}")]
    Unfit(String),
    /// The lease has not started, or is out of funds.
    #[error("nothing is computed for the lease now: it has not started, or is out of funds")]
    Paused,
    /// Enough runs wait already.
    #[error("as many runs wait as may; try again in a while")]
    Busy,
    /// It was let in, and came to nothing.
    #[error("{0}")]
    Failed(String),
    /// The worker leaves the lease, or stops.
    #[error("the worker has stopped to serve the lease")]
    Ended,
}

impl Denied {
    /// A short name, for programs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Unknown => "not_served",
            Self::Unsigned(_) => "unsigned",
            Self::Untimely { .. } => "untimely",
            Self::Stranger(_) => "stranger",
            Self::Replayed => "replayed",
            Self::TooLong => "too_long",
            Self::Slow => "slow",
            Self::Unfit(_) => "unfit",
            Self::Paused => "paused",
            Self::Busy => "busy",
            Self::Failed(_) => "failed",
            Self::Ended => "ended",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Unknown | Self::Ended => StatusCode::NOT_FOUND,
            Self::Unsigned(_) | Self::Untimely { .. } | Self::Stranger(_) | Self::Replayed => StatusCode::UNAUTHORIZED,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::Unfit(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Paused => StatusCode::PAYMENT_REQUIRED,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Denied {
    fn into_response(self) -> Response {
        let problem = Problem { error: self.name().to_owned(), message: self.to_string() };
        let mut response = (self.status(), Json(problem)).into_response();
        match self.status() {
            StatusCode::UNAUTHORIZED => {
                response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Furnace"));
            }
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::PAYMENT_REQUIRED => {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(AGAIN_SECONDS));
            }
            _ => {}
        }
        response
    }
}

//! Reads a spec in three steps, version, kernel name, kernel, keeping track of positions.

use serde::Deserialize;

use super::{
    JobSpec, SpecError, VERSION,
    kernel::Kernel,
    limits,
    wire::{Envelope, MatmulDocument, Named, RenderDocument, TrainingDocument, Versioned},
};

pub(super) fn job_spec(bytes: &[u8]) -> Result<JobSpec, SpecError> {
    let whole = whole(bytes)?;
    let envelope = whole.read::<Envelope<'_>>()?;
    let kernel = whole.part(envelope.kernel.get(), "kernel");
    let kernel = match kernel.read::<Named>()?.name.as_str() {
        "render" => Kernel::Render(kernel.read::<RenderDocument>()?.into()),
        "matmul" => Kernel::Matmul(kernel.read::<MatmulDocument>()?.into()),
        "training" => Kernel::Training(kernel.read::<TrainingDocument>()?.into()),
        other => {
            return Err(SpecError::Field {
                field: "kernel.name".into(),
                line: kernel.line,
                column: kernel.column,
                reason: format!("there is no kernel '{other}'; known are render, matmul and training"),
            });
        }
    };
    Ok(JobSpec { version: VERSION, kernel })
}

/// The whole document, if it is one of the version that this client reads.
pub(super) fn whole(bytes: &[u8]) -> Result<Part<'_>, SpecError> {
    if bytes.len() > limits::SPEC_BYTES {
        return Err(SpecError::TooLong(bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| SpecError::NotText(error.valid_up_to()))?;
    let whole = Part { text, line: 1, column: 1, path: "" };
    let version = whole.read::<Versioned>()?.version;
    if version != u64::from(VERSION) {
        return Err(SpecError::Version(version));
    }
    Ok(whole)
}

/// A stretch of the document, with where it begins.
pub(super) struct Part<'a> {
    text: &'a str,
    line: usize,
    column: usize,
    path: &'static str,
}

impl<'a> Part<'a> {
    pub(super) fn read<T: Deserialize<'a>>(&self) -> Result<T, SpecError> {
        let mut deserializer = serde_json::Deserializer::from_str(self.text);
        let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
            let path = error.path().to_string();
            self.error(&path, error.inner())
        })?;
        deserializer.end().map_err(|error| self.error("", &error))?;
        Ok(value)
    }

    /// `text` is a part of this part.
    fn part(&self, text: &'a str, path: &'static str) -> Self {
        let offset = text.as_ptr() as usize - self.text.as_ptr() as usize;
        let before = self.text.get(..offset).unwrap_or_default();
        let last_line = before.rsplit('\n').next().unwrap_or_default();
        let line = 1 + before.matches('\n').count();
        Self { text, line, column: 1 + last_line.len(), path }
    }

    fn error(&self, path: &str, error: &serde_json::Error) -> SpecError {
        let place = format!(" at line {} column {}", error.line(), error.column());
        let reason = error.to_string();
        let reason = reason.strip_suffix(&place).unwrap_or(&reason).to_owned();
        let path = if path == "." { "" } else { path };
        let field = match (self.path, path) {
            (outer, "") => outer.to_owned(),
            ("", inner) => inner.to_owned(),
            (outer, inner) => format!("{outer}.{inner}"),
        };
        let on_first_line = error.line() <= 1;
        SpecError::Field {
            field,
            line: self.line + error.line().saturating_sub(1),
            column: if on_first_line { self.column + error.column().saturating_sub(1) } else { error.column() },
            reason,
        }
    }
}

//! Crews: seats taken, worked at, delivered.

use super::Runner;
use crate::chain::Survey;

impl Runner {
    /// Does what is owed to crews, and takes seats that suit.
    pub(super) fn seat(&mut self, _survey: &Survey) {}
}

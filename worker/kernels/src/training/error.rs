/// A training that cannot begin or go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TrainingError {
    /// Nothing is to be learned.
    #[error("a training needs features, examples and steps")]
    Empty,
    /// The bytes are no state of a training.
    #[error("not the state of a training: it is cut off, too long or begins otherwise")]
    NotAState,
    /// The state is that of something else.
    #[error("the state is that of another training")]
    OtherProblem,
    /// The state is beyond the end.
    #[error("the state has more steps than the training")]
    TooManySteps,
}

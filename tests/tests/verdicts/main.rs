//! Results that are judged where some collude: whatever liars, false accusers and bribed verifiers do in whatever
//! order, the books hold, strangers alone bring everything to its end, and where most of the committee that was heard
//! last is honest nobody honest loses stake or bond.

mod action;
mod attacks;
mod case;
mod cast;
mod check;
mod coverage;
mod farewell;
mod machine;
mod model;
mod random;
mod regressions;
mod shrink;
mod strategy;
mod tally;
mod view;
mod world;

//! Sequences that once surprised somebody, written out. What a failing run prints goes here, with a name for what
//! it showed.

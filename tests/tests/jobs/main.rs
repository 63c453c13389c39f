//! The jobs program, an instruction a file.

mod lifecycle;

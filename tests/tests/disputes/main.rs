//! Results that are judged: accusations, audits, committees, appeals, and what each party gets.

mod court;

mod accusations;

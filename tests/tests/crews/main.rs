//! Crews, an instruction a file; then what an attacker would try.

mod books;
mod stage;
mod steps;

mod crew_accept;
mod crew_close;
mod crew_commit;
mod crew_conclude;
mod crew_join;
mod crew_meet;
mod crew_open;
mod crew_reveal;
mod crew_settle;
mod crew_submit;
mod disputes;
mod dollars;
mod dollars_in_heat;
mod gangs;
mod replicas;
mod seat_pay;
mod seat_reclaim;
mod seat_release;
mod slash_missed_seat;
mod slash_quit_seat;
mod unfilled;
mod walk;

mod attacks_accounts;
mod attacks_copies;
mod attacks_pay;
mod attacks_penalties;
mod attacks_replicas;
mod attacks_solo;
mod attacks_strangers;

mod crowd;
mod errors;

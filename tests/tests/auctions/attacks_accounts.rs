//! Wrong accounts in every place of every instruction.

use crate::crowd::{CASES, Quartet};
use crate::order::KINDS;

#[test]
fn each_account_is_the_one_it_must_be() {
    for case in &CASES {
        for kind in KINDS {
            // Given where an instruction goes through, when each account is another, then it is refused, but where
            // that harms nobody
            let Quartet { mut crowd, instruction, others } = case.quartet(kind);
            println!("{} ({kind:?})", case.name);
            crowd.assert_checked(&instruction, &others, case.free);
        }
    }
}

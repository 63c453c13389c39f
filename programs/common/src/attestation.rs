//! What a worker signs when it says, outside of the chain, which result it came to.

/// Bytes of the message: tag, job, attempt, result.
pub const MESSAGE_BYTES: usize = TAG.len() + 32 + 1 + 32;
const TAG: &[u8; 19] = b"furnace attestation";

/// The message that a worker signs with its hot key: the job's address, which of its attempts it is, counted from 0, and
/// sha256 of the result's manifest.
pub fn message(job: &[u8; 32], attempt: u8, result_hash: &[u8; 32]) -> [u8; MESSAGE_BYTES] {
    let mut message = [0; MESSAGE_BYTES];
    let (tag, rest) = message.split_at_mut(TAG.len());
    let (of_job, rest) = rest.split_at_mut(32);
    let (of_attempt, of_result) = rest.split_at_mut(1);
    tag.copy_from_slice(TAG);
    of_job.copy_from_slice(job);
    of_attempt.copy_from_slice(&[attempt]);
    of_result.copy_from_slice(result_hash);
    message
}

/// The result of a message about that attempt at that job; `None` for any other message.
pub fn result_of(message: &[u8], job: &[u8; 32], attempt: u8) -> Option<[u8; 32]> {
    let result: [u8; 32] = message.get(MESSAGE_BYTES.checked_sub(32)?..)?.try_into().ok()?;
    (*message == self::message(job, attempt, &result)).then_some(result)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;

    #[test]
    fn a_message_is_laid_out_as_the_protocol_says() {
        let expected = [&b"furnace attestation"[..], &[1; 32], &[7], &[2; 32]].concat();
        assert_eq!(message(&[1; 32], 7, &[2; 32])[..], expected);
    }

    #[test]
    fn only_a_whole_message_of_that_attempt_says_something() {
        let signed = message(&[1; 32], 7, &[2; 32]);
        assert_eq!(result_of(&signed, &[1; 32], 7), Some([2; 32]));
        assert_eq!(result_of(&signed, &[1; 32], 6), None);
        assert_eq!(result_of(&signed, &[3; 32], 7), None);
        assert_eq!(result_of(&signed[1..], &[1; 32], 7), None);
        assert_eq!(result_of(&[&signed[..], &[0]].concat(), &[1; 32], 7), None);
        assert_eq!(result_of(&[], &[1; 32], 7), None);
    }
}

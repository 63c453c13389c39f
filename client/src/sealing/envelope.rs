//! Sealing and opening bytes: an encapsulated key of 32 bytes, then the text encrypted, 16 bytes longer.

use hpke::{
    Deserializable, HpkeError, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::X25519HkdfSha256, single_shot_open, single_shot_seal,
};

use super::SealingError;

pub(super) type Kem = X25519HkdfSha256;
type Kdf = HkdfSha256;
type Aead = ChaCha20Poly1305;
type EncapsulatedKey = <Kem as hpke::Kem>::EncappedKey;
pub(super) type PrivateKey = <Kem as hpke::Kem>::PrivateKey;
type PublicKey = <Kem as hpke::Kem>::PublicKey;

/// Bytes of an encapsulated key.
const KEY_BYTES: usize = 32;
/// Bytes that sealing adds to a text.
pub(super) const OVERHEAD: usize = KEY_BYTES + 16;

/// Seals a text to a worker's public key. It opens with the same context only, which need not be secret and says
/// what the text is for. Returns 48 bytes more than the text has; two seals of one text differ.
///
/// Fails with [`SealingError::WeakKey`] or [`SealingError::TooLong`].
pub fn seal(recipient: &[u8; 32], context: &[u8], text: &[u8]) -> Result<Vec<u8>, SealingError> {
    let recipient = PublicKey::from_bytes(recipient).map_err(|_| SealingError::WeakKey)?;
    let (key, ciphertext) = single_shot_seal::<Aead, Kdf, Kem>(&OpModeS::Base, &recipient, context, text, &[])
        .map_err(|error| match error {
            HpkeError::EncapError => SealingError::WeakKey,
            _ => SealingError::TooLong,
        })?;
    Ok([key.to_bytes().as_slice(), &ciphertext].concat())
}

/// Opens what [`seal`] made. Fails with [`SealingError::DoesNotOpen`].
pub(super) fn open(secret: &PrivateKey, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealingError> {
    let (key, ciphertext) = sealed.split_at_checked(KEY_BYTES).ok_or(SealingError::DoesNotOpen)?;
    EncapsulatedKey::from_bytes(key)
        .and_then(|key| single_shot_open::<Aead, Kdf, Kem>(&OpModeR::Base, secret, &key, context, ciphertext, &[]))
        .map_err(|_| SealingError::DoesNotOpen)
}

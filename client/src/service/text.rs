//! Addresses and signatures in documents: base58 the ones, as everywhere, base64 the others, as in headers.

pub(super) mod address {
    use serde::{Deserialize, Deserializer, Serializer, de::Error as _};
    use solana_address::Address;

    pub(crate) fn serialize<S: Serializer>(address: &Address, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(address)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Address, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

pub(super) mod signature {
    use base64::{Engine, prelude::BASE64_STANDARD};
    use serde::{Deserialize, Deserializer, Serializer, de::Error as _};
    use solana_signature::Signature;

    pub(crate) fn write(signature: &Signature) -> String {
        BASE64_STANDARD.encode(signature)
    }

    pub(crate) fn read(text: &str) -> Option<Signature> {
        Signature::try_from(BASE64_STANDARD.decode(text).ok()?).ok()
    }

    pub(crate) fn serialize<S: Serializer>(signature: &Signature, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&write(signature))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Signature, D::Error> {
        let text = String::deserialize(deserializer)?;
        read(&text).ok_or_else(|| D::Error::custom("a signature is 64 bytes in base64"))
    }
}

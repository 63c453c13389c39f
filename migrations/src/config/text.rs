//! Values as the text that people know them by.

pub(super) mod optional_address {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use solana_address::Address;

    pub(in crate::config) fn serialize<S: Serializer>(
        address: &Option<Address>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match address {
            Some(address) => serializer.collect_str(address),
            None => serializer.serialize_none(),
        }
    }

    pub(in crate::config) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Address>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| text.parse().map_err(|_| D::Error::custom(format!("'{text}' is not an address"))))
            .transpose()
    }
}

pub(super) mod optional_feed {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(in crate::config) fn serialize<S: Serializer>(
        feed: &Option<[u8; 32]>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match feed {
            Some(feed) => serializer.serialize_str(&hex::encode(feed)),
            None => serializer.serialize_none(),
        }
    }

    pub(in crate::config) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<[u8; 32]>, D::Error> {
        Option::<String>::deserialize(deserializer)?.map(|text| read(&text)).transpose()
    }

    fn read<E: Error>(text: &str) -> Result<[u8; 32], E> {
        let mut feed = [0; 32];
        hex::decode_to_slice(text.trim_start_matches("0x"), &mut feed)
            .map_err(|_| E::custom(format!("'{text}' is no feed: give 64 hexadecimal digits")))?;
        Ok(feed)
    }
}

use std::time::Duration;

use serde_json::{Value, json};

use super::{Localnet, StageError};

impl Localnet {
    /// The chain's time, unix seconds.
    pub fn now(&self) -> Result<i64, StageError> {
        Ok(self.with_furnace(async |furnace| furnace.chain().clock().await)?.unix_timestamp)
    }

    /// Lets time pass at once. The embedded chain alone can do that.
    pub fn skip(&self, time: Duration) -> Result<(), StageError> {
        let until = self.now()?.saturating_add_unsigned(time.as_secs()).saturating_mul(1_000);
        self.ask("surfnet_timeTravel", &json!([{ "absoluteTimestamp": until }])).map(drop)
    }

    /// What the node answers to a call of its JSON RPC.
    pub fn ask(&self, method: &str, params: &Value) -> Result<Value, StageError> {
        let request = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
        let unexpected = |error: reqwest::Error| StageError::Unexpected(format!("{method}: {error}"));
        let runtime = tokio::runtime::Runtime::new().map_err(StageError::io("starting a runtime"))?;
        let mut answer: Value = runtime.block_on(async {
            let chain = reqwest::Client::builder().no_proxy().build().map_err(unexpected)?;
            let sent = chain.post(self.rpc_url()?).json(&request).send().await.map_err(unexpected)?;
            sent.json().await.map_err(unexpected)
        })?;
        match answer.get("error") {
            Some(error) => Err(StageError::Unexpected(format!("{method}: {error}"))),
            None => Ok(answer["result"].take()),
        }
    }
}

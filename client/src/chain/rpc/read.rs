//! Reading accounts.

use futures::{StreamExt, TryStreamExt, stream};
use solana_account::Account;
use solana_account_decoder_client_types::{UiAccount, UiAccountEncoding};
use solana_address::Address;
use solana_rpc_client_api::config::{RpcAccountInfoConfig, RpcProgramAccountsConfig};

use super::{ChainError, Filter, RpcChain};

/// Most addresses a node takes in one request.
const ADDRESSES_PER_REQUEST: usize = 100;
/// Most filters a node takes.
const FILTERS_PER_REQUEST: usize = 4;
/// Requests under way at a time.
const REQUESTS_AT_A_TIME: usize = 4;

impl RpcChain {
    pub(super) async fn read_accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ChainError> {
        // Collected first: a borrowed iterator inside the stream would not be general enough to be sent.
        let requests: Vec<_> =
            addresses.chunks(ADDRESSES_PER_REQUEST).map(|chunk| self.read_some_accounts(chunk)).collect();
        let answers: Vec<_> = stream::iter(requests).buffered(REQUESTS_AT_A_TIME).try_collect().await?;
        Ok(answers.into_iter().flatten().collect())
    }

    async fn read_some_accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ChainError> {
        self.retry("reading accounts", || self.rpc.get_multiple_accounts(addresses)).await
    }

    pub(super) async fn read_program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>, ChainError> {
        let (by_node, by_us) = filters.split_at(filters.len().min(FILTERS_PER_REQUEST));
        let config = RpcProgramAccountsConfig {
            filters: Some(by_node.iter().map(Into::into).collect()),
            account_config: self.account_config(),
            with_context: None,
            sort_results: None,
        };
        let found = self
            .retry("reading a program's accounts", || {
                self.rpc.get_program_ui_accounts_with_config(program, config.clone())
            })
            .await?;
        let mut accounts = Vec::with_capacity(found.len());
        for (address, account) in found {
            accounts.push((address, decoded(address, &account)?));
        }
        accounts.retain(|(_, account)| by_us.iter().all(|filter| filter.passes(account)));
        Ok(accounts)
    }

    fn account_config(&self) -> RpcAccountInfoConfig {
        RpcAccountInfoConfig {
            encoding: Some(UiAccountEncoding::Base64),
            commitment: Some(self.settings.commitment),
            data_slice: None,
            min_context_slot: None,
        }
    }
}

fn decoded(address: Address, account: &UiAccount) -> Result<Account, ChainError> {
    account.to_account().ok_or(ChainError::Malformed { what: "account this client can read", address })
}

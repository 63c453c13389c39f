//! The commented configuration that `init` writes.

const TEMPLATE: &str = include_str!("example.toml");

/// A commented configuration. The values go in as they are and must not need escaping in TOML.
pub fn example(rpc: &str, keypair: &str, operator: &str, work_folder: &str, stores: &[String]) -> String {
    let stores: Vec<_> = stores.iter().map(|store| format!("\"{store}\"")).collect();
    TEMPLATE
        .replace("@RPC@", rpc)
        .replace("@KEYPAIR@", keypair)
        .replace("@OPERATOR@", operator)
        .replace("@WORK@", work_folder)
        .replace("@STORES@", &format!("[{}]", stores.join(", ")))
}

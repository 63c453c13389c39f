//! IDLs as the renderer takes them: no aliases, and no types that nothing in the program uses.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use serde_json::Value;

use anchor_lang_idl::types::Idl;

/// Writes out aliases such as `PodU128` and drops types that are not reached.
pub(super) fn simplify(idl: &Idl) -> Result<Idl> {
    let mut value = serde_json::to_value(idl).context("writing an IDL as JSON")?;
    resolve_aliases(&mut value);
    drop_unused(&mut value);
    serde_json::from_value(value).context("reading the simplified IDL")
}

fn types(idl: &Value) -> Vec<Value> {
    idl.get("types").and_then(Value::as_array).cloned().unwrap_or_default()
}

fn name_of(definition: &Value) -> &str {
    definition.get("name").and_then(Value::as_str).unwrap_or_default()
}

fn resolve_aliases(idl: &mut Value) {
    let (aliases, rest): (Vec<Value>, Vec<Value>) =
        types(idl).into_iter().partition(|definition| definition.pointer("/type/alias").is_some());
    if let Some(types) = idl.get_mut("types") {
        *types = Value::Array(rest);
    }
    for alias in &aliases {
        if let Some(target) = alias.pointer("/type/alias") {
            replace(idl, name_of(alias), target);
        }
    }
}

/// Puts `target` wherever the type `name` is used.
fn replace(value: &mut Value, name: &str, target: &Value) {
    if value.pointer("/defined/name").and_then(Value::as_str) == Some(name) {
        *value = target.clone();
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, name, target)),
        Value::Object(fields) => fields.values_mut().for_each(|field| replace(field, name, target)),
        _ => {}
    }
}

fn drop_unused(idl: &mut Value) {
    let all = types(idl);
    let mut used = BTreeSet::new();
    for part in ["instructions", "accounts", "events"] {
        collect(&idl[part], &mut used);
        names(&idl[part], part, &mut used);
    }
    let mut reached = 0;
    while reached != used.len() {
        reached = used.len();
        for definition in &all {
            if used.contains(name_of(definition)) {
                collect(definition, &mut used);
            }
        }
    }
    if let Some(types) = idl.get_mut("types") {
        *types = all.into_iter().filter(|definition| used.contains(name_of(definition))).collect();
    }
}

/// Accounts and events are types of the same name.
fn names(list: &Value, part: &str, used: &mut BTreeSet<String>) {
    if part != "instructions" {
        let items = list.as_array().into_iter().flatten();
        used.extend(items.map(|item| name_of(item).to_owned()));
    }
}

/// Names of all types that are used somewhere in a value.
fn collect(value: &Value, used: &mut BTreeSet<String>) {
    if let Some(name) = value.pointer("/defined/name").and_then(Value::as_str) {
        used.insert(name.to_owned());
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, used)),
        Value::Object(fields) => fields.values().for_each(|field| collect(field, used)),
        _ => {}
    }
}

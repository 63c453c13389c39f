# What a person types. Each recipe is one line that calls cargo; the work is in xtask and the crates.

.PHONY: help build build-sbf generate fmt lint test fuzz bench cheat demo localnet e2e-validator

help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

build: build-sbf ## Build the programs and every binary
	cargo build --workspace --bins

build-sbf: ## Build the programs to target/deploy, installing the toolchain where it is missing
	cargo xtask build-sbf

generate: ## Generate the IDLs and the client from the programs
	cargo xtask generate

fmt: ## Format every workspace
	for folder in . programs xtask/link; do (cd $$folder && cargo fmt --all); done

lint: ## Check formatting, lints, generated code and dependencies
	cargo xtask lint

test: ## Build what is missing and run every test
	cargo xtask test

fuzz: ## Run random sequences for long; `cargo xtask fuzz --help` for seed and length
	cargo xtask fuzz

bench: ## Measure compute units and sizes against the budgets
	cargo xtask bench

cheat: ## Print what a cheat gains by skipping work
	cargo xtask cheat

demo: ## Show the network at work: two jobs paid, one worker slashed
	cargo xtask demo

localnet: build ## Start a chain on this machine, set up and funded
	$${CARGO_TARGET_DIR:-target}/debug/furnace localnet

e2e-validator: ## Run the end-to-end test against solana-test-validator
	cargo xtask e2e-validator

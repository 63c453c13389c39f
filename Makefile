# What a person types. Each recipe is a line that calls cargo; the work is in xtask and the crates.

.PHONY: help build build-sbf generate lint test demo bench localnet e2e-validator fmt

help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

build: build-sbf ## Build the programs and every binary
	cargo build --workspace

build-sbf: ## Build the programs to target/deploy, installing the toolchain where it is missing
	cargo xtask build-sbf

generate: ## Generate the IDLs and the client from the programs
	cargo xtask generate

lint: ## Check formatting, lints, dependencies and generated code
	cargo xtask lint

test: build ## Run every test
	cargo xtask test

demo: build ## Show the network at work: two jobs paid, one worker slashed
	cargo run --quiet --package furnace-tests --bin furnace-demo

bench: build-sbf ## Measure compute units and sizes against the budgets
	cargo xtask bench

localnet: build ## Start a chain on this machine, set up and funded
	cargo run --quiet --package furnace-client --bin furnace -- localnet

e2e-validator: build ## Run the end-to-end test against solana-test-validator
	cargo xtask e2e-validator

fmt: ## Format every workspace
	cargo fmt --all && cargo fmt --all --manifest-path programs/Cargo.toml

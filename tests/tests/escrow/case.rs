//! One sequence: the chain and the reference side by side.

use furnace_client::pda;
use solana_address::Address;
use solana_instruction::Instruction;

use crate::action::Action;
use crate::check;
use crate::model::{Model, Order};
use crate::world::{Known, PLACES, Snapshot, World};

pub(crate) struct Case {
    pub(crate) world: World,
    /// What the reference says of the last step.
    pub(crate) model: Model,
    snapshot: Snapshot,
    /// How each order ended, if it did.
    ends: Vec<Option<u8>>,
    usd_supply: u64,
    /// What the payer of all rent had.
    pub(crate) rent: u64,
}

impl Case {
    pub(crate) fn new(model: &Model) -> Self {
        let mut world = World::new();
        let snapshot = world.snapshot();
        let usd_supply = snapshot.supply(crate::cast::Mint::Usd);
        let mut case = Self { world, model: model.clone(), snapshot, ends: Vec::new(), usd_supply, rent: 0 };
        case.rent = case.landlords();
        case.assert_invariants();
        case
    }

    /// What the payer of all rent has, in lamports.
    pub(crate) fn landlords(&self) -> u64 {
        self.world.network.chain.account(&PLACES.landlord).map_or(0, |account| account.lamports)
    }

    /// Takes a step, of which `after` is what the reference makes.
    pub(crate) fn step(&mut self, action: &Action, after: &Model) {
        match action {
            Action::Wait { .. } => self.world.network.chain.set_time(after.now),
            Action::Price { .. } => self.world.price = after.price,
            _ => self.transact(action, after),
        }
        self.model = after.clone();
    }

    fn transact(&mut self, action: &Action, after: &Model) {
        let instructions = self.send(action, after);
        self.world.orders.extend(after.orders[self.model.orders.len()..].iter().map(opened));
        let changed = self.look();
        if after.refused.is_some() {
            assert!(changed.is_empty(), "{action:?} was refused and changed {changed:?}");
            return;
        }
        self.model = after.clone();
        // An order that was just opened is the last one.
        if let Some(order) = action.order().or(after.orders.len().checked_sub(1)) {
            let known = &self.world.orders[order];
            check::assert_only_parties_are_written(action, &instructions, &changed, known, after, order);
        }
        self.assert_invariants();
        if action.is_permissionless() {
            self.repeat(action);
        }
    }

    /// Sends it, to be refused as the reference says, if at all.
    fn send(&mut self, action: &Action, after: &Model) -> Vec<Instruction> {
        let instructions = self.world.instructions(action);
        let result = self.world.network.send(&instructions, &[]);
        match (&result, &after.refused) {
            (Ok(_), None) => {}
            (Err(failure), Some(refusal)) if refusal.is(failure) => {}
            (Ok(_), Some(refusal)) => panic!("{action:?} went through, not refused by {refusal:?}"),
            (Err(failure), expected) => {
                panic!("{action:?} was refused by {:?}, not {expected:?}\n{}", failure.error, failure.logs.join("\n"))
            }
        }
        instructions
    }

    /// What anyone may do changes nothing the second time.
    fn repeat(&mut self, action: &Action) {
        self.send(action, &self.model.after(action));
        let changed = self.look();
        assert!(changed.is_empty(), "{action:?} again changed {changed:?}");
    }

    /// Looks at the chain; returns what is not as it was.
    fn look(&mut self) -> Vec<Address> {
        let snapshot = self.world.snapshot();
        let changed = snapshot.changed(&self.snapshot);
        self.snapshot = snapshot;
        changed
    }

    fn assert_invariants(&mut self) {
        check::assert_same(&self.snapshot, &self.world.orders, &self.model);
        check::assert_books(&self.snapshot, &self.world.orders, self.usd_supply);
        check::assert_ends_once(&mut self.ends, &self.world.orders);
    }
}

/// Where an order that was just opened is.
fn opened(order: &Order) -> Known {
    match order {
        Order::Job(job) => Known::new(pda::job(&PLACES.purses[job.escrow.purse], job.number).0, false),
        Order::Lease(lease) => Known::new(pda::lease(&PLACES.purses[lease.escrow.purse], lease.number).0, true),
        Order::Gone => unreachable!("a new order is there"),
    }
}

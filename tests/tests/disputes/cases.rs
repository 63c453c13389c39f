//! Every instruction about disputes, where it goes through.

use furnace_client::generated::slashing::instructions::{VoteCommitInstructionArgs, VoteRevealInstructionArgs};
use furnace_client::instructions::dispute::*;
use furnace_client::pda;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::disputes::VOTE_SALT;
use furnace_tests::substitution::Free;
use solana_instruction::Instruction;
use solana_signer::Signer;

use crate::docket::{Docket, Far, RIGHT, TORN, Votes, WRONG};

/// An instruction, how far disputes are where it goes through, and what its caller may choose.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) far: Far,
    pub(crate) votes: [Votes; 2],
    pub(crate) build: fn(&Docket) -> Instruction,
    pub(crate) free: &'static [Free],
}

const fn twin(place: usize) -> Free {
    Free { place, why: "another job or dispute of the same kind is as good" }
}

const RENT: Free = Free { place: 0, why: "whoever signs may pay the rent" };
const ACCUSERS_RENT: Free = Free { place: 4, ..RENT };
const NEXT: fn(&Docket) -> Instruction = Docket::step;

impl Case {
    /// Disputes where it goes through.
    pub(crate) fn docket(&self) -> Docket {
        match self.name.starts_with("seat_") {
            true => Docket::of_seats(self.far, self.votes),
            false => Docket::new(self.far, self.votes),
        }
    }
}

/// Every instruction about disputes.
pub(crate) const CASES: [Case; 22] = [
    Case {
        name: "audit_draw",
        far: Far::Review,
        votes: [RIGHT; 2],
        build: |docket| audit_draw(docket.jobs[0]),
        free: &[twin(0)],
    },
    Case {
        name: "audit_open",
        far: Far::AuditDrawn,
        votes: [RIGHT; 2],
        build: |docket| {
            let network = &docket.crowd.scene.network;
            audit_open(network.payer(), docket.jobs[0], &network.job(&docket.jobs[0]))
        },
        free: &[RENT],
    },
    Case {
        name: "dispute_open by the client",
        far: Far::Review,
        votes: [RIGHT; 2],
        build: |docket| {
            let (network, client) = (&docket.crowd.scene.network, docket.crowd.scene.client.pubkey());
            let (job, source) = (docket.jobs[0], pda::heat_account(&client));
            dispute_open(client, network.payer(), job, &network.job(&job), CLAIMED_HASH, source)
        },
        free: &[
            ACCUSERS_RENT,
            Free { place: 2, why: "a client accuses without being a verifier, and none is looked at" },
        ],
    },
    Case {
        name: "dispute_open by a verifier",
        far: Far::Review,
        votes: [RIGHT; 2],
        build: |docket| {
            let (network, wallet) = (&docket.crowd.scene.network, docket.verifiers[0].wallet.pubkey());
            let (job, source) = (docket.jobs[0], pda::heat_account(&wallet));
            dispute_open(wallet, network.payer(), job, &network.job(&job), CLAIMED_HASH, source)
        },
        free: &[ACCUSERS_RENT],
    },
    Case { name: "committee_draw", far: Far::Opened, votes: [RIGHT; 2], build: NEXT, free: &[twin(0)] },
    Case {
        name: "vote_commit",
        far: Far::Drawn,
        votes: [RIGHT; 2],
        build: |docket| {
            let (member, vote) = docket.member();
            let args = VoteCommitInstructionArgs { vote, commitment: [1; 32] };
            vote_commit(member.key.pubkey(), member.address, docket.disputes[0], args)
        },
        free: &[twin(2)],
    },
    Case {
        name: "vote_reveal",
        far: Far::Committed,
        votes: [RIGHT; 2],
        build: |docket| {
            let (member, vote) = docket.member();
            let (result_hash, salt) = (RIGHT(member), VOTE_SALT);
            let args = VoteRevealInstructionArgs { vote, result_hash, salt };
            vote_reveal(member.key.pubkey(), member.address, docket.disputes[0], args)
        },
        free: &[Free {
            place: 2,
            why: "a member of both shows its own vote, with the salt that the tests always take",
        }],
    },
    Case { name: "dispute_rule", far: Far::Shown, votes: [RIGHT; 2], build: NEXT, free: &[twin(0)] },
    Case { name: "dispute_uphold", far: Far::Ruled, votes: [RIGHT; 2], build: NEXT, free: &[] },
    Case { name: "dispute_convict", far: Far::Ruled, votes: [WRONG; 2], build: NEXT, free: &[] },
    Case { name: "dispute_retry", far: Far::Ruled, votes: [TORN; 2], build: NEXT, free: &[] },
    Case {
        name: "seat_dispute_open by the client",
        far: Far::Review,
        votes: [RIGHT; 2],
        build: |docket| {
            let client = docket.crowd.scene.client.pubkey();
            docket.crowd.scene.network.disputing_seat(&client, docket.jobs[0], 0, CLAIMED_HASH)
        },
        free: &[
            ACCUSERS_RENT,
            Free { place: 2, why: "a client accuses without being a verifier, and none is looked at" },
        ],
    },
    Case {
        name: "seat_dispute_open by a verifier",
        far: Far::Review,
        votes: [RIGHT; 2],
        build: |docket| {
            let wallet = docket.verifiers[0].wallet.pubkey();
            docket.crowd.scene.network.disputing_seat(&wallet, docket.jobs[0], 0, CLAIMED_HASH)
        },
        free: &[ACCUSERS_RENT],
    },
    Case { name: "seat_uphold", far: Far::Ruled, votes: [RIGHT; 2], build: NEXT, free: &[twin(0)] },
    Case {
        name: "seat_uphold where nothing was found",
        far: Far::Ruled,
        votes: [TORN; 2],
        build: NEXT,
        free: &[twin(0)],
    },
    Case { name: "seat_convict", far: Far::Ruled, votes: [WRONG; 2], build: NEXT, free: &[twin(0)] },
    Case {
        name: "appeal_open",
        far: Far::Convicted,
        votes: [WRONG; 2],
        build: |docket| {
            let stranger = docket.crowd.scene.stranger.pubkey();
            appeal_open(stranger, docket.disputes[0], pda::heat_account(&stranger))
        },
        free: &[twin(1)],
    },
    Case {
        name: "penalty_release",
        far: Far::Final,
        votes: [WRONG; 2],
        build: NEXT,
        free: &[twin(0), Free { place: 6, why: "where nobody appealed no account is paid" }],
    },
    Case {
        name: "penalty_release after an appeal",
        far: Far::AppealRuled,
        votes: [WRONG; 2],
        build: NEXT,
        free: &[twin(0), Free { place: 6, why: "an appellant whose bond paid the votes is paid nothing" }],
    },
    Case { name: "penalty_reverse", far: Far::AppealRuled, votes: [WRONG, TORN], build: NEXT, free: &[twin(0)] },
    Case { name: "vote_settle", far: Far::Ended, votes: [RIGHT; 2], build: NEXT, free: &[twin(0)] },
    Case { name: "dispute_close", far: Far::Settled, votes: [RIGHT; 2], build: NEXT, free: &[twin(0)] },
];

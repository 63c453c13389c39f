-- What this worker was about to do on chain. A row without an outcome was cut off.
CREATE TABLE intent (
    id          INTEGER PRIMARY KEY,
    account     TEXT    NOT NULL, -- of the job or the lease
    step        TEXT    NOT NULL,
    recorded_at INTEGER NOT NULL,
    signature   TEXT,
    outcome     TEXT,
    detail      TEXT
) STRICT;
CREATE INDEX intent_open ON intent (outcome) WHERE outcome IS NULL;
CREATE INDEX intent_account ON intent (account);

-- Results that are in their job's artifact store, the first one of each attempt at a job: no other is ever signed.
CREATE TABLE result (
    job       TEXT    NOT NULL,
    attempt   INTEGER NOT NULL,
    manifest  TEXT    NOT NULL,
    log       TEXT    NOT NULL,
    exit_code INTEGER NOT NULL,
    stored_at INTEGER NOT NULL,
    PRIMARY KEY (job, attempt)
) STRICT;

-- Results of replicas, which stay on this machine until they are revealed, with what hides them.
CREATE TABLE sealed (
    job       TEXT    PRIMARY KEY,
    manifest  TEXT    NOT NULL,
    log       TEXT    NOT NULL,
    exit_code INTEGER NOT NULL,
    salt      BLOB    NOT NULL,
    stored_at INTEGER NOT NULL
) STRICT;

-- What this verifier votes on results of others, with what hides it until it is shown.
CREATE TABLE ballot (
    dispute   TEXT    NOT NULL,
    round     INTEGER NOT NULL,
    result    TEXT    NOT NULL, -- zeros where the work could not be done again
    salt      BLOB    NOT NULL,
    stored_at INTEGER NOT NULL,
    PRIMARY KEY (dispute, round)
) STRICT;

-- Jobs that failed here, which are not claimed again.
CREATE TABLE given_up (
    job    TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    at     INTEGER NOT NULL
) STRICT;

-- The evidence record. One DuckDB file; docs/record.md explains every column.
-- Every row read from text has its spans in `evidence`; every row loaded from event data
-- keeps the file and the identifier it had there.

CREATE TABLE IF NOT EXISTS meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

-- One row for every reading of texts or load of event data.
CREATE TABLE IF NOT EXISTS run (
    id        VARCHAR PRIMARY KEY,
    kind      VARCHAR NOT NULL,            -- read | load
    started   TIMESTAMP NOT NULL,
    finished  TIMESTAMP,                   -- NULL while running, or if it was killed
    version   VARCHAR NOT NULL,            -- of detente
    settings  JSON NOT NULL,               -- flags, model name and hash, registry hash
    inputs    JSON NOT NULL,               -- the paths given
    counts    JSON                         -- articles read, known, skipped with reasons; rows
);

CREATE TABLE IF NOT EXISTS article (
    id        VARCHAR PRIMARY KEY,
    source    VARCHAR,                     -- outlet
    url       VARCHAR,
    title     VARCHAR,
    author    VARCHAR,
    published DATE NOT NULL,
    language  VARCHAR NOT NULL,
    text      VARCHAR NOT NULL,            -- unchanged
    sha256    VARCHAR NOT NULL,            -- of text, UTF-8
    path      VARCHAR,
    dispatch  VARCHAR NOT NULL,            -- articles that carry the same dispatch share it
    run       VARCHAR NOT NULL
);

-- Hashes picked from the runs of five words of each article, by which copies are found.
CREATE TABLE IF NOT EXISTS fingerprint (
    article   VARCHAR NOT NULL,
    published DATE NOT NULL,
    hash      BIGINT NOT NULL
);

-- Every actor met in this record, as it stood at the date of the article that names it.
CREATE TABLE IF NOT EXISTS actor (
    id          VARCHAR PRIMARY KEY,
    name        VARCHAR NOT NULL,
    type        VARCHAR NOT NULL,
    state       VARCHAR,
    office      VARCHAR,
    affiliation VARCHAR,
    listed      BOOLEAN NOT NULL           -- known to the registry
);

CREATE TABLE IF NOT EXISTS mention (
    article    VARCHAR NOT NULL,
    paragraph  INTEGER NOT NULL,
    "start"    INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    words      VARCHAR NOT NULL,
    kind       VARCHAR NOT NULL,
    actor      VARCHAR,                    -- NULL: left open
    state      VARCHAR,
    confidence DOUBLE NOT NULL
);

-- One row for every report of an event; rows that report one event share `event`.
CREATE TABLE IF NOT EXISTS event (
    id             VARCHAR PRIMARY KEY,
    event          VARCHAR NOT NULL,       -- the distinct event this row reports
    fold_rule      VARCHAR,                -- why it was folded: repeat | mirror | make_host | story | dispatch | actor_pairs;
                                           -- NULL for the row the event is named after
    reader         VARCHAR NOT NULL,       -- text | icews
    article        VARCHAR,                -- NULL for loaded rows
    type           VARCHAR NOT NULL,       -- PLOVER type
    mode           VARCHAR,
    contexts       VARCHAR[] NOT NULL,
    quad           INTEGER NOT NULL,       -- 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict, 0 neither
    score          DOUBLE,                 -- PLOVER score (text) or Goldstein weight (CAMEO data)
    date_start     DATE,
    date_end       DATE,
    date_precision VARCHAR NOT NULL,
    date_rule      VARCHAR,
    place          VARCHAR,
    reality        VARCHAR NOT NULL,
    factbank       VARCHAR NOT NULL,
    claim          VARCHAR,                -- the claim it hangs on, if it is somebody's
    confidence     DOUBLE NOT NULL,
    outlet         VARCHAR,                -- outlet of the article, or publisher of the loaded row
    cameo          VARCHAR,                -- code in the loaded data
    code_text      VARCHAR,                -- its words there ("Reduce relations")
    native_id      VARCHAR,                -- identifier in the loaded data
    story          VARCHAR,                -- story identifier in the loaded data
    file           VARCHAR,                -- file it was loaded from
    line           BIGINT,                 -- row number there, 1-based, header not counted
    run            VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS event_actor (
    event_row VARCHAR NOT NULL,            -- event.id
    role      VARCHAR NOT NULL,            -- source | target
    position  INTEGER NOT NULL,
    actor     VARCHAR NOT NULL,            -- the actor as named (person, ministry, group ...)
    state     VARCHAR,                     -- its state at the date, NULL if it has none
    words     VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS claim (
    id                VARCHAR PRIMARY KEY,
    article           VARCHAR NOT NULL,
    speaker           VARCHAR,             -- actor id
    speaker_state     VARCHAR,
    speaker_words     VARCHAR NOT NULL,
    speaker_kind      VARCHAR NOT NULL,
    quantifier        VARCHAR,
    relay             JSON NOT NULL,       -- list of speakers, nearest first
    addressee         VARCHAR,
    cue               VARCHAR NOT NULL,
    cue_class         VARCHAR NOT NULL,
    form              VARCHAR NOT NULL,
    content           VARCHAR NOT NULL,    -- the words; their place is in evidence, role content
    factbank_speaker  VARCHAR NOT NULL,
    factbank_author   VARCHAR NOT NULL,
    likelihood        JSON,                -- word, term, low, high, by_convention
    about             VARCHAR[] NOT NULL,  -- ids of events and ties inside the content
    date_start        DATE,
    date_end          DATE,
    date_precision    VARCHAR NOT NULL,
    date_rule         VARCHAR,
    run               VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS tie (
    id             VARCHAR PRIMARY KEY,
    article        VARCHAR NOT NULL,
    a              VARCHAR NOT NULL,
    a_state        VARCHAR,
    a_words        VARCHAR NOT NULL,
    b              VARCHAR NOT NULL,
    b_state        VARCHAR,
    b_words        VARCHAR NOT NULL,
    relation       VARCHAR NOT NULL,
    directed       BOOLEAN NOT NULL,
    sign           INTEGER NOT NULL,
    status         VARCHAR NOT NULL,
    qualifiers     VARCHAR[] NOT NULL,
    factbank       VARCHAR NOT NULL,
    claim          VARCHAR,                -- NULL: the author states it
    date_start     DATE,
    date_end       DATE,
    date_precision VARCHAR NOT NULL,
    date_rule      VARCHAR,
    run            VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS provision (
    id          VARCHAR PRIMARY KEY,
    article     VARCHAR NOT NULL,
    instrument  VARCHAR,
    bound       JSON NOT NULL,             -- list of actor, state, words
    action      VARCHAR NOT NULL,
    measure     VARCHAR,
    measure_km  DOUBLE,
    line        VARCHAR,
    beneficiary VARCHAR,
    compliance  VARCHAR,
    claim       VARCHAR,
    run         VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS reading (
    id            VARCHAR PRIMARY KEY,
    article       VARCHAR NOT NULL,
    expression    VARCHAR NOT NULL,
    speaker       VARCHAR,
    speaker_words VARCHAR NOT NULL,
    speaker_kind  VARCHAR NOT NULL,
    ground        VARCHAR NOT NULL,        -- lists | exclusion | condition | interpretation
    claim         VARCHAR,
    run           VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS reading_party (
    reading VARCHAR NOT NULL,
    actor   VARCHAR NOT NULL,
    stance  VARCHAR NOT NULL               -- in | out | silent
);

CREATE TABLE IF NOT EXISTS outlook (
    id             VARCHAR PRIMARY KEY,
    article        VARCHAR NOT NULL,
    holder         VARCHAR,
    holder_words   VARCHAR NOT NULL,
    holder_kind    VARCHAR NOT NULL,
    predicted      VARCHAR NOT NULL,
    condition      VARCHAR,
    hedge          VARCHAR,
    likelihood     JSON,
    factbank       VARCHAR NOT NULL,
    actors         VARCHAR[] NOT NULL,
    date_start     DATE,                   -- horizon
    date_end       DATE,
    date_precision VARCHAR NOT NULL,
    date_rule      VARCHAR,
    claim          VARCHAR,
    run            VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS non_action (
    id               VARCHAR PRIMARY KEY,
    article          VARCHAR NOT NULL,
    actor            VARCHAR NOT NULL,
    state            VARCHAR,
    actor_words      VARCHAR NOT NULL,
    kind             VARCHAR NOT NULL,
    in_face_of       VARCHAR,
    expected_because VARCHAR,
    read_as          VARCHAR,
    claim            VARCHAR,
    run              VARCHAR NOT NULL
);

-- Where in which text each row rests. text[start:end] is the words, always.
CREATE TABLE IF NOT EXISTS evidence (
    owner     VARCHAR NOT NULL,            -- id of an event, claim, tie, provision, reading, outlook or non_action
    role      VARCHAR NOT NULL,            -- trigger | sentence | content | verbatim | condition | utterance |
                                           -- predicted | in_face_of | expected_because | read_as
    position  INTEGER NOT NULL,
    article   VARCHAR NOT NULL,
    paragraph INTEGER NOT NULL,
    "start"   INTEGER NOT NULL,
    "end"     INTEGER NOT NULL
);

-- What a person changed, appended and never overwritten.
CREATE TABLE IF NOT EXISTS correction (
    id        VARCHAR PRIMARY KEY,
    made      TIMESTAMP NOT NULL,
    who       VARCHAR NOT NULL,
    owner     VARCHAR NOT NULL,            -- id of the corrected row
    field     VARCHAR NOT NULL,            -- column, or `rejected`
    was       VARCHAR,
    now       VARCHAR,
    why       VARCHAR NOT NULL
);

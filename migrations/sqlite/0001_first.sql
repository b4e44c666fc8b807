-- Times are microseconds since 1970 UTC; JSON is kept as the text that was written; ids are 16-byte UUIDs.
-- A unique constraint is named after its table and columns: the name under which a conflict is reported.
-- Tables of an issuer lead their primary key with issuer_id, tables of an account with account_id.

CREATE TABLE setting (
    key         TEXT    NOT NULL,
    value       TEXT    NOT NULL,
    PRIMARY KEY (key)
) STRICT;

CREATE TABLE object (
    hash        BLOB    NOT NULL,
    media_type  TEXT    NOT NULL,
    size        INTEGER NOT NULL,
    PRIMARY KEY (hash)
) STRICT;

CREATE TABLE account (
    id            BLOB    NOT NULL,
    email         TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    password_hash TEXT,
    operator      INTEGER NOT NULL CHECK (operator IN (0, 1)),
    created_at    INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT account_email UNIQUE (email)
) STRICT;

CREATE TABLE session (
    account_id  BLOB    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    token_hash  BLOB    NOT NULL,
    created_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    PRIMARY KEY (account_id, token_hash),
    CONSTRAINT session_token_hash UNIQUE (token_hash)
) STRICT;

CREATE TABLE sign_in_link (
    id          BLOB    NOT NULL,
    email       TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE issuer (
    id          BLOB    NOT NULL,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    url         TEXT    NOT NULL,
    email       TEXT    NOT NULL,
    time_zone   TEXT    NOT NULL,
    image       BLOB    REFERENCES object (hash),
    offers_v2   INTEGER NOT NULL CHECK (offers_v2 IN (0, 1)),
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE member (
    issuer_id   BLOB    NOT NULL REFERENCES issuer (id) ON DELETE CASCADE,
    account_id  BLOB    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role        TEXT    NOT NULL,
    PRIMARY KEY (issuer_id, account_id)
) STRICT;
CREATE INDEX member_account ON member (account_id);

CREATE TABLE signing_key (
    issuer_id        BLOB    NOT NULL REFERENCES issuer (id),
    id               TEXT    NOT NULL,
    algorithm        TEXT    NOT NULL,
    state            TEXT    NOT NULL,
    public_jwk       TEXT    NOT NULL,
    wrapped_private  BLOB    NOT NULL,
    kek_id           TEXT    NOT NULL,
    created_at       INTEGER NOT NULL,
    activated_at     INTEGER,
    retired_at       INTEGER,
    PRIMARY KEY (issuer_id, id)
) STRICT;
CREATE UNIQUE INDEX signing_key_issuer_id_algorithm ON signing_key (issuer_id, algorithm) WHERE state = 'active';

CREATE TABLE achievement (
    issuer_id   BLOB    NOT NULL REFERENCES issuer (id),
    id          BLOB    NOT NULL,
    version     INTEGER NOT NULL,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    criteria    TEXT    NOT NULL,
    tags        TEXT    NOT NULL,
    design      TEXT,
    image_png   BLOB    NOT NULL REFERENCES object (hash),
    image_svg   BLOB    REFERENCES object (hash),
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (issuer_id, id, version)
) STRICT;

CREATE TABLE status_list (
    issuer_id       BLOB    NOT NULL REFERENCES issuer (id),
    list            INTEGER NOT NULL,
    used            INTEGER NOT NULL,
    revision        INTEGER NOT NULL,
    signed_revision INTEGER,
    document        TEXT,
    PRIMARY KEY (issuer_id, list)
) STRICT;

CREATE TABLE status_entry (
    issuer_id    BLOB    NOT NULL,
    list         INTEGER NOT NULL,
    status_index INTEGER NOT NULL,
    PRIMARY KEY (issuer_id, list, status_index),
    FOREIGN KEY (issuer_id, list) REFERENCES status_list (issuer_id, list)
) STRICT, WITHOUT ROWID;

CREATE TABLE credential (
    issuer_id           BLOB    NOT NULL REFERENCES issuer (id),
    id                  BLOB    NOT NULL,
    achievement_id      BLOB    NOT NULL,
    achievement_version INTEGER NOT NULL,
    recipient_email     TEXT    NOT NULL,
    recipient_name      TEXT    NOT NULL,
    search              TEXT    NOT NULL,
    narrative           TEXT,
    evidence_url        TEXT,
    document            TEXT    NOT NULL,
    status_list         INTEGER NOT NULL,
    status_index        INTEGER NOT NULL,
    key_id              TEXT    NOT NULL,
    awarded_by          BLOB    REFERENCES account (id) ON DELETE SET NULL,
    awarded_at          INTEGER NOT NULL,
    valid_from          INTEGER NOT NULL,
    valid_until         INTEGER,
    mail_number         INTEGER NOT NULL,
    mailed_at           INTEGER,
    seen_at             INTEGER,
    revoked_at          INTEGER,
    revocation_reason   TEXT,
    PRIMARY KEY (issuer_id, id),
    CONSTRAINT credential_id UNIQUE (id),
    CONSTRAINT credential_issuer_id_status_list_status_index UNIQUE (issuer_id, status_list, status_index),
    FOREIGN KEY (issuer_id, achievement_id, achievement_version) REFERENCES achievement (issuer_id, id, version),
    FOREIGN KEY (issuer_id, status_list, status_index) REFERENCES status_entry (issuer_id, list, status_index),
    FOREIGN KEY (issuer_id, key_id) REFERENCES signing_key (issuer_id, id)
) STRICT;
CREATE INDEX credential_awarded ON credential (issuer_id, awarded_at, id);
CREATE INDEX credential_achievement ON credential (issuer_id, achievement_id, awarded_at, id);
CREATE INDEX credential_recipient ON credential (issuer_id, recipient_email, achievement_id) WHERE revoked_at IS NULL;
CREATE INDEX credential_revoked ON credential (issuer_id, status_list, status_index) WHERE revoked_at IS NOT NULL;

CREATE TABLE credential_jwt (
    issuer_id     BLOB    NOT NULL,
    credential_id BLOB    NOT NULL,
    algorithm     TEXT    NOT NULL,
    key_id        TEXT    NOT NULL,
    document      TEXT    NOT NULL,
    created_at    INTEGER NOT NULL,
    PRIMARY KEY (issuer_id, credential_id, algorithm),
    FOREIGN KEY (issuer_id, credential_id) REFERENCES credential (issuer_id, id),
    FOREIGN KEY (issuer_id, key_id) REFERENCES signing_key (issuer_id, id)
) STRICT;

CREATE TABLE share (
    issuer_id     BLOB    NOT NULL,
    id            BLOB    NOT NULL,
    credential_id BLOB    NOT NULL,
    created_at    INTEGER NOT NULL,
    ended_at      INTEGER,
    PRIMARY KEY (issuer_id, id),
    CONSTRAINT share_id UNIQUE (id),
    FOREIGN KEY (issuer_id, credential_id) REFERENCES credential (issuer_id, id)
) STRICT;
CREATE UNIQUE INDEX share_issuer_id_credential_id ON share (issuer_id, credential_id) WHERE ended_at IS NULL;

CREATE TABLE endorsement (
    issuer_id           BLOB    NOT NULL REFERENCES issuer (id),
    id                  BLOB    NOT NULL,
    target              TEXT    NOT NULL,
    target_issuer_id    BLOB    NOT NULL REFERENCES issuer (id),
    achievement_id      BLOB,
    achievement_version INTEGER,
    comment             TEXT    NOT NULL,
    document            TEXT    NOT NULL,
    status_list         INTEGER NOT NULL,
    status_index        INTEGER NOT NULL,
    key_id              TEXT    NOT NULL,
    endorsed_by         BLOB    REFERENCES account (id) ON DELETE SET NULL,
    endorsed_at         INTEGER NOT NULL,
    answer              TEXT    NOT NULL,
    answered_at         INTEGER,
    withdrawn_at        INTEGER,
    PRIMARY KEY (issuer_id, id),
    CONSTRAINT endorsement_issuer_id_status_list_status_index UNIQUE (issuer_id, status_list, status_index),
    FOREIGN KEY (target_issuer_id, achievement_id, achievement_version) REFERENCES achievement (issuer_id, id, version),
    FOREIGN KEY (issuer_id, status_list, status_index) REFERENCES status_entry (issuer_id, list, status_index),
    FOREIGN KEY (issuer_id, key_id) REFERENCES signing_key (issuer_id, id)
) STRICT;
CREATE UNIQUE INDEX endorsement_issuer_id_target ON endorsement (issuer_id, target)
    WHERE withdrawn_at IS NULL OR answer = 'declined';
CREATE INDEX endorsement_given ON endorsement (issuer_id, endorsed_at, id);
CREATE INDEX endorsement_received ON endorsement (target_issuer_id, answer, endorsed_at, id)
    WHERE withdrawn_at IS NULL OR answer = 'declined';
CREATE INDEX endorsement_shown ON endorsement (target, answered_at, id) WHERE answer = 'accepted' AND withdrawn_at IS NULL;
CREATE INDEX endorsement_withdrawn ON endorsement (issuer_id, status_list, status_index) WHERE withdrawn_at IS NOT NULL;

CREATE TABLE mail (
    id            BLOB    NOT NULL,
    kind          TEXT    NOT NULL,
    to_address    TEXT    NOT NULL,
    payload       TEXT    NOT NULL,
    issuer_id     BLOB    REFERENCES issuer (id),
    credential_id BLOB,
    state         TEXT    NOT NULL,
    created_at    INTEGER NOT NULL,
    due_at        INTEGER NOT NULL,
    attempt       INTEGER NOT NULL,
    fence         INTEGER NOT NULL,
    lease_until   INTEGER,
    sent_at       INTEGER,
    error         TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY (issuer_id, credential_id) REFERENCES credential (issuer_id, id)
) STRICT;
CREATE INDEX mail_due ON mail (due_at) WHERE state = 'waiting';
CREATE INDEX mail_created ON mail (created_at, id);

-- The instance's own chain has the nil UUID as issuer_id: hence no reference to issuer here.
CREATE TABLE audit_chain (
    issuer_id   BLOB    NOT NULL,
    length      INTEGER NOT NULL,
    head        BLOB    NOT NULL,
    PRIMARY KEY (issuer_id)
) STRICT;

CREATE TABLE audit_entry (
    issuer_id   BLOB    NOT NULL,
    number      INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    erases      INTEGER,
    commitment  BLOB    NOT NULL,
    hash        BLOB    NOT NULL,
    PRIMARY KEY (issuer_id, number)
) STRICT;

CREATE TABLE audit_values (
    issuer_id   BLOB    NOT NULL,
    number      INTEGER NOT NULL,
    salt        BLOB    NOT NULL,
    actor       TEXT    NOT NULL,
    action      TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    "values"    TEXT    NOT NULL,
    PRIMARY KEY (issuer_id, number),
    FOREIGN KEY (issuer_id, number) REFERENCES audit_entry (issuer_id, number)
) STRICT;

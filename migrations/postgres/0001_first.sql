-- Times are microseconds since 1970 UTC; JSON is kept as the text that was written; ids are UUIDs.
-- A unique constraint is named after its table and columns: the name under which a conflict is reported.
-- Tables of an issuer lead their primary key with issuer_id, tables of an account with account_id.

CREATE TABLE setting (
    key         TEXT    NOT NULL,
    value       TEXT    NOT NULL,
    CONSTRAINT setting_key PRIMARY KEY (key)
);

CREATE TABLE object (
    hash        BYTEA   NOT NULL,
    media_type  TEXT    NOT NULL,
    size        BIGINT  NOT NULL,
    CONSTRAINT object_hash PRIMARY KEY (hash)
);

CREATE TABLE account (
    id            UUID    NOT NULL,
    email         TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    password_hash TEXT,
    operator      BOOLEAN NOT NULL,
    created_at    BIGINT  NOT NULL,
    CONSTRAINT account_id PRIMARY KEY (id),
    CONSTRAINT account_email UNIQUE (email)
);

CREATE TABLE session (
    account_id  UUID    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    token_hash  BYTEA   NOT NULL,
    created_at  BIGINT  NOT NULL,
    seen_at     BIGINT  NOT NULL,
    expires_at  BIGINT  NOT NULL,
    CONSTRAINT session_account_id_token_hash PRIMARY KEY (account_id, token_hash),
    CONSTRAINT session_token_hash UNIQUE (token_hash)
);

CREATE TABLE sign_in_link (
    id          UUID    NOT NULL,
    email       TEXT    NOT NULL,
    created_at  BIGINT  NOT NULL,
    expires_at  BIGINT  NOT NULL,
    CONSTRAINT sign_in_link_id PRIMARY KEY (id)
);

CREATE TABLE issuer (
    id          UUID    NOT NULL,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    url         TEXT    NOT NULL,
    email       TEXT    NOT NULL,
    time_zone   TEXT    NOT NULL,
    image       BYTEA   REFERENCES object (hash),
    offers_v2   BOOLEAN NOT NULL,
    created_at  BIGINT  NOT NULL,
    CONSTRAINT issuer_id PRIMARY KEY (id)
);

CREATE TABLE member (
    issuer_id   UUID    NOT NULL REFERENCES issuer (id) ON DELETE CASCADE,
    account_id  UUID    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role        TEXT    NOT NULL,
    CONSTRAINT member_issuer_id_account_id PRIMARY KEY (issuer_id, account_id)
);
CREATE INDEX member_account ON member (account_id);

CREATE TABLE signing_key (
    issuer_id        UUID    NOT NULL REFERENCES issuer (id),
    id               TEXT    NOT NULL,
    algorithm        TEXT    NOT NULL,
    state            TEXT    NOT NULL,
    public_jwk       TEXT    NOT NULL,
    wrapped_private  BYTEA   NOT NULL,
    kek_id           TEXT    NOT NULL,
    created_at       BIGINT  NOT NULL,
    activated_at     BIGINT,
    retired_at       BIGINT,
    CONSTRAINT signing_key_issuer_id_id PRIMARY KEY (issuer_id, id)
);
CREATE UNIQUE INDEX signing_key_issuer_id_algorithm ON signing_key (issuer_id, algorithm) WHERE state = 'active';

CREATE TABLE achievement (
    issuer_id   UUID    NOT NULL REFERENCES issuer (id),
    id          UUID    NOT NULL,
    version     BIGINT  NOT NULL,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    criteria    TEXT    NOT NULL,
    tags        TEXT    NOT NULL,
    design      TEXT,
    image_png   BYTEA   NOT NULL REFERENCES object (hash),
    image_svg   BYTEA   REFERENCES object (hash),
    created_at  BIGINT  NOT NULL,
    CONSTRAINT achievement_issuer_id_id_version PRIMARY KEY (issuer_id, id, version)
);

CREATE TABLE status_list (
    issuer_id       UUID    NOT NULL REFERENCES issuer (id),
    list            BIGINT  NOT NULL,
    used            BIGINT  NOT NULL,
    revision        BIGINT  NOT NULL,
    signed_revision BIGINT,
    document        TEXT,
    CONSTRAINT status_list_issuer_id_list PRIMARY KEY (issuer_id, list)
);

CREATE TABLE status_entry (
    issuer_id    UUID    NOT NULL,
    list         BIGINT  NOT NULL,
    status_index BIGINT  NOT NULL,
    CONSTRAINT status_entry_issuer_id_list_status_index PRIMARY KEY (issuer_id, list, status_index),
    FOREIGN KEY (issuer_id, list) REFERENCES status_list (issuer_id, list)
);

CREATE TABLE credential (
    issuer_id           UUID    NOT NULL REFERENCES issuer (id),
    id                  UUID    NOT NULL,
    achievement_id      UUID    NOT NULL,
    achievement_version BIGINT  NOT NULL,
    recipient_email     TEXT    NOT NULL,
    recipient_name      TEXT    NOT NULL,
    search              TEXT    NOT NULL,
    narrative           TEXT,
    evidence_url        TEXT,
    document            TEXT    NOT NULL,
    status_list         BIGINT  NOT NULL,
    status_index        BIGINT  NOT NULL,
    key_id              TEXT    NOT NULL,
    awarded_by          UUID    REFERENCES account (id) ON DELETE SET NULL,
    awarded_at          BIGINT  NOT NULL,
    valid_from          BIGINT  NOT NULL,
    valid_until         BIGINT,
    mail_number         BIGINT  NOT NULL,
    mailed_at           BIGINT,
    seen_at             BIGINT,
    revoked_at          BIGINT,
    revocation_reason   TEXT,
    CONSTRAINT credential_issuer_id_id PRIMARY KEY (issuer_id, id),
    CONSTRAINT credential_id UNIQUE (id),
    CONSTRAINT credential_issuer_id_status_list_status_index UNIQUE (issuer_id, status_list, status_index),
    FOREIGN KEY (issuer_id, achievement_id, achievement_version) REFERENCES achievement (issuer_id, id, version),
    FOREIGN KEY (issuer_id, status_list, status_index) REFERENCES status_entry (issuer_id, list, status_index),
    FOREIGN KEY (issuer_id, key_id) REFERENCES signing_key (issuer_id, id)
);
CREATE INDEX credential_awarded ON credential (issuer_id, awarded_at, id);
CREATE INDEX credential_achievement ON credential (issuer_id, achievement_id, awarded_at, id);
CREATE INDEX credential_recipient ON credential (issuer_id, recipient_email, achievement_id) WHERE revoked_at IS NULL;
CREATE INDEX credential_revoked ON credential (issuer_id, status_list, status_index) WHERE revoked_at IS NOT NULL;

CREATE TABLE credential_jwt (
    issuer_id     UUID    NOT NULL,
    credential_id UUID    NOT NULL,
    algorithm     TEXT    NOT NULL,
    key_id        TEXT    NOT NULL,
    document      TEXT    NOT NULL,
    created_at    BIGINT  NOT NULL,
    CONSTRAINT credential_jwt_issuer_id_credential_id_algorithm PRIMARY KEY (issuer_id, credential_id, algorithm),
    FOREIGN KEY (issuer_id, credential_id) REFERENCES credential (issuer_id, id),
    FOREIGN KEY (issuer_id, key_id) REFERENCES signing_key (issuer_id, id)
);

CREATE TABLE share (
    issuer_id     UUID    NOT NULL,
    id            UUID    NOT NULL,
    credential_id UUID    NOT NULL,
    created_at    BIGINT  NOT NULL,
    ended_at      BIGINT,
    CONSTRAINT share_issuer_id_id PRIMARY KEY (issuer_id, id),
    CONSTRAINT share_id UNIQUE (id),
    FOREIGN KEY (issuer_id, credential_id) REFERENCES credential (issuer_id, id)
);
CREATE UNIQUE INDEX share_issuer_id_credential_id ON share (issuer_id, credential_id) WHERE ended_at IS NULL;

CREATE TABLE endorsement (
    issuer_id           UUID    NOT NULL REFERENCES issuer (id),
    id                  UUID    NOT NULL,
    target              TEXT    NOT NULL,
    target_issuer_id    UUID    NOT NULL REFERENCES issuer (id),
    achievement_id      UUID,
    achievement_version BIGINT,
    comment             TEXT    NOT NULL,
    document            TEXT    NOT NULL,
    status_list         BIGINT  NOT NULL,
    status_index        BIGINT  NOT NULL,
    key_id              TEXT    NOT NULL,
    endorsed_by         UUID    REFERENCES account (id) ON DELETE SET NULL,
    endorsed_at         BIGINT  NOT NULL,
    answer              TEXT    NOT NULL,
    answered_at         BIGINT,
    withdrawn_at        BIGINT,
    CONSTRAINT endorsement_issuer_id_id PRIMARY KEY (issuer_id, id),
    CONSTRAINT endorsement_issuer_id_status_list_status_index UNIQUE (issuer_id, status_list, status_index),
    FOREIGN KEY (target_issuer_id, achievement_id, achievement_version) REFERENCES achievement (issuer_id, id, version),
    FOREIGN KEY (issuer_id, status_list, status_index) REFERENCES status_entry (issuer_id, list, status_index),
    FOREIGN KEY (issuer_id, key_id) REFERENCES signing_key (issuer_id, id)
);
CREATE UNIQUE INDEX endorsement_issuer_id_target ON endorsement (issuer_id, target)
    WHERE withdrawn_at IS NULL OR answer = 'declined';
CREATE INDEX endorsement_given ON endorsement (issuer_id, endorsed_at, id);
CREATE INDEX endorsement_received ON endorsement (target_issuer_id, answer, endorsed_at, id)
    WHERE withdrawn_at IS NULL OR answer = 'declined';
CREATE INDEX endorsement_shown ON endorsement (target, answered_at, id) WHERE answer = 'accepted' AND withdrawn_at IS NULL;
CREATE INDEX endorsement_withdrawn ON endorsement (issuer_id, status_list, status_index) WHERE withdrawn_at IS NOT NULL;

CREATE TABLE mail (
    id            UUID    NOT NULL,
    kind          TEXT    NOT NULL,
    to_address    TEXT    NOT NULL,
    payload       TEXT    NOT NULL,
    issuer_id     UUID    REFERENCES issuer (id),
    credential_id UUID,
    state         TEXT    NOT NULL,
    created_at    BIGINT  NOT NULL,
    due_at        BIGINT  NOT NULL,
    attempt       BIGINT  NOT NULL,
    fence         BIGINT  NOT NULL,
    lease_until   BIGINT,
    sent_at       BIGINT,
    error         TEXT,
    CONSTRAINT mail_id PRIMARY KEY (id),
    FOREIGN KEY (issuer_id, credential_id) REFERENCES credential (issuer_id, id)
);
CREATE INDEX mail_due ON mail (due_at) WHERE state = 'waiting';
CREATE INDEX mail_created ON mail (created_at, id);

-- The instance's own chain has the nil UUID as issuer_id: hence no reference to issuer here.
CREATE TABLE audit_chain (
    issuer_id   UUID    NOT NULL,
    length      BIGINT  NOT NULL,
    head        BYTEA   NOT NULL,
    CONSTRAINT audit_chain_issuer_id PRIMARY KEY (issuer_id)
);

CREATE TABLE audit_entry (
    issuer_id   UUID    NOT NULL,
    number      BIGINT  NOT NULL,
    at          BIGINT  NOT NULL,
    erases      BIGINT,
    commitment  BYTEA   NOT NULL,
    hash        BYTEA   NOT NULL,
    CONSTRAINT audit_entry_issuer_id_number PRIMARY KEY (issuer_id, number)
);

CREATE TABLE audit_values (
    issuer_id   UUID    NOT NULL,
    number      BIGINT  NOT NULL,
    salt        BYTEA   NOT NULL,
    actor       TEXT    NOT NULL,
    action      TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    "values"    TEXT    NOT NULL,
    CONSTRAINT audit_values_issuer_id_number PRIMARY KEY (issuer_id, number),
    FOREIGN KEY (issuer_id, number) REFERENCES audit_entry (issuer_id, number)
);

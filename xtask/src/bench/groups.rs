//! What is measured: the groups, and what each sample is compared with.

/// A benchmark and its table.
pub(crate) struct Group {
    /// The name, and that of the bench target.
    pub(crate) name: &'static str,
    /// The crate whose `benches` it is in.
    pub(crate) package: &'static str,
    /// How its samples are told.
    pub(crate) unit: Unit,
    /// How they are compared.
    pub(crate) compared: Compared,
    /// Its table.
    pub(crate) rows: &'static [Row],
}

/// How a sample is told.
#[derive(Clone, Copy)]
pub(crate) enum Unit {
    /// Microseconds for one.
    Micros,
    /// How many in a second.
    PerSecond,
}

/// What the ratio of two samples is.
#[derive(Clone, Copy)]
pub(crate) enum Compared {
    /// Our time over theirs: lower is better.
    Times,
    /// Our rate over theirs: higher is better.
    Rates,
}

/// One of our samples beside another.
pub(crate) struct Row {
    /// What we do.
    pub(crate) what: &'static str,
    /// The name of our sample.
    pub(crate) ours: &'static str,
    /// What it is compared with.
    pub(crate) beside: &'static str,
    /// The name of that sample.
    pub(crate) theirs: &'static str,
    /// The name of the ratio, ours over theirs.
    pub(crate) ratio: &'static str,
}

/// Shorthand of a row, in the order of the columns.
const fn row(
    what: &'static str,
    ours: &'static str,
    beside: &'static str,
    theirs: &'static str,
    ratio: &'static str,
) -> Row {
    Row { what, ours, beside, theirs, ratio }
}

/// All groups.
pub(crate) const GROUPS: [Group; 4] = [
    Group {
        name: "engine",
        package: "openbadges-verify",
        unit: Unit::Micros,
        compared: Compared::Times,
        rows: &ENGINE,
    },
    Group {
        name: "award",
        package: "accolade-platform",
        unit: Unit::PerSecond,
        compared: Compared::Times,
        rows: &AWARD,
    },
    Group {
        name: "serve",
        package: "accolade-web",
        unit: Unit::PerSecond,
        compared: Compared::Rates,
        rows: &SERVE,
    },
    Group {
        name: "design",
        package: "openbadges-design",
        unit: Unit::Micros,
        compared: Compared::Times,
        rows: &DESIGN,
    },
];

const CANONICALIZE: &str = "canonicalise a badge";
const SIGN: &str = "sign a badge";
const VERIFY: &str = "verify a badge's proof";

const ENGINE: [Row; 10] = [
    row(CANONICALIZE, "canonicalize", "SHA-256 of the result", "sha256", "canonicalize_over_sha256"),
    row(
        CANONICALIZE,
        "canonicalize",
        "oxjsonld + oxrdf, contexts read each time",
        "canonicalize_oxrdf",
        "canonicalize_over_oxrdf",
    ),
    row(SIGN, "sign", "Ed25519 alone, aws-lc-rs", "sign_raw", "sign_over_raw"),
    row(SIGN, "sign", "Ed25519 alone, ed25519-dalek", "sign_dalek", "sign_over_dalek"),
    row(VERIFY, "verify", "Ed25519 alone, aws-lc-rs", "verify_raw", "verify_over_raw"),
    row(VERIFY, "verify", "Ed25519 strict, ed25519-dalek", "verify_dalek", "verify_over_dalek"),
    row("whole report, offline", "report", "Ed25519 alone, aws-lc-rs", "verify_raw", "report_over_raw"),
    row("read JSON strictly", "parse", "serde_json", "parse_serde_json", "parse_over_serde_json"),
    row("bake a PNG", "bake", "copy of the bytes", "copy", "bake_over_copy"),
    row("unbake a PNG", "unbake", "copy of the bytes", "copy", "unbake_over_copy"),
];

const AWARD: [Row; 2] = [
    row("awards, one awarder", "award", "bare INSERT and COMMIT", "insert", "award_over_insert"),
    row("awards, 64 awarders", "award_64", "bare INSERT and COMMIT", "insert", "award_64_over_insert"),
];

const DESIGN: [Row; 1] =
    [row("draw a badge, 512 pixels", "draw", "resvg on the finished SVG", "draw_resvg", "draw_over_resvg")];

const MEMORY: &str = "the same bytes, from memory by axum";
const NGINX: &str = "the same bytes, from a file by nginx";

const SERVE: [Row; 8] = [
    row("page of a shared award", "shared", MEMORY, "shared_memory", "shared_over_memory"),
    row("page of a shared award", "shared", NGINX, "shared_nginx", "shared_over_nginx"),
    row("page of a badge", "badge", MEMORY, "badge_memory", "badge_over_memory"),
    row("page of a badge", "badge", NGINX, "badge_nginx", "badge_over_nginx"),
    row("picture of a badge", "picture", MEMORY, "picture_memory", "picture_over_memory"),
    row("picture of a badge", "picture", NGINX, "picture_nginx", "picture_over_nginx"),
    row("status list", "status", MEMORY, "status_memory", "status_over_memory"),
    row("status list", "status", NGINX, "status_nginx", "status_over_nginx"),
];

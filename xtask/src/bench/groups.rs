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
const SIGN: &str = "sign a badge, text to text";
const VERIFY: &str = "verify a badge's proof, from the text";
const VERIFY_JCS: &str = "verify a badge's proof by JCS, from the text";
const SIGN_JCS: &str = "sign a badge by JCS, text to text";
const VERIFY_JWT: &str = "verify a badge as JWT, from the text";
const SIGN_JWT: &str = "sign a badge as JWT, text to text";
const FLOOR: &str = "serde_json and the signature over as many bytes";
const RAW: &str = "Ed25519 alone, ed25519-dalek strict";
const AWS: &str = "Ed25519 alone, aws-lc-rs";
const COPY: &str = "copy and checksum of the bytes";
const PYTHON: &str = "openbadges-bakery, Python";
const JAVASCRIPT: &str = "@digitalbazaar/vc, JavaScript";
const SSI: &str = "ssi, Rust";

/// `raw` is ed25519-dalek, whatever is used here. Rows of peers appear with `--peers`.
const ENGINE: [Row; 39] = [
    row(CANONICALIZE, "canonical", "SHA-256 of the result", "sha256", "canonical_over_sha256"),
    row(CANONICALIZE, "canonical", RAW, "raw_verify", "canonical_over_raw"),
    row(
        CANONICALIZE,
        "canonical",
        "oxjsonld + oxrdf, contexts read each time",
        "canonical_oxrdf",
        "canonical_over_oxrdf",
    ),
    row(SIGN, "sign", RAW, "raw_sign", "sign_over_raw"),
    row(SIGN, "sign", AWS, "aws_sign", "sign_over_aws"),
    row(SIGN, "sign", JAVASCRIPT, "sign_digitalbazaar", "sign_over_digitalbazaar"),
    row(SIGN, "sign", SSI, "sign_ssi", "sign_over_ssi"),
    row(VERIFY, "verify", RAW, "raw_verify", "verify_over_raw"),
    row(VERIFY, "verify", AWS, "aws_verify", "verify_over_aws"),
    row(VERIFY, "verify", JAVASCRIPT, "verify_digitalbazaar", "verify_over_digitalbazaar"),
    row(VERIFY, "verify", SSI, "verify_ssi", "verify_over_ssi"),
    row(
        "verify a signed badge of 2.0, documents at hand",
        "ob2_signed",
        "1EdTech validator core, Python",
        "ob2_signed_validator",
        "ob2_signed_over_validator",
    ),
    row(VERIFY_JCS, "verify_jcs", RAW, "raw_verify", "jcs_over_raw"),
    row(VERIFY_JCS, "verify_jcs", FLOOR, "floor_verify_jcs", "jcs_over_floor"),
    row(SIGN_JCS, "sign_jcs", RAW, "raw_sign", "sign_jcs_over_raw"),
    row(SIGN_JCS, "sign_jcs", FLOOR, "floor_sign_jcs", "sign_jcs_over_floor"),
    row(VERIFY_JWT, "verify_jwt", RAW, "raw_verify", "jwt_over_raw"),
    row(VERIFY_JWT, "verify_jwt", FLOOR, "floor_verify_jwt", "jwt_over_floor"),
    row(SIGN_JWT, "sign_jwt", RAW, "raw_sign", "sign_jwt_over_raw"),
    row(SIGN_JWT, "sign_jwt", FLOOR, "floor_sign_jwt", "sign_jwt_over_floor"),
    row("Ed25519 with a table of the key", "prepared_verify", RAW, "raw_verify", "prepared_over_raw"),
    row(
        "verify one of an issuer that is new",
        "one_of_1000_issuers",
        RAW,
        "raw_verify",
        "verify_new_over_raw",
    ),
    row(
        "verify one of 1,000 of one issuer",
        "one_of_1000",
        "one of each of 1,000 issuers",
        "one_of_1000_issuers",
        "one_issuer_over_many",
    ),
    row(
        "verify one of 1,000 of one issuer, two threads",
        "one_of_1000_two_threads",
        "one thread",
        "one_of_1000_one_thread",
        "two_threads_over_one",
    ),
    row(
        "Ed25519 alone, ed25519-dalek strict, two threads",
        "raw_two_threads",
        "one thread",
        "raw_one_thread",
        "raw_two_threads_over_one",
    ),
    row("whole report, offline", "report", RAW, "raw_verify", "report_over_raw"),
    row("read JSON strictly, borrowing", "read", "serde_json", "parse_serde_json", "read_over_serde"),
    row("read JSON strictly", "parse", "serde_json", "parse_serde_json", "parse_over_serde_json"),
    row("bake a PNG", "bake_png", COPY, "copy_png", "bake_png_over_copy"),
    row("unbake a PNG", "unbake_png", COPY, "copy_png", "unbake_png_over_copy"),
    row("unbake a PNG from a stream", "stream_png", COPY, "copy_png", "stream_png_over_copy"),
    row("bake an SVG", "bake_svg", COPY, "copy_svg", "bake_svg_over_copy"),
    row("unbake an SVG", "unbake_svg", COPY, "copy_svg", "unbake_svg_over_copy"),
    row("bake a PNG", "bake_png", PYTHON, "bake_png_python", "bake_png_over_python"),
    row("unbake a PNG", "unbake_png", PYTHON, "unbake_png_python", "unbake_png_over_python"),
    row("bake an SVG", "bake_svg", PYTHON, "bake_svg_python", "bake_svg_over_python"),
    row("unbake an SVG", "unbake_svg", PYTHON, "unbake_svg_python", "unbake_svg_over_python"),
    row(
        "verify, 1,000 alignments",
        "verify_1000_alignments",
        "100 alignments",
        "verify_100_alignments",
        "alignments_1000_over_100",
    ),
    row(
        "report, 200 endorsements",
        "report_200_endorsements",
        "20 endorsements",
        "report_20_endorsements",
        "endorsements_200_over_20",
    ),
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

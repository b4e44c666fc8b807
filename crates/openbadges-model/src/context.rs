//! The JSON-LD contexts that a credential names.

use serde_json::Value;

/// First context of every credential of the VC data model 2.0.
pub const CREDENTIALS_V2: &str = "https://www.w3.org/ns/credentials/v2";
/// First context of a credential of the VC data model 1.1: read, never written.
pub const CREDENTIALS_V1: &str = "https://www.w3.org/2018/credentials/v1";
/// The Open Badges context that we write.
pub const OPEN_BADGES_3_0_3: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
/// The CLR context that we write.
pub const CLR_2_0_1: &str = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";
/// Defines the three 1EdTech types of schema, status and refresh (E.1-6).
pub const OPEN_BADGES_EXTENSIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

/// Whether a document's first context is that of the VC data model 1.1.
pub(crate) fn is_v1(context: Option<&Value>) -> bool {
    let first = match context {
        Some(Value::Array(items)) => items.first(),
        other => other,
    };
    first.and_then(Value::as_str) == Some(CREDENTIALS_V1)
}

//! The cryptosuites as one table.

use openbadges_model::json::Json;

use super::ProofError;
use super::proof::{malformed, required};
use crate::KeyKind;
use crate::multibase::{MAX_BASE58_CHARS, decode_base58btc, decode_base64url};

/// Longest `proofValue` of selective disclosure that is read, in characters: that of a base proof of 20,000 statements fits.
const MAX_BASE64_CHARS: usize = 2 * 1024 * 1024;

/// The kinds of proof that are known here.
///
/// ```
/// use openbadges_proof::KeyKind;
/// use openbadges_proof::data_integrity::Suite;
///
/// assert_eq!(Suite::for_key(KeyKind::P384), Some(Suite::EcdsaRdfc2019));
/// assert_eq!(Suite::EcdsaRdfc2019.keys(), [KeyKind::P256, KeyKind::P384]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Suite {
    /// `DataIntegrityProof` with `eddsa-rdfc-2022`: what Open Badges are signed with (specification A.8-2).
    EddsaRdfc2022,
    /// `DataIntegrityProof` with `eddsa-jcs-2022`.
    EddsaJcs2022,
    /// `DataIntegrityProof` with `ecdsa-rdfc-2019`, P-256 or P-384.
    EcdsaRdfc2019,
    /// `DataIntegrityProof` with `ecdsa-jcs-2019`, P-256 or P-384.
    EcdsaJcs2019,
    /// `DataIntegrityProof` with `ecdsa-sd-2023`: selective disclosure with P-256, see [`sd`](super::sd).
    EcdsaSd2023,
    /// `DataIntegrityProof` with `eddsa-2022`, the name of `eddsa-rdfc-2022` in drafts: read only (A.8-1).
    Eddsa2022,
    /// `Ed25519Signature2020`, its forerunner: read only (A.8-1).
    Ed25519Signature2020,
}

/// How a document and the options of a proof become bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// The statements, by RDFC-1.0.
    Rdfc,
    /// The JSON, by JCS (RFC 8785).
    Jcs,
}

/// What one suite is made of.
struct Row {
    suite: Suite,
    /// The name of the cryptosuite, or of the type where that says it all.
    name: &'static str,
    form: Form,
    keys: &'static [KeyKind],
    outdated: bool,
}

const EDDSA: &[KeyKind] = &[KeyKind::Ed25519];
const ECDSA: &[KeyKind] = &[KeyKind::P256, KeyKind::P384];

/// Every suite; all of a suite that differs from another is here.
const TABLE: [Row; 7] = [
    row(Suite::EddsaRdfc2022, "eddsa-rdfc-2022", Form::Rdfc, EDDSA, false),
    row(Suite::EddsaJcs2022, "eddsa-jcs-2022", Form::Jcs, EDDSA, false),
    row(Suite::EcdsaRdfc2019, "ecdsa-rdfc-2019", Form::Rdfc, ECDSA, false),
    row(Suite::EcdsaJcs2019, "ecdsa-jcs-2019", Form::Jcs, ECDSA, false),
    row(Suite::EcdsaSd2023, "ecdsa-sd-2023", Form::Rdfc, &[KeyKind::P256], false),
    row(Suite::Eddsa2022, "eddsa-2022", Form::Rdfc, EDDSA, true),
    row(Suite::Ed25519Signature2020, "Ed25519Signature2020", Form::Rdfc, EDDSA, true),
];

const fn row(suite: Suite, name: &'static str, form: Form, keys: &'static [KeyKind], outdated: bool) -> Row {
    Row { suite, name, form, keys, outdated }
}

impl Suite {
    /// Every suite.
    pub const ALL: [Self; 7] = [
        Self::EddsaRdfc2022,
        Self::EddsaJcs2022,
        Self::EcdsaRdfc2019,
        Self::EcdsaJcs2019,
        Self::EcdsaSd2023,
        Self::Eddsa2022,
        Self::Ed25519Signature2020,
    ];

    /// The suite that a credential is signed with when only the kind of key is known; RSA has none.
    pub fn for_key(kind: KeyKind) -> Option<Self> {
        match kind {
            KeyKind::Ed25519 => Some(Self::EddsaRdfc2022),
            KeyKind::P256 | KeyKind::P384 => Some(Self::EcdsaRdfc2019),
            KeyKind::Rsa => None,
        }
    }

    /// The name of the cryptosuite, or of the type where that says it all.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Whether it is out of date: tolerated when reading, worth a remark, never made.
    pub fn is_outdated(self) -> bool {
        self.row().outdated
    }

    /// Whether it signs what is written (JCS) and not what that states (RDFC).
    ///
    /// ```
    /// use openbadges_proof::data_integrity::Suite;
    ///
    /// assert!(Suite::EddsaJcs2022.covers_text() && !Suite::EddsaRdfc2022.covers_text());
    /// ```
    pub fn covers_text(self) -> bool {
        matches!(self.form(), Form::Jcs)
    }

    /// The kinds of key that it is used with.
    pub fn keys(self) -> &'static [KeyKind] {
        self.row().keys
    }

    pub(super) fn form(self) -> Form {
        self.row().form
    }

    /// Refuses a key of another kind than the suite's: the algorithm is fixed by both, never by the proof alone.
    pub(super) fn check_key(self, kind: KeyKind) -> Result<(), ProofError> {
        if self.keys().contains(&kind) {
            Ok(())
        } else {
            Err(ProofError::KeyKind { suite: self.name(), key: kind.name() })
        }
    }

    /// The suite of a proof. Another type or cryptosuite is [`ProofError::Unsupported`].
    pub(super) fn of(proof: &Json<'_>) -> Result<Self, ProofError> {
        let (member, name) = match required(proof, "type")? {
            "DataIntegrityProof" => ("cryptosuite", required(proof, "cryptosuite")?),
            other => ("type", other),
        };
        let by_type = |suite: Self| suite == Self::Ed25519Signature2020;
        let mut known = TABLE.iter().filter(|row| by_type(row.suite) == (member == "type"));
        let row = known.find(|row| row.name == name);
        row.map(|row| row.suite).ok_or_else(|| ProofError::Unsupported { member, found: name.to_owned() })
    }

    /// Decodes a `proofValue`: base58btc, or base64url for selective disclosure.
    pub(super) fn value(self, text: &str) -> Result<Vec<u8>, ProofError> {
        if self == Self::EcdsaSd2023 {
            return decode_base64url(text, MAX_BASE64_CHARS)
                .map_err(|_| malformed("proofValue", "not base64url without padding after 'u'"));
        }
        if text.len() > MAX_BASE58_CHARS {
            return Err(malformed("proofValue", "too long for a signature"));
        }
        let bytes = decode_base58btc(text).map_err(|_| malformed("proofValue", "not base58btc after 'z'"))?;
        let fits = self.keys().iter().any(|kind| kind.signature_len() == Some(bytes.len()));
        if fits { Ok(bytes) } else { Err(malformed("proofValue", "not as long as a signature of its suite")) }
    }

    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_suites() {
        for (suite, row) in Suite::ALL.into_iter().zip(&TABLE) {
            assert_eq!(suite, row.suite);
            assert_eq!(suite.name(), row.name);
        }
    }

    #[test]
    fn a8_1_a_suite_is_told_by_type_and_name_together() {
        let of = |value: serde_json::Value| Suite::of(&Json::try_from(&value).unwrap());
        for suite in Suite::ALL {
            let (by_name, by_type) = (
                serde_json::json!({ "type": "DataIntegrityProof", "cryptosuite": suite.name() }),
                serde_json::json!({ "type": suite.name() }),
            );
            let is_type = suite == Suite::Ed25519Signature2020;
            assert_eq!(of(by_name).ok(), (!is_type).then_some(suite));
            assert_eq!(of(by_type).ok(), is_type.then_some(suite));
        }
    }
}

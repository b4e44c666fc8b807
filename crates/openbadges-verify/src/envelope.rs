//! Credentials in an envelope (VC data model 2.0, Enveloped Verifiable Credentials): an object whose `id` is the whole
//! credential with the signature around it. Nothing else that the object says is signed, and nothing of it is believed.

use serde_json::Value;

use crate::Reason;
use crate::data_url::DataUrl;
use crate::keys::Problem;
use crate::members::{is_a, text};

/// The media types of a credential that is a JWT; the second is that of drafts.
const JWT: [&str; 2] = ["application/vc+jwt", "application/vc+ld+json+jwt"];

/// The JWT in an envelope; nothing where the document is none.
///
/// # Errors
/// If the envelope holds something else.
pub(crate) fn opened(document: &Value) -> Option<Result<String, Problem>> {
    is_a(document, "EnvelopedVerifiableCredential").then(|| jwt_in(document))
}

fn jwt_in(envelope: &Value) -> Result<String, Problem> {
    let wrong = || Problem::because(Reason::Malformed, "envelope").with("pointer", "/id");
    let DataUrl { media_type, bytes } = text(envelope, "id").and_then(DataUrl::read).ok_or_else(wrong)?;
    if !JWT.iter().any(|known| known.eq_ignore_ascii_case(media_type)) {
        return Err(Problem::because(Reason::Unsupported, "envelope").with("mediaType", media_type));
    }
    String::from_utf8(bytes).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn d_credentials_come_out_of_their_envelopes() {
        let jws = "eyJhbGciOiJFZERTQSJ9.e30.c2ln";
        let open = |id: &str| opened(&json!({"type": ["EnvelopedVerifiableCredential"], "id": id}));
        for media_type in [
            "application/vc+jwt",
            "Application/VC+JWT",
            "application/vc+ld+json+jwt",
            "application/vc+jwt;x=1",
        ] {
            assert_eq!(open(&format!("data:{media_type},{jws}")).and_then(Result::ok).as_deref(), Some(jws));
        }
        assert!(
            opened(&json!({"type": "VerifiableCredential", "id": format!("data:application/vc+jwt,{jws}")}))
                .is_none()
        );
        for (id, reason) in [
            ("data:application/vc+cose,x", Reason::Unsupported),
            ("data:text/plain,x", Reason::Unsupported),
            ("https://example.org", Reason::Malformed),
            ("", Reason::Malformed),
            ("data:application/vc+jwt;base64,/w==", Reason::Malformed),
        ] {
            let problem = open(id).and_then(Result::err).unwrap();
            assert_eq!(problem.reason, reason, "{id}");
        }
    }
}

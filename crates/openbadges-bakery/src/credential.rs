//! What may be baked.

use crate::{BakeError, limits};

/// The two forms of a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A JSON object.
    Json,
    /// A compact JWS.
    Jws,
}

/// Which form the text has, as far as its looks tell.
pub(crate) fn form(text: &str) -> Result<Form, BakeError> {
    limits::check("the credential", text.len(), limits::CREDENTIAL_BYTES)?;
    let object = text.trim_matches([' ', '\t', '\r', '\n']);
    if object.starts_with('{') && object.ends_with('}') {
        return Ok(Form::Json);
    }
    let is_part = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    match text.split('.').collect::<Vec<_>>()[..] {
        [head, body, end]
            if [head, body, end].into_iter().all(is_part) && !head.is_empty() && !end.is_empty() =>
        {
            Ok(Form::Jws)
        }
        _ => Err(BakeError::NotACredential),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a10_2_a_credential_is_json_or_a_compact_jws() {
        assert_eq!(form(" {\"a\": 1}\n"), Ok(Form::Json));
        assert_eq!(form("e30.e30.AA_-"), Ok(Form::Jws));
        for other in
            ["", "[]", "https://example.org/a.json", "a.b", "a.b.c.d", "e30.e30.AA=", "e30.e30.", "\"{}\""]
        {
            assert_eq!(form(other), Err(BakeError::NotACredential), "{other}");
        }
    }
}

//! Finding the key of a proof in the document of its controller.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::method::{self, MethodError, VerificationMethod, malformed};
use crate::{PublicKey, WrittenKey};

/// Methods with one and the same key that are tried: telling whether one may be used costs a walk through the document.
const MAX_OF_ONE_KEY: usize = 16;

/// The members of a document that may define methods: the list, then the relationships that may embed them.
const DEFINING: [&str; 6] = [
    "verificationMethod",
    "assertionMethod",
    "authentication",
    "capabilityInvocation",
    "capabilityDelegation",
    "keyAgreement",
];

/// Finds the method of a proof in the document of its controller: a DID document, or an issuer's profile at an https
/// address. All legal shapes are read: methods in `verificationMethod` or embedded in `assertionMethod`, references
/// absolute or relative (`#key`), lists or single values.
///
/// The method has to be listed in `assertionMethod`, belong to the document (`controller` is the document's `id`, which
/// is `method_id` without its fragment), and be neither revoked nor expired at `now` (Controlled Identifiers 1.0,
/// "Retrieve Verification Method"; specification A.8-3, A.9-1, A.9-3). The key is never taken from the fragment
/// (specification E.3-9).
///
/// ```
/// use openbadges_proof::SigningKey;
/// use openbadges_proof::did::{find_method, issuer_document};
///
/// let key = SigningKey::from_seed([7; 32]).public();
/// let document = issuer_document("did:web:example.org", &[("key-1", key.clone())]);
/// let now = "2026-02-01T00:00:00Z".parse()?;
/// assert_eq!(find_method(&document, "did:web:example.org#key-1", now)?.key, key);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn find_method(
    document: &Value,
    method_id: &str,
    now: Timestamp,
) -> Result<VerificationMethod, MethodError> {
    let expected = method_id.split_once('#').map_or(method_id, |(document, _fragment)| document);
    let id = id_of(document);
    if id != expected {
        return Err(MethodError::OtherDocument { found: id.to_owned(), expected: expected.to_owned() });
    }
    usable(document, method_id, now)
}

/// Finds a method of a document's subject by its key, for a key that came without the name of its method. It has to meet
/// the same demands as in [`find_method`]; [`MethodError::NotFound`] means that no method has this key, any other error
/// why none that has it may be used.
///
/// ```
/// use openbadges_proof::SigningKey;
/// use openbadges_proof::did::{find_key, issuer_document};
///
/// let key = SigningKey::from_seed([7; 32]).public();
/// let document = issuer_document("did:web:example.org", &[("key-1", key.clone())]);
/// let now = "2026-02-01T00:00:00Z".parse()?;
/// assert_eq!(find_key(&document, &key, now)?.id, "did:web:example.org#key-1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn find_key(
    document: &Value,
    key: &PublicKey,
    now: Timestamp,
) -> Result<VerificationMethod, MethodError> {
    let (base, key) = (id_of(document), WrittenKey::from(key));
    let mut refused = MethodError::NotFound;
    for (tried, method) in definitions(document).filter(|method| method::has_key(method, &key)).enumerate() {
        if tried == MAX_OF_ONE_KEY {
            return Err(MethodError::TooMany);
        }
        let id = method.get("id").and_then(Value::as_str).ok_or_else(|| malformed("id", "missing"));
        match id.and_then(|id| usable(document, &absolute(id, base), now)) {
            Ok(method) => return Ok(method),
            Err(error) if refused == MethodError::NotFound => refused = error,
            Err(_) => {}
        }
    }
    Err(refused)
}

/// Reads a document that is one key alone (`type` Multikey or `JsonWebKey`, `id` the identifier of the method), as some
/// https issuers host it. This says whose key it claims to be; only the controller's own document, whose
/// `assertionMethod` names this identifier, makes it true. The second argument is that document, fetched from the
/// `controller` of the first.
pub fn find_in_key_document(
    key_document: &Value,
    controller: &Value,
    method_id: &str,
    now: Timestamp,
) -> Result<VerificationMethod, MethodError> {
    let definition = key_document.as_object().ok_or_else(|| malformed("document", "not an object"))?;
    let id = id_of(key_document);
    if id != method_id {
        return Err(MethodError::OtherDocument { found: id.to_owned(), expected: method_id.to_owned() });
    }
    let method = method::read(definition, method_id, now)?;
    let owner = id_of(controller);
    if owner != method.controller {
        return Err(MethodError::Controller { found: method.controller, expected: owner.to_owned() });
    }
    // What the controller says of the key itself counts, too: they may have withdrawn it.
    match usable(controller, method_id, now) {
        Ok(own) if own.key == method.key => Ok(method),
        Ok(_) => Err(MethodError::Ambiguous),
        Err(MethodError::NotFound) if is_for_assertion(controller, method_id) => Ok(method),
        Err(MethodError::NotFound) => Err(MethodError::NotForAssertion),
        Err(error) => Err(error),
    }
}

/// A method that a document defines, if its subject may sign claims with it.
fn usable(document: &Value, method_id: &str, now: Timestamp) -> Result<VerificationMethod, MethodError> {
    let definition = definition(document, method_id)?;
    if !is_for_assertion(document, method_id) {
        return Err(MethodError::NotForAssertion);
    }
    let method = method::read(definition, method_id, now)?;
    let id = id_of(document);
    if method.controller == id {
        Ok(method)
    } else {
        Err(MethodError::Controller { found: method.controller, expected: id.to_owned() })
    }
}

/// Whether `assertionMethod` refers to a method or embeds it.
fn is_for_assertion(document: &Value, method_id: &str) -> bool {
    let base = id_of(document);
    list(document, "assertionMethod").any(|entry| entry_id(entry, base).as_deref() == Some(method_id))
}

/// The one definition of a method. The same one twice is harmless, two different ones are not.
fn definition<'a>(document: &'a Value, method_id: &str) -> Result<&'a Map<String, Value>, MethodError> {
    let base = id_of(document);
    let mut found = definitions(document).filter(|method| is(method.get("id"), base, method_id));
    let first = found.next().ok_or(MethodError::NotFound)?;
    if found.all(|other| other == first) { Ok(first) } else { Err(MethodError::Ambiguous) }
}

/// Everything that a document defines as a method.
fn definitions(document: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    DEFINING.iter().flat_map(|member| list(document, member)).filter_map(Value::as_object)
}

fn id_of(document: &Value) -> &str {
    document.get("id").and_then(Value::as_str).unwrap_or_default()
}

/// The entries of a member that may be a list or a single value.
fn list<'a>(document: &'a Value, member: &str) -> impl Iterator<Item = &'a Value> {
    let value = document.get(member);
    let many = value.and_then(Value::as_array).into_iter().flatten();
    many.chain(value.filter(|value| !value.is_array()))
}

/// The absolute identifier of an entry: a reference, or an embedded method.
fn entry_id(entry: &Value, base: &str) -> Option<String> {
    let id = entry.as_str().or_else(|| entry.get("id")?.as_str())?;
    Some(absolute(id, base))
}

fn is(id: Option<&Value>, base: &str, method_id: &str) -> bool {
    id.and_then(Value::as_str).is_some_and(|id| absolute(id, base) == method_id)
}

/// Resolves a relative reference. Only `#fragment` occurs: anything else is compared as it is.
fn absolute(id: &str, base: &str) -> String {
    if id.starts_with('#') { format!("{base}{id}") } else { id.to_owned() }
}

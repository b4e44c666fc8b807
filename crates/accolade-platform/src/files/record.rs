//! All that a recipient holds of an issuer as one signed record (`ClrCredential`, specification D).
//!
//! It is signed each time that it is asked for, and kept nowhere: an award more or a revocation shows at once, and there
//! is nothing to erase. It has no status of its own; each credential in it has.
//!
//! The audit trail holds no entry of it, as of no file that is saved: it tells what was made and lasts, and whoever has a
//! link could lengthen it without end.

use std::sync::Arc;

use accolade_storage::credentials;
use bytes::Bytes;
use jiff::Timestamp;
use openbadges_model::{ClrCredential, ClrSubject, IdentityObject, Profile, validate};
use openbadges_proof::data_integrity::{self, ProofOptions};
use serde_json::Value;
use uuid::Uuid;

use crate::app::App;
use crate::issuers::{self, ActiveKey, active_key};
use crate::opening::Opened;
use crate::trouble::Trouble;
use crate::{Credential, work};

/// Credentials in a record, the endorsements that they carry among them: half of what a verifier of ours looks into.
const MOST: usize = 100;
/// Bytes of all credentials in a record: a verifier of ours goes through several times as much.
const MOST_BYTES: usize = 1 << 20;

/// The record of this award's recipient: all that the issuer awarded to the same address and did not revoke, or the
/// newest of it where that is more than fits.
pub(super) async fn record(app: &Arc<App>, opened: &Opened) -> Result<Bytes, Trouble> {
    let address = app.address().await?;
    let (issuer, email) = (&opened.issuer, &opened.credential.recipient_email);
    let mut conn = app.storage.read().await?;
    let limit = u32::try_from(MOST + 1).unwrap_or(u32::MAX);
    let held = credentials::held(&mut conn, issuer.id, email, limit).await?;
    let key = active_key(&mut conn, app, &address.issuer_did(issuer.id), issuer.id).await?;
    drop(conn);
    // Revoked since its link was opened: whoever asks again is told so.
    let newest = held.first().ok_or(Trouble::Busy)?;
    let credentials = newest_that_fit(&held)?;
    let (name, count) = (newest.recipient_name.as_str(), credentials.len());
    let record = Record {
        id: app.random.id(),
        issuer: issuers::profile(&address, issuer),
        name: app.messages.with("record-name", &[("name", name.into()), ("issuer", (&*issuer.name).into())]),
        newest: (count < held.len()).then(|| app.messages.with("record-newest", &[("count", count.into())])),
        recipient: vec![
            IdentityObject::email_hashed(email, &hex::encode(app.random.bytes::<16>())),
            IdentityObject::name(name),
        ],
        credentials,
        now: app.clock.now_in_seconds(),
    };
    Ok(work::off_thread(move || record.sign(&key)).await??.into())
}

/// The first of these, each as it was signed, that can be verified in one go with all that they carry.
fn newest_that_fit(held: &[Credential]) -> Result<Vec<Value>, Trouble> {
    let (mut fitting, mut bytes, mut parts) = (Vec::new(), 0, 0);
    for row in held {
        let broken = |error| Trouble::Broken(format!("credential {} cannot be read: {error}", row.id));
        let credential: Value = serde_json::from_str(&row.document).map_err(broken)?;
        bytes += row.document.len();
        parts += 1 + endorsements(&credential);
        if bytes > MOST_BYTES || parts > MOST {
            break;
        }
        fitting.push(credential);
    }
    Ok(fitting)
}

/// How many endorsements a credential of ours carries.
fn endorsements(credential: &Value) -> usize {
    let carried = credential.pointer("/credentialSubject/achievement/endorsement").and_then(Value::as_array);
    carried.map_or(0, Vec::len)
}

/// Everything that a record is made of.
struct Record {
    id: Uuid,
    issuer: Profile,
    name: String,
    /// Says that there is more, where there is.
    newest: Option<String>,
    recipient: Vec<IdentityObject>,
    credentials: Vec<Value>,
    /// When it is signed, in whole seconds.
    now: Timestamp,
}

impl Record {
    /// Builds, signs and validates.
    fn sign(self, key: &ActiveKey) -> Result<String, Trouble> {
        let id = self.id;
        let bug = |what: &str, error: &dyn std::fmt::Display| {
            Trouble::Broken(format!("record {id}: {what}: {error}"))
        };
        let options = ProofOptions { verification_method: key.method.clone(), created: self.now };
        let signed = data_integrity::sign(&self.build().to_value(), &key.key, &options)
            .map_err(|error| bug("cannot be signed", &error))?;
        if let Some(fault) = validate(&signed).first() {
            return Err(bug("is at fault", &format!("{}: {}", fault.pointer, fault.message)));
        }
        serde_json::to_string(&signed).map_err(|error| bug("cannot be written", &error))
    }

    /// The subject has no `id`: those of the awards are each of one award alone, and another would seem another person.
    fn build(self) -> ClrCredential {
        let subject = ClrSubject::identified(self.recipient, self.credentials);
        let id = format!("urn:uuid:{}", self.id);
        ClrCredential {
            partial: Some(self.newest.is_some()),
            description: self.newest,
            awarded_date: Some(self.now.into()),
            ..ClrCredential::new(id, self.name, self.issuer, self.now, subject)
        }
    }
}

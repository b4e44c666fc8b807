//! The two dates of a credential under the names of its VC data model (A.12).

use crate::context;
use serde_json::{Map, Value};

/// Reads and writes a class with `validFrom` and `validUntil`, which a credential of the VC data model 1.1 calls
/// `issuanceDate` and `expirationDate`. The class itself derives serde's traits with `remote = "Self"`.
macro_rules! dated {
    ($name:ident) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use serde::de::Error as _;
                let mut members = serde_json::Map::deserialize(deserializer)?;
                crate::dated::read(&mut members).map_err(D::Error::custom)?;
                Self::deserialize(serde_json::Value::Object(members)).map_err(D::Error::custom)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::Error as _;
                let mut value =
                    Self::serialize(self, serde_json::value::Serializer).map_err(S::Error::custom)?;
                if let serde_json::Value::Object(members) = &mut value {
                    crate::dated::write(members).map_err(S::Error::custom)?;
                }
                value.serialize(serializer)
            }
        }

        impl $name {
            /// Reads the credential from JSON that [`crate::json::parse`] has read.
            ///
            /// # Errors
            /// [`crate::ModelError`] with every fault if the value does not fit the class.
            pub fn from_value(value: &serde_json::Value) -> Result<Self, crate::ModelError> {
                crate::json::check_depth(value).map_err(|error| crate::ModelError::new(value, &error))?;
                <Self as serde::Deserialize>::deserialize(value)
                    .map_err(|error| crate::ModelError::new(value, &error))
            }

            /// Writes the credential as JSON.
            pub fn to_value(&self) -> serde_json::Value {
                crate::dated::value(self)
            }
        }
    };
}

pub(crate) use dated;

/// A credential as JSON.
#[expect(clippy::expect_used, reason = "every member is text, number, list or map with text keys")]
pub(crate) fn value<T: serde::Serialize>(credential: &T) -> Value {
    serde_json::to_value(credential).expect("a credential is always JSON")
}

/// Gives the dates of an older credential their newer names.
pub(crate) fn read(members: &mut Map<String, Value>) -> Result<(), String> {
    rename(members, |old, new| (old, new))
}

/// Gives them their older names back.
pub(crate) fn write(members: &mut Map<String, Value>) -> Result<(), String> {
    rename(members, |old, new| (new, old))
}

/// Renames in a credential of the VC data model 1.1, keeping the order of the members.
fn rename(
    members: &mut Map<String, Value>,
    direction: fn(&'static str, &'static str) -> (&'static str, &'static str),
) -> Result<(), String> {
    if !context::is_v1(members.get("@context")) {
        return Ok(());
    }
    let pairs = [direction("issuanceDate", "validFrom"), direction("expirationDate", "validUntil")];
    if let Some((_, to)) = pairs.iter().find(|(_, to)| members.contains_key(*to)) {
        return Err(format!("`{to}` does not belong into a credential with this first context"));
    }
    *members = std::mem::take(members)
        .into_iter()
        .map(|(name, value)| match pairs.iter().find(|(from, _)| name == *from) {
            Some((_, to)) => ((*to).to_owned(), value),
            None => (name, value),
        })
        .collect();
    Ok(())
}

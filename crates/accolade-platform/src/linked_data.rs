//! Documents of the specification's classes that are served by themselves, outside a credential.

use openbadges_model::context;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::trouble::Trouble;

/// The class with the contexts that give its members their meaning.
pub(crate) fn document(class: &impl Serialize) -> Result<Value, Trouble> {
    let Ok(Value::Object(members)) = serde_json::to_value(class) else {
        return Err(Trouble::Broken("a class of the data model is no JSON object".to_owned()));
    };
    let contexts = json!([context::CREDENTIALS_V2, context::OPEN_BADGES_3_0_3]);
    let mut document = Map::from_iter([("@context".to_owned(), contexts)]);
    document.extend(members);
    Ok(Value::Object(document))
}

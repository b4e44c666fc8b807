//! The known contexts in the form that any other context has.

use std::sync::{LazyLock, OnceLock};

use serde_json::{Map, Value};

use crate::ContextCopy;
use crate::terms::{Coercion, Container, Definition, LayerId, Scope, Target, tables};

/// The context at `url`, or the older copy that is to stand for it.
pub(super) fn context(url: &str, copy: Option<ContextCopy>) -> Option<&'static Value> {
    static WRITTEN: LazyLock<Vec<OnceLock<Value>>> =
        LazyLock::new(|| std::iter::repeat_with(OnceLock::new).take(tables().layer_count()).collect());
    let copy = copy.filter(|copy| copy.url() == url).map(|copy| copy.layer);
    let layer = copy.or_else(|| tables().context(url))?;
    Some(WRITTEN.get(layer.index())?.get_or_init(|| written(layer)))
}

fn written(layer: LayerId) -> Value {
    let layer = tables().layer(layer);
    let mut members = Map::new();
    if let Some(vocabulary) = &layer.vocabulary {
        members.insert("@vocab".to_owned(), vocabulary.as_str().into());
    }
    for (term, definition) in &layer.terms {
        members.insert(tables().term_name(*term).to_owned(), definition_of(tables().definition(*definition)));
    }
    Value::Object(members)
}

fn definition_of(definition: &Definition) -> Value {
    let meaning = &definition.meaning;
    let mut members = Map::new();
    let mut set = |name: &str, value: Value| drop(members.insert(name.to_owned(), value));
    match &meaning.target {
        Target::Keyword(keyword) => set("@id", keyword.name().into()),
        target @ Target::Iri(_) => set("@id", target.iri().into()),
        Target::IllFormed(iri) => set("@id", iri.as_str().into()),
    }
    set("@protected", definition.protected.into());
    if meaning.prefix {
        set("@prefix", true.into());
    }
    match &meaning.coercion {
        Coercion::None => {}
        Coercion::Id => set("@type", "@id".into()),
        Coercion::Vocab => set("@type", "@vocab".into()),
        Coercion::Json => set("@type", "@json".into()),
        Coercion::Datatype(datatype) => set("@type", datatype.as_str().into()),
    }
    match meaning.container {
        Container::None => {}
        Container::Set => set("@container", "@set".into()),
        Container::List => set("@container", "@list".into()),
        Container::Graph => set("@container", "@graph".into()),
    }
    match meaning.scope {
        Scope::None => {}
        Scope::Reset => set("@context", Value::Null),
        // A context in a table stands inside of another: as deep as the table is written.
        Scope::Layer(layer) => set("@context", written(layer)),
    }
    Value::Object(members)
}

//! What the tables know of the addresses and names that a document uses.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::tables;

/// Whether the context at `url` has a term table.
///
/// ```
/// use openbadges_ld::known_context;
///
/// assert!(known_context("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"));
/// assert!(!known_context("https://example.org/context.json"));
/// ```
pub fn known_context(url: &str) -> bool {
    tables().context(url).is_some()
}

/// Whether a name is an IRI at a host where the specifications are: one of the known contexts, or what a term of one stands
/// for. Whatever else is there may be a term of theirs by another name; under an IRI of elsewhere none can hide.
///
/// ```
/// use openbadges_ld::known_vocabulary;
///
/// assert!(known_vocabulary("https://www.w3.org/2018/credentials#validUntil"));
/// assert!(!known_vocabulary("https://example.org/validUntil"));
/// ```
pub fn known_vocabulary(name: &str) -> bool {
    HOSTS.iter().any(|host| name.contains(host))
}

/// Every host, as `://host/`: http and https are not told apart.
static HOSTS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let tables = tables();
    let terms = tables.definitions.iter().filter_map(|definition| definition.meaning.target.iri());
    let vocabularies = tables.layers.iter().filter_map(|layer| layer.vocabulary.as_deref());
    let contexts = tables.contexts.iter().map(|(url, _)| url.as_str());
    terms.chain(vocabularies).chain(contexts).filter_map(host).collect()
});

fn host(iri: &str) -> Option<&str> {
    const MARK: &str = "://";
    let start = iri.find(MARK)?;
    let length = iri[start + MARK.len()..].find('/')?;
    iri.get(start..=start + MARK.len() + length)
}

#[cfg(test)]
mod tests {
    use super::HOSTS;

    #[test]
    fn the_specifications_are_at_these_hosts() {
        let hosts = [
            "creativecommons.org",
            "openbadgespec.org",
            "purl.imsglobal.org",
            "purl.org",
            "schema.org",
            "w3id.org",
            "www.iana.org",
            "www.w3.org",
        ];
        assert!(HOSTS.iter().map(|host| host.trim_matches([':', '/'])).eq(hosts), "{HOSTS:?}");
    }
}

//! What is worth saying of a badge and changes nothing.

use openbadges_model::same_id;
use openbadges_proof::did::Did;
use serde_json::Value;
use url::{Host, Url};

use crate::members::{each, id_of, is_a, text};
use crate::{Facts, Remark, RemarkId, network};

pub(crate) fn of(credential: &Value) -> Vec<Remark> {
    let of_issuer = |id, issuer| Remark { id, facts: Facts::new().with("issuer", issuer) };
    let issuer = id_of(credential, "issuer");
    let test = issuer.filter(|id| is_test_address(id)).map(|id| of_issuer(RemarkId::TestAddress, id));
    let own = issuer.filter(|id| is_subject(credential, id)).map(|id| of_issuer(RemarkId::SelfIssued, id));
    let followed = |service: &&Value| is_a(service, "1EdTechCredentialRefresh");
    let unknown = each(credential, "refreshService").filter(|service| !followed(service));
    let refresh = unknown.take(4).map(|service| {
        let mut facts = Facts::new();
        facts.push_some("url", text(service, "id"));
        facts.push_some("type", text(service, "type"));
        Remark { id: RemarkId::RefreshOffered, facts: facts.with("why", "type") }
    });
    test.into_iter().chain(own).chain(refresh).chain(schemas(credential)).collect()
}

/// Whether a credential is about the party of this id. Any issuer may recognise a skill, the subject too, and whoever
/// relies on it has to know (Open Badges 3.0, "Skill Assertions").
fn is_subject(credential: &Value, id: &str) -> bool {
    each(credential, "credentialSubject")
        .filter_map(|subject| text(subject, "id"))
        .any(|own| same_id(own, id))
}

/// Schemas beside the published one, whose rules the data model check has.
fn schemas(credential: &Value) -> impl Iterator<Item = Remark> {
    let published = "https://purl.imsglobal.org/spec/ob/v3p0/schema/";
    let others = each(credential, "credentialSchema")
        .filter(move |schema| !text(schema, "id").is_some_and(|id| id.starts_with(published)));
    others.take(8).map(|schema| {
        let mut facts = Facts::new();
        facts.push_some("url", text(schema, "id"));
        facts.push_some("type", text(schema, "type"));
        Remark { id: RemarkId::SchemaNotRun, facts }
    })
}

/// Whether an issuer lives where only tests do: this machine, a bare IP address, or an address without https.
pub(crate) fn is_test_address(issuer: &str) -> bool {
    let url = match Did::parse(issuer) {
        Ok(did) => did.document_url(),
        Err(_) => Url::parse(issuer).ok().filter(|url| matches!(url.scheme(), "http" | "https")),
    };
    url.is_some_and(|url| {
        url.scheme() == "http"
            || network::is_loopback(&url)
            || matches!(url.host(), Some(Host::Ipv4(_) | Host::Ipv6(_)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_addresses_are_remarked() {
        for (issuer, test) in [
            ("did:web:localhost%3A8080:issuers:1", true),
            ("did:web:127.0.0.1%3A8080", true),
            ("http://example.org/issuer", true),
            ("https://192.168.0.1/issuer", true),
            ("did:web:example.org:issuers:1", false),
            ("https://example.org/issuer", false),
            ("urn:uuid:6f2e33e5-7a29-4155-840a-59483ba10164", false),
        ] {
            assert_eq!(is_test_address(issuer), test, "{issuer}");
        }
    }
}

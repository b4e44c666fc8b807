//! "Add to profile" of the business network, with the badge filled in.

use jiff::Zoned;
use url::Url;

use crate::{Credential, Issuer, issuers};

#[expect(clippy::expect_used, reason = "a constant address that a test parses")]
pub(super) fn add_to_profile(badge: &str, issuer: &Issuer, award: &Credential, share_url: &str) -> String {
    let mut url = Url::parse("https://www.linkedin.com/profile/add").expect("a constant address");
    {
        let mut query = url.query_pairs_mut();
        query.append_pair("startTask", "CERTIFICATION_NAME");
        query.append_pair("name", badge);
        query.append_pair("organizationName", &issuer.name);
        let (year, month) = year_and_month(&issuers::local(issuer, award.valid_from));
        query.append_pair("issueYear", &year).append_pair("issueMonth", &month);
        if let Some(end) = award.valid_until {
            let (year, month) = year_and_month(&issuers::local(issuer, end));
            query.append_pair("expirationYear", &year).append_pair("expirationMonth", &month);
        }
        query.append_pair("certUrl", share_url);
        query.append_pair("certId", &format!("urn:uuid:{}", award.id));
    }
    url.into()
}

fn year_and_month(day: &Zoned) -> (String, String) {
    (day.year().to_string(), day.month().to_string())
}

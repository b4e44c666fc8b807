//! Verifying any badge of any platform. What lies under our own address, however it is spelled, is answered from storage
//! (P-V2).

use std::sync::Arc;

use async_trait::async_trait;
use openbadges_verify::{Accept, Fetch, FetchError, Fetched, Input, Offline, Options, Report};
use tokio::runtime::Handle;
use url::Url;

use crate::achievements;
use crate::app::App;
use crate::endorsing;
use crate::files;
use crate::hosted;
use crate::ids::IssuerId;
use crate::issuers;
use crate::opening::{Format, Link};
use crate::status;
use crate::trouble::{LinkError, Trouble};

/// Verifies a file, a pasted text or an address; with a recipient, also whether the badge is theirs.
pub async fn verify(app: &Arc<App>, input: Input, recipient: Option<String>) -> Result<Report, Trouble> {
    let mut options = Options::at(app.clock.now());
    if let Some(recipient) = recipient.filter(|typed| !typed.trim().is_empty()) {
        options = options.recipient(recipient.trim());
    }
    let fetch = OwnAddress { app: Arc::clone(app), beyond: (app.network)() };
    judge(input, fetch, options).await
}

/// Verifies on a thread of its own: hostile input may keep it at work for a while, and others must not wait for that.
pub(crate) async fn judge(input: Input, fetch: OwnAddress, options: Options) -> Result<Report, Trouble> {
    let (runtime, desk) = (Handle::current(), fetch.app.verifications.clone());
    desk.work(move || runtime.block_on(openbadges_verify::verify(input, &fetch, &options))).await
}

/// Answers what lies under the instance's own address from storage, and asks the network for the rest.
pub(crate) struct OwnAddress {
    app: Arc<App>,
    beyond: Box<dyn Fetch>,
}

impl OwnAddress {
    /// Without the network: for what was issued here.
    pub(crate) fn alone(app: &Arc<App>) -> Self {
        Self { app: Arc::clone(app), beyond: Box::new(Offline) }
    }

    async fn own(&self, url: &Url) -> Result<Option<Own>, Trouble> {
        let segments: Vec<&str> = url.path_segments().map(Iterator::collect).unwrap_or_default();
        match segments[..] {
            ["issuers", issuer, ref below @ ..] => match issuer.parse() {
                Ok(issuer) => self.of_issuer(issuer, below).await,
                Err(_) => Ok(None),
            },
            ["ob2", issuer, ref below @ ..] => match issuer.parse() {
                Ok(issuer) => self.of_version_2(issuer, below).await,
                Err(_) => Ok(None),
            },
            ["m", token] => self.credential(Link::Mail(token), Format::Json).await,
            ["s", token] => self.credential(Link::Share(token), Format::Json).await,
            ["m", token, name] => self.named(Link::Mail(token), name).await,
            ["s", token, name] => self.named(Link::Share(token), name).await,
            _ => Ok(None),
        }
    }

    async fn of_issuer(&self, issuer: IssuerId, below: &[&str]) -> Result<Option<Own>, Trouble> {
        match below {
            [] | ["profile.json"] => Ok(json(issuers::profile_document(&self.app, issuer).await?)),
            ["jwks.json"] => Ok(json(issuers::key_set(&self.app, issuer).await?.map(|keys| keys.document))),
            ["did.json"] => {
                Ok(json(issuers::did_document(&self.app, issuer).await?.map(|keys| keys.document)))
            }
            ["status", number] => match number.parse() {
                Ok(number) => {
                    let list = status::list(&self.app, issuer, number).await?;
                    Ok(list.map(|text| Own { bytes: text.into_bytes(), media_type: JSON }))
                }
                Err(_) => Ok(None),
            },
            ["endorsements", id] => match id.parse() {
                Ok(id) => {
                    let signed = endorsing::document(&self.app, issuer, id).await?;
                    Ok(signed.map(|text| Own { bytes: text.into_bytes(), media_type: JSON }))
                }
                Err(_) => Ok(None),
            },
            ["badges", achievement, version] => match (achievement.parse(), version.parse()) {
                (Ok(achievement), Ok(version)) => {
                    Ok(json(achievements::document(&self.app, issuer, achievement, version).await?))
                }
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    async fn of_version_2(&self, issuer: IssuerId, below: &[&str]) -> Result<Option<Own>, Trouble> {
        match below {
            ["issuer"] => Ok(json(hosted::issuer(&self.app, issuer).await?)),
            ["badges", achievement, version] => match (achievement.parse(), version.parse()) {
                (Ok(achievement), Ok(version)) => {
                    Ok(json(hosted::badge_class(&self.app, issuer, achievement, version).await?))
                }
                _ => Ok(None),
            },
            ["assertions", credential] => match credential.parse() {
                Ok(credential) => Ok(json(hosted::assertion(&self.app, issuer, credential).await?)),
                Err(_) => Ok(None),
            },
            ["endorsements", id] => match id.parse() {
                Ok(id) => Ok(json(hosted::endorsement(&self.app, issuer, id).await?)),
                Err(_) => Ok(None),
            },
            _ => Ok(None),
        }
    }

    async fn named(&self, link: Link<'_>, name: &str) -> Result<Option<Own>, Trouble> {
        match Format::named(name) {
            Some(format) => self.credential(link, format).await,
            None => Ok(None),
        }
    }

    async fn credential(&self, link: Link<'_>, format: Format) -> Result<Option<Own>, Trouble> {
        match files::file(&self.app, link, format).await {
            Ok(file) => Ok(Some(Own { bytes: file.bytes.to_vec(), media_type: file.media_type })),
            Err(LinkError::Trouble(trouble)) => Err(trouble),
            Err(LinkError::NotFound | LinkError::Gone | LinkError::Revoked) => Ok(None),
        }
    }
}

const JSON: &str = "application/ld+json";

struct Own {
    bytes: Vec<u8>,
    media_type: &'static str,
}

fn json(document: Option<serde_json::Value>) -> Option<Own> {
    document.map(|value| Own { bytes: value.to_string().into_bytes(), media_type: JSON })
}

#[async_trait]
impl Fetch for OwnAddress {
    async fn fetch(&self, url: &Url, accept: Accept) -> Result<Fetched, FetchError> {
        let address = self.app.address().await.map_err(|_| FetchError::Unreachable)?;
        if !address.is_host_of(url) {
            return self.beyond.fetch(url, accept).await;
        }
        match self.own(url).await {
            Ok(Some(Own { bytes, media_type })) => {
                Ok(Fetched { bytes, media_type: Some(media_type.to_owned()), final_url: url.clone() })
            }
            Ok(None) => Err(FetchError::NotFound(404)),
            Err(trouble) => {
                tracing::error!(%trouble, "an own address cannot be answered");
                Err(FetchError::Unreachable)
            }
        }
    }
}

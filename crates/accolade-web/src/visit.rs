//! Who visits: the session behind the cookie, the address of the client, the frame of the page.

use std::fmt::Display;
use std::str::FromStr;

use accolade_platform::Instance;
use accolade_platform::messages::Messages;
use accolade_platform::sign_in::{self, SessionToken};
use accolade_platform::{Account, Ctx};
use axum::extract::{FromRequestParts, Path};
use axum::response::{IntoResponse, Redirect, Response};
use http::header::{COOKIE, SET_COOKIE};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue};
use url::Url;

use crate::client::Client;
use crate::error::WebError;
use crate::page::Page;
use crate::state::Web;

/// A browser takes a `__Host-` cookie over https only, for the whole host, and from nobody else.
const SECURE_NAME: &str = "__Host-accolade";
/// On this very machine there is no https.
const PLAIN_NAME: &str = "accolade";
const THIRTY_DAYS: u32 = 30 * 24 * 60 * 60;
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// A request from somebody, signed in or not.
pub(crate) struct Visit {
    pub(crate) web: Web,
    pub(crate) ctx: Ctx,
    pub(crate) client: Client,
    pub(crate) account: Option<Account>,
    instance: Option<Instance>,
    token: Option<String>,
}

impl FromRequestParts<Web> for Visit {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let instance = web.app.instance().await?;
        let secure = instance.as_ref().is_some_and(is_https);
        let token = cookie(&parts.headers, cookie_name(secure));
        let account = match &token {
            Some(token) => sign_in::session(&web.app, token).await?,
            None => None,
        };
        let ctx = match &account {
            Some(account) => Ctx::account(&web.app, account.clone()),
            None => Ctx::anonymous(&web.app),
        };
        let client = Client::of(parts, &web.options.trusted_proxies);
        Ok(Self { web: web.clone(), ctx, client, account, instance, token })
    }
}

impl Visit {
    /// The frame of a page, titled by a catalogue key.
    pub(crate) fn page(&self, title: &str) -> Page {
        self.frame().titled(title)
    }

    /// The frame of a page, not titled yet.
    pub(crate) fn frame(&self) -> Page {
        let name =
            self.instance.as_ref().map_or_else(|| "Accolade".to_owned(), |instance| instance.name.clone());
        let mut page = Page::new(self.web.app.messages.clone(), name);
        page.navigation = self.instance.is_some();
        page.operator = self.account.as_ref().is_some_and(|account| account.operator);
        page.account = self.account.as_ref().map(|account| account.name.clone());
        page
    }

    pub(crate) fn words(&self) -> &Messages {
        &self.web.app.messages
    }

    /// Whether what is signed here is a test: the public address is one that nobody else can reach.
    pub(crate) fn test_address(&self) -> bool {
        self.instance.as_ref().is_some_and(|instance| instance.address.is_test())
    }

    /// Whether an address lies under the public one.
    pub(crate) fn holds(&self, url: &Url) -> bool {
        self.instance.as_ref().is_some_and(|instance| instance.address.holds(url))
    }

    /// Redirects with the cookie of a new session.
    pub(crate) async fn begin_session(&self, token: &SessionToken, to: &str) -> Result<Response, WebError> {
        // Set-up has just given the instance its address: read it anew.
        let secure = self.web.app.instance().await?.as_ref().is_some_and(is_https);
        let name = cookie_name(secure);
        let safe = if secure { "; Secure" } else { "" };
        let value = token.as_str();
        let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={THIRTY_DAYS}{safe}");
        with_cookie(Redirect::to(to), &cookie)
    }

    /// Ends the session and takes its cookie away, with everything the browser keeps of this site.
    pub(crate) async fn end_session(&self) -> Result<Response, WebError> {
        if let Some(token) = &self.token {
            sign_in::sign_out(&self.ctx, token).await?;
        }
        let secure = self.instance.as_ref().is_some_and(is_https);
        let safe = if secure { "; Secure" } else { "" };
        let cookie = format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{safe}", cookie_name(secure));
        let mut response = with_cookie(Redirect::to("/"), &cookie)?;
        response.headers_mut().insert(CLEAR_SITE_DATA, HeaderValue::from_static("\"cache\", \"storage\""));
        Ok(response)
    }
}

/// A request from somebody who is signed in.
pub(crate) struct SignedIn(pub(crate) Visit);

impl FromRequestParts<Web> for SignedIn {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let visit = Visit::from_request_parts(parts, web).await?;
        if visit.account.is_none() { Err(WebError::SignInNeeded) } else { Ok(Self(visit)) }
    }
}

/// The variable parts of an address; what cannot be one is an address that does not exist.
pub(crate) struct At<T>(pub(crate) T);

impl<T: FromPath> FromRequestParts<Web> for At<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let path = Path::<Vec<String>>::from_request_parts(parts, web).await;
        let Path(segments) = path.map_err(|_| WebError::NotFound)?;
        T::from_path(&segments).map(Self).ok_or(WebError::NotFound)
    }
}

/// What the variable parts of an address can be read as.
pub(crate) trait FromPath: Sized {
    fn from_path(segments: &[String]) -> Option<Self>;
}

/// What stands in an address in its one spelling: `01` is not another address of `1`.
pub(crate) trait Segment: FromStr + Display {
    fn of(text: &str) -> Option<Self>
    where
        Self: Sized,
    {
        text.parse::<Self>().ok().filter(|value| value.to_string() == text)
    }
}

impl<T: FromStr + Display> Segment for T {}

impl<A: Segment> FromPath for (A,) {
    fn from_path(segments: &[String]) -> Option<Self> {
        let [a] = segments else { return None };
        Some((A::of(a)?,))
    }
}

impl<A: Segment, B: Segment> FromPath for (A, B) {
    fn from_path(segments: &[String]) -> Option<Self> {
        let [a, b] = segments else { return None };
        Some((A::of(a)?, B::of(b)?))
    }
}

impl<A: Segment, B: Segment, C: Segment> FromPath for (A, B, C) {
    fn from_path(segments: &[String]) -> Option<Self> {
        let [a, b, c] = segments else { return None };
        Some((A::of(a)?, B::of(b)?, C::of(c)?))
    }
}

fn is_https(instance: &Instance) -> bool {
    instance.address.origin().starts_with("https:")
}

fn cookie_name(secure: bool) -> &'static str {
    if secure { SECURE_NAME } else { PLAIN_NAME }
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key.trim() == name).then(|| value.trim().to_owned())
    })
}

fn with_cookie(redirect: Redirect, cookie: &str) -> Result<Response, WebError> {
    let value = HeaderValue::from_str(cookie)
        .map_err(|_| WebError::Broken("a cookie is no header value".to_owned()))?;
    let mut response = redirect.into_response();
    response.headers_mut().insert(SET_COOKIE, value);
    Ok(response)
}

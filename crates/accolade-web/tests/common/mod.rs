//! A site to visit: the whole router on a fresh database, and a browser that keeps its cookies.
#![allow(dead_code, reason = "each test binary uses a part of this")]
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "test code, and clippy only sees the test functions"
)]

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use accolade_platform::clock::Clock;
use accolade_platform::delivery::{self, MailTransport};
use accolade_platform::design::Fonts;
use accolade_platform::ids::AccountId;
use accolade_platform::random::Random;
use accolade_platform::verify::Offline;
use accolade_platform::{Account, App, Config, KeyRing, Messages, ObjectStore, Parts};
use accolade_storage::accounts;
use accolade_storage::testing::{self, TestDatabase};
use accolade_web::{Options, badge_fonts, router};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::ConnectInfo;
use http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use http::{HeaderMap, Method, Request, StatusCode};
use jiff::Timestamp;
use tower::ServiceExt;
use zeroize::Zeroizing;

pub(crate) const ADDRESS: &str = "https://badges.example.org";
pub(crate) const PASSWORD: &str = "a fine long password";
/// What a browser says it takes.
pub(crate) const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

struct Still(Timestamp);

impl Clock for Still {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// The generator `SplitMix64`: the same bytes in every run.
struct Seeded(Mutex<u64>);

impl Random for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap();
        for byte in bytes {
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = *state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = mixed.to_le_bytes()[3];
        }
    }
}

/// The site on a fresh database.
pub(crate) struct Site {
    pub(crate) app: Arc<App>,
    router: Router,
    database: TestDatabase,
}

impl Site {
    /// Not set up yet.
    pub(crate) async fn fresh() -> Self {
        Self::with(Options { style_page: true, ..Options::default() }).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let database = testing::sqlite().await;
        let app = App::new(Parts {
            storage: (*database).clone(),
            objects: ObjectStore::in_memory((*database).clone()),
            keys: KeyRing::new(&Zeroizing::new([7; 32])),
            clock: Arc::new(Still("2026-03-31T12:00:00Z".parse().unwrap())),
            random: Arc::new(Seeded(Mutex::new(42))),
            transport: MailTransport::Outbox,
            network: Arc::new(|| Box::new(Offline)),
            fonts: Fonts::from_ttf(badge_fonts().into_iter().map(<[u8]>::to_vec)).unwrap(),
            messages: Messages::english(),
            set_up_code: "open sesame".to_owned(),
            config: Config::default(),
        });
        let router = router(Arc::clone(&app), options);
        Self { app, router, database }
    }

    /// Set up, with the operator's browser.
    pub(crate) async fn set_up() -> (Self, Browser) {
        let site = Self::fresh().await;
        let mut browser = site.browser();
        let answer = browser.post("/set-up", SET_UP).await;
        assert_eq!(answer.location(), "/issuers/new", "{}", answer.text());
        (site, browser)
    }

    /// To be served to clients outside this process.
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            headers: HeaderMap::new(),
            peer: None,
        }
    }

    /// An account that belongs to no issuer, with the operator's password.
    pub(crate) async fn add_account(&self, email: &'static str) {
        let id = AccountId::at(1, &self.app.random.bytes());
        self.database
            .write(move |tx| {
                Box::pin(async move {
                    let like = accounts::find_by_email(tx, "olga@example.org").await?.expect("the operator");
                    let account = Account {
                        id,
                        email: email.to_owned(),
                        name: "Eve".to_owned(),
                        operator: false,
                        ..like
                    };
                    accounts::insert(tx, &account).await
                })
            })
            .await
            .expect("an account");
    }

    pub(crate) async fn send_mail(&self) {
        while delivery::run_due(&self.app).await.expect("the worker runs") > 0 {}
    }
}

pub(crate) const SET_UP: &[(&str, &str)] = &[
    ("code", "open sesame"),
    ("instance_name", "Example Badges"),
    ("address", ADDRESS),
    ("name", "Olga Operator"),
    ("email", "olga@example.org"),
    ("password", PASSWORD),
];

pub(crate) const ISSUER: &[(&str, &str)] = &[
    ("name", "Cycling School"),
    ("description", "Teaches to ride and to repair."),
    ("url", "https://cycling.example.org"),
    ("email", "hello@cycling.example.org"),
    ("time_zone", "Europe/Berlin"),
];

pub(crate) const BADGE: &[(&str, &str)] = &[
    ("name", "Bicycle repair"),
    ("description", "Repairs a bicycle without help."),
    ("criteria", "Mend a **flat tyre** and set the brakes."),
    ("tags", "bicycle, tools"),
    ("kind", "design"),
    ("template", "rosette"),
    ("palette", "forest"),
    ("emblem", "bicycle"),
    ("title", ""),
    ("subtitle", "Level two"),
];

pub(crate) const AWARD: &[(&str, &str)] = &[
    ("name", "Ada Lovelace"),
    ("email", "ada@example.org"),
    ("narrative", "Mended *three* tyres."),
    ("evidence_url", "https://cycling.example.org/ada"),
    ("awarded_on", ""),
    ("valid_until", ""),
];

/// A fields list with one value exchanged.
pub(crate) fn but<'a>(fields: &[(&'a str, &'a str)], name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(field, old)| (*field, if *field == name { value } else { *old })).collect()
}

/// What was made on the way to a first award.
pub(crate) struct Made {
    pub(crate) issuer: String,
    /// `/manage/IID/badges/BID`
    pub(crate) badge: String,
    /// `/manage/IID/awards/CID`
    pub(crate) award: String,
    /// `/m/TOKEN`
    pub(crate) mail: String,
}

/// From set-up to the first award, as a browser goes.
pub(crate) async fn first_award(browser: &mut Browser) -> Made {
    made(browser, ISSUER, BADGE, AWARD).await
}

pub(crate) async fn made(
    browser: &mut Browser,
    issuer: &[(&str, &str)],
    badge: &[(&str, &str)],
    award: &[(&str, &str)],
) -> Made {
    let new_badge = browser.post_files("/issuers/new", issuer, &[]).await;
    assert_eq!(new_badge.status, StatusCode::SEE_OTHER, "{}", new_badge.text());
    let new_badge = new_badge.location();
    let award_form = browser.post_files(&new_badge, badge, &[]).await;
    assert_eq!(award_form.status, StatusCode::SEE_OTHER, "{}", award_form.text());
    let award_form = award_form.location();
    let done = browser.post(&award_form, award).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let award = done.location().trim_end_matches("?new").to_owned();
    let page = browser.get(&award).await.text();
    let mail = between(&page, "href=\"/m/", "\"");
    let mail = mail.split('/').next().unwrap();
    let issuer = new_badge.trim_start_matches("/manage/").trim_end_matches("/badges/new").to_owned();
    Made {
        issuer,
        badge: award_form.trim_end_matches("/award").to_owned(),
        award,
        mail: format!("/m/{mail}"),
    }
}

/// The text between two marks, the first time they occur.
pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("{before} is not in {text}")).1;
    rest.split_once(after).expect("the end").0
}

/// A browser: it asks for pages, keeps cookies, and says where its forms come from.
pub(crate) struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    pub(crate) headers: HeaderMap,
    pub(crate) peer: Option<SocketAddr>,
}

impl Browser {
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    /// What a program that says so gets.
    pub(crate) async fn get_as(&mut self, path: &str, accept: Option<&str>) -> Answer {
        self.headers.insert("accept", accept.unwrap_or("").parse().unwrap());
        if accept.is_none() {
            self.headers.insert("x-no-accept", "1".parse().unwrap());
        }
        let answer = self.get(path).await;
        self.headers.remove("accept");
        self.headers.remove("x-no-accept");
        answer
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded".to_owned()), body.into()).await
    }

    pub(crate) async fn post_files(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part =
                format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        for (name, file, bytes) in files {
            let head = format!(
                "--edge\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--edge--\r\n");
        self.send(Method::POST, path, Some("multipart/form-data; boundary=edge".to_owned()), body.into())
            .await
    }

    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        kind: Option<String>,
        body: Body,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).body(body).unwrap();
        let headers = request.headers_mut();
        headers.insert(HOST, "badges.example.org".parse().unwrap());
        headers.insert("accept", BROWSER.parse().unwrap());
        headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
        if let Some(kind) = kind {
            headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        }
        if !self.cookies.is_empty() {
            let line: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            headers.insert(COOKIE, line.join("; ").parse().unwrap());
        }
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        if headers.remove("x-no-accept").is_some() {
            headers.remove("accept");
        }
        if let Some(peer) = self.peer {
            request.extensions_mut().insert(ConnectInfo(peer));
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        self.keep(&parts.headers);
        let body = to_bytes(body, 16 << 20).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    fn keep(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(SET_COOKIE) {
            let (name, rest) = line.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn location(&self) -> String {
        self.headers.get(LOCATION).map_or("", |value| value.to_str().unwrap()).to_owned()
    }

    pub(crate) fn is_page(&self) -> bool {
        self.header("content-type").starts_with("text/html")
    }
}

//! A honeypot listens on the loopback interface: whatever connects to it got past the guard.

use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::{Accept, Fetch, FetchError};

struct Honeypot {
    port: u16,
    hits: Arc<AtomicUsize>,
}

impl Honeypot {
    /// Answers every connection with what `answer` makes of the path asked for.
    async fn serve(answer: impl Fn(&str) -> String + Send + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let hits = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&hits);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::SeqCst);
                let mut request = vec![0; 4096];
                let read = stream.read(&mut request).await.unwrap_or(0);
                let text = String::from_utf8_lossy(&request[..read]).into_owned();
                let path = text.split(' ').nth(1).unwrap_or("/").to_owned();
                let _ = stream.write_all(answer(&path).as_bytes()).await;
            }
        });
        Self { port, hits }
    }

    fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://127.0.0.1:{}{path}", self.port)).unwrap()
    }

    fn hits(&self) -> usize {
        self.hits.load(Ordering::SeqCst)
    }

    fn allowed(&self) -> HttpSession {
        HttpFetch::new().unwrap().allow_origin(&self.url("/")).session()
    }
}

fn answer(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}

fn json(body: &str) -> String {
    answer("200 OK", "content-type: Application/JSON; charset=utf-8\r\n", body)
}

fn redirect(to: &str) -> String {
    answer("302 Found", &format!("location: {to}\r\n"), "")
}

/// Names that stand for given addresses, each look-up taking the next answer.
struct Names(Mutex<Vec<Vec<IpAddr>>>);

#[async_trait]
impl Lookup for Names {
    async fn lookup(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        let mut answers = self.0.lock().unwrap();
        Ok(if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() })
    }
}

#[tokio::test]
async fn pv2_control_an_allowed_origin_is_reached() {
    let pot = Honeypot::serve(|_| json("{}")).await;
    let fetched = pot.allowed().fetch(&pot.url("/a"), Accept::Badge).await.unwrap();
    assert_eq!(fetched.bytes, b"{}");
    assert_eq!(fetched.media_type.as_deref(), Some("application/json"));
    assert_eq!(fetched.final_url, pot.url("/a"));
    assert_eq!(pot.hits(), 1);
}

#[tokio::test]
async fn pv2_no_spelling_of_loopback_gets_a_connection() {
    let pot = Honeypot::serve(|_| json("{}")).await;
    let session = HttpFetch::new().unwrap().session();
    for host in
        ["127.0.0.1", "127.1", "0x7f.1", "017700000001", "2130706433", "localhost", "[::ffff:127.0.0.1]"]
    {
        for scheme in ["http", "https"] {
            let url = Url::parse(&format!("{scheme}://{host}:{}/", pot.port)).unwrap();
            for accept in [Accept::Badge, Accept::Hosted] {
                let error = session.fetch(&url, accept).await.unwrap_err();
                assert!(matches!(error, FetchError::NotAllowed(_)), "{url}: {error}");
            }
        }
    }
    assert_eq!(pot.hits(), 0);
}

#[tokio::test]
async fn pv2_a_redirect_to_a_private_address_is_not_followed() {
    let inner = Honeypot::serve(|_| json("{}")).await;
    let target = inner.url("/secret");
    let outer = Honeypot::serve(move |_| redirect(target.as_str())).await;
    let error = outer.allowed().fetch(&outer.url("/"), Accept::Badge).await.unwrap_err();
    assert!(matches!(error, FetchError::NotAllowed(_)), "{error}");
    assert_eq!((outer.hits(), inner.hits()), (1, 0));

    let both =
        HttpFetch::new().unwrap().allow_origin(&outer.url("/")).allow_origin(&inner.url("/")).session();
    assert!(both.fetch(&outer.url("/"), Accept::Badge).await.is_ok(), "control");
    assert_eq!(inner.hits(), 1, "control");
}

#[tokio::test]
async fn pv2_a_name_that_resolves_to_private_addresses_gets_no_connection() {
    let private =
        ["127.0.0.1", "10.0.0.1", "::1", "fd00::1", "::ffff:127.0.0.1"].map(|text| text.parse().unwrap());
    let http = HttpFetch::with_lookup(Arc::new(Names(Mutex::new(vec![private.to_vec()])))).unwrap();
    for (url, accept) in
        [("https://rebound.example/", Accept::Badge), ("http://rebound.example/", Accept::Hosted)]
    {
        let error = http.session().fetch(&Url::parse(url).unwrap(), accept).await.unwrap_err();
        assert_eq!(error, FetchError::NotAllowed(NoPublic.to_string()), "{url}");
    }
    let plain = Url::parse("http://rebound.example/").unwrap();
    let error = http.session().fetch(&plain, Accept::Badge).await.unwrap_err();
    assert_eq!(error, FetchError::NotAllowed(network::Refusal::NotHttps.to_string()));
}

/// The text of the resolver's refusal.
use super::resolver::NoPublicAddress as NoPublic;

#[tokio::test]
async fn pv2_rebinding_every_answer_of_the_name_server_is_checked() {
    use reqwest::dns::Resolve;
    let public: IpAddr = "93.184.216.34".parse().unwrap();
    let answers = vec![vec![public, IpAddr::V4(Ipv4Addr::LOCALHOST)], vec![IpAddr::V4(Ipv4Addr::LOCALHOST)]];
    let resolver = GlobalOnly::new(Arc::new(Names(Mutex::new(answers))));
    let first = resolver.resolve("rebound.example".parse().unwrap()).await.unwrap();
    assert_eq!(first.map(|address| address.ip()).collect::<Vec<_>>(), [public]);
    assert!(resolver.resolve("rebound.example".parse().unwrap()).await.is_err());
}

#[tokio::test]
async fn pv2_three_redirects_are_followed_and_not_four() {
    let pot = Honeypot::serve(|path| match path {
        "/0" => json("{}"),
        "/1" => redirect("/0"),
        "/2" => redirect("1"),
        "/3" => redirect("/2"),
        _ => redirect("/3"),
    })
    .await;
    assert!(pot.allowed().fetch(&pot.url("/3"), Accept::Badge).await.is_ok());
    let error = pot.allowed().fetch(&pot.url("/4"), Accept::Badge).await.unwrap_err();
    assert_eq!(error, FetchError::TooManyRedirects(3));
}

#[tokio::test]
async fn pv2_a_session_makes_eight_requests() {
    let pot = Honeypot::serve(|_| json("{}")).await;
    let session = pot.allowed();
    for _ in 0..8 {
        assert!(session.fetch(&pot.url("/"), Accept::Badge).await.is_ok());
    }
    let error = session.fetch(&pot.url("/"), Accept::Badge).await.unwrap_err();
    assert_eq!((error, pot.hits()), (FetchError::OutOfBudget(8), 8));
}

#[tokio::test]
async fn pv2_a_body_of_one_mebibyte_passes_and_one_byte_more_does_not() {
    let pot =
        Honeypot::serve(|path| json(&" ".repeat(if path == "/fits" { MAX_BODY } else { MAX_BODY + 1 })))
            .await;
    assert_eq!(pot.allowed().fetch(&pot.url("/fits"), Accept::Badge).await.unwrap().bytes.len(), MAX_BODY);
    let error = pot.allowed().fetch(&pot.url("/more"), Accept::Badge).await.unwrap_err();
    assert_eq!(error, FetchError::TooLarge(MAX_BODY));
}

#[tokio::test]
async fn statuses_are_told_apart() {
    let pot = Honeypot::serve(|path| answer(path.trim_start_matches('/'), "", "")).await;
    for (path, expected) in [
        ("/404", FetchError::NotFound(404)),
        ("/410", FetchError::NotFound(410)),
        ("/500", FetchError::Status(500)),
        ("/302", FetchError::Status(302)),
    ] {
        assert_eq!(pot.allowed().fetch(&pot.url(path), Accept::Badge).await.unwrap_err(), expected);
    }
}

/// A badge of 2.0 that its host calls revoked, with this beside the 410.
async fn gone(said: fn(&str) -> String) -> Honeypot {
    let own = Arc::new(AtomicUsize::new(0));
    let known = Arc::clone(&own);
    let site = Honeypot::serve(move |path| {
        let url = format!("http://127.0.0.1:{}{path}", known.load(Ordering::SeqCst));
        answer(if path == "/never" { "404 Not Found" } else { "410 Gone" }, "", &said(&url))
    })
    .await;
    own.store(site.port.into(), Ordering::SeqCst);
    site
}

fn stub(url: &str) -> String {
    format!(r#"{{"id": "{url}", "revoked": true, "revocationReason": "Mistake"}}"#)
}

#[tokio::test]
async fn c2_a_410_that_says_that_a_badge_is_revoked_is_an_answer() {
    let asked =
        async |pot: &Honeypot, path, accept| pot.allowed().fetch(&pot.url(path), accept).await.map(drop);
    let revoked = gone(stub).await;
    for accept in [Accept::Badge, Accept::Hosted] {
        assert_eq!(asked(&revoked, "/1", accept).await, Ok(()));
        assert_eq!(asked(&revoked, "/never", accept).await, Err(FetchError::NotFound(404)));
        let others: [fn(&str) -> String; 4] = [
            |_| String::new(),
            |_| "<html>No longer shared".to_owned(),
            |_| stub("https://example.org/1"),
            |url| stub(url).replace("true", "false"),
        ];
        for said in others {
            assert_eq!(asked(&gone(said).await, "/1", accept).await, Err(FetchError::NotFound(410)));
        }
    }
    for accept in [Accept::Controller, Accept::StatusList] {
        assert_eq!(asked(&revoked, "/1", accept).await, Err(FetchError::NotFound(410)));
    }
}

/// By its address and as JSON it comes to the same.
#[tokio::test]
async fn c2_a_badge_that_its_address_calls_revoked_is_revoked_however_it_is_handed_in() {
    use crate::{CheckId, Input, Options, Reason, verify};
    let pot = gone(stub).await;
    let url = pot.url("/assertions/1");
    let copy = format!(
        r#"{{"@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "{url}",
            "verification": {{"type": "HostedBadge"}}}}"#
    );
    let options = Options::at("2026-11-24T12:00:00Z".parse().unwrap());
    for input in [Input::Url(url), Input::Bytes(copy.into_bytes())] {
        let report = verify(input, &pot.allowed(), &options).await;
        assert_eq!(report.reason, Some(Reason::Revoked), "{report:?}");
        let facts = &report.check(CheckId::Status).unwrap().facts;
        assert_eq!(facts.get("revocationReason"), Some("Mistake"));
    }
}

//! What pages and documents cost over HTTP, beside the same bytes from memory by a bare axum and from a file by nginx.
//!
//! Clients, server and nginx share this machine: what the clients cost is in every number.
#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up has failed")]
#![allow(clippy::print_stdout, reason = "its output is lines of text")]

mod client;
#[path = "../../tests/common/mod.rs"]
mod common;
#[path = "../../../../benches/harness.rs"]
mod harness;
mod nginx;

use std::future::pending;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use accolade_web::{Options, serve};
use axum::Router;
use axum::body::Bytes;
use axum::routing::get;
use client::Answer;
use common::Site;
use harness::Samples;
use nginx::Nginx;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// Samples of each kind, taken in turns.
const ROUNDS: usize = 15;
/// Requests in a sample, over all connections.
const REQUESTS: u32 = 400;

fn main() {
    if harness::asked_for() {
        measure(&Runtime::new().expect("a runtime"));
    }
}

/// One address of ours, and the servers that have its bytes.
struct Case {
    /// The names of the samples: ours, from memory, by nginx.
    names: [&'static str; 3],
    path: String,
    memory: SocketAddr,
}

fn measure(runtime: &Runtime) {
    let (site, paths) = runtime.block_on(with_a_shared_award());
    let ours = listen(runtime, site.router());
    let mut answers = Vec::new();
    let cases = paths.map(|(names, path)| {
        let answer = client::get(ours, &path);
        let memory = listen(runtime, from_memory(&path, &answer));
        answers.push((path.clone(), answer));
        Case { names, path, memory }
    });
    let nginx = Nginx::start(&answers);
    if nginx.is_none() {
        println!("skipped: nginx is not installed, so nothing is put beside it");
    }

    let mut samples = Samples::default();
    for _ in 0..ROUNDS {
        for Case { names, path, memory } in &cases {
            let servers = [Some(ours), Some(*memory), nginx.as_ref().map(Nginx::address)];
            for (name, server) in names.iter().zip(servers) {
                let Some(server) = server else { continue };
                let start = Instant::now();
                client::ask(server, path, REQUESTS);
                samples.add(name, REQUESTS, start.elapsed());
            }
        }
    }
    samples.print();
}

/// A site with an award that its recipient shares, and what others ask of it.
async fn with_a_shared_award() -> (Site, [([&'static str; 3], String); 4]) {
    let local = "127.0.0.0/8".parse().expect("a network");
    let site = Site::with(Options { trusted_proxies: vec![local], ..Options::default() }).await;
    let mut browser = site.browser();
    browser.post("/set-up", common::SET_UP).await;
    let made = common::first_award(&mut browser).await;
    browser.post(&format!("{}/share", made.mail), &[]).await;
    let mail_page = browser.get(&made.mail).await.text();
    let shared = common::between(&mail_page, "/s/", "\"");
    let issuer = format!("/issuers/{}", made.issuer);
    let badge = made.badge.rsplit('/').next().expect("an id");
    let paths = [
        (["shared", "shared_memory", "shared_nginx"], format!("/s/{shared}")),
        (["badge", "badge_memory", "badge_nginx"], format!("{issuer}/badges/{badge}/1")),
        (["picture", "picture_memory", "picture_nginx"], format!("{issuer}/badges/{badge}/1/image.png")),
        (["status", "status_memory", "status_nginx"], format!("{issuer}/status/1")),
    ];
    (site, paths)
}

/// Serves until the process ends.
fn listen(runtime: &Runtime, router: Router) -> SocketAddr {
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port");
    let address = listener.local_addr().expect("an address");
    runtime.spawn(serve(listener, router, Duration::from_mins(1), pending()));
    address
}

/// The least that a server does: the same headers' weight aside, it hands out bytes that it has.
fn from_memory(path: &str, answer: &Answer) -> Router {
    let (kind, body) = (answer.content_type.clone(), Bytes::from(answer.body.clone()));
    let handler = move || {
        let answer = ([(http::header::CONTENT_TYPE, kind.clone())], body.clone());
        async move { answer }
    };
    Router::new().route(path, get(handler))
}

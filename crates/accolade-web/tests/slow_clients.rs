//! Who opens a connection and does not ask, or asks byte by byte, does not keep it (slowloris).

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "test code, and clippy only sees the test functions"
)]

mod common;

use std::net::SocketAddr;
use std::time::Duration;

use accolade_web::serve;
use common::Site;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_millis(300);
/// Longer than anything here takes; the server's default would be far beyond it.
const FOREVER: Duration = Duration::from_secs(10);

struct Served {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
    _site: Site,
}

async fn served(patience: Duration) -> Served {
    let site = Site::fresh().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let router = site.router();
    let server = tokio::spawn(serve(listener, router, patience, async { drop(stopped.await) }));
    Served { address, stop, server, _site: site }
}

/// Everything that comes until the server closes.
async fn until_closed(stream: &mut TcpStream) -> String {
    let mut came = Vec::new();
    timeout(FOREVER, stream.read_to_end(&mut came)).await.expect("the server closes").unwrap();
    String::from_utf8(came).unwrap()
}

#[tokio::test]
async fn a_connection_without_a_whole_request_is_closed() {
    let served = served(PATIENCE).await;
    for begun in ["", "G", "GET /healthz HTTP/1.1\r\nHost: badges.example.org\r\nX-Slow: 1"] {
        let mut stream = TcpStream::connect(served.address).await.unwrap();
        stream.write_all(begun.as_bytes()).await.unwrap();
        let came = until_closed(&mut stream).await;
        assert!(!came.contains("200 OK"), "{begun:?}: {came}");
    }
}

#[tokio::test]
async fn a_drop_now_and_then_does_not_keep_it() {
    let served = served(PATIENCE).await;
    let stream = TcpStream::connect(served.address).await.unwrap();
    let (mut from, mut to) = stream.into_split();
    to.write_all(b"GET /healthz HTTP/1.1\r\nHost: badges.example.org\r\n").await.unwrap();
    let drops = async {
        let mut every = tokio::time::interval(PATIENCE / 10);
        loop {
            every.tick().await;
            if to.write_all(b"X-Slow: 1\r\n").await.is_err() {
                break;
            }
        }
    };
    let mut came = Vec::new();
    let closed = async {
        // A reset says the same as an end.
        tokio::select! {
            _ = from.read_to_end(&mut came) => {}
            () = drops => {}
        }
    };
    timeout(FOREVER, closed).await.expect("the server does not wait as long as drops come");
    assert!(!String::from_utf8_lossy(&came).contains("200 OK"));
}

#[tokio::test]
async fn a_connection_serves_several_requests_and_is_closed_when_none_comes() {
    let served = served(PATIENCE).await;
    let mut stream = TcpStream::connect(served.address).await.unwrap();
    let request = "GET /healthz HTTP/1.1\r\nHost: badges.example.org\r\n\r\n";
    stream.write_all(request.repeat(2).as_bytes()).await.unwrap();
    assert_eq!(until_closed(&mut stream).await.matches("200 OK").count(), 2);
}

#[tokio::test]
async fn a_server_that_stops_does_not_wait_for_who_waits() {
    let served = served(FOREVER).await;
    let mut idle = TcpStream::connect(served.address).await.unwrap();
    idle.write_all(b"GET /healthz HTTP/1.1\r\nHost: badges.example.org\r\n\r\n").await.unwrap();
    let mut first = [0; 15];
    idle.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"HTTP/1.1 200 OK");
    served.stop.send(()).unwrap();
    timeout(FOREVER / 2, served.server).await.expect("it ends").unwrap();
    assert!(TcpStream::connect(served.address).await.is_err(), "and takes nobody any more");
}

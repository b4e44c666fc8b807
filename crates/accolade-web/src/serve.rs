//! Connections: HTTP/1.1, and nobody keeps one for long without asking for something.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::serve::Listener;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tower::ServiceExt;

/// Serves a site until `stop` ends, then waits for what is under way.
///
/// A connection on which no whole head of a request came within `patience` is closed: one that says nothing, one that says it
/// byte by byte, and one that waits for its next request. HTTP/2 is spoken by the proxy that has the certificate; here it
/// would be a second way to hold connections.
pub async fn serve(
    mut listener: TcpListener,
    site: Router,
    patience: Duration,
    stop: impl Future<Output = ()>,
) {
    let mut protocol = Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(patience);
    let under_way = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        // The trait's: it waits and goes on where there are too many open files.
        let (stream, peer) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut stop => break,
        };
        let site = site.clone();
        let answer = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            site.clone().oneshot(request)
        });
        tokio::spawn(under_way.watch(protocol.serve_connection(TokioIo::new(stream), answer)));
    }
    drop(listener);
    under_way.shutdown().await;
}

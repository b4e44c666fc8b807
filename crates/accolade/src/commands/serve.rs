//! `accolade serve`: the platform, until it is asked to stop.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use accolade_platform::set_up;
use anyhow::{Context, Result, bail};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing::info;
use url::Url;

use crate::assemble::{self, Assembled};
use crate::config::Config;
use crate::{logging, worker};

/// How long requests and mails under way may take once the process is asked to stop.
const GRACE: Duration = Duration::from_secs(20);
/// How long the head of a request may take to come.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) fn run(config: &Config) -> Result<()> {
    logging::start(&config.log)?;
    let runtime = super::runtime()?;
    let outcome = runtime.block_on(serve(config));
    runtime.shutdown_timeout(Duration::from_secs(1));
    outcome
}

async fn serve(config: &Config) -> Result<()> {
    let options = assemble::web_options(config)?;
    let assembled = assemble::platform(config).await?;
    let listener = listen(config.listen).await?;
    greet(config, &assembled, listener.local_addr()?).await?;

    let stop = CancellationToken::new();
    let worker = tokio::spawn(worker::run(Arc::clone(&assembled.app), stop.clone()));
    let router = accolade_web::router(Arc::clone(&assembled.app), options);
    let server = accolade_web::serve(listener, router, PATIENCE, stop.clone().cancelled_owned());
    let server = tokio::spawn(server);

    let failed = tokio::select! {
        () = asked_to_stop() => false,
        () = assembled.storage.stopped() => true,
    };
    stop.cancel();
    info!("stopping");
    finish(async {
        let _ = server.await;
        let _ = worker.await;
        assembled.storage.close().await;
    })
    .await;
    if failed {
        bail!("the disk refused a write; nothing more was acknowledged. Mend the disk and start again");
    }
    Ok(())
}

/// Waits for what is under way, until it is done, time is up, or a second signal comes.
async fn finish(rest: impl Future<Output = ()>) {
    tokio::select! {
        () = rest => {}
        () = tokio::time::sleep(GRACE) => {}
        () = asked_to_stop() => {}
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("cannot listen on {address}. Is another program there? Set ACCOLADE_LISTEN to another port")
    })
}

/// Tells where the platform is, and at the first start what the operator must know.
async fn greet(config: &Config, assembled: &Assembled, at: SocketAddr) -> Result<()> {
    if let Some(path) = &assembled.new_key {
        println!("The key-encryption key is in {}.", path.display());
        println!(
            "Copy it to a safe place now: no backup contains it, and without it no badge can be signed again.\n"
        );
    }
    println!("Accolade is running: {}", address_for_people(at, config.public_url.as_ref()));
    if set_up::needed(&assembled.app).await? {
        let app = &assembled.app;
        // Behind a proxy nobody is known to be on this machine.
        let always = set_up::needs_code(app, true) || !config.trusted_proxies.trim().is_empty();
        let when = if always { "It" } else { "From another machine it" };
        println!("Open it in a browser to set it up. {when} asks for this code: {}", app.set_up_code);
    }
    Ok(())
}

fn address_for_people(at: SocketAddr, public: Option<&Url>) -> String {
    if let Some(url) = public {
        return url.to_string();
    }
    let host = match at.ip() {
        ip if ip.is_loopback() || ip.is_unspecified() => "localhost".to_owned(),
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    };
    let port = if at.port() == 80 { String::new() } else { format!(":{}", at.port()) };
    format!("http://{host}{port}")
}

/// Ends at SIGINT or SIGTERM.
async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            },
            Err(_) => drop(tokio::signal::ctrl_c().await),
        }
    }
    #[cfg(not(unix))]
    drop(tokio::signal::ctrl_c().await);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_the_address_that_they_would_type() {
        let told = |at: &str| address_for_people(at.parse().unwrap(), None);
        assert_eq!(told("127.0.0.1:8080"), "http://localhost:8080");
        assert_eq!(told("0.0.0.0:80"), "http://localhost");
        assert_eq!(told("[::1]:80"), "http://localhost");
        assert_eq!(told("192.0.2.1:8080"), "http://192.0.2.1:8080");
        assert_eq!(told("192.0.2.1:80"), "http://192.0.2.1");
        let public = Url::parse("https://badges.example.org").unwrap();
        assert_eq!(address_for_people("0.0.0.0:80".parse().unwrap(), Some(&public)), public.as_str());
    }
}

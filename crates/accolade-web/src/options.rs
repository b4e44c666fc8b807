//! What the binary decides for the web server.

use crate::client::Network;

/// How the pages are served.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Proxies whose `X-Forwarded-For` is believed. Empty: the peer is the client.
    pub trusted_proxies: Vec<Network>,
    /// Whether `/style` shows every component.
    pub style_page: bool,
}

//! A server that counts who connects to it, on every address of its network.

use std::io::{Read as _, Write as _};
use std::net::{Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

pub(crate) struct Honeypot {
    address: SocketAddr,
    state: Arc<State>,
    thread: Option<thread::JoinHandle<()>>,
}

#[derive(Default)]
struct State {
    hits: AtomicUsize,
    closed: AtomicBool,
}

impl Honeypot {
    /// Closes every connection at once.
    pub(crate) fn on(port: u16) -> Self {
        Self::answering(port, String::new())
    }

    /// Sends every visitor on.
    pub(crate) fn redirecting(port: u16, to: &str) -> Self {
        Self::answering(
            port,
            format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"),
        )
    }

    fn answering(port: u16, answer: String) -> Self {
        let listener = TcpListener::bind((Ipv6Addr::UNSPECIFIED, port)).unwrap();
        let address = SocketAddr::from((Ipv6Addr::LOCALHOST, port));
        let state = Arc::new(State::default());
        let counting = Arc::clone(&state);
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if counting.closed.load(Ordering::SeqCst) {
                    return;
                }
                counting.hits.fetch_add(1, Ordering::SeqCst);
                reply(stream.unwrap(), &answer);
            }
        });
        Self { address, state, thread: Some(thread) }
    }

    /// How many connected so far. Connections are taken in turn: once one of ours is counted, so is every earlier one.
    pub(crate) fn hits(&self) -> usize {
        let before = self.state.hits.load(Ordering::SeqCst);
        let mut ours = TcpStream::connect(self.address).unwrap();
        let _ = ours.write_all(b"\r\n\r\n");
        let _ = ours.read(&mut [0]);
        drop(ours);
        let seen = self.state.hits.fetch_sub(1, Ordering::SeqCst) - 1;
        assert!(seen >= before);
        seen
    }
}

impl Drop for Honeypot {
    fn drop(&mut self) {
        self.state.closed.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Reads a request's head, answers, and closes.
fn reply(mut stream: TcpStream, answer: &str) {
    if answer.is_empty() {
        return;
    }
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && matches!(stream.read(&mut byte), Ok(1)) {
        head.extend_from_slice(&byte);
    }
    let _ = stream.write_all(answer.as_bytes());
}

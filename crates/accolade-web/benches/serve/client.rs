//! Clients that ask for one address again and again, each over one connection that stays open.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicU32, Ordering};

/// Clients at the same time.
const CLIENTS: u32 = 8;

/// What came back.
pub(crate) struct Answer {
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

/// Asks once.
///
/// # Panics
/// When the answer is not `200 OK`.
pub(crate) fn get(server: SocketAddr, path: &str) -> Answer {
    Connection::to(server).get(path)
}

/// Asks so many times, by all clients together.
pub(crate) fn ask(server: SocketAddr, path: &str, times: u32) {
    std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                let mut connection = Connection::to(server);
                for _ in 0..times / CLIENTS {
                    connection.get(path);
                }
            });
        }
    });
}

struct Connection(BufReader<TcpStream>);

impl Connection {
    fn to(server: SocketAddr) -> Self {
        let stream = TcpStream::connect(server).expect("a connection");
        stream.set_nodelay(true).expect("a socket option");
        Self(BufReader::with_capacity(64 * 1024, stream))
    }

    fn get(&mut self, path: &str) -> Answer {
        let client = visitor();
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: badges.example.org\r\nAccept: text/html,*/*;q=0.8\r\nX-Forwarded-For: {client}\r\n\r\n"
        );
        self.0.get_mut().write_all(request.as_bytes()).expect("a request sent");
        assert_eq!(self.line(), "HTTP/1.1 200 OK", "{path}");
        let (mut content_type, mut length) = (String::new(), 0);
        loop {
            let line = self.line();
            let Some((name, value)) = line.split_once(": ") else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-type" => value.clone_into(&mut content_type),
                "content-length" => length = value.parse().expect("a length"),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).expect("the whole body");
        Answer { content_type, body }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).expect("a line");
        line.trim_end().to_owned()
    }
}

/// Everyone's address is different: no visitor asks more often than one may.
fn visitor() -> std::net::Ipv4Addr {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    std::net::Ipv4Addr::from_bits(0x0b00_0000 + NUMBER.fetch_add(1, Ordering::Relaxed) / 100)
}

//! A site on this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

/// A server of JSON documents on this machine: those of a list, and nothing else.
pub(crate) fn serve(listener: TcpListener, documents: Vec<(&'static str, String)>) {
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let first = lines.next().unwrap_or_default();
            lines.take_while(|line| !line.is_empty()).for_each(drop);
            let path = first.split(' ').nth(1).unwrap_or_default();
            let (status, body) = documents
                .iter()
                .find(|(known, _)| *known == path)
                .map_or(("404 Not Found", "{}"), |(_, body)| ("200 OK", body.as_str()));
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
        }
    });
}

//! The peer: nginx that serves what we answered from files, where it is installed.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::client::Answer;

/// Stopped when dropped, and its files removed.
pub(crate) struct Nginx {
    process: Child,
    address: SocketAddr,
    folder: Folder,
}

/// Removed when dropped.
struct Folder(std::path::PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Nginx {
    /// Serves these answers at their paths.
    pub(crate) fn start(answers: &[(String, Answer)]) -> Option<Self> {
        let folder = Folder(std::env::temp_dir().join(format!("accolade-nginx-{}", std::process::id())));
        let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
        let mut locations = String::new();
        fs::create_dir_all(&folder.0).expect("a folder");
        for (number, (path, answer)) in answers.iter().enumerate() {
            fs::write(folder.0.join(number.to_string()), &answer.body).expect("a file");
            locations += &location(&folder.0, number, path, &answer.content_type);
        }
        let configuration = configuration(&folder.0, port, &locations);
        fs::write(folder.0.join("nginx.conf"), configuration).expect("a file");
        let process = command(&folder.0).spawn().ok()?;
        let nginx = Self { process, address: SocketAddr::from(([127, 0, 0, 1], port)), folder };
        nginx.answers().then_some(nginx)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until it listens, or has ended.
    fn answers(&self) -> bool {
        (0..200).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            TcpStream::connect(self.address).is_ok()
        })
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // By its own command: a killed master leaves its workers behind.
        let _ = command(&self.folder.0).args(["-s", "stop"]).status();
        let _ = self.process.wait();
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("nginx");
    command.arg("-p").arg(folder).args(["-c", "nginx.conf", "-e", "error.log"]).stdin(Stdio::null());
    command
}

fn location(folder: &Path, number: usize, path: &str, content_type: &str) -> String {
    let file = folder.join(number.to_string());
    format!("location = {path} {{ types {{}} default_type \"{content_type}\"; alias {}; }}\n", file.display())
}

/// In the foreground, as many workers as threads of ours, nothing logged, files kept open. `user` keeps the right to
/// read our files where it was started by root, and does nothing otherwise.
fn configuration(folder: &Path, port: u16, locations: &str) -> String {
    let folder = folder.display();
    format!(
        "daemon off; user root; worker_processes auto; pid {folder}/pid;\nevents {{}}\nhttp {{\naccess_log off; sendfile on; \
         tcp_nopush on; keepalive_requests 100000; open_file_cache max=100;\n\
         client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi; \
         uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;\n\
         server {{ listen 127.0.0.1:{port}; {locations} }}\n}}\n"
    )
}

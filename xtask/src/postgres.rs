//! A PostgreSQL server of the test run's own: a temporary folder, a free port, never the system's cluster.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, process};

use anyhow::{Context, Result};

use crate::{run, tools};

/// The running server; dropped, it stops and its folder goes.
pub(crate) struct Server {
    folder: PathBuf,
    port: u16,
}

impl Server {
    /// Makes a cluster and starts it. As root the programs run as the user `postgres`, since `initdb` refuses root.
    pub(crate) fn start() -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server =
            Self { folder: env::temp_dir().join(format!("accolade-postgres-{}", process::id())), port };
        fs::create_dir_all(&server.folder)?;
        if tools::is_root() {
            run::finish(Command::new("chown").arg("postgres").arg(&server.folder))?;
        }
        let data = server.data();
        run::finish(
            server
                .program("initdb")?
                .args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-instructions", "-D"])
                .arg(&data)
                .stdout(Stdio::null()),
        )?;
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200"
        );
        run::finish(
            server
                .program("pg_ctl")?
                .args(["-w", "-o", &options, "-l"])
                .arg(server.folder.join("log"))
                .arg("-D")
                .arg(&data)
                .arg("start")
                .stdout(Stdio::null()),
        )
        .with_context(|| fs::read_to_string(server.folder.join("log")).unwrap_or_default())?;
        Ok(server)
    }

    /// The address that the tests make their databases at.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}", self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn program(&self, name: &str) -> Result<Command> {
        let path = tools::postgres_program(name).with_context(|| format!("{name} is missing"))?;
        Ok(as_postgres(&path, &self.folder))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(mut stop) = self.program("pg_ctl") {
            let _ = stop
                .args(["-m", "immediate", "-D"])
                .arg(self.data())
                .arg("stop")
                .stdout(Stdio::null())
                .status();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn as_postgres(program: &Path, folder: &Path) -> Command {
    let mut command = if tools::is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(folder);
    command
}

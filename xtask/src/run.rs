//! Running other programs: one line that says what runs, output passed on as it comes.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, thread};

use anyhow::{Context, Result, ensure};

/// The root of the checkout that this task was started in: checkouts may share what is built.
pub(crate) fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&here).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The same cargo that runs this task.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Runs to the end; an error names the command and how it ended.
pub(crate) fn finish(command: &mut Command) -> Result<()> {
    let shown = announce(command);
    let status = command.status().with_context(|| format!("cannot start `{shown}`"))?;
    ensure!(status.success(), "`{shown}` ended with {status}");
    Ok(())
}

/// Runs to the end, passes every line on as it comes and hands it to `see`; true when it succeeded.
pub(crate) fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Result<bool> {
    let shown = announce(command);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{shown}`"))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let (send, lines) = std::sync::mpsc::channel();
    let send_err = send.clone();
    let readers =
        [thread::spawn(move || pass_on(out, &send)), thread::spawn(move || pass_on(err, &send_err))];
    for line in lines {
        println!("{line}");
        see(&line);
    }
    for reader in readers {
        let _ = reader.join();
    }
    Ok(child.wait()?.success())
}

fn pass_on(stream: Option<impl std::io::Read>, send: &std::sync::mpsc::Sender<String>) {
    let Some(stream) = stream else { return };
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        if send.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
            return;
        }
    }
}

fn announce(command: &Command) -> String {
    let mut shown = Path::new(command.get_program())
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    for argument in command.get_args() {
        shown.push(' ');
        shown.push_str(&argument.to_string_lossy());
    }
    println!("\n── {shown}");
    shown
}

//! Where the file is: a network file system does not keep locks well enough for a database.

use std::path::Path;

use crate::StorageError;

/// File systems whose locks or shared memory do not hold between machines.
const NETWORK: &[&str] = &[
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "fuse.ceph",
    "fuse.glusterfs",
    "fuse.s3fs",
    "fuse.sshfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
];

/// Refuses a database on a network file system. Where the mounts cannot be read, nothing is known and nothing refused.
pub(super) fn check(database: &Path) -> Result<(), StorageError> {
    let folder = database.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (Ok(mounts), Ok(folder)) = (std::fs::read_to_string("/proc/self/mountinfo"), folder.canonicalize())
    else {
        return Ok(());
    };
    match file_system(&mounts, &folder) {
        Some(kind) if NETWORK.contains(&kind) => Err(StorageError::not_safe(format!(
            "{} is on a network file system ({kind}), where SQLite can lose data; choose a local disk or PostgreSQL",
            folder.display()
        ))),
        _ => Ok(()),
    }
}

/// The type of the file system that holds the folder: that of the last mounted of the deepest mount points above it.
fn file_system<'a>(mounts: &'a str, folder: &Path) -> Option<&'a str> {
    let mounts = mounts.lines().filter_map(|line| {
        let (mount, rest) = line.split_once(" - ")?;
        // The kernel writes a space in a path in octal.
        let point = mount.split(' ').nth(4)?.replace("\\040", " ");
        let depth = Path::new(&point).components().count();
        folder.starts_with(&point).then_some((depth, rest.split(' ').next()?))
    });
    mounts.max_by_key(|(depth, _)| *depth).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
        22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
        30 22 0:40 / /srv rw - nfs4 server:/srv rw\n\
        31 30 8:2 / /srv/local\\040disk rw - xfs /dev/sdb1 rw\n\
        32 22 8:3 / /srvx rw - btrfs /dev/sdc1 rw\n\
        33 22 0:41 / /srvx rw - cifs //server/share rw\n";

    #[test]
    fn the_deepest_and_last_mount_counts() {
        for (folder, kind) in [
            ("/var/lib", "ext4"),
            ("/srv", "nfs4"),
            ("/srv/accolade", "nfs4"),
            ("/srv/local disk/accolade", "xfs"),
            ("/srvx/accolade", "cifs"),
        ] {
            assert_eq!(file_system(MOUNTS, Path::new(folder)), Some(kind), "{folder}");
        }
        assert_eq!(file_system("nonsense", Path::new("/")), None);
    }
}

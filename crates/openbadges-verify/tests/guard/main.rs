//! The guard in a network of its own, where every private address is a honeypot (promise P-V2).
//!
//! Making such a network needs rights that not every machine gives; then the test says so and ends, unless
//! `REQUIRE_NAMESPACES=1`. The control asks with the guard told to let the address through: it must be caught.
#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod honeypot;

use std::process::Command;

use honeypot::Honeypot;
use openbadges_verify::{Accept, Fetch, FetchError, HttpFetch};
use url::Url;

/// What no fetch may connect to, by address and by name.
const PRIVATE: [&str; 8] = [
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "198.18.0.1",
    "fd00::1",
    "2001:db8::1",
];

/// Names that stand for them in the network's own `/etc/hosts`.
const NAMES: &str = "127.0.0.1 localhost\n10.0.0.1 inner.example\n10.0.0.1 both.example\nfd00::1 both.example\n\
    169.254.169.254 metadata.google.internal\n";

/// Spellings of private addresses, and names that resolve to one.
const HOSTILE: [&str; 20] = [
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "198.18.0.1",
    "[fd00::1]",
    "[2001:db8::1]",
    "[::ffff:10.0.0.1]",
    "127.0.0.1",
    "127.7.7.7",
    "[::1]",
    "0.0.0.0",
    "167772161",
    "0xa000001",
    "012.0.0.1",
    "10.1",
    "inner.example",
    "both.example",
    "metadata.google.internal",
];

/// As root of a network of its own: addresses on its loopback interface, names, then the test.
const SET_UP: &str = "ip link set lo up\n\
    for address in $3; do ip address add $address dev lo; done\n\
    mount --bind \"$2\" /etc/hosts\n\
    exec \"$1\" --exact in_a_network_of_its_own --ignored --nocapture";

#[test]
fn p_v2_nothing_private_is_connected_to_at_any_hop() {
    let unshare = || {
        let mut command = Command::new("unshare");
        command.args(["--net", "--mount", "--map-root-user", "sh", "-ec"]);
        command
    };
    let able = unshare().arg("ip link set lo up && mount --bind /etc/hostname /etc/hosts").output();
    if !able.is_ok_and(|output| output.status.success()) {
        assert!(std::env::var_os("REQUIRE_NAMESPACES").is_none(), "no network of its own can be made here");
        println!("skipped: no network of its own can be made here (unshare, ip)");
        return;
    }
    let hosts = std::env::temp_dir().join(format!("openbadges-guard-{}", std::process::id()));
    std::fs::write(&hosts, NAMES).unwrap();
    let output = unshare()
        .args([SET_UP, "sh"])
        .args([std::env::current_exe().unwrap(), hosts.clone()])
        .arg(PRIVATE.join(" "))
        .output()
        .unwrap();
    std::fs::remove_file(hosts).unwrap();
    let told = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
}

#[tokio::test]
#[ignore = "run by the test above, where it can harm nobody"]
async fn in_a_network_of_its_own() {
    let https = Honeypot::on(443);
    let http = Honeypot::on(80);
    let control = HttpFetch::new().unwrap();
    let guarded = HttpFetch::new().unwrap();
    for host in HOSTILE {
        for scheme in ["https", "http"] {
            let url = Url::parse(&format!("{scheme}://{host}/")).unwrap();
            let before = https.hits() + http.hits();
            let refused = guarded.session().fetch(&url, Accept::Badge).await.unwrap_err();
            assert!(matches!(refused, FetchError::NotAllowed(_)), "{url}: {refused}");
            assert_eq!(https.hits() + http.hits(), before, "{url} was connected to");

            let _ = control.clone().allow_origin(&url).session().fetch(&url, Accept::Badge).await;
            assert!(https.hits() + http.hits() > before, "control: {url} is no honeypot");
        }
    }
    redirects(&http, &https).await;
}

/// A server that is allowed sends on to each of them.
async fn redirects(http: &Honeypot, https: &Honeypot) {
    for host in HOSTILE {
        let outer = Honeypot::redirecting(8080, &format!("https://{host}/secret"));
        let start = Url::parse("http://127.0.0.1:8080/").unwrap();
        let before = https.hits() + http.hits();
        let session = HttpFetch::new().unwrap().allow_origin(&start).session();
        let refused = session.fetch(&start, Accept::Badge).await.unwrap_err();
        assert!(matches!(refused, FetchError::NotAllowed(_)), "redirected to {host}: {refused}");
        assert_eq!((outer.hits(), https.hits() + http.hits() - before), (1, 0), "redirected to {host}");
    }
}

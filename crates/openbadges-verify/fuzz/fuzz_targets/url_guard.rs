//! Any text as an address. Oracle: what passes the guard is https on port 443 without credentials, and a literal
//! address in it is public by the standard library's own tests.
#![no_main]

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use libfuzzer_sys::fuzz_target;
use openbadges_verify::network::{check_url, is_global};
use url::{Host, Url};

fuzz_target!(|data: &[u8]| {
    if let Ok(bytes) = <[u8; 16]>::try_from(data) {
        let address = Ipv6Addr::from(bytes);
        assert!(!is_global(address.into()) || public_v6(address), "{address}");
        let address = Ipv4Addr::new(bytes[0], bytes[1], bytes[2], bytes[3]);
        assert!(!is_global(address.into()) || public_v4(address), "{address}");
    }
    let Ok(text) = str::from_utf8(data) else { return };
    let Ok(url) = Url::parse(text) else { return };
    if check_url(&url, &[]).is_err() {
        return;
    }
    assert_eq!((url.scheme(), url.port_or_known_default()), ("https", Some(443)));
    assert!(url.username().is_empty() && url.password().is_none());
    match url.host().unwrap() {
        Host::Domain(name) => assert!(name.parse::<IpAddr>().is_err() && name != "localhost"),
        Host::Ipv4(address) => assert!(public_v4(address)),
        Host::Ipv6(address) => assert!(public_v6(address)),
    }
});

fn public_v4(address: Ipv4Addr) -> bool {
    let special = address.is_private() || address.is_loopback() || address.is_link_local();
    let special = special || address.is_broadcast() || address.is_documentation() || address.is_multicast();
    !special && !address.is_unspecified()
}

fn public_v6(address: Ipv6Addr) -> bool {
    let special = address.is_loopback() || address.is_unspecified() || address.is_multicast();
    !special && !address.is_unique_local() && !address.is_unicast_link_local() && address.to_ipv4().is_none()
}

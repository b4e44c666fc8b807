//! Which addresses are public.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether the address is global unicast: public, and not one that stands for another address.
///
/// ```
/// use openbadges_verify::network::is_global;
///
/// assert!(is_global("1.1.1.1".parse()?));
/// assert!(!is_global("192.168.0.1".parse()?) && !is_global("::ffff:1.1.1.1".parse()?));
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
pub fn is_global(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_global_v4(address),
        IpAddr::V6(address) => is_global_v6(address),
    }
}

/// IPv4 blocks that are not global unicast (IANA special-purpose registry), as first address and prefix.
const NOT_GLOBAL_V4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::UNSPECIFIED, 8),           // this network
    (Ipv4Addr::new(10, 0, 0, 0), 8),      // private
    (Ipv4Addr::new(100, 64, 0, 0), 10),   // carrier-grade NAT
    (Ipv4Addr::new(127, 0, 0, 0), 8),     // loopback
    (Ipv4Addr::new(169, 254, 0, 0), 16),  // link-local, cloud metadata
    (Ipv4Addr::new(172, 16, 0, 0), 12),   // private
    (Ipv4Addr::new(192, 0, 0, 0), 24),    // protocol assignments
    (Ipv4Addr::new(192, 0, 2, 0), 24),    // documentation
    (Ipv4Addr::new(192, 88, 99, 0), 24),  // 6to4 relays
    (Ipv4Addr::new(192, 168, 0, 0), 16),  // private
    (Ipv4Addr::new(198, 18, 0, 0), 15),   // benchmarks
    (Ipv4Addr::new(198, 51, 100, 0), 24), // documentation
    (Ipv4Addr::new(203, 0, 113, 0), 24),  // documentation
    (Ipv4Addr::new(224, 0, 0, 0), 4),     // multicast
    (Ipv4Addr::new(240, 0, 0, 0), 4),     // reserved, broadcast
];

/// Blocks inside `2000::/3` that are not global unicast or stand for an IPv4 address.
const NOT_GLOBAL_V6: &[(Ipv6Addr, u32)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocol assignments: Teredo, ORCHID, benchmarks
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation
];

fn is_global_v4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    NOT_GLOBAL_V4.iter().all(|(block, prefix)| (bits ^ block.to_bits()) >> (32 - prefix) != 0)
}

/// Only `2000::/3` is assigned as global unicast: mapped, NAT64, unique-local, link-local, site-local and
/// multicast addresses all lie outside it.
fn is_global_v6(address: Ipv6Addr) -> bool {
    let bits = address.to_bits();
    bits >> 125 == 1
        && NOT_GLOBAL_V6.iter().all(|(block, prefix)| (bits ^ block.to_bits()) >> (128 - prefix) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pv2_the_edges_of_blocks() {
        for (address, global) in [
            ("9.255.255.255", true),
            ("11.0.0.0", true),
            ("100.63.255.255", true),
            ("100.128.0.0", true),
            ("172.15.255.255", true),
            ("172.32.0.0", true),
            ("198.17.255.255", true),
            ("198.20.0.0", true),
            ("223.255.255.255", true),
            ("1.0.0.0", true),
            ("0.255.255.255", false),
            ("2001:1ff:ffff::", false),
            ("2001:200::", true),
            ("2003::", true),
            ("1fff:ffff::", false),
            ("4000::", false),
        ] {
            assert_eq!(is_global(address.parse().unwrap()), global, "{address}");
        }
    }
}

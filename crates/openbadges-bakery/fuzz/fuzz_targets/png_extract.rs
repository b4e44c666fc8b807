//! No PNG makes the reader panic. The checksums are put right first, or almost nothing would get past them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges_bakery::png::{SIGNATURE, unbake};

fuzz_target!(|chunks: Vec<([u8; 4], Vec<u8>)>| {
    let mut image = SIGNATURE.to_vec();
    write(&mut image, *b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    for (kind, data) in chunks {
        let kind = [*b"iTXt", *b"tEXt", *b"IDAT", kind][usize::from(kind[0] % 4)];
        write(&mut image, kind, &data);
    }
    write(&mut image, *b"IEND", b"");
    let _ = unbake(&image);
});

fn write(image: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    image.extend(u32::try_from(data.len()).unwrap_or(0).to_be_bytes());
    let content = [&kind, data].concat();
    image.extend(&content);
    image.extend(crc32(&content).to_be_bytes());
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    })
}

//! A PNG of any chunks, their checksums right: with wrong ones almost nothing would get past them.

use openbadges_bakery::png::SIGNATURE;

/// The image; three chunks in four are of a kind that may hold a credential.
pub fn png(chunks: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut image = SIGNATURE.to_vec();
    write(&mut image, *b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    for (kind, data) in chunks {
        write(&mut image, [*b"iTXt", *b"tEXt", *b"zTXt", *kind][usize::from(kind[0] % 4)], data);
    }
    write(&mut image, *b"IEND", b"");
    image
}

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

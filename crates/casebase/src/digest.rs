//! What tells one file from every other: its SHA-256.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The SHA-256 of bytes (FIPS 180-4), as 64 lower-case hexadecimal digits. Cannot fail.
pub fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}"); // a text has room for everything
    }
    text
}

#[cfg(test)]
mod tests {
    use super::sha256;

    /// The example of FIPS 180-4 (appendix B.1 of FIPS 180-2): the three letters `abc`.
    #[test]
    fn the_standard_s_own_example() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}

//! The vault seen from outside, beside independent counterparts: `ct-merkle`, published vectors, OpenSSL.

#![expect(clippy::unwrap_used, reason = "a test stops where its own preparation fails")]

mod keys;
mod log;
mod notes;
mod replay;
mod signatures;
mod vectors;

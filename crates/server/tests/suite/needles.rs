//! Every way in which a value might lie about in plain, and the search for all of them at once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use aho_corasick::AhoCorasick;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

/// What is searched for, and what each pattern is.
pub struct Needles {
    patterns: Vec<Vec<u8>>,
    names: Vec<String>,
}

impl Needles {
    pub const fn new() -> Self {
        Self { patterns: Vec::new(), names: Vec::new() }
    }

    fn add(&mut self, name: String, pattern: Vec<u8>) {
        self.patterns.push(pattern);
        self.names.push(name);
    }

    /// A text as ASCII, UTF-16 in both orders, Base64 at every alignment, hexadecimal digits, and backwards.
    pub fn text(&mut self, name: &str, text: &str) {
        assert!(text.len() >= 11, "{text} is too short to be found by its own");
        self.add(format!("{name} as text"), text.as_bytes().to_vec());
        self.add(format!("{name} backwards"), text.bytes().rev().collect());
        self.add(format!("{name} as UTF-16LE"), text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        self.add(format!("{name} as UTF-16BE"), text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        let hex = hex::encode(text);
        self.add(format!("{name} as HEX"), hex.to_uppercase().into_bytes());
        self.add(format!("{name} as hex"), hex.into_bytes());
        let based: BTreeSet<String> = (0..3)
            .flat_map(|before| {
                let padded = [" ".repeat(before), text.to_owned()].concat();
                // The first and the last group also hold bits of the neighbours.
                [STANDARD.encode(&padded), URL_SAFE.encode(&padded)].map(|text| {
                    let inner = text.trim_end_matches('=');
                    inner[usize::from(before > 0) * 4..inner.len() - 3].to_owned()
                })
            })
            .collect();
        for based in based {
            self.add(format!("{name} as Base64"), based.into_bytes());
        }
    }

    /// An amount in fen: as text with and without separators, as an integer of eight bytes and of the six that SQLite
    /// takes for it, and as floats.
    pub fn amount(&mut self, name: &str, fen: i64) {
        let (yuan, rest) = (fen / 100, fen % 100);
        let grouped =
            yuan.to_string().as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect::<Vec<_>>().join(",");
        self.text(&format!("{name} in fen"), &fen.to_string());
        self.text(&format!("{name} in yuan"), &yuan.to_string());
        self.text(&format!("{name} with separators"), &format!("{grouped}.{rest:02}"));
        for (what, value) in [("fen", fen), ("yuan", yuan)] {
            let (little, big) = (value.to_le_bytes(), value.to_be_bytes());
            self.add(format!("{name}: {what}, little-endian"), little[..6].to_vec());
            self.add(format!("{name}: {what}, big-endian"), big[2..].to_vec());
            #[expect(clippy::cast_precision_loss, reason = "the amounts are below 2^53")]
            let float = value as f64;
            self.add(format!("{name}: {what}, float"), float.to_le_bytes().to_vec());
            self.add(format!("{name}: {what}, float, big-endian"), float.to_be_bytes().to_vec());
        }
        #[expect(clippy::cast_precision_loss, reason = "the amounts are below 2^53")]
        let float = fen as f64 / 100.0;
        self.add(format!("{name}: yuan and fen, float"), float.to_le_bytes().to_vec());
        self.add(format!("{name}: yuan and fen, float, big-endian"), float.to_be_bytes().to_vec());
    }

    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    /// Where any of them stands: "which: file".
    pub fn search(&self, folders: &[&Path]) -> Found {
        let machine = AhoCorasick::new(&self.patterns).expect("patterns");
        let mut found = Found { hits: Vec::new(), files: Vec::new(), bytes: 0 };
        for folder in folders {
            for file in files(folder) {
                // A file of a running server may be gone by now.
                let Ok(bytes) = std::fs::read(&file) else { continue };
                found.bytes += bytes.len();
                for hit in machine.find_overlapping_iter(&bytes) {
                    let name = &self.names[hit.pattern().as_usize()];
                    found.hits.push(format!("{name}: {} at {}", file.display(), hit.start()));
                }
                found.files.push(file);
            }
        }
        found
    }
}

pub struct Found {
    pub hits: Vec<String>,
    pub files: Vec<PathBuf>,
    pub bytes: usize,
}

impl Found {
    /// Whether a file with this ending was looked through.
    pub fn read(&self, ending: &str) -> bool {
        self.files.iter().any(|file| file.to_string_lossy().ends_with(ending))
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => found.extend(files(&entry.path())),
            Ok(kind) if kind.is_file() => found.push(entry.path()),
            _ => {}
        }
    }
    found
}

#[test]
fn a_value_is_found_however_it_is_written() {
    let mut needles = Needles::new();
    needles.amount("pay", 4_815_162_342_017);
    needles.text("account", "6222021001116245702");
    let folder = testkit::data_folder();
    let fen = 4_815_162_342_017_i64;
    let written: [(&str, Vec<u8>); 9] = [
        ("decimal", b"x4815162342017y".to_vec()),
        ("separated", b"CNY 48,151,623,420.17".to_vec()),
        ("utf16", "的6222021001116245702".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("base64", STANDARD.encode("{\"a\":\"6222021001116245702\"}").into_bytes()),
        ("base64-2", STANDARD.encode("{\"ab\":\"6222021001116245702\"}").into_bytes()),
        ("base64-3", STANDARD.encode("{\"abc\":\"6222021001116245702\"}").into_bytes()),
        ("little", [&[7_u8][..], &fen.to_le_bytes()].concat()),
        ("sqlite", [&[5_u8][..], &fen.to_be_bytes()[2..]].concat()),
        ("float", [&[7_u8][..], &48_151_623_420.17_f64.to_be_bytes()].concat()),
    ];
    for (name, bytes) in &written {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let found = needles.search(&[folder.path()]);
    for (name, _) in written {
        assert!(found.hits.iter().any(|hit| hit.contains(&format!("/{name} at"))), "{name}: {:?}", found.hits);
    }
}

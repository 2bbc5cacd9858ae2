//! `renhe verify-audit`.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde::{Deserialize, Serialize};
use storage::Store;
use storage::audit::Verification;
use vault::merkle::{Hash, leaf_hash, verify_inclusion};
use vault::note::NoteVerifier;

use super::NoFlags;
use crate::cli::Global;
use crate::output::{Output, progress};
use crate::{keys, settings, wiring};

/// Check that nobody changed the trail
#[derive(Debug, Args)]
pub struct VerifyAudit {
    /// Check one entry's proof, as `GET /api/v1/audit/entries/{seq}/proof` gives it, instead of the whole trail
    #[arg(long, value_name = "FILE")]
    proof: Option<PathBuf>,
}

#[derive(Debug, Serialize)]
struct Verified {
    whole: bool,
    #[serde(flatten)]
    verification: Verification,
}

impl VerifyAudit {
    pub async fn run(self, global: &Global, output: Output) -> Result<ExitCode> {
        let settings = settings::read(global, &NoFlags {})?;
        if let Some(file) = self.proof {
            return proof(&file, &settings, output);
        }
        let app = wiring::open(&settings).await?;
        let verification = verify(app.store()).await?;
        let verified = Verified { whole: verification.first.is_none(), verification };
        output.result(&verified, &verified)?;
        Ok(if verified.whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Walks the whole trail with a bar.
pub async fn verify(store: &Store) -> Result<Verification> {
    let bar = progress(store.audit_status().await?.size, "entries");
    let verification = store.verify_audit(|done| bar.set_position(done)).await?;
    bar.finish_and_clear();
    Ok(verification)
}

impl fmt::Display for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Verification { size, root, checkpoints, erased, first } = &self.verification;
        match first {
            None => write!(f, "The trail is whole: {size} entries, {checkpoints} checkpoints, root {root}")?,
            Some(finding) => {
                let up_to = finding.up_to.map(|seq| format!(" to {seq}")).unwrap_or_default();
                write!(f, "NOT whole: {:?} at entry {}{up_to}: {}", finding.kind, finding.seq, finding.what)?;
            }
        }
        if *erased > 0 {
            write!(f, " ({erased} entries were erased on request; the log vouches for them all the same)")?;
        }
        Ok(())
    }
}

/// A proof as the API gives it.
#[derive(Debug, Deserialize)]
struct Proof {
    seq: u64,
    size: u64,
    leaf: String,
    path: Vec<String>,
    root: String,
    checkpoint: String,
    verifier_key: String,
}

#[derive(Debug, Serialize)]
struct ProofReport {
    proven: bool,
    seq: u64,
    size: u64,
    verifier_key: String,
    /// Whether the key is the one of this data folder; none where there is no such folder.
    own_key: Option<bool>,
    entry: serde_json::Value,
}

/// Checks a proof without the database: leaf → path → root → signature.
fn proof(file: &Path, settings: &settings::Settings, output: Output) -> Result<ExitCode> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let proof: Proof = serde_json::from_str(&text).with_context(|| format!("{} is no proof", file.display()))?;
    let root = hash(&proof.root)?;
    let path = proof.path.iter().map(|text| hash(text)).collect::<Result<Vec<_>>>()?;
    verify_inclusion(&leaf_hash(proof.leaf.as_bytes()), proof.seq, proof.size, &path, &root)
        .context("the entry does not lead to the root")?;
    let signed = NoteVerifier::from_vkey(&proof.verifier_key)?
        .verify_checkpoint(&proof.checkpoint)
        .context("the checkpoint is not signed by the key that the proof names")?;
    if signed.root != root || signed.size != proof.size {
        bail!("the checkpoint signs another log than the proof speaks of");
    }
    let ring = keys::ring_file(&settings.data);
    let own_key = if ring.exists() {
        let own = wiring::audit_signer(&keys::open(settings, &ring)?)?.vkey();
        Some(own == proof.verifier_key)
    } else {
        None
    };
    let entry = serde_json::from_str(&proof.leaf).unwrap_or(serde_json::Value::Null);
    let report = ProofReport {
        proven: own_key != Some(false),
        seq: proof.seq,
        size: proof.size,
        verifier_key: proof.verifier_key,
        own_key,
        entry,
    };
    let said = match own_key {
        Some(true) => "signed by this installation".to_owned(),
        Some(false) => "but signed by ANOTHER key than this installation's".to_owned(),
        None => format!("signed by {}: compare the key with one you trust", report.verifier_key),
    };
    output.result(&report, format_args!("Entry {} is in the log of {} entries, {said}", report.seq, report.size))?;
    Ok(if report.proven { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn hash(text: &str) -> Result<Hash> {
    let mut hash = Hash::default();
    hex::decode_to_slice(text, &mut hash).with_context(|| format!("{text} is no hash"))?;
    Ok(hash)
}

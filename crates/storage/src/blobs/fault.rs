//! What goes wrong with a bucket, in words that say how to mend it.

use std::error::Error;

use object_store::client::{HttpError, HttpErrorKind};

/// What to do about an error of the store. Says nothing of the request but what the store answered.
pub(super) fn in_words(error: &object_store::Error) -> String {
    let text = error.to_string();
    match (code(&text), carried(error)) {
        (Some(code), _) => of_code(code, &text),
        (None, Some(http)) => of_transport(http),
        (None, None) if text.contains("LOCATION") || text.contains(": 301 ") || text.contains(": 307 ") => {
            "it sends us elsewhere: files_region or files_endpoint is not the bucket's".to_owned()
        }
        (None, None) => text,
    }
}

/// Whether it is the bucket that is missing, and not the object.
pub(super) fn no_bucket(error: &object_store::Error) -> bool {
    code(&error.to_string()) == Some("NoSuchBucket")
}

/// The store's code, from the answer that the error holds as text.
fn code(text: &str) -> Option<&str> {
    tagged(text, "<Code>", "</Code>")
}

fn tagged<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    text.split_once(open)?.1.split_once(close).map(|(inside, _)| inside)
}

fn of_code(code: &str, text: &str) -> String {
    let mend = match code {
        "NoSuchBucket" => "there is no such bucket: make it, or mend files_url or files_endpoint",
        "AccessDenied" | "AllAccessDisabled" => {
            "access denied: the key must be allowed to get, put and delete objects in the bucket and to list it"
        }
        "InvalidAccessKeyId" | "NotSignedUp" => "the store does not know files_access_key",
        "SignatureDoesNotMatch" => "files_secret does not belong to files_access_key, or files_region is wrong",
        "RequestTimeTooSkewed" => "the clock of this machine is wrong: set it (NTP)",
        "AuthorizationHeaderMalformed"
        | "PermanentRedirect"
        | "TemporaryRedirect"
        | "IllegalLocationConstraintException"
        | "InvalidRegion" => "files_region or files_endpoint is not the bucket's",
        "SecondLevelDomainForbidden" | "PathStyleDomainForbidden" => {
            "the store wants the bucket in its address: set files_addressing to \"virtual-host\""
        }
        _ => "the store refused",
    };
    match tagged(text, "<Message>", "</Message>") {
        Some(message) => format!("{mend} ({code}: {message})"),
        None => format!("{mend} ({code})"),
    }
}

fn of_transport(error: &HttpError) -> String {
    let innermost = innermost(error);
    match error.kind() {
        HttpErrorKind::Connect if innermost.contains("certificate") => {
            format!("its certificate is not trusted ({innermost}): name the authority's certificate in files_ca")
        }
        HttpErrorKind::Connect => {
            format!("it cannot be reached ({innermost}): mend files_endpoint, or look at the network")
        }
        HttpErrorKind::Timeout => format!("it is too slow or does not answer ({innermost})"),
        _ => format!("the connection broke ({innermost}): look at the store and the network"),
    }
}

/// The error of the transport inside.
fn carried(error: &object_store::Error) -> Option<&HttpError> {
    chain(error).find_map(|error| error.downcast_ref())
}

/// The last cause: what the system said.
fn innermost(error: &HttpError) -> String {
    chain(error).last().map_or_else(|| error.to_string(), ToString::to_string)
}

fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error: &&'a (dyn Error + 'static)| (*error).source())
}

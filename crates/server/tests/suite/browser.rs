//! As much of a browser as the tests need: HTTP/1.1 over a socket, one cookie.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

pub struct Browser {
    address: String,
    cookie: String,
}

impl Browser {
    /// Signs in.
    pub fn sign_in(address: &str, login: &str, password: &str) -> Self {
        let mut browser = Self { address: address.to_owned(), cookie: String::new() };
        let body = serde_json::json!({ "login": login, "password": password });
        let (status, head, answer) = browser.send("POST", "/api/v1/session", Some(&body));
        assert_eq!(status, 200, "{answer}");
        let cookie = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("set-cookie")
                .then(|| value.trim().split(';').next().unwrap_or_default().to_owned())
        });
        browser.cookie = cookie.expect("a session cookie");
        browser
    }

    /// Reads; whatever the status.
    pub fn get(&self, path: &str) -> (u16, Value) {
        let (status, _, body) = self.send("GET", path, None);
        (status, body)
    }

    /// Reads a file; must go well.
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        let (status, _, body) = self.once("GET", path, None);
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
        body
    }

    /// Writes; must go well.
    pub fn post(&self, path: &str, body: &Value) -> Value {
        let (status, answer) = self.try_post(path, body);
        assert!((200..300).contains(&status), "{path}: {status} {answer}");
        answer
    }

    /// Writes; whatever the status.
    pub fn try_post(&self, path: &str, body: &Value) -> (u16, Value) {
        let (status, _, answer) = self.send("POST", path, Some(body));
        (status, answer)
    }

    fn send(&self, method: &str, path: &str, body: Option<&Value>) -> (u16, String, Value) {
        loop {
            let (status, head, body) = self.once(method, path, body);
            // The server asks for patience: a test may have it.
            if status != 429 {
                return (status, head, serde_json::from_slice(&body).unwrap_or(Value::Null));
            }
            std::thread::sleep(Duration::from_millis(300));
        }
    }

    fn once(&self, method: &str, path: &str, body: Option<&Value>) -> (u16, String, Vec<u8>) {
        let body = body.map(Value::to_string).unwrap_or_default();
        self.write(method, path, "application/json", &body)
    }

    /// Files a text for a person; must go well.
    pub fn file(&self, about: &Value, name: &str, text: &str) -> Value {
        let body = format!(
            "--kanarie\r\nContent-Disposition: form-data; name=\"about\"\r\n\r\n{about}\r\n--kanarie\r\n\
             Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n--kanarie--\r\n"
        );
        loop {
            let (status, _, answer) =
                self.write("POST", "/api/v1/files", "multipart/form-data; boundary=kanarie", &body);
            if status != 429 {
                let answer = serde_json::from_slice(&answer).unwrap_or(Value::Null);
                assert_eq!(status, 201, "{answer}");
                return answer;
            }
            std::thread::sleep(Duration::from_millis(300));
        }
    }

    fn write(&self, method: &str, path: &str, kind: &str, body: &str) -> (u16, String, Vec<u8>) {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nX-Renhe-Request: 1\r\nAccept-Language: en\r\n\
             Cookie: {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            self.cookie,
            body.len()
        );
        let mut stream = TcpStream::connect(&self.address).expect("the server listens");
        stream.write_all(request.as_bytes()).expect("the server reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("the server answers");
        let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a head") + 4;
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        (status, head, answer[end..].to_vec())
    }
}

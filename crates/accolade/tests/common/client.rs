//! A person at a browser, reduced to forms and a cookie.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Response, StatusCode, redirect};

const BOUNDARY: &str = "form-boundary-of-the-test";

#[derive(Clone)]
pub(crate) struct Person {
    client: Client,
    origin: String,
    cookie: String,
}

impl Person {
    #[expect(clippy::disallowed_methods, reason = "a test talks to its own server on loopback")]
    pub(crate) fn new(origin: &str) -> Self {
        let client =
            Client::builder().redirect(redirect::Policy::none()).timeout(Duration::from_secs(20)).build();
        Self { client: client.expect("a client"), origin: origin.to_owned(), cookie: String::new() }
    }

    /// The same person, after the server was started again.
    pub(crate) fn at(&self, origin: &str) -> Self {
        Self { cookie: self.cookie.clone(), ..Self::new(origin) }
    }

    pub(crate) async fn get(&self, path: &str) -> reqwest::Result<Response> {
        self.client.get(format!("{}{path}", self.origin)).header(COOKIE, &self.cookie).send().await
    }

    /// Sends a form; answers where it leads to, once it was accepted.
    pub(crate) async fn send(
        &self,
        path: &str,
        fields: &[(&str, &str)],
    ) -> reqwest::Result<Result<String, StatusCode>> {
        let request = self.client.post(format!("{}{path}", self.origin)).header(COOKIE, &self.cookie);
        Ok(accepted(&request.form(fields).send().await?))
    }

    /// First run: account, issuer, badge. Answers the address of the badge's page.
    pub(crate) async fn set_up(&mut self) -> String {
        let origin = self.origin.clone();
        let request = self.client.post(format!("{origin}/set-up")).form(&[
            ("name", "Noor Visser"),
            ("email", "noor@workshop.example"),
            ("password", "seven wheels and a bell"),
            ("instance_name", "Badges"),
            ("address", &origin),
        ]);
        let answer = request.send().await.expect("an answer");
        let cookie = answer.headers().get(SET_COOKIE).expect("a session").to_str().expect("text").to_owned();
        cookie.split(';').next().unwrap_or_default().clone_into(&mut self.cookie);
        let issuer = [
            ("name", "Werkplaats Noord"),
            ("description", "A workshop."),
            ("url", "https://workshop.example"),
            ("email", "office@workshop.example"),
            ("time_zone", "Europe/Amsterdam"),
        ];
        let new_badge = self.send_parts("/issuers/new", &issuer).await;
        let manage = new_badge.split("/badges/").next().expect("an address").to_owned();
        let badge = [
            ("name", "Bicycle repair"),
            ("description", "Repairs bicycles."),
            ("criteria", "Repair three."),
            ("tags", ""),
            ("picture", "design"),
            ("template", "rosette"),
            ("palette", "forest"),
            ("emblem", "bicycle"),
            ("title", ""),
            ("subtitle", ""),
        ];
        let award = self.send_parts(&format!("{manage}/badges/new"), &badge).await;
        award.split(['?', '#']).next().unwrap_or_default().trim_end_matches("/award").to_owned()
    }

    async fn send_parts(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let part = |(name, value): &(&str, &str)| {
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let mut parts: Vec<String> = fields.iter().map(part).collect();
        parts.push(format!("--{BOUNDARY}--\r\n"));
        let request = self.client.post(format!("{}{path}", self.origin)).header(COOKIE, &self.cookie);
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let answer = request.header(CONTENT_TYPE, kind).body(parts.concat()).send().await.expect("an answer");
        accepted(&answer).unwrap_or_else(|status| panic!("{path} answers {status}"))
    }
}

fn accepted(answer: &Response) -> Result<String, StatusCode> {
    match answer.headers().get(LOCATION) {
        Some(to) if answer.status() == StatusCode::SEE_OTHER => Ok(to.to_str().expect("text").to_owned()),
        _ => Err(answer.status()),
    }
}

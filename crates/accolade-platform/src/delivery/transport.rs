//! How mail leaves: by SMTP, or not at all and into the outbox page.

use std::fmt;
use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};
use lettre::transport::smtp::response::{Category, Code, Severity};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::render::{PICTURE_ID, Rendered};
use crate::ids::MailId;

/// Longest wait for the mail server, so that a claimed batch ends before its lease.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How mail leaves.
#[derive(Debug, Clone)]
pub enum MailTransport {
    /// By a mail server.
    Smtp(Smtp),
    /// It does not: the operator reads it on the outbox page.
    Outbox,
}

/// A mail server.
#[derive(Clone)]
pub struct Smtp(AsyncSmtpTransport<Tokio1Executor>);

/// The address of the mail server cannot be used.
#[derive(Debug, thiserror::Error)]
#[error(
    "the mail server's address is not of the form smtps://USER:PASSWORD@HOST:PORT or smtp://HOST:PORT?tls=required"
)]
pub struct SmtpError;

impl Smtp {
    /// The server of an address such as `smtps://user:password@mail.example.org`.
    pub fn from_url(url: &str) -> Result<Self, SmtpError> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| SmtpError)?;
        Ok(Self(builder.timeout(Some(TIMEOUT)).build()))
    }

    pub(super) async fn send(&self, message: Message) -> Result<(), NotSent> {
        // The transport's own time-out is for each answer; a server that answers slowly gives many of them.
        match tokio::time::timeout(TIMEOUT, self.0.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(error.status().map_or(NotSent::Unreachable, NotSent::Answer)),
            Err(_) => Err(NotSent::Unreachable),
        }
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Smtp(***)")
    }
}

/// Why a mail did not leave. Holds no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NotSent {
    /// The server's answer. Its words may repeat the address: only its code is kept.
    Answer(Code),
    /// No server, or none that answers in time.
    Unreachable,
    /// The addresses cannot be put into a mail.
    Unfit,
    /// A newer version wrote it, or what it needs cannot be read.
    Unreadable,
}

impl NotSent {
    /// Whether trying again is useless. A refused mailbox (55x) is; a refused password (53x) or command (50x) is
    /// for the operator to mend, and what waits is sent then.
    pub(super) fn is_final(&self) -> bool {
        match self {
            Self::Answer(code) => {
                code.severity == Severity::PermanentNegativeCompletion
                    && code.category == Category::MailSystem
            }
            Self::Unfit => true,
            Self::Unreachable | Self::Unreadable => false,
        }
    }
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(code) => write!(f, "the mail server answers {code}"),
            Self::Unreachable => f.write_str("the mail server cannot be reached"),
            Self::Unfit => f.write_str("the address does not fit into a mail"),
            Self::Unreadable => f.write_str("what the mail tells of cannot be read"),
        }
    }
}

/// Who a mail is from and what names it.
pub(super) struct Envelope {
    pub(super) from: String,
    pub(super) from_name: String,
    /// The domain of the Message-ID, which stays the same when a mail is sent again.
    pub(super) domain: String,
    pub(super) id: MailId,
    pub(super) now: jiff::Timestamp,
}

/// The mail as it goes over the wire. Header values are encoded by the builder, so that nothing breaks out of them.
pub(super) fn message(envelope: &Envelope, rendered: Rendered) -> Result<Message, NotSent> {
    let unfit = |_| NotSent::Unfit;
    let from: Address = envelope.from.parse().map_err(unfit)?;
    let to: Address = rendered.mail.to.parse().map_err(unfit)?;
    let alternative = MultiPart::alternative().singlepart(SinglePart::plain(rendered.mail.text));
    let html = SinglePart::html(rendered.mail.html);
    let body = match rendered.picture {
        Some(picture) => {
            let inline = Attachment::new_inline(PICTURE_ID.to_owned()).body(picture.to_vec(), png());
            alternative.multipart(MultiPart::related().singlepart(html).singlepart(inline))
        }
        None => alternative.singlepart(html),
    };
    Message::builder()
        .message_id(Some(format!("<{}@{}>", envelope.id, envelope.domain)))
        .date(envelope.now.into())
        .from(Mailbox::new(Some(one_line(&envelope.from_name)), from))
        .to(Mailbox::new(rendered.name.as_deref().map(one_line), to))
        .subject(one_line(&rendered.mail.subject))
        .multipart(body)
        .map_err(|_| NotSent::Unfit)
}

/// The mail builder panics over line breaks in a name; none should come here, and none gets through.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

#[expect(clippy::expect_used, reason = "a constant media type")]
fn png() -> ContentType {
    ContentType::parse("image/png").expect("a media type")
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncWriteExt as _;

    use super::*;
    use crate::delivery::RenderedMail;

    fn envelope() -> Envelope {
        Envelope {
            from: "accolade@example.org".into(),
            from_name: "Example".into(),
            domain: "example.org".into(),
            id: MailId::from_random([1; 16]),
            now: jiff::Timestamp::UNIX_EPOCH,
        }
    }

    fn rendered(subject: &str, name: &str) -> Rendered {
        let mail = RenderedMail {
            to: "ada@example.org".into(),
            subject: subject.into(),
            html: "<p>x</p>".into(),
            text: "x".into(),
        };
        Rendered { mail, name: Some(name.into()), picture: Some("png".into()) }
    }

    fn sent(subject: &str, name: &str) -> String {
        String::from_utf8(message(&envelope(), rendered(subject, name)).unwrap().formatted()).unwrap()
    }

    #[test]
    fn nothing_breaks_out_of_a_header() {
        for bad in ["x\r\nBcc: eve@example.org", "x\nBcc: eve@example.org", "x\rBcc: eve@example.org"] {
            let wire = sent(bad, bad);
            let headers = wire.split("\r\n\r\n").next().unwrap();
            assert!(!headers.lines().any(|line| line.to_lowercase().starts_with("bcc")), "{headers}");
        }
    }

    #[test]
    fn the_message_id_names_the_mail_and_the_date_is_ours() {
        let wire = sent("Ein Abzeichen für dich", "Ada");
        assert!(
            wire.contains(&format!("Message-ID: <{}@example.org>", MailId::from_random([1; 16]))),
            "{wire}"
        );
        assert!(wire.contains("Date: Thu, 01 Jan 1970"), "{wire}");
        assert!(wire.contains("Content-ID: <badge>"), "{wire}");
    }

    /// A mail server that goes on answering, but never ends: each line comes in time.
    async fn tireless(mut stream: tokio::net::TcpStream) {
        loop {
            tokio::time::sleep(TIMEOUT / 2).await;
            if stream.write_all(b"220-wait\r\n").await.is_err() {
                return;
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_answers_for_ever_is_given_up() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Smtp::from_url(&format!("smtp://{}", listener.local_addr().unwrap())).unwrap();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(tireless(stream));
            }
        });
        let message = message(&envelope(), rendered("x", "Ada")).unwrap();
        assert_eq!(server.send(message).await, Err(NotSent::Unreachable));
    }
}

//! Mail that really leaves, to a mail server of this test's own.
#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use std::sync::{Arc, Mutex};

use accolade_platform::awarding::{self, AwardRequest, CredentialState};
use accolade_platform::delivery::{self, MailState, MailTransport, Smtp};
use accolade_platform::endorsing::{self, Target};
use accolade_storage::testing;
use common::{World, issuer};
use jiff::SignedDuration;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

const NOT_NOW: &str = "451 <ada@example.org> not now\r\n";

/// What the mail server took in; while `refuse` is set it takes nothing.
#[derive(Default)]
struct Server {
    mails: Mutex<Vec<String>>,
    /// The answer to a recipient; empty takes everybody.
    refuse: Mutex<&'static str>,
}

/// A world whose mail goes to this server.
async fn world(server: &Arc<Server>) -> World {
    let transport = MailTransport::Smtp(Smtp::from_url(&listen(server).await).unwrap());
    World::with(testing::sqlite().await, transport)
}

/// Listens on a free port.
async fn listen(server: &Arc<Server>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let server = Arc::clone(server);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let server = Arc::clone(&server);
            tokio::spawn(async move { serve(stream, &server).await });
        }
    });
    url
}

async fn serve(mut stream: TcpStream, server: &Server) -> Option<()> {
    let (read, mut write) = stream.split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 test\r\n").await.ok()?;
    while let Some(line) = lines.next_line().await.ok()? {
        let refuse = *server.refuse.lock().unwrap();
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            "RCPT" if !refuse.is_empty() => refuse,
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.ok()?;
                let mut mail = String::new();
                while let Some(line) = lines.next_line().await.ok()?.filter(|line| line != ".") {
                    mail.push_str(&line);
                    mail.push('\n');
                }
                server.mails.lock().unwrap().push(mail);
                "250 taken\r\n"
            }
            "QUIT" => "221 bye\r\n",
            _ => "250 ok\r\n",
        };
        write.write_all(answer.as_bytes()).await.ok()?;
    }
    Some(())
}

#[tokio::test]
async fn a_mail_leaves_and_waits_while_the_server_refuses() {
    let server = Arc::new(Server::default());
    let world = world(&server).await;
    let made = world.awarded().await;

    *server.refuse.lock().unwrap() = NOT_NOW;
    assert_eq!(delivery::run_due(&world.app).await.unwrap(), 1);
    let row = delivery::outbox(&made.operator).await.unwrap().remove(0);
    assert_eq!(row.state, MailState::Retrying);
    assert_eq!(delivery::run_due(&world.app).await.unwrap(), 0, "not before its pause is over");
    *server.refuse.lock().unwrap() = "";
    world.clock.advance(SignedDuration::from_mins(1));
    assert_eq!(delivery::run_due(&world.app).await.unwrap(), 1);

    let row = delivery::outbox(&made.operator).await.unwrap().remove(0);
    assert_eq!(row.state, MailState::Sent);
    let view = awarding::managed(&made.operator, made.school, made.credential).await.unwrap();
    assert_eq!(view.state, CredentialState::Mailed);
    let mails = server.mails.lock().unwrap().clone();
    assert_eq!(mails.len(), 1);
    let mail = &mails[0];
    assert!(mail.contains(&format!("Message-ID: <{}@badges.example.org>", row.id)), "{mail}");
    assert!(mail.contains("To: \"Ada Lovelace\" <ada@example.org>"), "{mail}");
    assert!(mail.contains("From: \"Example Badges\" <accolade@badges.example.org>"), "{mail}");
    assert!(mail.contains("multipart/alternative") && mail.contains("Content-ID: <badge>"));
}

#[tokio::test]
async fn a_mail_is_given_up_after_ten_attempts() {
    let server = Arc::new(Server { refuse: Mutex::new(NOT_NOW), ..Server::default() });
    let world = world(&server).await;
    let made = world.awarded().await;
    let mut attempts = 0;
    for _ in 0..20 {
        attempts += delivery::run_due(&world.app).await.unwrap();
        world.clock.advance(SignedDuration::from_hours(12));
    }
    assert_eq!(attempts, 10);
    assert_eq!(delivery::outbox(&made.operator).await.unwrap()[0].state, MailState::Failed);
}

#[tokio::test]
async fn a_mailbox_that_is_refused_for_good_is_not_tried_again_and_a_refused_password_is() {
    for (answer, state) in [
        ("550 <ada@example.org> nobody here\r\n", MailState::Failed),
        ("530 <ada@example.org> sign in first\r\n", MailState::Retrying),
    ] {
        let server = Arc::new(Server { refuse: Mutex::new(answer), ..Server::default() });
        let world = world(&server).await;
        let made = world.awarded().await;
        assert_eq!(delivery::run_due(&world.app).await.unwrap(), 1);
        assert_eq!(delivery::outbox(&made.operator).await.unwrap()[0].state, state, "{answer}");
    }
}

#[tokio::test]
async fn what_was_revoked_meanwhile_is_not_mailed() {
    let server = Arc::new(Server::default());
    let world = world(&server).await;
    let made = world.awarded().await;
    made.revoke().await;
    world.send_mail().await;
    assert!(server.mails.lock().unwrap().is_empty());
}

#[tokio::test]
async fn an_endorsement_is_mailed_once_unless_it_was_answered_or_withdrawn_meanwhile() {
    let server = Arc::new(Server::default());
    let world = world(&server).await;
    let operator = world.operator().await;
    let (school, guild) = (issuer(&operator).await, issuer(&operator).await);
    let endorse = || endorsing::endorse(&operator, guild, Target::Issuer(school), "Hire them all.");
    let first = endorse().await.unwrap();
    endorsing::withdraw(&operator, guild, first).await.unwrap();
    let second = endorse().await.unwrap();
    endorsing::accept(&operator, school, (guild, second)).await.unwrap();
    world.send_mail().await;
    assert!(server.mails.lock().unwrap().is_empty());

    endorsing::withdraw(&operator, guild, second).await.unwrap();
    endorse().await.unwrap();
    world.send_mail().await;
    world.send_mail().await;
    let mails = server.mails.lock().unwrap().clone();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains("To: olga@example.org") && !mails[0].contains("Hire"), "{}", mails[0]);
}

#[tokio::test]
async fn a_mail_that_cannot_be_made_holds_no_other_up() {
    let server = Arc::new(Server::default());
    let world = world(&server).await;
    let made = world.awarded().await;
    let unreadable = "UPDATE mail SET payload = '{\"kind\":\"of a newer version\"}'";
    sqlx::query(unreadable).execute(&mut world.sql().await).await.unwrap();
    let grace = AwardRequest::new(made.badge, "grace@example.org", "Grace Hopper");
    awarding::award(&made.operator, made.school, grace).await.unwrap();

    assert_eq!(delivery::run_due(&world.app).await.unwrap(), 2);
    let states: Vec<_> =
        delivery::outbox(&made.operator).await.unwrap().iter().map(|mail| mail.state).collect();
    assert!(states.contains(&MailState::Sent) && states.contains(&MailState::Retrying), "{states:?}");
    assert!(server.mails.lock().unwrap()[0].contains("grace@example.org"));
}

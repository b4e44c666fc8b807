//! P-D1: kill -9 at random instants loses no acknowledged award. The control acknowledges before the commit, and must lose some.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends where its ground gives way")]

#[path = "common/client.rs"]
mod client;
mod common;

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

use client::Person;
use common::{Folder, Server};
use reqwest::StatusCode;

/// People who award at the same time.
const AWARDERS: usize = 4;

/// How often the process is killed; the soak asks for more.
fn kills() -> u64 {
    std::env::var("ACCOLADE_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(20)
}

struct Outcome {
    acknowledged: usize,
    lost: Vec<String>,
}

/// Awards and kills, round after round, until `enough`; then asks for every award that was acknowledged.
async fn award_and_kill(name: &str, environment: &[(&str, &str)], rounds: u64) -> Outcome {
    let folder = Folder::new(name);
    let seed = RandomState::new().build_hasher().finish();
    eprintln!("seed {seed}");
    let mut server = Server::start(folder.path(), &[]);
    let port = server.port();
    let mut owner = Person::new(&server.origin);
    let badge = owner.set_up().await;
    server.kill();
    server = Server::start_on(port, folder.path(), environment);
    let mut acknowledged = Vec::new();
    for round in 0..rounds {
        let awarding: Vec<_> = (0..AWARDERS)
            .map(|awarder| {
                tokio::spawn(award_until_gone(owner.clone(), badge.clone(), format!("{round}-{awarder}")))
            })
            .collect();
        // The random instant, not a wait for something to be done.
        tokio::time::sleep(Duration::from_millis(50 + spread(seed, round) % 400)).await;
        server.kill();
        for awards in awarding {
            acknowledged.extend(awards.await.unwrap());
        }
        server = Server::start_on(port, folder.path(), environment);
        owner = owner.at(&server.origin);
    }
    let mut lost = Vec::new();
    // A fresh start in between: the server answers only so many requests of one client in a minute.
    for awards in acknowledged.chunks(400) {
        server.kill();
        server = Server::start_on(port, folder.path(), &[]);
        owner = owner.at(&server.origin);
        for award in awards {
            let path = award.split(['?', '#']).next().unwrap_or_default();
            match owner.get(path).await.unwrap().status() {
                StatusCode::OK => {}
                StatusCode::NOT_FOUND => lost.push(path.to_owned()),
                other => panic!("{path} answers {other}"),
            }
        }
    }
    Outcome { acknowledged: acknowledged.len(), lost }
}

/// Awards to one person after the other until the server is gone; answers what was acknowledged.
async fn award_until_gone(owner: Person, badge: String, name: String) -> Vec<String> {
    let mut acknowledged = Vec::new();
    for number in 0.. {
        let email = format!("{name}-{number}@example.org");
        let form = [("name", "Mila Janssen"), ("email", email.as_str())];
        match owner.send(&format!("{badge}/award"), &form).await {
            Ok(Ok(award)) => acknowledged.push(award),
            Ok(Err(status)) => panic!("an award is answered with {status}"),
            Err(_) => break,
        }
    }
    acknowledged
}

fn spread(seed: u64, round: u64) -> u64 {
    (seed ^ round).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33
}

#[tokio::test(flavor = "multi_thread")]
async fn p_d1_no_acknowledged_award_is_lost_by_kill_9() {
    let outcome = award_and_kill("kill", &[], kills()).await;
    eprintln!("{} awards acknowledged", outcome.acknowledged);
    assert!(outcome.acknowledged > 20, "the test needs awards to lose");
    assert_eq!(outcome.lost, Vec::<String>::new());
}

#[cfg(feature = "crash-control")]
#[tokio::test(flavor = "multi_thread")]
async fn p_d1_the_control_that_acknowledges_first_loses_some() {
    let outcome = award_and_kill("kill-control", &[("ACCOLADE_TEST_ACKNOWLEDGE_FIRST", "1")], 8).await;
    eprintln!("{} awards acknowledged, {} lost", outcome.acknowledged, outcome.lost.len());
    assert!(!outcome.lost.is_empty(), "the kill test could not see a loss");
}

use std::{
    future::{pending, ready},
    sync::{Arc, Mutex},
};

use super::*;

const PATIENCE: Duration = Duration::from_millis(200);

type Journal = Arc<Mutex<Vec<&'static str>>>;

/// A task that notes when it has stopped.
fn note(journal: &Journal, name: &'static str) -> impl FnOnce(Stop) -> futures::future::BoxFuture<'static, Output> {
    let journal = Arc::clone(journal);
    move |stop| {
        Box::pin(async move {
            stop.cancelled().await;
            tokio::time::sleep(Duration::from_millis(1)).await;
            journal.lock().expect("lock").push(name);
            Ok(())
        })
    }
}

#[tokio::test]
async fn tasks_stop_in_reverse() {
    let journal = Journal::default();
    let mut tasks = Tasks::default();
    for name in ["first", "second", "third"] {
        tasks.start(name, PATIENCE, note(&journal, name));
    }
    tasks.run(ready(()), pending()).await.expect("stopped as asked");
    assert_eq!(*journal.lock().expect("lock"), ["third", "second", "first"]);
}

#[tokio::test]
async fn one_failure_stops_the_others_in_order() {
    let journal = Journal::default();
    let mut tasks = Tasks::default();
    tasks.start("first", PATIENCE, note(&journal, "first"));
    tasks.start("broken", PATIENCE, |_| async { anyhow::bail!("no power") });
    tasks.start("last", PATIENCE, note(&journal, "last"));
    let error = tasks.run(pending(), pending()).await.expect_err("failed");
    assert_eq!(error.to_string(), "broken: no power");
    assert_eq!(*journal.lock().expect("lock"), ["last", "first"]);
}

#[tokio::test]
async fn a_task_that_ends_by_itself_or_panics_is_named() {
    let mut tasks = Tasks::default();
    tasks.start("short", PATIENCE, |_| async { Ok(()) });
    assert!(matches!(tasks.run(pending(), pending()).await, Err(TaskError::Ended { name: "short" })));
    let mut tasks = Tasks::default();
    tasks.start("nervous", PATIENCE, |_| async { panic!("on purpose") });
    assert!(matches!(tasks.run(pending(), pending()).await, Err(TaskError::Broken { name: "nervous", .. })));
}

#[tokio::test]
async fn patience_ends() {
    let journal = Journal::default();
    let mut tasks = Tasks::default();
    tasks.start("first", PATIENCE, note(&journal, "first"));
    tasks.start("stubborn", PATIENCE, |_| pending());
    let started = tokio::time::Instant::now();
    tasks.run(ready(()), pending()).await.expect("stopped as asked");
    assert!(started.elapsed() >= PATIENCE);
    assert_eq!(*journal.lock().expect("lock"), ["first"]);
}

#[tokio::test]
async fn a_second_signal_ends_at_once() {
    let mut tasks = Tasks::default();
    tasks.start("stubborn", PATIENCE, |_| pending());
    let force = tokio::time::sleep(Duration::from_millis(10));
    assert!(matches!(tasks.run(ready(()), force).await, Err(TaskError::Forced)));
}

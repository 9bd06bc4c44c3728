//! The rules that undo keeps. Undo puts rows back past every command, so an older action that is taken back after a later one must not
//! go round what the commands refuse, nor leave undone what they bring along.

mod branches;
mod chances;
mod deals;
mod leads;
mod names;
mod newest;
mod numbers;
mod papers;

use crate::support::{Company, assert_refused};
use serde_json::{Value, json};
use throughline_core::kernel::error::{Code, Error};

/// Runs a command and gives the number of its transaction, for undo.
fn seq(company: &Company, command: &str, payload: Value) -> i64 {
    company.reply(command, payload).undo.unwrap().seq
}

/// Takes a transaction back and gives the number of the transaction that did.
fn undo(company: &Company, of: i64) -> i64 {
    company.reply("history.undo", json!({ "seq": of }));
    company.count("SELECT seq FROM log_head")
}

/// Proves that undo is refused for this reason and leaves the log as it was.
fn refused(company: &Company, of: i64, message_id: &str) -> Error {
    let log = company.count("SELECT count(*) FROM op");
    let error = company.refused("history.undo", json!({ "seq": of }));
    assert_refused(&error, Code::Precondition, message_id);
    assert_eq!(company.count("SELECT count(*) FROM op"), log);
    company.assert_sound();
    error
}

//! What was acknowledged is there: after a kill at any moment, and after a disk that was full.

use crate::billing::pune;
use crate::support::{Company, assert_refused};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, RandomState};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use throughline_core::api::{Core, Mode, Reply};
use throughline_core::kernel::error::{Code, Error};
use throughline_core::store::integrity;

/// Names the file for the child.
const FILE: &str = "THROUGHLINE_CRASH_FILE";
/// How often the child is killed.
const KILLS: u64 = 200;
/// How many kills one file lives through, so that the checks stay quick.
const KILLS_PER_FILE: u64 = 20;
/// Longest life of a child, in milliseconds from its start, on a machine that has nothing else to do.
const LIFE_MS: u64 = 400;

/// The child of the test below: it writes until it is killed and says each number once it is acknowledged.
#[test]
#[ignore = "runs as a child process of the kill test"]
fn child_writes_until_it_is_killed() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let core = Core::open(Path::new(&path), "the child").unwrap();
    let call = |name: &str, payload: Value| core.call(None, name, payload, Mode::Run).unwrap().result;
    let say = |kind: &str, what: &Value| {
        let mut out = std::io::stdout().lock();
        // The full stop shows that the line is whole.
        writeln!(out, "\nack {kind} {} .", what.as_str().unwrap()).unwrap();
        out.flush().unwrap();
    };
    for n in 0.. {
        let made = call("customer.create", json!({ "name": format!("Firm {n} of {}", std::process::id()) }));
        say("customer", &made["id"]);
        let line = json!([{ "description": "Work", "quantity": "2", "unit_price": "49.95" }]);
        let draft = call("invoice.create", json!({ "draft": { "customer_id": made["id"], "lines": line } }));
        say("document", &draft["id"]);
        let issued = call("invoice.issue", json!({ "id": draft["id"], "version": 1 }));
        say("number", &issued["number"]);
        let paid =
            call("payment.record", json!({ "customer_id": made["id"], "amount": "60", "method": "bank" }));
        say("number", &paid["number"]);
    }
}

/// Starts the child, kills it after `life` and gives what it had acknowledged.
fn killed(path: &Path, life: Duration) -> BTreeSet<(String, String)> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "crash::child_writes_until_it_is_killed",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(FILE, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(life);
    if child.try_wait().unwrap().is_some() {
        let output = child.wait_with_output().unwrap();
        panic!("the child ended by itself: {}", String::from_utf8_lossy(&output.stderr));
    }
    // On Unix this is SIGKILL: no handler, no destructor, no flush.
    child.kill().unwrap();
    child.wait().unwrap();
    let mut said = String::new();
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    said.lines()
        .filter_map(|line| {
            let (kind, what) = line.strip_prefix("ack ")?.strip_suffix(" .")?.split_once(' ')?;
            Some((kind.to_owned(), what.to_owned()))
        })
        .collect()
}

fn stored(core: &Core, kind: &str) -> BTreeSet<String> {
    let sql = match kind {
        "customer" => "SELECT id FROM customer",
        "document" => "SELECT id FROM document",
        _ => "SELECT number FROM issued_document UNION SELECT number FROM payment",
    };
    let conn = core.file().reader();
    let mut statement = conn.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

fn problems(core: &Core) -> Vec<String> {
    let found = integrity::check(core.file()).into_iter();
    found
        .flat_map(|one| one.problems.into_iter().map(move |problem| format!("{}: {problem}", one.name)))
        .collect()
}

/// Kills the child `kills` times while it writes into a new file, and looks after each: how often it had begun to write, and how
/// much it had acknowledged.
fn survived(kills: u64) -> (u64, usize) {
    let (company, _) = pune();
    let path = company.path();
    let Company { core, folder, .. } = company;
    drop(core);
    let (mut in_time, mut said, mut longest) = (0, BTreeSet::new(), LIFE_MS);
    for _ in 0..kills {
        // The hasher of the standard library is seeded by the system: no moment is preferred.
        let life = RandomState::new().hash_one(kills) % longest;
        let now = killed(&path, Duration::from_millis(life));
        // A busy machine starts children slowly; they live longer there, so that enough of them are killed while writing.
        longest = if now.is_empty() { longest * 5 / 4 } else { LIFE_MS.max(longest * 4 / 5) };
        in_time += u64::from(!now.is_empty());
        said.extend(now);
        let core = Core::open(&path, "test").unwrap();
        for kind in ["customer", "document", "number"] {
            let stored = stored(&core, kind);
            let lost: Vec<_> =
                said.iter().filter(|(of, what)| of == kind && !stored.contains(what)).collect();
            assert!(lost.is_empty(), "{lost:?} after {life} ms");
        }
        assert_eq!(problems(&core), Vec::<String>::new(), "after {life} ms");
    }
    drop(folder);
    (in_time, said.len())
}

#[test]
fn nothing_acknowledged_is_lost_when_the_process_is_killed() {
    let (mut acknowledged, mut in_time) = (0, 0);
    // Two files at a time: a child waits for the disk more than it computes.
    for first in (0..KILLS).step_by(usize::try_from(2 * KILLS_PER_FILE).unwrap()) {
        let here = KILLS.min(first + KILLS_PER_FILE) - first;
        let there = KILLS.min(first + 2 * KILLS_PER_FILE) - first - here;
        let results = std::thread::scope(|scope| {
            let beside = scope.spawn(|| survived(there));
            [survived(here), beside.join().unwrap()]
        });
        for (begun, said) in results {
            in_time += begun;
            acknowledged += said;
        }
    }
    println!("{KILLS} kills, {in_time} of them while writing, {acknowledged} acknowledgements, none lost");
    assert!(in_time * 4 > KILLS, "only {in_time} of {KILLS} children had begun to write");
}

#[test]
fn a_full_disk_is_said_changes_nothing_and_heals() {
    let (company, customer) = pune();
    let limit = |pages: i64| {
        let conn = company.core.file().writer();
        let set: i64 =
            conn.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |row| row.get(0)).unwrap();
        assert!(set >= pages);
    };
    limit(company.count("PRAGMA page_count") + 12);
    let add = |n: usize| {
        let payload = json!({ "name": format!("Firm {n} {}", "x".repeat(60)), "notes": "y".repeat(1500) });
        company.core.call(None, "customer.create", payload, Mode::Run)
    };
    let invoice = || {
        let line = json!([{ "description": "Work ".repeat(30), "unit_price": "10" }]);
        let payload = json!({ "draft": { "customer_id": customer, "lines": line } });
        let made = company.core.call(None, "invoice.create", payload, Mode::Run)?;
        let payload = json!({ "id": made.result["id"], "version": 1 });
        company.core.call(None, "invoice.issue", payload, Mode::Run)
    };
    let full = |tried: &mut dyn FnMut() -> Result<Reply, Error>| {
        let error = (0..1000).find_map(|_| tried().err()).expect("the disk never filled");
        assert_refused(&error, Code::Storage, "error.disk_full");
    };
    full(&mut || invoice());
    let mut n = 0;
    full(&mut || {
        n += 1;
        add(n)
    });
    let state = || {
        ["SELECT seq FROM log_head", "SELECT count(*) FROM document", "SELECT count(*) FROM op"]
            .map(|sql| company.count(sql))
    };
    let before = state();
    for _ in 0..5 {
        assert_refused(&add(n).unwrap_err(), Code::Storage, "error.disk_full");
    }
    assert_eq!(state(), before, "nothing was changed");
    limit(1_000_000);
    company.assert_sound();
    invoice().unwrap();
    add(n).unwrap();
    company.customer("After the disk was cleared");
    company.assert_sound();
}

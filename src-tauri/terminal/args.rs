//! The words of the command line, with an example for each.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Run a small firm from one file, offline.
#[derive(Debug, Parser)]
#[command(
    name = "throughline-cli",
    version,
    about,
    after_help = "Errors are JSON on stderr; exit status 1 refused, 2 usage, 3 file."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) work: Work,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Work {
    /// Make the file of a new company.
    #[command(
        after_help = "Example: throughline-cli new firm.throughline --country IN --name \"Sample Traders\""
    )]
    New(New),
    /// Make the file of a demo company with a year behind it.
    #[command(after_help = "Examples:\n  throughline-cli demo demo.throughline --country IN\n  \
                            throughline-cli demo two.throughline --country IN,AE --seed 7\n  \
                            throughline-cli demo large.throughline --country IN --size 100k")]
    Demo(Demo),
    /// Run any command of the list on a company file, JSON in and out.
    #[command(
        after_help = "Examples:\n  throughline-cli call firm.throughline customer.create '{\"name\":\"Sample Foods\"}'\n  \
                            throughline-cli call firm.throughline customer.list -  < request.json"
    )]
    Call(Call),
    /// List the commands; with --json also their JSON Schemas.
    #[command(after_help = "Example: throughline-cli commands --json")]
    Commands {
        /// Name, kind, permission and the JSON Schema of request and response.
        #[arg(long)]
        json: bool,
    },
    /// Do the product's arithmetic without a file: price, ids, words, due.
    #[command(
        after_help = "Example: echo '{\"scheme\":\"TRN\",\"number\":\"100000000000003\"}' | throughline-cli calc ids"
    )]
    Calc {
        /// The calculation.
        name: String,
    },
    /// Prove that a company file is sound.
    #[command(after_help = "Example: throughline-cli check firm.throughline")]
    Check {
        /// The company file.
        file: PathBuf,
    },
    /// Write a document as PDF, by its number.
    #[command(after_help = "Example: throughline-cli pdf firm.throughline INV/26-27/0001 -o invoice.pdf")]
    Pdf(Pdf),
    /// Write a proven backup of a company file: copied, opened again, counted, compressed.
    #[command(
        after_help = "Example: throughline-cli backup firm.throughline firm-2026-11-22.throughline.zst"
    )]
    Backup {
        /// The company file.
        file: PathBuf,
        /// Where the backup is to lie; nothing may be there yet. Attachments go to the folder `files` beside it.
        dest: PathBuf,
    },
    /// Make a new company file out of a backup. It is a new device: its numbers carry a code of their own.
    #[command(
        after_help = "Example: throughline-cli restore firm-2026-11-22.throughline.zst firm-again.throughline"
    )]
    Restore {
        /// The backup.
        backup: PathBuf,
        /// Where the restored file is to lie; nothing may be there yet.
        file: PathBuf,
    },
    /// Measure the promises about speed on a small and on a large company file, on copies of both.
    #[command(after_help = "Example: throughline-cli bench small.throughline large.throughline\n\n\
                            One JSON line for each work; exit status 1 when one does not hold. \
                            script/bench makes the files and runs it in release.")]
    Bench {
        /// The small file, such as one of `demo --size 1k`.
        small: PathBuf,
        /// The large file, such as one of `demo --size 100k`. The copies lie beside it while this runs.
        large: PathBuf,
        /// How often each work is done on each file; the median counts.
        #[arg(long, default_value_t = 21, value_parser = clap::value_parser!(u16).range(1..=999))]
        runs: u16,
    },
    /// Serve the window's pages and the core on this machine only.
    #[command(after_help = "Example: throughline-cli serve firm.throughline --port 4180")]
    Serve(Serve),
}

/// Arguments of `new`.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// Where the file is to lie; nothing may be there yet.
    pub(crate) file: PathBuf,
    /// IN, AE, FR, GB, US or ZZ for any other; several with commas for several branches.
    #[arg(long)]
    pub(crate) country: String,
    /// What the company calls itself.
    #[arg(long)]
    pub(crate) name: String,
    /// The owner's name.
    #[arg(long, default_value = "Owner")]
    pub(crate) owner: String,
    /// What is wanted first: service, trading, support or approval.
    #[arg(long, default_value = "trading")]
    pub(crate) workflow: String,
}

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Where the file is to lie; nothing may be there yet.
    pub(crate) file: PathBuf,
    /// IN, AE or FR; several with commas for several branches.
    #[arg(long)]
    pub(crate) country: String,
    /// small for a firm as it is; 1k, 10k or 100k invoices for measuring.
    #[arg(long, default_value = "small")]
    pub(crate) size: String,
    /// The same number tells the same year.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

/// Arguments of `call`.
#[derive(Debug, Args)]
pub(crate) struct Call {
    /// The company file.
    pub(crate) file: PathBuf,
    /// The command's name.
    pub(crate) command: String,
    /// The request as JSON, or - to read it from standard input.
    pub(crate) request: Option<String>,
    /// Run as this user (id or name) instead of the owner.
    #[arg(long = "as", value_name = "USER")]
    pub(crate) as_user: Option<String>,
    /// Answer as if it had been done, and leave everything as it was.
    #[arg(long)]
    pub(crate) preview: bool,
}

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The company file; without one the first screen offers to make or open one.
    pub(crate) file: Option<PathBuf>,
    /// The port on 127.0.0.1; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// The folder of the built pages.
    #[arg(long, default_value = "ui/dist")]
    pub(crate) pages: PathBuf,
}

/// Arguments of `pdf`.
#[derive(Debug, Args)]
pub(crate) struct Pdf {
    /// The company file.
    pub(crate) file: PathBuf,
    /// Number of an invoice, credit note, estimate or receipt.
    pub(crate) number: String,
    /// Where to write the PDF; nothing may be there yet.
    #[arg(short, long)]
    pub(crate) output: PathBuf,
}

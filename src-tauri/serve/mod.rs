//! The loopback host: the same pages and the same core over HTTP, for machines without a display and for journeys in a
//! browser.
//!
//! It listens on 127.0.0.1 only and answers nobody who does not hold the random token of this run. A page of another
//! site that is open in the same browser is kept out twice: by the token and by the Host and Origin headers (the second
//! also stops DNS rebinding). It is compiled with its feature only; the desktop program does not contain it.

mod calls;
mod guard;
mod pages;

pub use guard::CONTENT_SECURITY_POLICY;

use crate::host::{Places, Session};
use crate::kernel::error::{Code, Error, Result};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use guard::{Doorkeeper, Token};
use pages::Pages;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;

/// Largest request, in bytes. The largest honest one is a long document or a pasted table; attachments go another way.
pub const BODY_MAX: usize = 4 * 1024 * 1024;

/// Largest file that is sent to be kept, in bytes.
const FILE_BODY_MAX: usize = crate::store::files::FILE_MAX;

/// A loopback server that has its port and has not begun to answer.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    session: Arc<Session>,
    pages: Pages,
    token: Token,
}

impl Server {
    /// Takes `port` on 127.0.0.1 (0 for a free one) for the pages in the folder `pages`.
    ///
    /// # Errors
    /// `error.no_pages` when the folder has no `index.html`, `error.port_taken`, or `internal` without randomness.
    pub fn bind(session: Arc<Session>, port: u16, pages: &Path) -> Result<Self> {
        let pages = Pages::in_folder(pages)?;
        let taken = |error: std::io::Error| {
            Error::new(Code::Precondition, "error.port_taken")
                .with("port", port)
                .with("detail", error.to_string())
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(taken)?;
        let address = listener.local_addr().map_err(taken)?;
        listener.set_nonblocking(true).map_err(Error::internal)?;
        Ok(Self { listener, address, session, pages, token: Token::random()? })
    }

    /// The address to open in a browser. It holds the token after `#`, which browsers never send to anybody.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}/#token={}", self.address, self.token.text())
    }

    /// Answers until the process ends.
    ///
    /// # Errors
    /// `internal` when the system does not give what a server needs.
    pub fn run(self) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(Error::internal)?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener).map_err(Error::internal)?;
            let doorkeeper = Doorkeeper::new(self.address.port(), self.token);
            let router = router(self.session, self.pages, doorkeeper);
            axum::serve(listener, router).await.map_err(Error::internal)
        })
    }
}

/// Serves the company file `file` (or none, so that the page offers to make or open one) and the pages in the folder
/// `pages` on `port` of 127.0.0.1, tells the address to `announce`, and answers until the process ends.
///
/// # Errors
/// Those of opening the file and of [`Server::bind`].
pub fn run(file: Option<&Path>, port: u16, pages: &Path, announce: &mut dyn FnMut(&str)) -> Result<()> {
    let session = Session::new("throughline-cli serve", Places::of_user());
    if let Some(file) = file {
        session.open(&std::path::absolute(file).map_err(Error::internal)?)?;
    }
    let server = Server::bind(Arc::new(session), port, pages)?;
    announce(&server.address());
    server.run()
}

fn router(session: Arc<Session>, pages: Pages, doorkeeper: Doorkeeper) -> Router {
    let doorkeeper = Arc::new(doorkeeper);
    let api = Router::new()
        .route("/call/{command}", post(calls::call))
        .route("/bytes/{command}", post(calls::bytes))
        .route("/file", post(calls::file).layer(DefaultBodyLimit::max(FILE_BODY_MAX)))
        .route("/events", get(calls::events))
        .fallback(calls::no_such_address)
        .method_not_allowed_fallback(calls::wrong_method)
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&doorkeeper), guard::let_in))
        .with_state(session);
    Router::new()
        .nest("/api", api)
        .fallback(pages::page)
        .with_state(Arc::new(pages))
        .layer(axum::middleware::from_fn_with_state(doorkeeper, guard::at_home))
}

//! Where things lie that belong to the person and not to a company: their documents, and what this program remembers.

use std::path::PathBuf;

/// The two folders of the person who works here.
#[derive(Debug, Clone)]
pub struct Places {
    /// New company files are put here unless another place is chosen.
    pub companies: PathBuf,
    /// The list of recent files lies here.
    pub config: PathBuf,
}

impl Places {
    /// The folders as the operating system names them (on Linux the XDG base and user directories), or folders in the
    /// working directory for a user without a home, such as a service.
    #[must_use]
    pub fn of_user() -> Self {
        let home = dirs::home_dir().unwrap_or_default();
        let documents = dirs::document_dir().unwrap_or_else(|| home.clone());
        let config = dirs::config_dir().unwrap_or_else(|| home.join(".config"));
        Self { companies: documents.join("Throughline"), config: config.join("throughline") }
    }
}

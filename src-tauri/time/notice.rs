//! Who is told of a week: when it is submitted, those who may decide on it; when that is decided, the person whose it is. One notice for
//! each week and person, and none stays that is true no more.

use super::store::{sheet as rows, subject};
use super::words::SheetStatus;
use crate::kernel::error::Result;
use crate::settings::user;
use crate::store::notification::{self, NewNotification, NotificationKind};
use crate::store::tx::Tx;
use serde_json::{Map, Value};

/// What a week is told of.
#[derive(Clone, Copy)]
enum News {
    Submitted,
    Approved,
    SentBack,
}

impl News {
    const fn message_id(self) -> &'static str {
        match self {
            Self::Submitted => "inbox.timesheet_submitted",
            Self::Approved => "inbox.timesheet_approved",
            Self::SentBack => "inbox.timesheet_sent_back",
        }
    }

    /// The rows of a person's week go together, so it is about the week and not about a row.
    fn about(self, sheet: &rows::Sheet) -> String {
        format!("{}:{}:{}", self.message_id(), sheet.user_id, sheet.week)
    }
}

fn tell(tx: &Tx<'_>, sheet: &rows::Sheet, news: News, user_id: &str) -> Result<()> {
    let params = [
        ("user", subject::user_name(tx, &sheet.user_id)?),
        ("week", sheet.week.to_string()),
        ("reason", sheet.reason.clone()),
    ];
    let params = params.into_iter().filter(|(_, value)| !value.is_empty());
    notification::tell(
        tx,
        &NewNotification {
            user_id,
            record_id: Some(&sheet.id),
            kind: NotificationKind::Notice,
            about: &news.about(sheet),
            message_id: news.message_id(),
            params: params.map(|(name, value)| (name.to_owned(), Value::from(value))).collect::<Map<_, _>>(),
            due_ms: tx.now_ms(),
        },
    )
}

fn withdraw(tx: &Tx<'_>, sheet: &rows::Sheet, news: News) -> Result<()> {
    notification::withdraw_about(tx, &news.about(sheet))
}

/// Tells those who may decide on a week that it waits for them, but who submitted it.
pub(super) fn submitted(tx: &Tx<'_>, sheet: &rows::Sheet) -> Result<()> {
    withdraw(tx, sheet, News::SentBack)?;
    for approver in user::who_may(tx, "time.approve", &sheet.user_id)? {
        if approver.id != tx.actor().user_id {
            tell(tx, sheet, News::Submitted, &approver.id)?;
        }
    }
    Ok(())
}

/// Nothing waits any more.
pub(super) fn recalled(tx: &Tx<'_>, sheet: &rows::Sheet) -> Result<()> {
    withdraw(tx, sheet, News::Submitted)
}

/// Tells the person whose week it is what became of it, but who decided on their own. What else is submitted of the week still waits.
pub(super) fn decided(tx: &Tx<'_>, sheet: &rows::Sheet) -> Result<()> {
    let all = rows::of_week(tx, &sheet.user_id, sheet.week)?;
    if all.iter().all(|one| one.status != SheetStatus::Submitted) {
        withdraw(tx, sheet, News::Submitted)?;
    }
    let (news, past) = match sheet.status {
        SheetStatus::Approved => (News::Approved, News::SentBack),
        _ => (News::SentBack, News::Approved),
    };
    withdraw(tx, sheet, past)?;
    if sheet.user_id != tx.actor().user_id {
        tell(tx, sheet, news, &sheet.user_id)?;
    }
    Ok(())
}

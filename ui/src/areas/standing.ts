/** The record that a dialog was opened over, as it stands now: it may be changed by others while somebody types. */

/** As the list has it. What is gone from there stays as it was opened: the core says so when it is saved. */
export const standing = <Row extends { id: string }>(opened: Row, rows: readonly Row[]): Row =>
  rows.find(({ id }) => id === opened.id) ?? opened;

/** As it was read for the dialog, unless that is older than what it was opened over. */
export const newerOf = <Row extends { version: number }>(opened: Row, read: Row | undefined): Row =>
  read && read.version > opened.version ? read : opened;

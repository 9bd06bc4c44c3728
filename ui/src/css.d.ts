import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Column tracks of a grid, inherited by its rows. */
    '--cols'?: string;
    /** Columns and rows of a calendar. */
    '--days'?: number;
    '--slots'?: number;
  }
}

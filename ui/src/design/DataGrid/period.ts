/** The stretches of the calendar that lists are asked for by name. Days are text, `YYYY-MM-DD`. */
import { type CalendarDate, parseDate, startOfMonth } from '@internationalized/date';

export interface Period {
  id: 'this_month' | 'last_month' | 'this_quarter' | 'last_quarter' | 'this_fiscal_year' | 'last_fiscal_year';
  from: string;
  to: string;
}

/** The periods around a day; `fiscalStart` is the first day of the fiscal year, `MM-DD`, where it is known. */
export function periodsAround(today: string, fiscalStart: string | undefined): Period[] {
  const day = parseDate(today);
  const month = startOfMonth(day);
  const quarter = month.subtract({ months: (day.month - 1) % 3 });
  const named = (id: Period['id'], from: CalendarDate, months: number): Period => ({
    id,
    from: from.toString(),
    to: from.add({ months }).subtract({ days: 1 }).toString(),
  });
  const periods = [
    named('this_month', month, 1),
    named('last_month', month.subtract({ months: 1 }), 1),
    named('this_quarter', quarter, 3),
    named('last_quarter', quarter.subtract({ months: 3 }), 3),
  ];
  if (!fiscalStart) return periods;
  const begun = parseDate(`${today.slice(0, 4)}-${fiscalStart}`);
  const year = begun.compare(day) > 0 ? begun.subtract({ years: 1 }) : begun;
  return [
    ...periods,
    named('this_fiscal_year', year, 12),
    named('last_fiscal_year', year.subtract({ years: 1 }), 12),
  ];
}

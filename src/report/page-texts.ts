import type { PageTexts } from './report.js';
import type { Wording } from './wording/wording.js';

interface Page {
  readonly as_of: string;
  readonly timezone: string;
  /** Whether the page has no chart. */
  readonly isEmpty: boolean;
  readonly unreadable: string | undefined;
}

/** The words that stand around the figures and charts of a report. */
export function pageTexts({ as_of, timezone, isEmpty, unreadable }: Page, { say, fullDay }: Wording): PageTexts {
  return {
    as_of: say('as_of'),
    day: fullDay(as_of),
    table: say('figures_as_table'),
    figures: say('figures'),
    footer: say('days_of', { zone: timezone }),
    ...(unreadable !== undefined && { unreadable }),
    ...(isEmpty && { nothing: say('nothing_yet') }),
  };
}

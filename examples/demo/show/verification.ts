import { isUnchanged, type Snapshot, type Verification } from '../verify.js';
import { count } from './figures.js';
import type { Sheet } from './sheet.js';
import { table } from './table.js';

/** What sending everything again and replaying the log changed: nothing, or the demo fails. */
export function showVerification(sheet: Sheet, verification: Verification): boolean {
  const { before, after, replays } = verification;
  sheet.heading('Sent a second time');
  table(
    sheet,
    [{ title: '' }, { title: 'events', side: 'right' }, { title: 'derived documents', side: 'right' }, { title: 'SHA-256 over them' }],
    [row('after the first time', before), row('after the second', after)],
  );
  const sum = (of: 'events' | 'documents') => count(replays.reduce((total, report) => total + report[of], 0));
  const changed = replays.flatMap((report) => Object.values(report.changed)).reduce((total, number) => total + number, 0);
  sheet.line(`  Replay of the log: ${sum('events')} events folded into ${sum('documents')} documents, ${count(changed)} of them changed`);
  const unchanged = isUnchanged(verification);
  sheet.line(
    unchanged
      ? sheet.paint.green('  Nothing changed, as it must be')
      : sheet.paint.red('  SOMETHING CHANGED: this is a defect, please report it'),
  );
  return unchanged;
}

function row(title: string, { events, documents, digest }: Snapshot): string[] {
  return [title, count(events), count(documents), `${digest.slice(0, 32)}…`];
}

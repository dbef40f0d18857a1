import { LOG_EVENTS } from '../../src/runtime/index.js';
import type { LogEventName } from '../../src/runtime/log-events.js';

/** The table of docs/operations.md that lists what an engine logs. */
function logEventTable(): string {
  const rows = (Object.keys(LOG_EVENTS) as LogEventName[]).map((name) => {
    const { level, message, fields } = LOG_EVENTS[name];
    const listed = Object.entries(fields).map(([field, sentence]) => `\`${field}\`: ${sentence}`);
    return `| \`${name}\` | ${level} | ${message} | ${listed.join('; ')} |`;
  });
  return ['| event | level | message | fields |', '|---|---|---|---|', ...rows].join('\n');
}

/** Puts the table between its markers. */
export function withLogEvents(page: string): string {
  return page.replace(
    /(<!-- log events -->\n)[\s\S]*?(\n<!-- \/log events -->)/,
    (_, before, after) => `${before}${logEventTable()}${after}`,
  );
}

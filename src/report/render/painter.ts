import type { TopLevelSpec } from 'vega-lite';
import { yieldToEventLoop } from '../../engine/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import { shownText } from '../shown-text.js';
import type { Spec } from '../spec/spec.js';

/** Draws a spec as the text of an SVG. */
export type Painter = (spec: Spec) => Promise<string>;

/**
 * Loads Vega and Vega-Lite, which draw without a browser. They are loaded when a report is drawn and not before: anyone who only reads rows or
 * specs need not have them.
 *
 * @throws AdaptiveLearningError `package_missing` when they are not installed
 */
export async function loadPainter(): Promise<Painter> {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]).catch((cause: unknown) => {
    throw new AdaptiveLearningError(
      'package_missing',
      'renderReport: expected the packages vega and vega-lite, which draw the charts, got an error in loading them: npm install vega vega-lite',
      { where: 'renderReport', expected: 'the packages vega and vega-lite', received: 'an error in loading them', cause },
    );
  });
  const silent = vega.logger(vega.None);
  // A spec carries its data; what would fetch some is refused, not obeyed.
  const loader = { ...vega.loader(), load: () => Promise.reject(new Error('A report fetches nothing')) };
  return async (spec) => {
    // Vega marks the rows that it draws: the caller's stay as they are. Its grammar is wider than the part that reports use.
    const compiled = compile(structuredClone(spec) as unknown as TopLevelSpec, { logger: silent }).spec;
    // Each of the steps takes some tens of milliseconds in which nobody else has a turn.
    await yieldToEventLoop('renderReport');
    const view = new vega.View(vega.parse(compiled), { renderer: 'none', logger: silent, loader });
    await yieldToEventLoop('renderReport');
    try {
      // What is drawn is on one line, so no end of a line is lost.
      return shownText(await view.toSVG());
    } finally {
      view.finalize();
    }
  };
}

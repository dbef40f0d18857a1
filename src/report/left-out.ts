import type { Chart, LeftOut, Section } from './report.js';

/** A section that has nothing to show. */
export function noData(section: string, says: string): LeftOut {
  return { section, code: 'no_data', says };
}

/** The charts among some sections, and the sections that have none. */
export function sorted(sections: readonly Section[]): { readonly charts: readonly Chart[]; readonly left_out: readonly LeftOut[] } {
  return {
    charts: sections.filter((section) => 'id' in section),
    left_out: sections.filter((section) => 'section' in section),
  };
}

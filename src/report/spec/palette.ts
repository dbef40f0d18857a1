/**
 * The colours of a report. Specs contain the light colours; a page replaces each by its dark counterpart by value, so no two roles may share a
 * colour.
 *
 * The blue, the vermilion and their counterparts are of M. Okabe and K. Ito, Color Universal Design, 2008: people with all common types of colour
 * vision can distinguish them. The five steps of `heat` are one hue, lighter to darker (in the dark: darker to lighter). Marks have a contrast of at
 * least 3:1 with the background, and texts of at least 4.5:1, as in WCAG 2.2 (1.4.3, 1.4.11).
 */
export const PALETTE = {
  paper: { light: '#fbfaf7', dark: '#191816' },
  ink: { light: '#1d1c1a', dark: '#ece9e2' },
  /** Secondary text. */
  soft: { light: '#5f5b54', dark: '#b0aba1' },
  /** Grid lines. */
  grid: { light: '#e2ded6', dark: '#37352f' },
  axis: { light: '#8a857b', dark: '#837e74' },
  /** The main measure of a chart. */
  mark: { light: '#0072b2', dark: '#56b4e9' },
  /** Highlights. */
  accent: { light: '#d05a00', dark: '#e69f00' },
  heat_line: { light: '#4f86b5', dark: '#5580a8' },
  heat_1: { light: '#eef4f9', dark: '#13202c' },
  heat_2: { light: '#cfe1f0', dark: '#1d3a54' },
  heat_3: { light: '#a3c8e4', dark: '#2d5c85' },
  heat_4: { light: '#2f74ab', dark: '#7db7e3' },
  heat_5: { light: '#0b4a7c', dark: '#b9dcf6' },
  /** Text on the first three steps of `heat`, and on the last two. */
  heat_ink_low: { light: '#1b2733', dark: '#eaf3fb' },
  heat_ink_high: { light: '#fefeff', dark: '#0c1823' },
} as const satisfies { readonly [role: string]: { readonly light: string; readonly dark: string } };

export type Role = keyof typeof PALETTE;

/** The colour of a role on light paper, as specs name it. */
export function colorOf(role: Role): string {
  return PALETTE[role].light;
}

/** The steps of the heat map: at or above each bound begins the next. */
export const HEAT_STEPS = {
  bounds: [0.2, 0.4, 0.6, 0.8],
  fills: ['heat_1', 'heat_2', 'heat_3', 'heat_4', 'heat_5'],
  inks: ['heat_ink_low', 'heat_ink_low', 'heat_ink_low', 'heat_ink_high', 'heat_ink_high'],
} as const satisfies { readonly bounds: readonly number[]; readonly fills: readonly Role[]; readonly inks: readonly Role[] };

import { expect, test } from 'vitest';
import { HEAT_STEPS, PALETTE, type Role } from '../../src/report/spec/palette.js';

/** Roles that must stand out from the paper as marks, 3:1. */
const MARK_ROLES = ['axis', 'mark', 'accent', 'heat_line'] as const satisfies readonly Role[];

/** Roles that are read, each with what it is read on, 4.5:1. */
const TEXT_ROLES = [
  ['ink', 'paper'],
  ['soft', 'paper'],
  ['heat_ink_low', 'heat_1'],
  ['heat_ink_low', 'heat_2'],
  ['heat_ink_low', 'heat_3'],
  ['heat_ink_high', 'heat_4'],
  ['heat_ink_high', 'heat_5'],
] as const satisfies readonly (readonly [Role, Role])[];

/** WCAG 2.2: relative luminance of an sRGB colour, and the contrast of two. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const MODES = ['light', 'dark'] as const;

test('black on white is 21, as WCAG says', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test.each(MODES.flatMap((mode) => MARK_ROLES.map((role) => [mode, role] as const)))(
  '%s: %s stands out from the paper, 3:1',
  (mode, role) => {
    expect(contrast(PALETTE[role][mode], PALETTE.paper[mode])).toBeGreaterThanOrEqual(3);
  },
);

test.each(MODES.flatMap((mode) => TEXT_ROLES.map(([text, ground]) => [mode, text, ground] as const)))(
  '%s: %s can be read on %s, 4.5:1',
  (mode, text, ground) => {
    expect(contrast(PALETTE[text][mode], PALETTE[ground][mode])).toBeGreaterThanOrEqual(4.5);
  },
);

test('in print, on white, what holds on light paper holds too', () => {
  for (const role of MARK_ROLES) expect(contrast(PALETTE[role].light, '#ffffff')).toBeGreaterThanOrEqual(3);
  for (const role of ['ink', 'soft'] as const) expect(contrast(PALETTE[role].light, '#ffffff')).toBeGreaterThanOrEqual(4.5);
});

test.each(MODES)('%s: the steps of the heat map go one way, each farther from the paper', (mode) => {
  const steps = HEAT_STEPS.fills.map((role) => contrast(PALETTE[role][mode], PALETTE.paper[mode]));
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  for (const [index, step] of steps.entries()) if (index > 0) expect(step / steps[index - 1]!).toBeGreaterThan(1.12);
});

test('no two roles share a colour of light paper, by which a page tells them apart', () => {
  const colors = (Object.keys(PALETTE) as Role[]).map((role) => PALETTE[role].light);
  expect(new Set(colors).size).toBe(colors.length);
  expect(colors.filter((color) => !/^#[0-9a-f]{6}$/.test(color))).toEqual([]);
});

/** What people without one kind of cone see: G. Machado, M. Oliveira, L. Fernandes, IEEE TVCG 15 (6), 2009, severity 1; on linear RGB. */
const DEFICIENCIES = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

/** Distance in CIE Lab (1976) of two colours as they are seen. */
function distance(a: string, b: string, matrix: readonly number[]): number {
  const [la, lb] = [lab(a, matrix), lab(b, matrix)];
  return Math.hypot(...la.map((value, index) => value - lb[index]!));
}

function lab(hex: string, m: readonly number[]): readonly number[] {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const seen = [0, 3, 6].map((row) => Math.min(1, Math.max(0, m[row]! * r + m[row + 1]! * g + m[row + 2]! * b)));
  const [x = 0, y = 0, z = 0] = [
    [0.4124, 0.3576, 0.1805],
    [0.2126, 0.7152, 0.0722],
    [0.0193, 0.1192, 0.9505],
  ].map((row, index) => {
    const value = row.reduce((sum, factor, n) => sum + factor * seen[n]!, 0) / [0.9505, 1, 1.089][index]!;
    return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

test.each(MODES.flatMap((mode) => (Object.keys(DEFICIENCIES) as (keyof typeof DEFICIENCIES)[]).map((kind) => [mode, kind] as const)))(
  '%s: the measure and what stands out from it differ for eyes with %s',
  (mode, kind) => {
    expect(distance(PALETTE.mark[mode], PALETTE.accent[mode], DEFICIENCIES[kind])).toBeGreaterThan(25);
  },
);

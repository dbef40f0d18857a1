import { invalidInput } from '../../errors.js';
import { ENGLISH } from './english/labels.js';
import { Formats } from './formats.js';
import { GERMAN } from './german/labels.js';
import type { Label } from './label.js';
import type { LabelKey, Labels } from './labels.js';

/** The built-in languages. */
const SHIPPED = { en: ENGLISH, de: GERMAN } as const satisfies { readonly [locale: string]: Labels };

/** A built-in language, or a custom one: a locale for dates and numbers, and a label for each key. */
export type ReportLocale = keyof typeof SHIPPED | { readonly locale: string; readonly labels: Labels };

type Values = { readonly [name: string]: string | number };

/** The texts and formats of a report. */
export class Wording extends Formats {
  readonly #labels: Labels;
  readonly #plurals: Intl.PluralRules;

  constructor(locale: string, labels: Labels) {
    super(locale);
    this.#labels = labels;
    this.#plurals = new Intl.PluralRules(locale);
  }

  /** A label with its values inserted; the value `n` selects the plural form. */
  readonly say = (key: LabelKey, values: Values = {}): string => {
    const text = this.#formOf(this.#labels[key], values['n']);
    return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name];
      return value === undefined ? place : typeof value === 'number' ? this.count(value) : value;
    });
  };

  /** The name of an emotion. */
  emotion(name: string): string {
    const key = `emotion_${name}`;
    return this.say(Object.hasOwn(ENGLISH, key) ? (key as LabelKey) : 'emotion_other');
  }

  #formOf(label: Label, n: string | number | undefined): string {
    if (typeof label === 'string') return label;
    if (typeof n !== 'number') return label.other;
    if (Math.round(n) === 0 && label.zero !== undefined) return label.zero;
    const form = this.#plurals.select(Math.round(n));
    return (form === 'zero' ? label.zero : label[form]) ?? label.other;
  }
}

/** @throws AdaptiveLearningError `invalid_input` for an unknown language or incomplete labels */
export function wordingOf(locale: ReportLocale, where: string): Wording {
  if (typeof locale === 'string') {
    if (!Object.hasOwn(SHIPPED, locale)) throw invalidInput(where, `${Object.keys(SHIPPED).join(', ')}, or { locale, labels }`, locale);
    return new Wording(locale, SHIPPED[locale]);
  }
  if (typeof locale !== 'object' || locale === null) throw invalidInput(where, 'a language, or { locale, labels }', locale);
  if (!isLocale(locale.locale)) throw invalidInput(`${where}.locale`, 'a language tag such as fr or pt-BR', locale.locale);
  const labels: unknown = locale.labels;
  if (typeof labels !== 'object' || labels === null) throw invalidInput(`${where}.labels`, 'a label for each key', labels);
  for (const key of Object.keys(ENGLISH)) {
    const label: unknown = Object.hasOwn(labels, key) ? (labels as { readonly [key: string]: unknown })[key] : undefined;
    if (!isLabel(label)) throw invalidInput(`${where}.labels.${key}`, 'a string, or the forms of a plural', label);
  }
  return new Wording(locale.locale, locale.labels);
}

export const ENGLISH_WORDING = new Wording('en', ENGLISH);

const FORMS = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

function isLabel(label: unknown): boolean {
  if (typeof label === 'string') return true;
  if (typeof label !== 'object' || label === null) return false;
  const forms = Object.entries(label);
  return Object.hasOwn(label, 'other') && forms.every(([form, text]) => FORMS.has(form) && typeof text === 'string');
}

function isLocale(locale: unknown): boolean {
  try {
    return typeof locale === 'string' && Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}

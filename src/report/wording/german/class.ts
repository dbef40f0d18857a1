import type { ENGLISH_CLASS } from '../english/class.js';
import type { SameKeys } from '../label.js';

/** The words of a class, in German. */
export const GERMAN_CLASS = {
  // Class: who knows what
  map_title: 'Wer was kann',
  map_says: {
    one: '{practised} von {n} Lernenden hat geübt; {share} dessen, was sie kennen, ist gemeistert.',
    other: '{practised} von {n} Lernenden haben geübt; {share} dessen, was sie kennen, ist gemeistert.',
  },
  map_weakest: {
    one: '{concept} ist der schwächste Begriff, im Mittel bei {mean}: {n} von {met}, die ihn kennen, liegt unter {weak}.',
    other: '{concept} ist der schwächste Begriff, im Mittel bei {mean}: {n} von {met}, die ihn kennen, liegen unter {weak}.',
  },
  map_note:
    'Können in Prozent: wie viele von hundert mittelschweren Fragen gelöst würden, nach dem üblichen Modell des Könnens. Eine umrahmte Zahl liegt unter {weak}; ein leeres Feld ist ein Begriff, der noch nicht vorkam. Das Schwächste zuerst, nach unten und nach rechts.',
  map_least: {
    one: 'Gezeigt sind Begriffe, die mindestens {n} Lernende kennt.',
    other: 'Gezeigt sind Begriffe, die mindestens {n} Lernende kennen.',
  },
  map_concepts_cut: 'Davon die {n} schwächsten.',
  map_learners_cut: 'Von {all} Lernenden die {n} schwächsten.',
  only_read: { one: 'Nur {read} von {n} Lernenden konnte gelesen werden.', other: 'Nur {read} von {n} Lernenden konnten gelesen werden.' },
  not_read: 'nicht gelesen',

  // Class: who needs help
  help_title: 'Wer Hilfe braucht, und wobei',
  help_says: {
    zero: 'Niemand fällt auf: Niemand liegt zurück, und alle haben in dieser Zeit gelernt.',
    one: '{n} Person braucht Hilfe.',
    other: '{n} Personen brauchen Hilfe.',
  },
  help_weak: { one: '{n} schwacher Begriff: {concepts}', other: '{n} schwache Begriffe: {concepts}' },
  help_behind: 'hinter der Klasse: im Mittel {mean} gegen {class}',
  help_never: 'hat noch nicht geübt',
  help_not_studied: 'hat in dieser Zeit nicht gelernt',
  help_note:
    'Schwach ist ein Begriff unter {weak}. Zurück liegt, wessen mittleres Können {behind} Prozentpunkte oder mehr unter dem der Klasse liegt.',
  help_reason: 'Warum',

  // Class: hardest concepts and study
  hardest_title: 'Die schwersten Begriffe dieser Klasse',
  hardest_says:
    '{concept} ist am schwersten: Die {n} Lernenden, die ihn kennen, stehen im Mittel bei {mean}, und {share} von ihnen haben ihn gemeistert.',
  hardest_note: {
    one: 'Von Begriffen, die mindestens {n} Lernende dieser Klasse kennt.',
    other: 'Von Begriffen, die mindestens {n} Lernende dieser Klasse kennen.',
  },
  key_mean_mastery: 'mittleres Können',
  mastered_it: 'Gemeistert',
  below_weak: 'Unter {weak}',
  study_title: 'Lernzeit dieser Klasse',
  study_says: { one: 'Die Klasse lernte {time} in {n} Sitzung.', other: 'Die Klasse lernte {time} in {n} Sitzungen.' },
  study_not: {
    zero: 'Alle haben gelernt.',
    one: '{n} Person hat in dieser Zeit nicht gelernt.',
    other: '{n} Personen haben in dieser Zeit nicht gelernt.',
  },
  study_note: 'Gezeichnet sind die {drawn} mit der wenigsten Zeit; die Tabelle hat alle {all}.',
  last_studied: 'Zuletzt gelernt',
  study_bar: '{time}, zuletzt {day}',
  study_bar_none: 'gar nicht',
} as const satisfies SameKeys<typeof ENGLISH_CLASS>;

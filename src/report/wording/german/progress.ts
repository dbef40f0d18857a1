import type { ENGLISH_PROGRESS } from '../english/progress.js';
import type { SameKeys } from '../label.js';

/** The words of what a learner knows and should study, in German. */
export const GERMAN_PROGRESS = {
  // What to study next
  next_title: 'Was als Nächstes dran ist',
  next_says: { one: 'Ein Begriff lohnt sich jetzt.', other: 'Diese {n} Begriffe lohnen sich jetzt, der erste am meisten.' },
  reason_due_review: { one: 'seine Wiederholung ist seit {n} Tag fällig', other: 'seine Wiederholung ist seit {n} Tagen fällig' },
  reason_due_today: 'seine Wiederholung ist heute fällig',
  reason_weak_spot: 'er ist noch nicht gemeistert: {mastery}',
  reason_early_review: 'er sitzt, und eine Wiederholung jetzt hält ihn länger wach',
  reason_practised_today: 'er wurde heute geübt und ist noch nicht gemeistert',
  reason_ready_to_learn: 'alles, worauf er aufbaut, sitzt gut genug',
  reason_other: 'er wurde empfohlen',

  // Weakest concepts
  weakest_title: 'Schwächste Begriffe',
  weakest_says: '{concept} ist der schwächste Begriff: Das Können liegt bei {mastery}.',
  weakest_note: { one: 'Gezeigt ist der schwächste Begriff.', other: 'Gezeigt sind die {n} schwächsten Begriffe.' },
  answers_count: { one: '{n} Antwort', other: '{n} Antworten' },

  // Mastery by topic
  topics_title: 'Können nach Thema',
  topics_says: { one: '{mastered} von {n} Begriff ist gemeistert.', other: '{mastered} von {n} Begriffen sind gemeistert.' },
  topics_extremes: '{best} steht am höchsten, bei {most}; {least} am tiefsten, bei {fewest}.',
  topics_note: 'Gezeichnet sind die {drawn} Themen mit den meisten Antworten; die Tabelle hat alle {all}.',
  key_mastery: 'Können beim letzten Üben',
  key_chance_today: 'Chance, es heute noch zu wissen',
  so_many_of: '{part} von {whole}',
  mastered_of: '{part} von {whole} gemeistert',

  // Reviews ahead
  reviews_title: 'Anstehende Wiederholungen',
  reviews_overdue: {
    zero: 'Nichts ist überfällig.',
    one: '{n} Wiederholung ist überfällig.',
    other: '{n} Wiederholungen sind überfällig.',
  },
  reviews_week: { one: '{n} weitere wird binnen einer Woche fällig', other: '{n} weitere werden binnen einer Woche fällig' },
  reviews_span: { one: 'und {all} in {n} Tag', other: 'und {all} in {n} Tagen' },
  reviews_fullest: 'Der vollste Tag ist der {day}, mit {count}.',
  reviews_note:
    'Fällig ist eine Wiederholung, sobald ihr Tag begonnen hat; überfällig, wenn ihr Tag vor dem heutigen lag. Heute zu wiederholen ist alles, was bis zum Ende des Tages fällig wird.',
  key_due: 'an dem Tag fällig',
  key_overdue: 'überfällig',
  bar_overdue: '{count} überfällig',
  reviews_due: 'Fällige Wiederholungen',
  of_which_overdue: 'Davon überfällig',

  // Memories that fade
  fading_title: 'Was als Nächstes verblasst',
  fading_says: {
    one: 'Von dem {n} Begriff, dessen Wiederholung zuerst fällig ist, ist {concept} am meisten verblasst: Die Chance, ihn heute zu wissen, ist {share}.',
    other:
      'Von den {n} Begriffen, deren Wiederholung zuerst fällig ist, ist {concept} am meisten verblasst: Die Chance, ihn heute zu wissen, ist {share}.',
  },
  fading_note: 'Jede Wiederholung, in der Höhe ihrer Punkte, frischt die Erinnerung auf und macht die Kurve flacher.',
  fading_from_review: 'Die Linie beginnt bei der letzten Wiederholung.',
  fading_from_edge: {
    one: 'Die Bilder reichen {n} Tag zurück; lag die letzte Wiederholung davor, beginnt die Linie am Rand.',
    other: 'Die Bilder reichen {n} Tage zurück; lag die letzte Wiederholung davor, beginnt die Linie am Rand.',
  },
  fading_older_reviews: 'Ältere Wiederholungen sind nicht gezeichnet; die Tabelle zählt die gespeicherten.',
  key_review: 'Wiederholung, in der Höhe ihrer Punkte',
  key_chance: 'Chance, es zu wissen',
  key_without_review: 'ohne weitere Wiederholung',
  key_next_review: 'nächste Wiederholung',
  reviews: 'Wiederholungen',
  last_practised: 'Zuletzt geübt',
  next_review: 'Nächste Wiederholung',
  falls_to: 'Fällt auf {share} in',
  days_count: { one: '{days} Tag', other: '{days} Tagen' },
  fading_falls: 'Die Tage, bis es auf {share} fällt, zählen von der letzten Wiederholung an.',
} as const satisfies SameKeys<typeof ENGLISH_PROGRESS>;

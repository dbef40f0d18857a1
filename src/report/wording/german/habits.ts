import type { ENGLISH_HABITS } from '../english/habits.js';
import type { SameKeys } from '../label.js';

/** The words of how a learner studies, feels and answers, in German. */
export const GERMAN_HABITS = {
  // Study calendar
  calendar_title: 'Lernkalender',
  calendar_says: {
    one: 'Gelernt an {n} Tag seit dem {since}, insgesamt {time}.',
    other: 'Gelernt an {n} Tagen seit dem {since}, insgesamt {time}.',
  },
  calendar_longest: {
    one: 'Die längste Serie war {n} Tag; der vollste Tag war der {day}, mit {time}.',
    other: 'Die längste Serie waren {n} Tage; der vollste Tag war der {day}, mit {time}.',
  },
  calendar_note: 'Ein Quadrat ist ein Tag: je größer, desto länger.',
  calendar_narrow: 'Auf einem schmalen Bildschirm stehen die neuesten {n} Wochen.',
  streak: 'Serie',

  // Emotions
  wellness_title: 'Wohlbefinden',
  wellness_says: {
    one: 'An {n} Tag mit Angaben lag das Wohlbefinden im Mittel bei {share}.',
    other: 'An {n} Tagen mit Angaben lag das Wohlbefinden im Mittel bei {share}.',
  },
  wellness_rose: 'Sein gleitendes Mittel stieg von {from} auf {to}.',
  wellness_fell: 'Sein gleitendes Mittel fiel von {from} auf {to}.',
  wellness_stayed: 'Sein gleitendes Mittel steht bei {to}, wie am Anfang.',
  wellness_note:
    'Wie angenehm die Gefühle eines Tages waren, nach ihrer Dauer: bei {middle} weder angenehm noch unangenehm. Tage ohne Angaben haben keinen Punkt.',
  complete_up_to: 'Die Tage sind vollständig bis {instant} ({zone}).',
  key_day: 'ein Tag',
  key_average: 'gleitendes Mittel',
  wellness: 'Wohlbefinden',
  moving_average: 'Gleitendes Mittel',
  most_time_in: 'Meiste Zeit in',
  feelings_title: 'Gefühle der Tage',
  feelings_says: {
    one: 'Das häufigste Gefühl war {emotion}, an {most} von {n} Tag; an {pleasant} davon war das Gefühl angenehm.',
    other: 'Das häufigste Gefühl war {emotion}, an {most} von {n} Tagen; an {pleasant} davon war das Gefühl angenehm.',
  },
  dominant_emotion: 'Vorherrschendes Gefühl',
  kind: 'Art',
  days: 'Tage',
  pleasant: 'angenehm',
  unpleasant: 'unangenehm',
  neither: 'weder noch',
  emotion_engaged_concentration: 'konzentrierte Vertiefung',
  emotion_curiosity: 'Neugier',
  emotion_confusion: 'Verwirrung',
  emotion_frustration: 'Frust',
  emotion_boredom: 'Langeweile',
  emotion_delight: 'Freude',
  emotion_surprise: 'Überraschung',
  emotion_neutral: 'Gleichmut',
  emotion_enjoyment: 'Spaß',
  emotion_hope: 'Hoffnung',
  emotion_pride: 'Stolz',
  emotion_relief: 'Erleichterung',
  emotion_anxiety: 'Angst',
  emotion_shame: 'Scham',
  emotion_hopelessness: 'Hoffnungslosigkeit',
  emotion_anger: 'Ärger',
  emotion_other: 'ein anderes Gefühl',

  // Predictions against what happened
  retention_title: 'Vorhergesagt und gewusst',
  retention_says: {
    one: 'Von {n} Antwort sollten nach der Vergessenskurve {predicted} gewusst werden, und {observed} wurden es.',
    other: 'Von {n} Antworten sollten nach der Vergessenskurve {predicted} gewusst werden, und {observed} wurden es.',
  },
  retention_came: 'gewusst',
  success_title: 'Vorhergesagt und richtig',
  success_says: {
    one: 'Von {n} Antwort waren {predicted} als richtig erwartet, und {observed} waren es.',
    other: 'Von {n} Antworten waren {predicted} als richtig erwartet, und {observed} waren es.',
  },
  success_came: 'richtig',
  verdict_good: 'Auf die Vorhersagen ist Verlass.',
  verdict_spread: 'Einzelne Vorhersagen lagen {error} daneben.',
  verdict_low: 'Die Vorhersagen waren zu niedrig.',
  verdict_high: 'Die Vorhersagen waren zu hoch.',
  calibration_note: 'Auf der Diagonale treffen Vorhersagen ein. Ein größerer Punkt steht für mehr Antworten.',
  key_like_predictions: 'Antworten mit ähnlicher Vorhersage',
  key_as_predicted: 'wie vorhergesagt',
  predicted: 'Vorhergesagt',
  predicted_axis: 'vorhergesagt',
  mean_prediction: 'Mittlere Vorhersage',
  from_to: '{from} bis {to}',
} as const satisfies SameKeys<typeof ENGLISH_HABITS>;

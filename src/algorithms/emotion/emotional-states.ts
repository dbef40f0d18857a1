/**
 * The closed list of emotional states: the learning-centred states of BROMP field observations and of affect dynamics, and the achievement emotions
 * of control-value theory, each with its name in that source.
 */
export const EMOTIONAL_STATES = [
  'engaged_concentration',
  'curiosity',
  'confusion',
  'frustration',
  'boredom',
  'delight',
  'surprise',
  'neutral',
  'enjoyment',
  'hope',
  'pride',
  'relief',
  'anxiety',
  'shame',
  'hopelessness',
  'anger',
] as const;

export type EmotionalState = (typeof EMOTIONAL_STATES)[number];

/** The sources of the states. */
export const AFFECT_SOURCES = {
  bromp:
    'Ocumpaugh, Baker and Rodrigo, Baker Rodrigo Ocumpaugh Monitoring Protocol (BROMP) 2.0, 2015; Baker, D’Mello, Rodrigo and Graesser, Better to be frustrated than bored, 2010',
  affect_dynamics: 'D’Mello and Graesser, Dynamics of affective states during complex learning, Learning and Instruction 22, 2012',
  achievement: 'Pekrun, The control-value theory of achievement emotions, Educational Psychology Review 18, 2006 (valence by activation)',
  circumplex: 'Russell, A circumplex model of affect, Journal of Personality and Social Psychology 39, 1980',
} as const;

export type AffectSource = keyof typeof AFFECT_SOURCES;

/** The position of a state on the circumplex. */
export type Affect = {
  /** −1 (unpleasant) to 1 (pleasant). */
  readonly valence: number;
  /** −1 (calm) to 1 (aroused). */
  readonly arousal: number;
  /** The source of the state and its quadrant: a key of {@link AFFECT_SOURCES}. */
  readonly source: AffectSource;
};

/**
 * Valence and arousal of each emotional state.
 *
 * The signs come from the literature: Pekrun's classes (positive or negative, activating or deactivating) and the descriptions of D'Mello and
 * Graesser, mapped to Russell's circumplex. The magnitudes are not measurements. We placed each state in its quadrant so that stronger states are
 * further out (hopelessness below boredom, anger above frustration). Use them to compare states; do not report them as data.
 *
 * Three positions are our own judgement: confusion is slightly unpleasant, although resolved confusion helps; relief, which Pekrun calls
 * deactivating, is pleasant and calm; surprise is arousal with a valence of 0.
 *
 * @example
 * EMOTIONS.boredom //=> { valence: -0.4, arousal: -0.6, source: 'bromp' }
 */
export const EMOTIONS = {
  engaged_concentration: { valence: 0.4, arousal: 0.3, source: 'bromp' },
  curiosity: { valence: 0.5, arousal: 0.5, source: 'affect_dynamics' },
  confusion: { valence: -0.2, arousal: 0.3, source: 'bromp' },
  frustration: { valence: -0.6, arousal: 0.5, source: 'bromp' },
  boredom: { valence: -0.4, arousal: -0.6, source: 'bromp' },
  delight: { valence: 0.9, arousal: 0.6, source: 'bromp' },
  surprise: { valence: 0, arousal: 0.8, source: 'affect_dynamics' },
  neutral: { valence: 0, arousal: 0, source: 'circumplex' },
  enjoyment: { valence: 0.7, arousal: 0.4, source: 'achievement' },
  hope: { valence: 0.5, arousal: 0.3, source: 'achievement' },
  pride: { valence: 0.7, arousal: 0.5, source: 'achievement' },
  relief: { valence: 0.5, arousal: -0.4, source: 'achievement' },
  anxiety: { valence: -0.6, arousal: 0.7, source: 'achievement' },
  shame: { valence: -0.7, arousal: 0.3, source: 'achievement' },
  hopelessness: { valence: -0.8, arousal: -0.5, source: 'achievement' },
  anger: { valence: -0.7, arousal: 0.8, source: 'achievement' },
} as const satisfies { readonly [State in EmotionalState]: Affect };

import { goesByEmotions, type History, type IncomingEvent, isFelt } from '../../learner/index.js';
import {
  type Admission,
  type CallOptions,
  type PlannedWrite,
  plannedAdmission,
  type TransactionOptions,
  WriteConflict,
} from '../../repositories/index.js';
import { accountRefusal } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { type Withdrawals, withdrawalOf } from './with-withdrawals.js';

/** What is needed of the context. */
type Repositories = Pick<EngineContext, 'repositories'>;

/**
 * What the account has to allow so that events of its learner may be stored: that something is recorded at all, and that emotions are
 * used where an event tells of one or is folded by those of its session.
 */
export class Admissions {
  readonly #userId: string;
  #isOpen = false;
  #isFelt = false;
  #since: Date | undefined;
  readonly #sessions = new Map<string, Date | undefined>();

  constructor(userId: string) {
    this.#userId = userId;
  }

  /** @param session of the event, as it is before the event */
  note(event: IncomingEvent, session: Parameters<typeof goesByEmotions>[1]): void {
    this.#isOpen ||= !isHousekeeping(event);
    this.#isFelt ||= isFelt(event);
    if (session === null || session === undefined || !goesByEmotions(event, session)) return;
    const at = session.evidence.current_emotion?.at;
    this.#sessions.set(session.session_id, at);
    if (at !== undefined && (this.#since === undefined || at < this.#since)) this.#since = at;
  }

  /** Notes an event that the history folds next, and folds it. */
  fold(event: IncomingEvent, history: History) {
    this.note(event, 'session_id' in event ? history.sessions.get(event.session_id) : undefined);
    return history.add(event);
  }

  /** What to ask of the account; nothing for what is stored whatever it says: the end of a session that nobody ended, a withdrawal. */
  get asked(): Admission | undefined {
    const emotions = this.#isFelt || this.#sessions.size > 0;
    if (!this.#isOpen && !emotions) return undefined;
    return {
      user_id: this.#userId,
      ...(this.#isOpen ? { account_status: 'active' as const } : {}),
      ...(emotions ? { emotions: { feltFrom: this.#since } } : {}),
    };
  }

  /**
   * Asks the account within the transaction that stores the events, and writes it: a change of the account or of consent either stands
   * before the transaction, which then knows it, or waits for it, or ends it.
   *
   * @throws AdaptiveLearningError `not_found` for an unknown learner, `access_denied` for an account that is not active
   * @throws EmotionsWithheld where the account is open and consent is withheld
   */
  async ask(context: Repositories, where: string, options: CallOptions): Promise<void> {
    const { asked } = this;
    if (asked === undefined || (await context.repositories.users.admitAll([asked], options))) return;
    await this.#refuse(asked, context, where, options);
  }

  /** The same question, to be sent with others; it fails as {@link ask} does. */
  planned(context: Repositories, where: string): PlannedWrite | undefined {
    const { asked } = this;
    if (asked === undefined) return undefined;
    const missed = (options: TransactionOptions) => this.#refuse(asked, context, where, options);
    return plannedAdmission(context.repositories.users, asked, missed);
  }

  async #refuse(asked: Admission, { repositories: { users } }: Repositories, where: string, options: CallOptions): Promise<never> {
    const fields = ['account_status', 'preferences', 'emotions_withdrawn_at'] as const;
    const account = await users.findOne({ user_id: this.#userId }, { ...options, fields });
    const refusal = this.#isOpen ? accountRefusal(account?.account_status, 'active', where) : undefined;
    if (refusal !== undefined) throw refusal;
    if (asked.emotions === undefined) throw new WriteConflict('the account changed');
    const withdrawn = account?.emotions_withdrawn_at;
    const sessions = new Map([...this.#sessions].map(([id, feltAt]) => [id, withdrawalOf(feltAt, withdrawn)] as const));
    throw new EmotionsWithheld(account?.preferences.privacy_settings.emotional_data_usage === true, sessions);
  }
}

/** Thrown within a transaction that would have stored an emotion, or something folded by one, without consent. */
export class EmotionsWithheld extends Error {
  /** The learner lets emotions be used now, and withdrew their consent after the last withdrawal that the sessions know. */
  readonly isAllowedAgain: boolean;
  /** Sessions that still go by emotions. */
  readonly sessions: Withdrawals;

  constructor(isAllowedAgain: boolean, sessions: Withdrawals) {
    super('emotions are withheld');
    this.isAllowedAgain = isAllowedAgain;
    this.sessions = sessions;
  }
}

function isHousekeeping(event: IncomingEvent): boolean {
  return event.type === 'consent_withdrawn' || (event.type === 'session_ended' && event.left_open === true);
}

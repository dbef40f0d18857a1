import type { Engine, EngineMethods, LearnerMethods, LearnerScope, Role } from 'adaptive-learning-engine';
import { expectTypeOf, test } from 'vitest';

declare const engine: Engine;

test('a scope has the verbs that its role may call, and no other', () => {
  const teacher = engine.as({ actorId: 'mr-keller', role: 'teacher' });
  expectTypeOf(teacher.query).toEqualTypeOf<EngineMethods['query']>();
  expectTypeOf(teacher.learner('ada').recordAnswer).toEqualTypeOf<LearnerMethods['recordAnswer']>();
  // @ts-expect-error consent is not a teacher's to give
  void teacher.learner('ada').updatePreferences;
  // @ts-expect-error rebuilding is not a teacher's
  void teacher.learner('ada').replay;
  // @ts-expect-error accounts are not a teacher's
  void teacher.setAccountStatus;
  const guardian = engine.as({ actorId: 'mrs-lovelace', role: 'guardian' });
  expectTypeOf(guardian.learner('ada').updatePreferences).toEqualTypeOf<LearnerMethods['updatePreferences']>();
  // @ts-expect-error a guardian records nothing
  void guardian.learner('ada').recordAnswer;
  // @ts-expect-error a guardian sees no class
  void guardian.query;
  const maintainer = engine.as({ actorId: 'ed', role: 'maintainer' });
  expectTypeOf(maintainer.upsertCurriculum).toEqualTypeOf<EngineMethods['upsertCurriculum']>();
  // @ts-expect-error a maintainer sees no learner
  void maintainer.learner('ada').mastery;
  expectTypeOf(engine.as({ actorId: 'root', role: 'admin' }).setAccountStatus).toEqualTypeOf<EngineMethods['setAccountStatus']>();
  // @ts-expect-error the learner's own scope rebuilds nothing
  void engine.as({ userId: 'ada', role: 'learner' }).replay;
  expectTypeOf(engine.as({ userId: 'ada', role: 'system' }).replay).toEqualTypeOf<LearnerMethods['replay']>();
});

test('a role that is only known at run time has what every role may call', () => {
  const role = 'teacher' as Role;
  const somebody = engine.as({ actorId: 'x', role });
  expectTypeOf(somebody.listConcepts).toEqualTypeOf<EngineMethods['listConcepts']>();
  // @ts-expect-error not every role may read
  void somebody.learner('ada').mastery;
  const reader = engine.as({ actorId: 'x', role: role as 'teacher' | 'guardian' });
  expectTypeOf(reader.learner('ada').mastery).toEqualTypeOf<LearnerMethods['mastery']>();
  // @ts-expect-error a guardian may not
  void reader.learner('ada').recordAnswer;
});

test('a scope of the learner and one of the system fit where a LearnerScope is taken, and its caller is a caller again', () => {
  expectTypeOf(engine.as({ userId: 'ada', role: 'learner' })).toExtend<LearnerScope>();
  expectTypeOf(engine.as({ userId: 'ada', role: 'system' })).toExtend<LearnerScope>();
  const learner: LearnerScope = engine.as({ userId: 'ada', role: 'learner' });
  expectTypeOf(engine.as(learner.caller)).toEqualTypeOf<LearnerScope>();
});

test('what is no caller does not compile', () => {
  // @ts-expect-error a teacher is somebody
  engine.as({ userId: 'ada', role: 'teacher' });
  // @ts-expect-error no role has this name
  engine.as({ actorId: 'ada', role: 'techer' });
  // @ts-expect-error no form takes both ids
  engine.as({ actorId: 'ada', userId: 'ada', role: 'admin' });
  // @ts-expect-error the id is misspelt
  engine.as({ actorid: 'ada', role: 'admin' });
  // @ts-expect-error a role is missing
  engine.as({ userId: 'ada' });
});

import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { createEngine, type Engine } from 'adaptive-learning-engine';
import type { Db } from 'mongodb';

/** Inject the engine by it: `constructor(@Inject(ENGINE) private readonly engine: Engine)`. */
export const ENGINE = Symbol('ENGINE');

/** Nest calls it at shutdown, if the app has called `app.enableShutdownHooks()` or is closed by `app.close()`. */
class EngineShutdown implements OnApplicationShutdown {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  onApplicationShutdown(): Promise<void> {
    return this.#engine.close();
  }
}

class EngineModule {}

/** One engine for the whole app. Import it in your root module. */
export function engineModule(db: Db): DynamicModule {
  return {
    module: EngineModule,
    global: true,
    providers: [
      { provide: ENGINE, useFactory: () => createEngine({ db }) },
      { provide: EngineShutdown, inject: [ENGINE], useFactory: (engine: Engine) => new EngineShutdown(engine) },
    ],
    exports: [ENGINE],
  };
}

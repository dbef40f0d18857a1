/** The engine's clock during the demo: it shows what it is set to, for the demo plays months in a minute. */
export interface SetClock {
  readonly now: () => Date;
  readonly setTo: (at: Date) => void;
}

export function setClock(start: Date): SetClock {
  let shown = start.getTime();
  return {
    now: () => new Date(shown),
    setTo: (at) => {
      shown = at.getTime();
    },
  };
}

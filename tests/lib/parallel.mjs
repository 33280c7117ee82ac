// Work shared out: some items at a time.
import { availableParallelism } from 'node:os';

/** How many at a time unless a caller says. */
export const defaultLanes = () =>
  Number(process.env.KRAIT_JOBS || (process.env.CI ? availableParallelism() : 2));

/** Calls work(item, lane) for every item, in so many lanes: each takes the next item when it is done with one. */
export async function inParallel(items, lanes, work) {
  const rest = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let next; !(next = rest.next()).done;) await work(next.value, lane);
    }),
  );
}

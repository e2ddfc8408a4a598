/** Chance with a seed, so that a run can be had again. */
export interface Dice {
  /** A whole number from 0 to below `n`. */
  below(n: number): number
  one<T>(values: readonly T[]): T
  chance(share: number): boolean
}

/** Dice that fall the same way for the same seed. */
export function dice(seed: number): Dice {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state / 0x80000000
  }
  return {
    below: (n) => Math.floor(next() * n),
    one: (values) => values[Math.floor(next() * values.length)] as (typeof values)[number],
    chance: (share) => next() < share,
  }
}

/** Something that happened, named `noun.past-tense`; `T` is what listeners get to know. */
export interface EventType<T> {
  readonly name: string
  readonly payload?: T
}

export function defineEvent<T>(name: string): EventType<T> {
  return { name }
}

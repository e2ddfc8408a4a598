/** What `parse` takes and gives: follow-ups proposed from words, each part with the place in the text that it came from. */

/** A place in the text: UTF-16 offsets, `end` excluded. */
export interface Span {
  start: number
  end: number
}

/** A value read from the text. `confidence` from 0 to 1: below 0.6 a person should look at it first. */
export interface Part<T> extends Span {
  value: T
  confidence: number
}

export interface KnownCustomer {
  id: string
  name: string
  /** What the company itself calls it; the usual short names are found without. */
  shortNames?: readonly string[] | undefined
}

export interface KnownContact {
  id: string
  customerId: string
  name: string
  title?: string | null | undefined
}

export interface Known {
  customers: readonly KnownCustomer[]
  contacts?: readonly KnownContact[] | undefined
  /** Names of rival suppliers and of own products. */
  competitors?: readonly string[] | undefined
  products?: readonly string[] | undefined
}

/** `day` is `YYYY-MM-DD`, `time` `HH:mm` on the wall clock of the writer. */
export interface Moment {
  day: string
  time: string | null
}

/** When something is due. `day` null when only a span was said (下周, 节后): any day of `from`…`to` fits. */
export interface Due {
  day: string | null
  time: string | null
  from: string
  to: string
}

export interface Person {
  /** The contact's id when it is a known one. */
  id: string | null
  /** As said: 王总, 吴倩, Emma. */
  name: string
  /** Role words that were said, with the department: 设备科科长. */
  title: string | null
}

export interface NextStep {
  /** Key of the option set `nextStepAction`. */
  action: Part<string>
  /** What is to be done, in the writer's words. */
  goal: Part<string>
  due: Part<Due> | null
}

/** One interaction as the text tells it. What was not said is null or empty. */
export interface Draft {
  /** The parts of the text that tell of it, in order. */
  spans: Span[]
  customer: Part<{ id: string; name: string }> | null
  /** The name of a company that nobody knows yet, as said. */
  newCustomer: Part<string> | null
  contacts: Part<Person>[]
  /** Keys of the option sets of the same names. */
  method: Part<string> | null
  result: Part<string> | null
  intent: Part<string> | null
  objections: Part<string>[]
  signals: Part<string>[]
  occurredAt: Part<Moment> | null
  /** In percent. */
  probability: Part<number> | null
  /** Major units of CNY. */
  amount: Part<number> | null
  competitors: Part<string>[]
  /** What the customer wants, in the writer's words. */
  needs: Part<string>[]
  nextStep: NextStep | null
}

export interface Context {
  now: Date
  timeZone: string
}

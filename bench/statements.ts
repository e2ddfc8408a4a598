import pg from 'pg'

/** One statement as it went to the driver. */
export interface Statement {
  text: string
  values: unknown[]
  name?: string
}

export interface Recorder {
  start(): void
  /** Every statement since the start, in the order they were sent. */
  take(): Statement[]
  /** Session settings of the connections that were used. */
  readonly options: string
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown

/** Listens to the PostgreSQL driver of this process; while nothing is recorded it costs one comparison. */
export function recordStatements(): Recorder {
  const prototype = pg.Client.prototype as unknown as { query: Query }
  const original = prototype.query
  let recorded: Statement[] | null = null
  let options: string | undefined
  prototype.query = function (...args) {
    recorded?.push(statementOf(args))
    options ??= (this as unknown as { connectionParameters: { options?: string } }).connectionParameters.options
    return original.apply(this, args)
  }
  return {
    start: () => {
      recorded = []
    },
    take: () => {
      const taken = recorded ?? []
      recorded = null
      return taken
    },
    get options() {
      return options ?? ''
    },
  }
}

function statementOf([query, values]: unknown[]): Statement {
  if (typeof query === 'string') return { text: query, values: Array.isArray(values) ? [...values] : [] }
  const { text, name, values: own } = query as { text: string; name?: string; values?: unknown[] }
  return { text, values: [...(own ?? [])], ...(name !== undefined && { name }) }
}

import type { FastifyRequest } from 'fastify'
import { type DestinationStream, type Logger, pino } from 'pino'
import type { LogLevel } from './config.ts'

/**
 * The program's log. It says which address was asked for and how that went, never what was asked or answered:
 * queries hold names and phone numbers, headers hold sessions.
 */
export function logTo(level: LogLevel, destination: DestinationStream): Logger {
  return pino({ level, serializers: { req: requestLine } }, destination)
}

function requestLine({ id, method, url }: FastifyRequest): object {
  return { id, method, url: url.split('?', 1)[0] }
}

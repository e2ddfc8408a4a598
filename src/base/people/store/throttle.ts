import sql from 'sql-template-tag'
import type { Statements } from '../../../platform/database.ts'
import { newId } from '../../../platform/id.ts'

/** Holds back other tries of the same buckets until this transaction ends; the order prevents deadlocks. */
export async function lockBuckets(tx: Statements, buckets: readonly string[]): Promise<void> {
  for (const bucket of [...buckets].sort())
    await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${bucket}, 0))`)
}

export async function triesSince(tx: Statements, bucket: string, since: Date): Promise<Date[]> {
  const rows = await tx.rows<{ at: string }>(
    sql`select at from sign_in_attempts where bucket = ${bucket} and at > ${since} order by at desc limit 100`,
  )
  return rows.map((row) => new Date(row.at)).reverse()
}

export async function addTry(tx: Statements, bucket: string, at: Date): Promise<string> {
  const id = newId()
  await tx.run(sql`insert into sign_in_attempts (id, bucket, at) values (${id}, ${bucket}, ${at})`)
  return id
}

/** A try that succeeded does not count. */
export async function removeTries(tx: Statements, ids: readonly string[]): Promise<void> {
  await tx.run(sql`delete from sign_in_attempts where id = any(${[...ids]}::uuid[])`)
}

export async function clearBucket(tx: Statements, bucket: string): Promise<void> {
  await tx.run(sql`delete from sign_in_attempts where bucket = ${bucket}`)
}

export async function forgetTriesBefore(tx: Statements, until: Date): Promise<void> {
  await tx.run(sql`
    delete from sign_in_attempts where id in (select id from sign_in_attempts where at < ${until} limit 500 for update skip locked)`)
}

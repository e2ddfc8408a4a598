import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from './errors.ts'
import { newId } from './id.ts'

/** A file that came with a request; `file` is its name inside the uploads folder. */
export interface Upload {
  file: string
  bytes: number
}

let folder: string | undefined

/** Says once at start where uploaded files are kept; without it they go to a temporary folder. */
export function keepUploadsIn(path: string): void {
  folder = path
}

/** Absolute path of an uploaded file. */
export async function uploadPath(file: string): Promise<string> {
  folder ??= await mkdtemp(join(tmpdir(), 'tandem-uploads-'))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return join(folder, file)
}

/**
 * Streams a body into a new file.
 * @throws AppError invalid (413) when it is larger than `maxBytes`; nothing is kept then
 */
export async function saveUpload(body: Readable, maxBytes: number): Promise<Upload> {
  const file = newId()
  const path = await uploadPath(file)
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > maxBytes) done(new AppError('invalid', 'http.too_large', { status: 413, params: { max: maxBytes } }))
      else done(null, chunk)
    },
  })
  try {
    await pipeline(body, counted, createWriteStream(path, { mode: 0o600 }))
    return { file, bytes }
  } catch (error) {
    await removeUpload(file)
    throw error
  }
}

/** Removes an uploaded file; one that is gone already is no error. */
export async function removeUpload(file: string): Promise<void> {
  await rm(await uploadPath(file), { force: true })
}

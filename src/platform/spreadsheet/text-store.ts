const PAGE_BYTES = 1024 * 1024

/** Texts by number, packed as bytes outside the heap: a workbook may have a million, which as strings take several times the room. */
export class TextStore {
  readonly #pages: Buffer[] = []
  /** Where each text begins, counted through the pages; a text does not cross from one to the next. */
  #starts = new Float64Array(1024)
  #lengths = new Uint32Array(1024)
  #count = 0
  #used = PAGE_BYTES

  add(text: string): void {
    const bytes = Buffer.byteLength(text)
    if (this.#used + bytes > PAGE_BYTES) {
      this.#pages.push(Buffer.allocUnsafeSlow(Math.max(PAGE_BYTES, bytes)))
      this.#used = 0
    }
    if (this.#count === this.#lengths.length) this.#grow()
    this.#pages.at(-1)?.write(text, this.#used)
    this.#starts[this.#count] = (this.#pages.length - 1) * PAGE_BYTES + this.#used
    this.#lengths[this.#count] = bytes
    this.#count++
    this.#used += bytes
  }

  /** The text of a number, '' for one that is not there. */
  at(index: number): string {
    const start = this.#starts[index]
    const length = index < this.#count ? this.#lengths[index] : 0
    if (start === undefined || !length) return ''
    const from = start % PAGE_BYTES
    return this.#pages[Math.floor(start / PAGE_BYTES)]?.toString('utf8', from, from + length) ?? ''
  }

  #grow(): void {
    const starts = new Float64Array(this.#count * 2)
    starts.set(this.#starts)
    this.#starts = starts
    const lengths = new Uint32Array(this.#count * 2)
    lengths.set(this.#lengths)
    this.#lengths = lengths
  }
}

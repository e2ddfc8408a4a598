const FREE = -1

/**
 * A map from numbers (0 and above, up to 53 bits) to 32-bit numbers in two plain arrays: a tenth of what a Map of as many keys takes,
 * and nothing for the garbage collector to walk through.
 */
export class NumberMap {
  #keys = new Float64Array(1024).fill(FREE)
  #values = new Int32Array(1024)
  #size = 0

  get(key: number): number | undefined {
    const at = this.#place(key)
    return this.#keys[at] === key ? this.#values[at] : undefined
  }

  has(key: number): boolean {
    return this.#keys[this.#place(key)] === key
  }

  set(key: number, value: number): void {
    if (this.#size * 2 >= this.#keys.length) this.#grow()
    const at = this.#place(key)
    if (this.#keys[at] !== key) this.#size++
    this.#keys[at] = key
    this.#values[at] = value
  }

  /** Where the key stands, or where it would. */
  #place(key: number): number {
    const mask = this.#keys.length - 1
    let at = (key % 4_294_967_291) & mask
    while (this.#keys[at] !== FREE && this.#keys[at] !== key) at = (at + 1) & mask
    return at
  }

  #grow(): void {
    const keys = this.#keys
    const values = this.#values
    this.#keys = new Float64Array(keys.length * 2).fill(FREE)
    this.#values = new Int32Array(keys.length * 2)
    this.#size = 0
    keys.forEach((key, i) => {
      if (key !== FREE) this.set(key, values[i] ?? 0)
    })
  }
}

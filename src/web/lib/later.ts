import { useEffect, useState } from 'react'

/** `value` as it was once it stayed the same for `ms`; for search while typing. */
export function useLater<T>(value: T, ms = 300): T {
  const [late, setLate] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return late
}

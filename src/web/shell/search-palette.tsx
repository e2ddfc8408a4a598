import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../lib/api.ts'
import { useLater } from '../lib/later.ts'
import { useGo } from '../lib/place.ts'
import { keepRows } from '../lib/query.ts'

interface Found {
  type: string
  id: string
  title: string
  subtitle?: string | null
}

/** Where a found record opens: `/customers/<id>`; the type is the plural path of its records. */
const addressOf = (found: Found): string => `/${found.type}/${found.id}`

/** Ctrl K or ⌘ K anywhere. */
export function useSearchKey(open: () => void): void {
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        open()
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [open])
}

/** Finds records by name, phone or pinyin; arrows and Enter open one. */
export function SearchPalette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('shell')
  const go = useGo()
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const q = useLater(words.trim(), 200)
  const { data, isFetching } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => api.get<{ items: Found[] }>('/api/search', { q }, { signal }),
    enabled: open && q.length > 0,
    ...keepRows,
  })
  const items = q ? (data?.items ?? []) : []

  const choose = (found: Found | undefined): void => {
    if (!found) return
    onClose()
    setWords('')
    go(addressOf(found))
  }
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt((now) => Math.min(now + 1, items.length - 1))
    else if (event.key === 'ArrowUp') setAt((now) => Math.max(now - 1, 0))
    else if (event.key === 'Enter') choose(items[at])
    else return
    event.preventDefault()
  }

  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      width={560}
      destroyOnHidden
      className="palette"
      styles={{ body: { padding: 0 } }}
    >
      <div className="row g8 palette-in">
        <Search size={16} className="c3" />
        <input
          autoFocus
          value={words}
          aria-label={t('search.hint')}
          placeholder={t('search.hint')}
          onKeyDown={press}
          onChange={(event) => {
            setWords(event.target.value)
            setAt(0)
          }}
        />
        <span className="kbd">Esc</span>
      </div>
      {items.map((found, index) => (
        <button
          type="button"
          key={`${found.type}/${found.id}`}
          className={index === at ? 'found on' : 'found'}
          onMouseMove={() => setAt(index)}
          onClick={() => choose(found)}
        >
          <span className="el m">{found.title}</span>
          <span className="el c3 t13 grow">{found.subtitle}</span>
          <span className="tag">{t(`types.${found.type}`, { defaultValue: found.type })}</span>
        </button>
      ))}
      {q && !isFetching && items.length === 0 && (
        <div className="c3 t13 palette-none">{t('search.none', { words: q })}</div>
      )}
    </Modal>
  )
}

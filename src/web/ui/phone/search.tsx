import { CircleX, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** Search line, 44 high; `autoFocus` inside sheets. */
export function SearchBar({
  value,
  onChange,
  placeholder,
  autoFocus,
}: {
  value: string
  onChange: (value: string) => void
  placeholder?: string
  autoFocus?: boolean
}) {
  const { t } = useTranslation('web')
  const hint = placeholder ?? t('fields.searchHint')
  return (
    <div className="inp p-search">
      <Search size={18} />
      <input
        type="search"
        enterKeyHint="search"
        autoCapitalize="off"
        autoCorrect="off"
        autoFocus={autoFocus}
        value={value}
        placeholder={hint}
        aria-label={hint}
        onChange={(event) => onChange(event.target.value)}
      />
      {value && (
        <button
          type="button"
          className="p-go"
          style={{ marginRight: -10 }}
          aria-label={t('actions.clear')}
          onClick={() => onChange('')}
        >
          <CircleX size={18} />
        </button>
      )}
    </div>
  )
}

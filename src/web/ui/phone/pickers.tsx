import { Check, ChevronDown } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../fields.tsx'
import { Row } from './blocks.tsx'
import { SearchBar } from './search.tsx'
import { Sheet } from './sheet.tsx'

export interface PickOption {
  value: string
  label: string
  note?: string
  /** Before the label, for example an avatar. */
  mark?: ReactNode
}

interface PickSheetBase {
  open: boolean
  onClose: () => void
  title: ReactNode
  options: PickOption[]
  /** Shows a search line from this many options; default 12. */
  searchFrom?: number
  /** Typed search is answered by the caller (server search) instead of filtering `options`. */
  onSearch?: (words: string) => void
  /** Below the options, for example 「新建客户」. */
  extra?: (words: string) => ReactNode
}

function useFound(options: PickOption[], onSearch?: (words: string) => void) {
  const [words, setWords] = useState('')
  const search = (next: string): void => {
    setWords(next)
    onSearch?.(next)
  }
  const lower = words.trim().toLowerCase()
  const found =
    onSearch || !lower
      ? options
      : options.filter((each) => `${each.label} ${each.note ?? ''}`.toLowerCase().includes(lower))
  return { words, search, found }
}

function Options({
  base,
  isOn,
  onPick,
}: {
  base: PickSheetBase
  isOn: (value: string) => boolean
  onPick: (option: PickOption) => void
}) {
  const { t } = useTranslation('web')
  const { words, search, found } = useFound(base.options, base.onSearch)
  const searchable = base.onSearch || base.options.length >= (base.searchFrom ?? 12)
  return (
    <>
      {searchable && <SearchBar value={words} onChange={search} autoFocus={!!base.onSearch} />}
      {found.map((each) => (
        <Row key={each.value} onPress={() => onPick(each)}>
          {each.mark}
          <span className="grow col">
            <span className="el">{each.label}</span>
            {each.note && <span className="t12 c3 el">{each.note}</span>}
          </span>
          {isOn(each.value) && <Check size={18} className="cp" />}
        </Row>
      ))}
      {found.length === 0 && (
        <p className="c3 t14" style={{ padding: 16 }}>
          {t('fields.noMatch')}
        </p>
      )}
      {base.extra?.(words)}
    </>
  )
}

/** One of many; choosing closes the sheet. */
export function SelectSheet({
  value,
  onPick,
  ...base
}: PickSheetBase & { value?: string | null; onPick: (option: PickOption) => void }) {
  const pick = (option: PickOption): void => {
    onPick(option)
    base.onClose()
  }
  return (
    <Sheet open={base.open} onClose={base.onClose} title={base.title} tall={!!base.onSearch}>
      <Options base={base} isOn={(each) => each === value} onPick={pick} />
    </Sheet>
  )
}

/** Several of many, with 完成. */
export function MultiSheet({
  values,
  onChange,
  ...base
}: PickSheetBase & { values: string[]; onChange: (values: string[]) => void }) {
  const { t } = useTranslation('web')
  const flip = ({ value }: PickOption): void =>
    onChange(values.includes(value) ? values.filter((each) => each !== value) : [...values, value])
  const done = (
    <Button kind="pri" wide onClick={base.onClose}>
      {t('actions.done')}
    </Button>
  )
  return (
    <Sheet open={base.open} onClose={base.onClose} title={base.title} footer={done} tall={!!base.onSearch}>
      <Options base={base} isOn={(each) => values.includes(each)} onPick={flip} />
    </Sheet>
  )
}

/** A field that opens something to choose in. */
export function PressField({
  label,
  placeholder,
  text,
  onPress,
  error,
  required,
}: {
  label: string
  placeholder?: string | undefined
  /** What was chosen. */
  text: string | undefined
  onPress: () => void
  error?: string | undefined
  required?: boolean | undefined
}) {
  const { t } = useTranslation('web')
  return (
    <div className="fld">
      <div className="lab">
        <span>
          {label}
          {required && <span className="req">*</span>}
        </span>
      </div>
      <button
        type="button"
        className={`inp ${error ? 'bad' : ''}`}
        style={{ width: '100%' }}
        aria-haspopup="dialog"
        aria-label={label}
        onClick={onPress}
      >
        <span className={text ? 'grow el' : 'grow el c3'}>{text || (placeholder ?? t('fields.choose'))}</span>
        <ChevronDown size={18} />
      </button>
      {error && (
        <div className="err" role="alert">
          {error}
        </div>
      )}
    </div>
  )
}

/** A field that opens a `SelectSheet`. */
export function SelectField({
  label,
  placeholder,
  options,
  value,
  onChange,
  error,
  required,
}: {
  label: string
  placeholder?: string
  options: PickOption[]
  value: string | null
  onChange: (value: string) => void
  error?: string
  required?: boolean
}) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <PressField
        {...{ label, placeholder, error, required }}
        text={options.find((each) => each.value === value)?.label}
        onPress={() => setOpen(true)}
      />
      <SelectSheet
        open={open}
        onClose={() => setOpen(false)}
        title={label}
        options={options}
        value={value}
        onPick={(option) => onChange(option.value)}
      />
    </>
  )
}

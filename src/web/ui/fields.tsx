import { Check, Eye, EyeOff } from 'lucide-react'
import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

export interface FieldProps {
  label?: ReactNode
  required?: boolean
  error?: string
  hint?: ReactNode
  /** Right of the label. */
  extra?: ReactNode
}

function Frame({
  label,
  required,
  error,
  hint,
  extra,
  id,
  children,
}: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className="fld">
      {label && (
        <div className="lab">
          <label htmlFor={id}>
            {label}
            {required && <span className="req">*</span>}
          </label>
          {extra}
        </div>
      )}
      {children}
      {error ? (
        <div className="err" id={`${id}-error`} role="alert">
          {error}
        </div>
      ) : (
        hint && <div className="hint">{hint}</div>
      )}
    </div>
  )
}

type InputProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> & {
    value: string
    onChange: (value: string) => void
    after?: ReactNode
  }

/** One line of text, light (no antd): 40 high on desktop, 44 on the phone. */
export function TextField({ label, required, error, hint, extra, after, onChange, ...input }: InputProps) {
  const own = useId()
  const id = input.id ?? own
  return (
    <Frame {...{ label, required, error, hint, extra, id }}>
      <div className={`inp ${error ? 'bad' : ''} ${input.disabled ? 'off' : ''}`}>
        <input
          {...input}
          id={id}
          required={required}
          aria-invalid={!!error}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        {after}
      </div>
    </Frame>
  )
}

/** A password with an eye. */
export function PasswordField(props: InputProps) {
  const { t } = useTranslation('web')
  const [seen, setSeen] = useState(false)
  const Icon = seen ? EyeOff : Eye
  return (
    <TextField
      {...props}
      type={seen ? 'text' : 'password'}
      autoCapitalize="off"
      after={
        <button
          type="button"
          className="row"
          style={{ height: 36, width: 32, justifyContent: 'center' }}
          aria-label={t(seen ? 'fields.hidePassword' : 'fields.showPassword')}
          onClick={() => setSeen(!seen)}
        >
          <Icon size={16} />
        </button>
      }
    />
  )
}

type AreaProps = FieldProps &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange'> & { value: string; onChange: (value: string) => void }

/** Several lines that grow with the words. */
export function TextArea({ label, required, error, hint, extra, onChange, rows = 3, ...area }: AreaProps) {
  const own = useId()
  const id = area.id ?? own
  return (
    <Frame {...{ label, required, error, hint, extra, id }}>
      <div className={`inp ${error ? 'bad' : ''}`}>
        <textarea
          {...area}
          id={id}
          rows={rows}
          style={{ fieldSizing: 'content', minHeight: rows * 22 + 16 } as React.CSSProperties}
          required={required}
          aria-invalid={!!error}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </Frame>
  )
}

/** A box with a tick and words; the whole line is the target. */
export function Checkbox({
  checked,
  onChange,
  children,
  disabled,
  label,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  children?: ReactNode
  disabled?: boolean
  /** Says what it is where no words stand beside it. */
  label?: string
}) {
  return (
    <label className="ckb">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-label={label}
        onChange={(event) => onChange(event.target.checked)}
      />
      <i>
        <Check size={12} strokeWidth={3} />
      </i>
      {children && <span>{children}</span>}
    </label>
  )
}

export interface Choice<T extends string = string> {
  value: T
  label: ReactNode
}

/** Few exclusive choices side by side; arrow keys move. */
export function Segmented<T extends string>({
  choices,
  value,
  onChange,
  label,
  small,
  fill,
}: {
  choices: Choice<T>[]
  value: T
  onChange: (value: T) => void
  label: string
  small?: boolean
  fill?: boolean
}) {
  const move = (event: React.KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (!step) return
    event.preventDefault()
    const at = choices.findIndex((each) => each.value === value)
    const next = choices[(at + step + choices.length) % choices.length]
    if (next) onChange(next.value)
  }
  return (
    <div
      className={`seg ${small ? 'sm' : ''} ${fill ? 'fill' : ''}`}
      role="radiogroup"
      aria-label={label}
      onKeyDown={move}
    >
      {choices.map((each) => (
        <button
          type="button"
          key={each.value}
          role="radio"
          aria-checked={each.value === value}
          tabIndex={each.value === value ? 0 : -1}
          onClick={() => onChange(each.value)}
        >
          {each.label}
        </button>
      ))}
    </div>
  )
}

/** A button that shows that it is busy and cannot be pressed twice. */
export function Button({
  busy,
  kind,
  size,
  wide,
  icon,
  ...button
}: React.ButtonHTMLAttributes<HTMLButtonElement> & {
  busy?: boolean
  kind?: 'pri' | 'text'
  size?: 'sm' | 'xs' | 'lg'
  wide?: boolean
  icon?: ReactNode
}) {
  const { children, className, ...rest } = button
  return (
    <button
      type="button"
      {...rest}
      className={['btn', kind, size, wide && 'wide', className].filter(Boolean).join(' ')}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : rest.onClick}
    >
      {icon}
      {children}
    </button>
  )
}

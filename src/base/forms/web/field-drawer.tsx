import { Input, Select, Switch } from 'antd'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { Field, FormDrawer } from '../../../web/ui/desktop/form-parts.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { useRecordWords } from '../../audit/web/parts.tsx'
import { type CustomField, type CustomKind, customKinds } from '../contract.ts'

type Choice = CustomField['choices'][number]

/** Adds a custom field or changes its words and choices; what kind it is, is said once. */
export function FieldDrawer({
  type,
  field,
  onClose,
  onSaved,
}: {
  type: string
  field: CustomField | undefined
  onClose: () => void
  onSaved: () => Promise<unknown>
}) {
  const { t } = useTranslation(['forms', 'web'])
  const { types, typeWord } = useRecordWords()
  const [start] = useState({
    labelZh: field?.labelZh ?? '',
    labelEn: field?.labelEn ?? '',
    kind: field?.kind ?? ('text' as CustomKind),
    required: field?.required ?? false,
    choices: field?.choices ?? [],
    to: field?.to ?? null,
  })
  const [value, setValue] = useState(start)
  const sending = useSubmit()
  const set = (change: Partial<typeof start>) => setValue((now) => ({ ...now, ...change }))
  const chooses = value.kind === 'option' || value.kind === 'options'
  const save = async () => {
    const { kind, to, ...rest } = value
    const words = { ...rest, labelZh: rest.labelZh.trim(), labelEn: rest.labelEn.trim() }
    const body = { ...words, choices: chooses ? words.choices.filter((choice) => choice.zh.trim()) : [] }
    const version = ((sending.current as CustomField | undefined) ?? field)?.version
    const done = await sending.submit(() =>
      field
        ? api.patch(`/api/forms/fields/${field.id}`, { ...body, version })
        : api.post(`/api/forms/${type}/fields`, { ...body, kind, to: kind === 'reference' ? to : null }),
    )
    if (!done) return
    await onSaved()
    toast(t(field ? 'saved' : 'added'))
    onClose()
  }
  const choiceError = Object.entries(sending.errors).find(([path]) => path.startsWith('choices'))?.[1]
  return (
    <FormDrawer
      open
      title={t(field ? 'edit' : 'add')}
      onClose={onClose}
      onSubmit={() => void save()}
      sending={sending}
      dirty={JSON.stringify(value) !== JSON.stringify(start)}
      submitText={t(field ? 'web:actions.save' : 'add')}
    >
      {sending.current !== undefined && <div className="ban info">{t('changedMeanwhile')}</div>}
      <Field label={t('labelZh')} required error={sending.errors.labelZh}>
        {(id) => (
          <Input
            id={id}
            autoFocus
            value={value.labelZh}
            maxLength={60}
            onChange={(event) => set({ labelZh: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('labelEn')} hint={t('labelEnHint')} error={sending.errors.labelEn}>
        {(id) => (
          <Input
            id={id}
            value={value.labelEn}
            maxLength={60}
            onChange={(event) => set({ labelEn: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('kind')} hint={t('kindHint')} error={sending.errors.kind}>
        {(id) => (
          <Select
            id={id}
            disabled={!!field}
            value={value.kind}
            options={customKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
            onChange={(kind) => set({ kind })}
            style={{ width: '100%' }}
          />
        )}
      </Field>
      {value.kind === 'reference' && (
        <Field label={t('to')} required error={sending.errors.to}>
          {(id) => (
            <Select
              id={id}
              disabled={!!field}
              value={value.to}
              options={types.map((each) => ({ value: each.type, label: typeWord(each.type) }))}
              onChange={(to) => set({ to })}
              style={{ width: '100%' }}
            />
          )}
        </Field>
      )}
      {chooses && (
        <Field label={t('choices')} required error={choiceError}>
          {() => <Choices choices={value.choices} onChange={(choices) => set({ choices })} />}
        </Field>
      )}
      <Field label={t('required')} hint={t('requiredHint')}>
        {(id) => <Switch id={id} checked={value.required} onChange={(required) => set({ required })} />}
      </Field>
    </FormDrawer>
  )
}

function Choices({ choices, onChange }: { choices: Choice[]; onChange: (choices: Choice[]) => void }) {
  const { t } = useTranslation(['forms', 'web'])
  const edit = (key: string, change: Partial<Choice>) =>
    onChange(choices.map((choice) => (choice.key === key ? { ...choice, ...change } : choice)))
  const add = () => {
    let n = choices.length + 1
    while (choices.some((choice) => choice.key === `c${n}`)) n++
    onChange([...choices, { key: `c${n}`, zh: '', en: '' }])
  }
  return (
    <div className="col g8">
      {choices.map((choice, index) => (
        <div key={choice.key} className="row g8">
          <Input
            aria-label={t('choiceZh', { n: index + 1 })}
            placeholder={t('zh')}
            value={choice.zh}
            maxLength={60}
            onChange={(event) => edit(choice.key, { zh: event.target.value })}
          />
          <Input
            aria-label={t('choiceEn', { n: index + 1 })}
            placeholder={t('en')}
            value={choice.en}
            maxLength={60}
            onChange={(event) => edit(choice.key, { en: event.target.value })}
          />
          <Button
            kind="text"
            size="xs"
            aria-label={t('removeChoice', { n: index + 1 })}
            icon={<X size={14} />}
            onClick={() => onChange(choices.filter((each) => each.key !== choice.key))}
          />
        </div>
      ))}
      <div>
        <Button size="sm" icon={<Plus size={14} />} onClick={add}>
          {t('web:actions.add')}
        </Button>
      </div>
    </div>
  )
}

import { Select } from 'antd'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../web/ui/fields.tsx'
import { useRecordWords } from '../../audit/web/parts.tsx'
import type { RoleReply } from '../contract.ts'

type Rules = RoleReply['fieldRules']
const rules = ['hidden', 'masked', 'readOnly'] as const

/** Fields that this role does not see, sees masked or cannot change. */
export function FieldRules({ rules: set, onChange }: { rules: Rules; onChange: (rules: Rules) => void }) {
  const { t } = useTranslation(['people', 'web'])
  const { types, typeWord, fieldWord } = useRecordWords()
  const [type, setType] = useState<string | undefined>()
  const fields =
    types.find((each) => each.type === type)?.fields.filter((field) => set[`${type}.${field.key}`] === undefined) ?? []
  const ruleChoices = rules.map((rule) => ({ value: rule, label: t(`rules.${rule}`) }))
  return (
    <div className="col g8">
      {Object.entries(set).map(([path, rule]) => {
        const [of = '', ...rest] = path.split('.')
        const name = `${typeWord(of)} · ${fieldWord(of, rest.join('.'))}`
        return (
          <div key={path} className="row g8">
            <span style={{ width: 320 }} className="t13 el">
              {name}
            </span>
            <Select
              size="small"
              style={{ width: 130 }}
              aria-label={name}
              value={rule}
              options={ruleChoices}
              onChange={(next) => onChange({ ...set, [path]: next })}
            />
            <Button
              kind="text"
              size="xs"
              aria-label={t('rules.remove', { name })}
              icon={<Trash2 size={14} />}
              onClick={() => onChange(Object.fromEntries(Object.entries(set).filter(([key]) => key !== path)))}
            />
          </div>
        )
      })}
      <div className="row g8">
        <Select
          style={{ width: 156 }}
          placeholder={t('rules.type')}
          aria-label={t('rules.type')}
          value={type}
          options={types.map((each) => ({ value: each.type, label: typeWord(each.type) }))}
          onChange={setType}
        />
        <Select
          style={{ width: 156 }}
          placeholder={t('rules.field')}
          aria-label={t('rules.field')}
          value={null}
          disabled={!type}
          showSearch={{ optionFilterProp: 'label' }}
          options={fields.map((field) => ({ value: field.key, label: fieldWord(type ?? '', field.key) }))}
          onChange={(key: string | null) => key && onChange({ ...set, [`${type}.${key}`]: 'masked' })}
        />
        <span className="t12 c3">{t('rules.hint')}</span>
      </div>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useLater } from '../../lib/later.ts'
import { useCollaborators } from '../collaborators.ts'
import { Avatar } from '../marks.tsx'
import { ActionButton, Card, ListRow, Row, Section, TextButton } from './blocks.tsx'
import { SelectSheet } from './pickers.tsx'

/** 协作人 of a record on the phone; who may edit the record adds and removes them. */
export function Collaborators({ path, id, editable }: { path: string; id: string; editable: boolean }) {
  const { t } = useTranslation('web')
  const { people, add, remove } = useCollaborators(path, id)
  const [adding, setAdding] = useState(false)
  const [words, setWords] = useState('')
  const q = useLater(words.trim(), 200)
  const found = useQuery({
    queryKey: ['users', 'pick', q],
    queryFn: () => api.get<{ items: { id: string; name: string }[] }>('/api/users', { q: q || undefined, limit: 20 }),
    enabled: adding,
  })
  const free = (found.data?.items ?? []).filter((person) => !people?.some((each) => each.id === person.id))
  return (
    <>
      <Section
        title={t('collaborators.title')}
        side={editable && <TextButton onPress={() => setAdding(true)}>{t('collaborators.add')}</TextButton>}
      />
      <Card>
        {people?.length === 0 && (
          <Row>
            <span className="c3 t14">{t('collaborators.none')}</span>
          </Row>
        )}
        {people?.map((person) => (
          <ListRow
            key={person.id}
            lead={<Avatar id={person.id} name={person.name} />}
            title={person.name}
            tail={
              editable ? (
                <ActionButton
                  icon={X}
                  label={t('collaborators.remove', { name: person.name })}
                  onPress={() => remove(person.id)}
                />
              ) : (
                <span />
              )
            }
          />
        ))}
      </Card>
      <SelectSheet
        open={adding}
        onClose={() => setAdding(false)}
        title={t('collaborators.who')}
        onSearch={setWords}
        options={free.map((person) => ({ value: person.id, label: person.name }))}
        onPick={(option) => add(option.value)}
      />
    </>
  )
}

import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCollaborators } from '../collaborators.ts'
import { Button } from '../fields.tsx'
import { Avatar } from '../marks.tsx'
import { OwnerDialog } from './owner-dialog.tsx'

/** 协作人 of a record, as a block of a side panel; who may edit the record adds and removes them. */
export function Collaborators({ path, id, editable }: { path: string; id: string; editable: boolean }) {
  const { t } = useTranslation('web')
  const { people, add, remove } = useCollaborators(path, id)
  const [adding, setAdding] = useState(false)
  return (
    <div className="blk">
      <div className="row sb">
        <b>{t('collaborators.title')}</b>
        {editable && (
          <Button size="xs" kind="text" icon={<Plus size={14} />} onClick={() => setAdding(true)}>
            {t('collaborators.add')}
          </Button>
        )}
      </div>
      {people?.length === 0 && (
        <p className="c3 t13" style={{ padding: '8px 0' }}>
          {t('collaborators.none')}
        </p>
      )}
      {people?.map((person) => (
        <div key={person.id} className="row g8" style={{ minHeight: 36 }}>
          <Avatar id={person.id} name={person.name} />
          <span className="t13 el grow">{person.name}</span>
          {editable && (
            <Button
              size="xs"
              kind="text"
              className="icon"
              aria-label={t('collaborators.remove', { name: person.name })}
              icon={<X size={14} />}
              onClick={() => remove(person.id)}
            />
          )}
        </div>
      ))}
      <OwnerDialog
        open={adding}
        title={t('collaborators.who')}
        onClose={() => setAdding(false)}
        onChoose={async (userId) => add(userId)}
      />
    </div>
  )
}

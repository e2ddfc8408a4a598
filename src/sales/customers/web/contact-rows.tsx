import { Phone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOptions } from '../../../web/lib/options.ts'
import { useCan } from '../../../web/lib/session.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { ActionButton, Card, Row } from '../../../web/ui/phone/blocks.tsx'
import { RecordSheet } from '../../../web/ui/phone/record-sheet.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import { type Contact, useContactFields, useContactsOf } from './customer.ts'

/** The people at the customer on the phone. */
export function Contacts({ id }: { id: string }) {
  const { t } = useTranslation('customers')
  const role = useOptions('contactRole')
  const [shown, setShown] = useState<Contact | 'new' | null>(null)
  const contact = shown === 'new' || shown === null ? undefined : shown
  const fields = useContactFields(contact)
  const mayCreate = useCan('contacts.create')
  return (
    <>
      <Card>
        <Loading query={useContactsOf(id)}>
          {({ items }) =>
            items.length === 0 ? (
              <Row>
                <span className="c3 t14">{t('noContacts')}</span>
              </Row>
            ) : (
              <>
                {items.map((each) => (
                  <ContactRow
                    key={each.id}
                    contact={each}
                    text={[each.title, role.word(each.role), each.phones?.[0]].filter(Boolean).join(' · ')}
                    {...(each.abilities.edit && { onPress: () => setShown(each) })}
                  />
                ))}
              </>
            )
          }
        </Loading>
      </Card>
      {mayCreate && (
        <div style={{ padding: '12px 16px' }}>
          <Button wide onClick={() => setShown('new')}>
            {t('newContact')}
          </Button>
        </div>
      )}
      <RecordSheet
        open={shown !== null}
        onClose={() => setShown(null)}
        title={t(contact ? 'editContact' : 'newContact')}
        path="contacts"
        fields={fields}
        fixed={{ customerId: id }}
        {...(contact && { record: { ...contact } })}
      />
    </>
  )
}

function ContactRow({ contact, text, onPress }: { contact: Contact; text: string; onPress?: () => void }) {
  const { t } = useTranslation('customers')
  const phone = contact.phones?.[0]
  const words = (
    <>
      <span className="m el" style={{ fontSize: 15 }}>
        {contact.name}
      </span>
      {text && <span className="t13 c2 el">{text}</span>}
    </>
  )
  return (
    <Row>
      {onPress ? (
        <button
          type="button"
          className="grow col"
          style={{ textAlign: 'left', minHeight: 52, justifyContent: 'center' }}
          onClick={onPress}
        >
          {words}
        </button>
      ) : (
        <span className="grow col">{words}</span>
      )}
      {phone && !phone.includes('*') && <ActionButton icon={Phone} label={t('call')} href={`tel:${phone}`} />}
    </Row>
  )
}

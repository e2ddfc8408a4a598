import { Plus, QrCode } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import { PageBody, PageHeader } from '../../../web/ui/desktop/page.tsx'
import { Button, Segmented } from '../../../web/ui/fields.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import { InviteDrawer } from './invite-drawer.tsx'
import { Organisation, type PeopleAddress } from './organisation.tsx'
import './people.css'
import { useDepartments, useRoles } from './people-data.ts'
import { PersonDrawer } from './person-drawer.tsx'
import { Roles } from './roles.tsx'

/** 人员与权限: who works here and where, who waits to join, and what each role may do. */
export default function People() {
  const { t } = useTranslation(['people', 'web'])
  const [address, setAddress] = useAddress<PeopleAddress>()
  const departments = useDepartments()
  const roles = useRoles()
  const mayRoles = useCan('roles.manage')
  const [inviting, setInviting] = useState(false)
  const tab = mayRoles && address.tab === 'roles' ? 'roles' : 'people'
  const close = () => setAddress({ person: undefined })
  const actions = tab === 'people' && (
    <>
      <Button icon={<QrCode size={16} />} onClick={() => setInviting(true)}>
        {t('invite.open')}
      </Button>
      <Button kind="pri" icon={<Plus size={16} />} onClick={() => setAddress({ person: 'new' })}>
        {t('person.add')}
      </Button>
    </>
  )
  return (
    <>
      <PageHeader title={t('title')} actions={actions}>
        {mayRoles && (
          <Segmented
            label={t('title')}
            value={tab}
            onChange={(next) => setAddress({ tab: next === 'roles' ? 'roles' : undefined })}
            choices={(['people', 'roles'] as const).map((value) => ({ value, label: t(`tabs.${value}`) }))}
          />
        )}
      </PageHeader>
      <PageBody>
        <Loading query={departments}>
          {(tree) => (
            <Loading query={roles}>
              {(all) => (
                <>
                  {tab === 'roles' ? <Roles roles={all} /> : <Organisation departments={tree} roles={all} />}
                  {address.person && (
                    <PersonDrawer
                      id={address.person === 'new' ? undefined : address.person}
                      department={address.department}
                      departments={tree}
                      roles={all}
                      onClose={close}
                    />
                  )}
                  <InviteDrawer
                    open={inviting}
                    departments={tree}
                    roles={all}
                    department={address.department}
                    onClose={() => setInviting(false)}
                  />
                </>
              )}
            </Loading>
          )}
        </Loading>
      </PageBody>
    </>
  )
}

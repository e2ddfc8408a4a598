import { useTranslation } from 'react-i18next'
import { useGo, usePathParam } from '../../../web/lib/place.ts'
import { PageBody, PageHeader } from '../../../web/ui/desktop/page.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import { useFollowUp } from './follow-up.ts'
import { FollowUpView } from './follow-up-view.tsx'

/** One follow-up by its own address; evidence leads here. */
export default function FollowUpPage() {
  const { t } = useTranslation('follow-ups')
  const go = useGo()
  const query = useFollowUp(usePathParam('id'))
  const customer = query.data?.customer
  return (
    <>
      <PageHeader
        title={t('one')}
        actions={customer && <Button onClick={() => go(`/customers/${customer.id}`)}>{t('openCustomer')}</Button>}
      />
      <PageBody>
        <Loading query={query}>
          {(item) => (
            <div className="sect" style={{ padding: '16px 20px', maxWidth: 760 }}>
              <FollowUpView key={item.id} item={item} />
            </div>
          )}
        </Loading>
      </PageBody>
    </>
  )
}

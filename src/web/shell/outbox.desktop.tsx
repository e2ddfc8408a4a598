import { useTranslation } from 'react-i18next'
import { PageBody, PageHeader } from '../ui/desktop/page.tsx'
import { OutboxList } from './outbox-list.tsx'

/** 待发送 at the desk. */
export default function Outbox() {
  const { t } = useTranslation('shell')
  return (
    <>
      <PageHeader title={t('outbox.title')} />
      <PageBody>
        <div className="sect" style={{ padding: '8px 20px 16px', maxWidth: 640 }}>
          <OutboxList />
        </div>
      </PageBody>
    </>
  )
}

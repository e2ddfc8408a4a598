import { useTranslation } from 'react-i18next'
import { Card } from '../ui/phone/blocks.tsx'
import { NavBar } from '../ui/phone/page.tsx'
import { OutboxList } from './outbox-list.tsx'

/** 待发送 on the phone. */
export default function Outbox() {
  const { t } = useTranslation('shell')
  return (
    <>
      <NavBar title={t('outbox.title')} home="/" />
      <Card pad>
        <OutboxList />
      </Card>
    </>
  )
}

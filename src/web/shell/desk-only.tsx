import { Monitor } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/fields.tsx'
import { NavBar } from '../ui/phone/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'

/** On the phone, a page that needs a table or a file of the computer: its address to send there. */
export default function DeskOnly() {
  const { t } = useTranslation('web')
  const send = async (): Promise<void> => {
    const url = location.href
    try {
      if (navigator.share) await navigator.share({ url })
      else {
        await navigator.clipboard.writeText(url)
        toast(t('deskOnly.copied'))
      }
    } catch {
      // Sharing was closed, or the browser allows neither: the address stands on the page.
    }
  }
  return (
    <>
      <NavBar title={t('deskOnly.bar')} home="/" />
      <EmptyState
        icon={Monitor}
        title={t('deskOnly.title')}
        text={t('deskOnly.text', { url: location.href })}
        actions={
          <Button kind="pri" onClick={() => void send()}>
            {t('deskOnly.send')}
          </Button>
        }
      />
    </>
  )
}

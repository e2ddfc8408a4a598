import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../../web/lib/format.ts'
import { Button, TextField } from '../../../web/ui/fields.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { addressOf, type Link } from './people-data.ts'

/** A link that the server tells once. */
export function LinkOnce({ link, text }: { link: Link; text: string }) {
  const { t } = useTranslation('people')
  const address = addressOf(link.url)
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => toast(t('copied')),
      () => toast(t('copyByHand'), { tone: 'bad' }),
    )
  return (
    <div className="col g8">
      <div className="row g8">
        <div className="grow">
          <TextField
            readOnly
            value={address}
            aria-label={text}
            onChange={() => {}}
            onFocus={(event) => event.target.select()}
          />
        </div>
        <Button icon={<Copy size={14} />} onClick={() => void copy()}>
          {t('copy')}
        </Button>
      </div>
      <div className="t12 c3">
        {text} · {t('until', { when: formatMoment(link.expiresAt) })}
      </div>
    </div>
  )
}

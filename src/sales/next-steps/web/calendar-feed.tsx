import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Button, TextField } from '../../../web/ui/fields.tsx'
import { toast } from '../../../web/ui/toast.tsx'

/** The secret address under which a calendar program reads the plan: made, copied, ended. */
export function FeedDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation(['next-steps', 'web'])
  const client = useQueryClient()
  const [address, setAddress] = useState('')
  const { data } = useQuery({
    queryKey: ['next-steps', 'feed'],
    queryFn: () => api.get<{ createdAt: string | null }>('/api/plan/feed'),
    enabled: open,
  })
  const again = () => client.invalidateQueries({ queryKey: ['next-steps', 'feed'] })
  const fail = (error: unknown) => toast(errorText(error), { tone: 'bad' })
  const make = async (): Promise<void> => {
    const { path } = await api.post<{ path: string }>('/api/plan/feed', {})
    setAddress(`${location.origin}${path}`)
    await again()
  }
  const end = async (): Promise<void> => {
    await api.delete('/api/plan/feed')
    setAddress('')
    await again()
  }
  return (
    <Modal open={open} title={t('feed.title')} onCancel={onClose} footer={null} width={520}>
      <div className="col g12">
        <p className="c2">{t('feed.text')}</p>
        {address && (
          <TextField
            label={t('feed.address')}
            hint={t('feed.once')}
            value={address}
            readOnly
            onFocus={(event) => event.target.select()}
            onChange={() => undefined}
            after={
              <Button
                size="xs"
                kind="text"
                onClick={() =>
                  void navigator.clipboard
                    ?.writeText(address)
                    .then(() => toast(t('feed.copied')))
                    .catch(() => undefined)
                }
              >
                {t('feed.copy')}
              </Button>
            }
          />
        )}
        {data?.createdAt && !address && (
          <p className="t13 c3">{t('feed.since', { when: formatMoment(data.createdAt) })}</p>
        )}
        <div className="row g8">
          {data?.createdAt && (
            <Button kind="text" className="danger" onClick={() => void end().catch(fail)}>
              {t('feed.end')}
            </Button>
          )}
          <Button kind="pri" className="push" onClick={() => void make().catch(fail)}>
            {t(data?.createdAt ? 'feed.renew' : 'feed.make')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

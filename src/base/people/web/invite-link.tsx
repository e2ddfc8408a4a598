import { useQuery } from '@tanstack/react-query'
import { toString as qrSvg } from 'qrcode'
import { useTranslation } from 'react-i18next'
import { LinkOnce } from './link-once.tsx'
import { addressOf, type Link } from './people-data.ts'

/** One link as a QR code to show to a room, with the address to copy below. */
export function InviteLink({ link, text }: { link: Link; text: string }) {
  const { t } = useTranslation('people')
  const address = addressOf(link.url)
  const { data } = useQuery({
    queryKey: ['qr', address],
    queryFn: () => qrSvg(address, { type: 'svg', margin: 0 }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <>
      {data ? (
        <img className="ppl-qr" alt={t('invite.qr')} src={`data:image/svg+xml,${encodeURIComponent(data)}`} />
      ) : (
        <div className="ppl-qr" />
      )}
      <LinkOnce link={link} text={text} />
    </>
  )
}

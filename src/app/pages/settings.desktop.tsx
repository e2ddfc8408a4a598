import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { CustomFields } from '../../base/forms/web/custom-fields.tsx'
import { CompanySettings } from '../../base/settings/web/company.tsx'
import { FollowUpRules } from '../../base/settings/web/follow-up-rules.tsx'
import { OptionLists } from '../../base/settings/web/option-lists.tsx'
import { ReportTimes } from '../../base/settings/web/report-times.tsx'
import { WorkCalendar } from '../../base/settings/web/work-calendar.tsx'
import { useAddress } from '../../web/lib/place.ts'
import { useCan } from '../../web/lib/session.ts'
import { PageBody, PageHeader } from '../../web/ui/desktop/page.tsx'

const tabs = [
  { key: 'company', Part: CompanySettings, can: 'settings' },
  { key: 'reportTimes', Part: ReportTimes, can: 'settings' },
  { key: 'calendar', Part: WorkCalendar, can: 'settings' },
  { key: 'followUpRules', Part: FollowUpRules, can: 'settings' },
  { key: 'options', Part: OptionLists, can: 'settings' },
  { key: 'fields', Part: CustomFields, can: 'fields' },
] as const

/** 设置: everything an administrator may set for the company, a tab each. */
export default function Settings() {
  const { t } = useTranslation('settings')
  const [address, setAddress] = useAddress<{ tab: string; set: string; type: string }>()
  const may = { settings: useCan('settings.manage'), fields: useCan('fields.manage') }
  const shown = tabs.filter((tab) => may[tab.can])
  const tab = shown.find((each) => each.key === address.tab) ?? shown[0]
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody>
        <Tabs
          activeKey={tab?.key}
          onChange={(key) => setAddress({ tab: key, set: undefined, type: undefined })}
          items={shown.map(({ key }) => ({ key, label: t(`tabs.${key}`) }))}
        />
        {tab && <tab.Part key={tab.key} />}
      </PageBody>
    </>
  )
}

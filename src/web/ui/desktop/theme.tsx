import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { ChevronDown, LoaderCircle, Search, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useThemeMode } from '../../lib/theme.ts'
import { dark, light } from '../../tokens.ts'

/**
 * antd with our tokens, language and icons.
 *
 * Content security policy: antd's cssinjs adds style elements (theme variables, component rules) while it runs, and charts
 * write style attributes, so the server sends `style-src 'self' 'unsafe-inline'`. Scripts stay strict: `script-src 'self'`;
 * nothing of ours is inline, and the phone entry has no antd at all.
 */
export function DesktopTheme({ children }: { children: ReactNode }) {
  const mode = useThemeMode()
  const { i18n } = useTranslation()
  return (
    <ConfigProvider
      theme={mode === 'dark' ? dark : light}
      locale={i18n.language === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
      select={{ suffixIcon: <ChevronDown size={14} />, showSearch: false }}
      modal={{ closeIcon: <X size={16} /> }}
      drawer={{ closeIcon: <X size={16} /> }}
      input={{ autoComplete: 'off' }}
      inputSearch={{ searchIcon: <Search size={14} /> }}
      spin={{ indicator: <LoaderCircle size={20} /> }}
    >
      {children}
    </ConfigProvider>
  )
}

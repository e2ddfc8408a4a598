import { Dropdown, type MenuProps } from 'antd'
import { Check, ChevronsUpDown, Languages, LogOut, Monitor, Moon, Rows3, Sun } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, type Language, languageNames, languages } from '../lib/i18n.ts'
import { type Density, saveMySettings, signOut, useMe } from '../lib/session.ts'
import { chooseTheme, type ThemeChoice, useThemeChoice } from '../lib/theme.ts'
import { errorText } from '../lib/words.ts'
import { Avatar } from '../ui/marks.tsx'
import { toast } from '../ui/toast.tsx'
import { ChangePassword } from './change-password.tsx'

const densities: Density[] = ['compact', 'standard', 'comfortable']
const themes: ThemeChoice[] = ['auto', 'light', 'dark']
const themeIcons = { auto: Monitor, light: Sun, dark: Moon }

/** Theme, language, density, password, sign out. The choice works on this device at once and is kept in the profile. */
export function UserMenu() {
  const { t, i18n } = useTranslation('shell')
  const { user, settings, tenant } = useMe()
  const theme = useThemeChoice()
  const [changing, setChanging] = useState(false)
  const save = (patch: Parameters<typeof saveMySettings>[0]): void => {
    saveMySettings(patch).catch((error: unknown) => toast(errorText(error), { tone: 'bad' }))
  }
  const leave = (everywhere: boolean): void => {
    signOut(everywhere).catch((error: unknown) => toast(errorText(error), { tone: 'bad' }))
  }
  const tick = (on: boolean) => (on ? <Check size={14} /> : <span style={{ width: 14, display: 'inline-block' }} />)
  const ThemeIcon = themeIcons[theme]

  const items: MenuProps['items'] = [
    { key: 'who', type: 'group', label: `${user.name} · ${tenant.name}` },
    {
      key: 'theme',
      icon: <ThemeIcon size={16} />,
      label: t('menu.theme'),
      children: themes.map((each) => ({
        key: `theme.${each}`,
        icon: tick(each === theme),
        label: t(`themes.${each}`),
        onClick: () => {
          chooseTheme(each)
          save({ theme: each })
        },
      })),
    },
    {
      key: 'language',
      icon: <Languages size={16} />,
      label: t('menu.language'),
      children: languages.map((each: Language) => ({
        key: `language.${each}`,
        icon: tick(each === i18n.language),
        label: languageNames[each],
        onClick: () => {
          void chooseLanguage(each)
          save({ locale: each })
        },
      })),
    },
    {
      key: 'density',
      icon: <Rows3 size={16} />,
      label: t('menu.density'),
      children: densities.map((each) => ({
        key: `density.${each}`,
        icon: tick(each === (settings.density ?? 'standard')),
        label: t(`densities.${each}`),
        onClick: () => save({ density: each }),
      })),
    },
    { type: 'divider' },
    { key: 'password', label: t('menu.password'), onClick: () => setChanging(true) },
    { key: 'everywhere', label: t('menu.signOutEverywhere'), onClick: () => leave(true) },
    { key: 'out', icon: <LogOut size={16} />, label: t('menu.signOut'), onClick: () => leave(false) },
  ]

  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} placement="topLeft">
        <button type="button" className="who" aria-label={t('menu.open', { name: user.name })}>
          <Avatar id={user.id} name={user.name} />
          <span className="grow t13 m el">{user.name}</span>
          <ChevronsUpDown size={14} className="c3" />
        </button>
      </Dropdown>
      <ChangePassword open={changing} onClose={() => setChanging(false)} />
    </>
  )
}

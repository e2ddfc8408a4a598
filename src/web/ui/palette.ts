/** Every colour of the design language as plain values, light and dark: no antd here, so charts on the phone may use it too. */

export const fontFamily =
  '-apple-system, BlinkMacSystemFont, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'

export const colours = {
  light: {
    colorPrimary: '#0C6B75',
    colorPrimaryHover: '#0A7D88',
    colorPrimaryActive: '#09545D',
    colorPrimaryBg: '#E9F3F4',
    colorPrimaryBgHover: '#D5E8EA',
    colorPrimaryBorder: '#A6CFD3',
    colorPrimaryText: '#0B626B',
    colorLink: '#0B626B',
    colorLinkHover: '#0A7D88',
    colorLinkActive: '#09545D',
    colorText: '#162024',
    colorTextSecondary: '#47545A',
    colorTextTertiary: '#5A6970', // lowest level allowed for readable text
    colorTextQuaternary: '#9AA6AB', // disabled and decoration only
    colorTextPlaceholder: '#5A6970',
    colorBorder: '#DDE3E4',
    colorBorderSecondary: '#EBEFEF',
    colorFill: '#E7ECEC',
    colorFillSecondary: '#F1F4F4',
    colorFillTertiary: '#F1F4F4',
    colorFillQuaternary: '#F4F7F7',
    colorBgLayout: '#F5F7F7',
    colorBgContainer: '#FFFFFF',
    colorBgElevated: '#FFFFFF',
    colorSuccess: '#3A9147',
    colorSuccessText: '#2A7434',
    colorSuccessBg: '#EBF5EC',
    colorSuccessBorder: '#BFDFC3',
    colorWarning: '#C97C0E',
    colorWarningText: '#8A5200',
    colorWarningBg: '#FFF5E4',
    colorWarningBorder: '#F2D6A5',
    colorError: '#CB3F36',
    colorErrorText: '#B42F27',
    colorErrorBg: '#FDEFED',
    colorErrorBorder: '#F3C3BE',
    colorInfo: '#5877BC',
    colorInfoText: '#3D5A98',
    colorInfoBg: '#EEF2FA',
    colorInfoBorder: '#C6D3EC',
    boxShadow: '0 12px 32px rgba(16,32,36,.14), 0 0 0 1px rgba(16,32,36,.05)',
    boxShadowSecondary: '0 2px 8px rgba(16,32,36,.08), 0 0 0 1px rgba(16,32,36,.04)',
    boxShadowTertiary: '0 1px 2px rgba(16,32,36,.05)',
  },
  dark: {
    colorPrimary: '#137783', // solid surfaces; text and links use colorPrimaryText / colorLink
    colorPrimaryHover: '#15808C',
    colorPrimaryActive: '#0F636D',
    colorPrimaryBg: '#12292D',
    colorPrimaryBgHover: '#173439',
    colorPrimaryBorder: '#265860',
    colorPrimaryText: '#63C3CC',
    colorLink: '#63C3CC',
    colorLinkHover: '#7FD3DB',
    colorLinkActive: '#4FB4BE',
    colorText: '#E4EAEC',
    colorTextSecondary: '#B0BBBF',
    colorTextTertiary: '#8F9CA1',
    colorTextQuaternary: '#5B676C',
    colorTextPlaceholder: '#8F9CA1',
    colorBorder: '#2A3337',
    colorBorderSecondary: '#20282B',
    colorFill: '#283135',
    colorFillSecondary: '#1D2427',
    colorFillTertiary: '#1D2427',
    colorFillQuaternary: '#191F22',
    colorBgLayout: '#0E1315',
    colorBgContainer: '#14191C',
    colorBgElevated: '#1B2225',
    colorSuccess: '#4BA657',
    colorSuccessText: '#74C47F',
    colorSuccessBg: '#15271A',
    colorSuccessBorder: '#27482D',
    colorWarning: '#D08A22',
    colorWarningText: '#E3AB55',
    colorWarningBg: '#2A2112',
    colorWarningBorder: '#4E3C1C',
    colorError: '#C7493F',
    colorErrorText: '#F08A82',
    colorErrorBg: '#2E1917',
    colorErrorBorder: '#552B27',
    colorInfo: '#6C8ACB',
    colorInfoText: '#93ADE3',
    colorInfoBg: '#182032',
    colorInfoBorder: '#2C3B5C',
    boxShadow: '0 16px 40px rgba(0,0,0,.5), 0 0 0 1px rgba(255,255,255,.07)',
    boxShadowSecondary: '0 0 0 1px rgba(255,255,255,.06)',
    boxShadowTertiary: 'none',
  },
} as const

/** Domain colours that antd has no slot for. They are CSS variables in tokens.css too. */
export const domain = {
  light: {
    quantity: '#66788A', quality: '#0C6B75',
    intent: { A: ['#0C6B75', '#FFFFFF'], B: ['#BFDDE0', '#064850'], C: ['#E7ECEC', '#47545A'], D: ['transparent', '#5A6970'] },
    quadrant: { both: '#0C6B75', quantityOnly: '#C58A2B', qualityOnly: '#4E8FBF', needsHelp: '#B42F27' },
    heat: ['#F1F5F5', '#DCEBEC', '#B5D6D9', '#7FB8BE', '#2C7E88', '#0C6B75'],
    series: ['#0C6B75', '#66788A', '#C58A2B', '#7A6BB0', '#4E8FBF', '#B65C52', '#6F9A57', '#A3ACB1'],
  },
  dark: {
    quantity: '#94A5B5', quality: '#4FB4BE',
    intent: { A: ['#137783', '#FFFFFF'], B: ['#1F474D', '#A6DCE2'], C: ['#283135', '#B0BBBF'], D: ['transparent', '#8F9CA1'] },
    quadrant: { both: '#4FB4BE', quantityOnly: '#D9A74E', qualityOnly: '#7FB2DA', needsHelp: '#E57F77' },
    heat: ['#1A2124', '#17343A', '#1B4A52', '#22656F', '#2F8A96', '#63C3CC'],
    series: ['#4FB4BE', '#94A5B5', '#D9A74E', '#A397D6', '#7FB2DA', '#DB8C82', '#98C07F', '#6E7A80'],
  },
} as const

/** ECharts theme; register it once per mode and switch with the app theme. */
export const echartsTheme = (mode: 'light' | 'dark'): Record<string, unknown> => {
  const t = colours[mode]
  const axis = {
    axisLine: { lineStyle: { color: t.colorBorder } },
    axisTick: { show: false },
    axisLabel: { color: t.colorTextTertiary, fontSize: 12 },
    splitLine: { lineStyle: { color: t.colorBorderSecondary } },
  }
  return {
    color: [...domain[mode].series],
    backgroundColor: 'transparent',
    textStyle: { fontFamily, color: t.colorTextSecondary, fontSize: 12 },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    timeAxis: { ...axis, splitLine: { show: false } },
    line: { symbol: 'circle', symbolSize: 6, lineStyle: { width: 2 } },
    bar: { itemStyle: { borderRadius: 2 } },
    tooltip: { backgroundColor: t.colorBgElevated, borderColor: t.colorBorder, textStyle: { color: t.colorText, fontSize: 13 }, extraCssText: 'border-radius:8px' },
    legend: { show: false },
    animationDuration: 220,
  }
}

import { type ThemeConfig, theme } from 'antd'
import { colours, fontFamily } from './ui/palette.ts'

const shared = {
  fontFamily,
  fontSize: 14,
  fontSizeSM: 12,
  fontSizeLG: 16,
  fontSizeHeading1: 28,
  fontSizeHeading2: 20,
  fontSizeHeading3: 16,
  fontSizeHeading4: 14,
  fontSizeHeading5: 14,
  fontWeightStrong: 600,
  lineHeight: 22 / 14,
  lineHeightSM: 18 / 12,
  lineHeightLG: 24 / 16,
  sizeUnit: 4,
  sizeStep: 4,
  borderRadius: 6,
  borderRadiusSM: 4,
  borderRadiusLG: 10,
  borderRadiusXS: 2,
  controlHeight: 32,
  controlHeightSM: 28,
  controlHeightXS: 24,
  controlHeightLG: 40,
  lineWidthFocus: 2,
  motionDurationFast: '0.1s',
  motionDurationMid: '0.16s',
  motionDurationSlow: '0.22s',
  motionEaseInOut: 'cubic-bezier(0.2, 0, 0, 1)',
  wireframe: false,
} as const

export const light: ThemeConfig = {
  algorithm: theme.defaultAlgorithm,
  token: { ...shared, ...colours.light },
  components: {
    Layout: { siderBg: '#F5F7F7', bodyBg: '#FFFFFF', headerBg: '#FFFFFF', headerHeight: 56 },
    Menu: { itemHeight: 30, itemBorderRadius: 6, itemSelectedBg: '#E7ECEC', itemSelectedColor: '#162024', itemHoverBg: '#F1F4F4', itemBg: 'transparent', iconSize: 16 },
    Table: { headerBg: '#FFFFFF', headerColor: '#5A6970', headerSplitColor: 'transparent', cellPaddingBlock: 11, cellPaddingInline: 8, cellPaddingBlockSM: 6, cellPaddingInlineSM: 6, cellFontSize: 13, cellFontSizeSM: 13, bodySortBg: '#FFFFFF', headerSortActiveBg: '#FFFFFF', headerSortHoverBg: '#F4F7F7', rowHoverBg: '#F4F7F7', rowSelectedBg: '#E9F3F4', rowSelectedHoverBg: '#D5E8EA', borderColor: '#EBEFEF' },
    Segmented: { trackBg: '#F1F4F4', itemSelectedBg: '#FFFFFF', trackPadding: 2 },
    Tag: { defaultBg: '#F1F4F4', defaultColor: '#47545A' },
    Button: { primaryShadow: 'none', dangerShadow: 'none', defaultShadow: '0 1px 2px rgba(16,32,36,.05)', fontWeight: 500 },
    Card: { headerHeight: 44, headerFontSize: 14, bodyPadding: 16 },
    Tabs: { horizontalItemGutter: 24, horizontalItemPadding: '9px 0' },
    Progress: { defaultColor: '#0C6B75', remainingColor: '#E7ECEC' },
  },
}

// antd's darkAlgorithm re-mixes the seed colours (colorPrimary #137783 would become #136872,
// colorLink #57A9B0). Pin the exact values after it so that contrast stays as designed.
type Algorithm = Extract<NonNullable<ThemeConfig['algorithm']>, (...args: never[]) => unknown>
const pinDarkSeeds: Algorithm = (seed, map) => ({
  ...(map ?? theme.darkAlgorithm(seed)),
  colorPrimary: colours.dark.colorPrimary,
  colorLink: colours.dark.colorLink,
  colorSuccess: colours.dark.colorSuccess,
  colorWarning: colours.dark.colorWarning,
  colorError: colours.dark.colorError,
  colorInfo: colours.dark.colorInfo,
})

export const dark: ThemeConfig = {
  algorithm: [theme.darkAlgorithm, pinDarkSeeds],
  token: { ...shared, ...colours.dark },
  components: {
    Layout: { siderBg: '#0E1315', bodyBg: '#14191C', headerBg: '#14191C', headerHeight: 56 },
    Menu: { itemHeight: 30, itemBorderRadius: 6, itemSelectedBg: '#283135', itemSelectedColor: '#E4EAEC', itemHoverBg: '#1D2427', itemBg: 'transparent', iconSize: 16 },
    Table: { headerBg: '#14191C', headerColor: '#8F9CA1', headerSplitColor: 'transparent', cellPaddingBlock: 11, cellPaddingInline: 8, cellPaddingBlockSM: 6, cellPaddingInlineSM: 6, cellFontSize: 13, cellFontSizeSM: 13, bodySortBg: '#14191C', headerSortActiveBg: '#14191C', headerSortHoverBg: '#191F22', rowHoverBg: '#191F22', rowSelectedBg: '#12292D', rowSelectedHoverBg: '#173439', borderColor: '#20282B' },
    Segmented: { trackBg: '#1D2427', itemSelectedBg: '#2B3539', trackPadding: 2 },
    Tag: { defaultBg: '#1D2427', defaultColor: '#B0BBBF' },
    Button: { primaryShadow: 'none', dangerShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
    Card: { headerHeight: 44, headerFontSize: 14, bodyPadding: 16 },
    Tabs: { horizontalItemGutter: 24, horizontalItemPadding: '9px 0' },
    Progress: { defaultColor: '#137783', remainingColor: '#283135' },
  },
}

/** The invented company that demo, tests and screenshots share. Amounts in yuan; a day's figures are those of the designed team report. */
export interface DemoPerson {
  key: string
  name: string
  email: string
  department: 'east' | 'south' | 'channel'
  /** Visits and follow-ups of the shown day. */
  visits: number
  followUps: number
  /** When the report was submitted; null = still owed. */
  submittedAt: string | null
  won?: number
  paid?: number
  newDeal?: boolean
  /** Signed amount aimed at in the month, and its share reached when the shown day stands where the designed one does. */
  monthTarget: number
  monthShare: number
  customers: string[]
  /** Companies that asked on the shown day and are not qualified yet. */
  leads: string[]
}

export const demoCompany = {
  name: '衡川自动化',
  scenario: 'enterprise',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
} as const
export const demoPassword = 'tandem-demo'
export const demoAdmin = { name: '郑立恒', email: 'admin@example.com' }
export const demoManager = { name: '沈知行', email: 'manager@example.com' }
export const demoDepartments = { east: '华东销售一部', south: '华南销售部', channel: '渠道部' } as const
/** Signed amount that each department aims at in the month, and the whole company. */
export const demoMonthTargets = {
  east: 21_400_000,
  south: 14_800_000,
  channel: 7_800_000,
  company: 44_000_000,
} as const
/** What is asked of everybody in a week. */
export const demoRhythms = { visits: 15, followUps: 50, newOpportunities: 3 } as const
/** Share of the month's working days that had passed on the designed day: the 9th of 22. */
export const demoPace = 9 / 22

const person = (
  key: string,
  name: string,
  figures: Omit<DemoPerson, 'key' | 'name' | 'email' | 'department'> & {
    email?: string
    department?: DemoPerson['department']
  },
): DemoPerson => ({
  key,
  name,
  email: `${key}@example.com`,
  department: 'east',
  ...figures,
})

export const demoPeople: DemoPerson[] = [
  person('lin', '林嘉怡', {
    leads: ['蚌埠朗讯光学', '六安恒通线缆', '滁州森达塑胶'],
    monthTarget: 2_600_000,
    monthShare: 0.55,
    visits: 4,
    followUps: 11,
    submittedAt: '18:02',
    won: 386_000,
    paid: 240_000,
    newDeal: true,
    customers: [
      '合肥启明光伏科技有限公司',
      '温州精达传动设备有限公司',
      '湖州长荣纺织机械有限公司',
      '宁波北仑模具有限公司',
      '杭州云启包装有限公司',
      '绍兴柯桥印染有限公司',
      '芜湖奇瑞安汽车零部件有限公司',
    ],
  }),
  person('rep', '陈思远', {
    leads: ['张家港博翔铝业', '吴江信诺纺机'],
    monthTarget: 2_400_000,
    monthShare: 0.402083,
    visits: 3,
    followUps: 8,
    submittedAt: null,
    paid: 122_000,
    newDeal: true,
    customers: [
      '苏州明锐电子有限公司',
      '常州博远新能源有限公司',
      '无锡恒泰轴承有限公司',
      '南通江润纺织有限公司',
      '绍兴越丰染整有限公司',
      '嘉兴同和食品有限公司',
      '苏州威朗半导体有限公司',
      '上海启衡医疗器械有限公司',
      '嘉兴禾润乳业有限公司',
    ],
  }),
  person('sun', '孙若曦', {
    leads: ['台州顺驰阀门', '温岭锐泰水泵'],
    monthTarget: 2_100_000,
    monthShare: 0.47,
    visits: 3,
    followUps: 8,
    submittedAt: '17:55',
    newDeal: true,
    customers: [
      '滁州盛泰家电有限公司',
      '马鞍山同创冶金有限公司',
      '合肥智芯半导体有限公司',
      '蚌埠华安玻璃有限公司',
      '南京浦联制药有限公司',
      '扬州金鼎电缆有限公司',
    ],
  }),
  person('huang', '黄诗涵', {
    leads: ['镇江安正轴承', '扬州惠科电机'],
    monthTarget: 2_000_000,
    monthShare: 0.44,
    visits: 3,
    followUps: 9,
    submittedAt: '18:11',
    won: 128_000,
    paid: 100_000,
    customers: [
      '太仓同维通信有限公司',
      '常熟万达服饰有限公司',
      '泰州康宁制药有限公司',
      '昆山联毅五金有限公司',
      '张家港沙洲钢构有限公司',
      '江阴兴澄特钢有限公司',
    ],
  }),
  person('wang', '王浩然', {
    leads: ['宜兴康达环保'],
    monthTarget: 2_500_000,
    monthShare: 0.17,
    visits: 0,
    followUps: 14,
    submittedAt: '18:29',
    customers: [
      '宁波海晟精密机械有限公司',
      '台州鼎泽阀门有限公司',
      '杭州云启智能有限公司',
      '慈溪永发电器有限公司',
      '余姚立天塑料有限公司',
      '宁海中瑞模塑有限公司',
      '象山恒丰铸造有限公司',
    ],
  }),
  person('he', '何俊杰', {
    leads: ['慈溪百瑞家电'],
    monthTarget: 2_200_000,
    monthShare: 0.42,
    visits: 2,
    followUps: 12,
    submittedAt: '18:20',
    won: 95_000,
    customers: [
      '绍兴天工机床有限公司',
      '诸暨伟达弹簧有限公司',
      '嵊州领帅领带有限公司',
      '新昌万丰轴承有限公司',
      '上虞联化化工有限公司',
      '金华兰溪电机有限公司',
    ],
  }),
  person('zhou', '周雨桐', {
    leads: ['海盐固力标准件', '平湖启航箱包'],
    monthTarget: 2_000_000,
    monthShare: 0.358,
    visits: 2,
    followUps: 7,
    submittedAt: '17:36',
    newDeal: true,
    customers: [
      '嘉善百味调料有限公司',
      '平湖新成箱包有限公司',
      '海宁皮都皮业有限公司',
      '桐乡振石玻纤有限公司',
      '海盐秦山紧固件有限公司',
    ],
  }),
  person('xu', '徐静雯', {
    leads: ['绍兴博思印花', '诸暨锦程袜业'],
    monthTarget: 1_900_000,
    monthShare: 0.34,
    visits: 2,
    followUps: 6,
    submittedAt: '18:08',
    customers: [
      '仪征华纺化纤有限公司',
      '扬州恒力泵业有限公司',
      '镇江大全电气有限公司',
      '丹阳康视眼镜有限公司',
      '高邮秦邮灯具有限公司',
    ],
  }),
  person('zhao', '赵子墨', {
    leads: ['丹阳视博镜片'],
    monthTarget: 1_900_000,
    monthShare: 0.19,
    visits: 1,
    followUps: 5,
    submittedAt: '21:12',
    customers: ['台州欣源缝纫机有限公司', '温岭大元泵业有限公司', '玉环正裕汽配有限公司', '路桥吉利塑胶有限公司'],
  }),
  person('liu', '刘一鸣', {
    leads: ['余姚力扬模塑'],
    monthTarget: 1_800_000,
    monthShare: 0.13,
    visits: 0,
    followUps: 3,
    submittedAt: null,
    customers: ['丽水元立金属有限公司', '衢州巨化氟材有限公司', '龙泉宝剑五金有限公司'],
  }),
  person('zhouhang', '周航', {
    leads: [],
    monthTarget: 8_200_000,
    monthShare: 0.42,
    department: 'south',
    visits: 3,
    followUps: 7,
    submittedAt: '18:30',
    won: 303_000,
    paid: 210_000,
    customers: [
      '东莞恒晖电子有限公司',
      '佛山顺意陶瓷有限公司',
      '深圳华讯光电有限公司',
      '中山古镇照明有限公司',
      '珠海格元家电有限公司',
    ],
  }),
  person('liang', '梁慧敏', {
    leads: [],
    monthTarget: 6_600_000,
    monthShare: 0.40621,
    department: 'south',
    visits: 2,
    followUps: 6,
    submittedAt: '17:50',
    won: 180_000,
    customers: ['广州白云电气有限公司', '惠州比科电池有限公司', '江门大长江机车有限公司', '肇庆鼎湖压铸有限公司'],
  }),
  person('tang', '唐志远', {
    leads: [],
    monthTarget: 7_800_000,
    monthShare: 0.40859,
    department: 'channel',
    visits: 3,
    followUps: 6,
    submittedAt: '18:15',
    won: 120_000,
    paid: 213_000,
    customers: [
      '武汉楚天工控代理有限公司',
      '长沙湘控自动化有限公司',
      '郑州中原仪表经销有限公司',
      '济南泉城机电有限公司',
    ],
  }),
]

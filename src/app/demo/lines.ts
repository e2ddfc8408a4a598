/** What people write: by kind of contact; `{n}` is a small number, `{day}` a day in the near future. */
export interface DemoLine {
  method: 'visit' | 'phone' | 'wechat' | 'email' | 'demo'
  summary: string
  needs?: string[]
  objections?: string[]
  competitors?: string[]
  feedback?: string
  next: { action: string; goal: string }
}

export const demoLines: DemoLine[] = [
  {
    method: 'visit',
    summary: '现场看了 {n} 条产线，客户要求漏检率压到 0.3% 以内，让我们带样机来实测。',
    needs: ['漏检率 ≤ 0.3%'],
    feedback: 'positive',
    next: { action: 'demo', goal: '样机产线演示' },
  },
  {
    method: 'visit',
    summary: '报价逐项过完，要求把安装费单列，{n} 月底前要定标。',
    needs: ['安装费单列'],
    objections: ['price'],
    feedback: 'neutral',
    next: { action: 'quote', goal: '发修订报价并电话确认' },
  },
  {
    method: 'visit',
    summary: '见到生产厂长，{n} 号线人工复判要 3 个人，想先试一台再谈批量。',
    needs: ['减少人工复判'],
    feedback: 'positive',
    next: { action: 'sample', goal: '安排试用' },
  },
  {
    method: 'visit',
    summary: '和技术部对了接口，MES 数采想分两期做，先接 {n} 台设备。',
    needs: ['接入 MES'],
    next: { action: 'proposal', goal: '提交两期方案' },
  },
  {
    method: 'visit',
    summary: '采购说锐控报价低一成，没含标定，总经理要看三年总成本。',
    objections: ['price', 'competitor'],
    competitors: ['锐控科技'],
    feedback: 'hesitant',
    next: { action: 'sendMaterial', goal: '发「含标定总价」对比' },
  },
  {
    method: 'phone',
    summary: '年度设备预算已批 {n}0 万，含检测与数采，担心标定周期影响量产。',
    needs: ['标定不停产'],
    objections: ['delivery'],
    feedback: 'positive',
    next: { action: 'visit', goal: '现场确认标定周期' },
  },
  {
    method: 'phone',
    summary: '确认了 {n} 台设备的到货时间，客户催安装计划。',
    feedback: 'neutral',
    next: { action: 'call', goal: '确认进场日期' },
  },
  {
    method: 'phone',
    summary: '二季度预算被压缩，项目推到下半年，先保留方案。',
    objections: ['budget', 'timing'],
    feedback: 'hesitant',
    next: { action: 'visit', goal: '拜访财务，确认预算保留额度' },
  },
  {
    method: 'phone',
    summary: '客户比了两家，觉得我们响应快，但付款要 60 天账期。',
    objections: ['payment'],
    feedback: 'positive',
    next: { action: 'negotiate', goal: '谈账期' },
  },
  {
    method: 'phone',
    summary: '设备经理转岗，新来的周经理要重新介绍方案。',
    next: { action: 'visit', goal: '拜访新对接人' },
  },
  {
    method: 'wechat',
    summary: '发了同行案例，客户问节拍能不能到每分钟 {n}0 件。',
    needs: ['节拍'],
    next: { action: 'call', goal: '答复节拍测算' },
  },
  {
    method: 'wechat',
    summary: '客户发来 {n} 张不良品照片，要我们判断能否检出。',
    needs: ['不良品检出'],
    feedback: 'positive',
    next: { action: 'sendMaterial', goal: '发检测报告' },
  },
  {
    method: 'email',
    summary: '采购发来招标文件，{n} 天内要给到同口径对比。',
    competitors: ['锐控科技'],
    next: { action: 'proposal', goal: '回标' },
  },
  {
    method: 'demo',
    summary: '线上演示 40 分钟，技术总监认可算法，要求补充数据安全说明。',
    needs: ['数据安全说明'],
    objections: ['trust'],
    feedback: 'positive',
    next: { action: 'sendMaterial', goal: '发数据安全白皮书' },
  },
]

/** Who asked, for the leads of the day: invented people. */
export const demoAskers = [
  { contactName: '陈敏', title: '采购经理' },
  { contactName: '李建军', title: '设备科长' },
  { contactName: '吴晓岚', title: '总经理助理' },
  { contactName: '孙志强', title: '生产经理' },
] as const

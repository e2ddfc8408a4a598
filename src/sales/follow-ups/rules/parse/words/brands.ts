/** Well-known suppliers by trade. Known names are found where the words around alone would not end them. Extend freely. */
const byTrade = {
  industry:
    '西门子 施耐德 ABB 发那科 安川 库卡 埃斯顿 汇川 三菱 欧姆龙 基恩士 康耐视 博世 力士乐 费斯托 SMC 丹佛斯 格兰富 南方泵业 英格索兰 阿特拉斯 开山 复盛 海天 震雄 伊之密 大族 锐科 通快 山特维克 肯纳 京瓷 NSK SKF 舍弗勒 人本 瓦轴 哈轴 正泰 德力西 良信 三一 中联 徐工 柳工 埃夫特 新松 大隅 马扎克 海德汉 倍福 霍尼韦尔 艾默生 横河',
  medical:
    '迈瑞 联影 罗氏 雅培 贝克曼 西门子医疗 飞利浦 GE 东软 万东 新产业 安图 金域 迪安 艾迪康 鱼跃 开立 理邦 奥林巴斯 史赛克 强生 美敦力 威高 希森美康 深圳普门 科华 达安 华大',
  software:
    '用友 金蝶 浪潮 鼎捷 纷享销客 销售易 钉钉 企业微信 飞书 泛微 致远 蓝凌 北森 明源 广联达 金山 腾讯云 阿里云 华为云 SAP Oracle Salesforce 微盟 有赞 客如云 美味不用等 二维火 帆软 神策 网易七鱼 容联 希沃 鸿合 立思辰 科大讯飞 新东方 好未来',
  building:
    '东方雨虹 红墙 马可波罗 兔宝宝 蒙娜丽莎 东鹏 诺贝尔 冠珠 立邦 三棵树 多乐士 嘉宝莉 伟星 联塑 日丰 公元 中财 坚朗 科顺 卓宝 西卡 凯伦 北新 可耐福 圣戈班 莫干山 千年舟 大自然 圣象 欧派 索菲亚 箭牌 九牧 恒洁 TOTO 科勒 海螺 华润水泥 德高',
  goods:
    '金龙鱼 福临门 鲁花 海天味业 李锦记 厨邦 千禾 康师傅 统一 娃哈哈 农夫山泉 怡宝 可口可乐 百事 蒙牛 伊利 光明 君乐宝 双汇 雨润 金锣 安井 三全 思念 正大 洽洽 三只松鼠 良品铺子 青岛啤酒 雪花 燕京 百威 茅台 五粮液 洋河 蓝月亮 立白 宝洁 联合利华 旺旺 达利 盼盼',
  service:
    '通力 奥的斯 迅达 三菱电梯 日立电梯 蒂森 顺丰 德邦 京东物流 中通 圆通 跨越 安能 马士基 中远海运 格力 美的 大金 约克 开利 特灵 麦克维尔 海尔 海信 比泽尔 冰轮',
} as const

export const brands: ReadonlySet<string> = new Set(Object.values(byTrade).flatMap((words) => words.split(' ')))

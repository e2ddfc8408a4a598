/** What companies with names in Latin letters are called. */

const foreignForms =
  /^(?:co|company|ltd|limited|inc|incorporated|llc|llp|plc|corp|corporation|gmbh|ag|kg|sa|spa|srl|bv|nv|ab|as|oy|kk|jsc|pte|pty|sdn|bhd|ltda|doo|group|holdings?|pt|tbk|sp|z|oo|b|v|k|s|a)$/
const commonWords =
  /^(?:blue|green|golden|gold|global|north|south|east|west|pacific|atlantic|asia|euro|royal|star|sun|new|great|the|first|best|home|garden|big|smart|united|general|international|ocean|river|stone|silver|white|black|red|al|el|la|le|van|von|de|der|san|santa|sao|toko|grand|union|world|trans|super|top)$/
/** Trades of foreign names as they are said in Chinese. */
const translated: Record<string, readonly string[]> = {
  steel: ['钢铁', '钢材'],
  furniture: ['家具'],
  hardware: ['五金'],
  trading: ['贸易'],
  tools: ['工具'],
  textile: ['纺织'],
  textiles: ['纺织'],
  logistics: ['物流'],
  contracting: ['工程', '承包'],
  construction: ['建筑'],
  toys: ['玩具'],
  imports: ['进口'],
  import: ['进口'],
  garden: ['园艺', '园林'],
  distribution: ['分销'],
  supplies: ['用品'],
  supply: ['用品'],
  home: ['家居'],
  food: ['食品'],
  foods: ['食品'],
  electronics: ['电子'],
  motors: ['汽车'],
  shoji: ['商事'],
  shokai: ['商会'],
  kogyo: ['工业'],
  denki: ['电机'],
  machinery: ['机械'],
  plastics: ['塑料'],
  paper: ['纸业'],
  lighting: ['照明'],
  medical: ['医疗'],
  chemical: ['化工'],
}
/** Japanese family names as they are written in Chinese. */
const families: Record<string, string> = {
  tanaka: '田中',
  suzuki: '铃木',
  sato: '佐藤',
  yamada: '山田',
  yamamoto: '山本',
  matsumoto: '松本',
  ito: '伊藤',
  watanabe: '渡边',
  nakamura: '中村',
  kobayashi: '小林',
  kato: '加藤',
  yoshida: '吉田',
  inoue: '井上',
  kimura: '木村',
  mori: '森',
  ishikawa: '石川',
  fujita: '藤田',
  okada: '冈田',
  hayashi: '林',
  honda: '本田',
  toyota: '丰田',
  matsuda: '松田',
}

/** Letters and digits only, without accents: Müller → muller. */
export function latinKey(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9\u4e00-\u9fff]/g, '')
}

/** Ways of saying a name in letters, and how surely each means it. */
export function latinAliases(name: string): Map<string, number> {
  const said = new Map<string, number>()
  const words = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '')
  const own = words.filter((word) => !foreignForms.test(word))
  const used = own.length > 0 ? own : words
  for (let n = 1; n <= used.length; n++) {
    const text = used.slice(0, n).join('')
    const isCommon = n === 1 && used.length > 1 && (commonWords.test(text) || text.length < 3)
    if (!isCommon && text.length >= 3) said.set(text, n === 1 && used.length > 1 ? 0.88 : 0.97)
  }
  said.set(words.join(''), 1)
  const [first = ''] = used
  const family = families[first]
  const [head] = [...said.keys()]
  for (const [i, word] of used.entries())
    for (const chinese of translated[word] ?? []) {
      if (i === 0) continue
      said.set(used.slice(0, i).join('') + chinese, 0.95)
      if (head !== undefined && head !== used.slice(0, i).join('')) said.set(head + chinese, 0.95)
      if (family !== undefined) said.set(family + chinese, 0.95)
    }
  if (family !== undefined && family.length > 1) said.set(family, 0.75)
  return said
}

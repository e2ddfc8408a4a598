const SHORTEST_PASSWORD = 8

/** Passwords of eight and more characters that attackers try first, here and in China; shorter ones are refused anyway. */
const common = new Set(
  `12345678 123456789 1234567890 87654321 987654321 0987654321 11111111 00000000 88888888 66666666 12341234 11223344 12344321 123123123
  147258369 159357123 31415926 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc zaq12wsx qazwsxedc qwertyui qwertyuiop qwerty123 qwer1234 asdfghjkl
  asdf1234 zxcvbnm1 zxcvbnm123 abcd1234 abc12345 abc123456 a1234567 a12345678 a123456789 aa123456 aa12345678 q1234567 q12345678 qq123456
  qq123456789 woaini1314 woaini520 woaini123 5201314520 52013145 1314520520 iloveyou iloveyou1 iloveyou520 password password1 password12
  password123 password1234 passw0rd p@ssw0rd p@ssword p@ssw0rd123 pass1234 passwort motdepasse admin123 admin1234 admin888 admin123456
  administrator adminadmin root1234 rootroot test1234 testtest guest123 welcome1 welcome123 letmein1 letmein123 changeme changeme123 default1
  computer internet baseball football superman batman123 princess sunshine trustno1 whatever starwars michael1 jennifer jordan23 dragon123
  monkey123 shadow12 master12 freedom1 mustang1 liverpool chelsea1 arsenal1 samsung1 taobao123 alibaba123 baidu123 tencent123 huawei123
  weixin123 wechat123 xiaoming zhangwei wangwei123 wang1234 zhang123 chen1234 sale1234 sales123 sales888 crm12345 tandem123 shuanglun
  ceshi123 mima1234 mima123456 yonghu123 guanliyuan 88889999 66668888 16888888 168168168 13145200 20202020 19901990 11110000 10203040`.split(
    /\s+/,
  ),
)

/** Why a password is refused, as the reason of an error; null when it may be used. */
export function passwordProblem(password: string): 'people.password_too_short' | 'people.weak_password' | null {
  const plain = password.normalize('NFKC')
  if ([...plain].length < SHORTEST_PASSWORD) return 'people.password_too_short'
  const lower = plain.toLowerCase()
  return common.has(lower) || isRepeated(lower) || isRun(lower) ? 'people.weak_password' : null
}

/** One or two characters over and over: aaaaaaaa, abababab. */
function isRepeated(text: string): boolean {
  return new Set(text).size <= 2
}

/** Neighbours of the alphabet or of digits all the way: abcdefgh, 98765432. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((char, i) => char.charCodeAt(0) - text.charCodeAt(i))
  return steps.every((step) => step === 1) || steps.every((step) => step === -1)
}

/** Whether a password is nothing but what everybody knows about the person. */
export function tellsPerson(password: string, known: readonly (string | null)[]): boolean {
  const plain = password.normalize('NFKC').toLowerCase()
  return known.some((text) => text !== null && text.length > 0 && plain === text.toLowerCase())
}

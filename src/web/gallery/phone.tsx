import { CloudOff, Hourglass, Mail, MapPin, Navigation, Phone, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button, Segmented, TextArea, TextField } from '../ui/fields.tsx'
import { Avatar, IntentLetter, KeyStar, Pace, StageBar, Tag } from '../ui/marks.tsx'
import {
  ActionButton,
  Banner,
  Card,
  ListRow,
  NumberCell,
  NumberStrip,
  NumberTile,
  Row,
  Section,
  TextButton,
} from '../ui/phone/blocks.tsx'
import { AddChip, Chip, FixChip, IntentPick } from '../ui/phone/chips.tsx'
import { DateTimeSheet } from '../ui/phone/date-time-sheet.tsx'
import { Footer, NavBar, TitleBar } from '../ui/phone/page.tsx'
import { SelectField } from '../ui/phone/pickers.tsx'
import { SearchBar } from '../ui/phone/search.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'

/** Every phone part beside the mock-ups; only while developing. */
export default function PhoneGallery() {
  const [intent, setIntent] = useState<string>()
  const [when, setWhen] = useState(false)
  const [at, setAt] = useState<string | null>(null)
  const [kind, setKind] = useState('day')
  const [words, setWords] = useState('')
  return (
    <>
      <NavBar title="部件" tail={<button type="button">没打通</button>} />
      <TitleBar
        title="今天"
        subtitle="3月12日 周四 · 本月第 9 / 22 个工作日"
        right={<Avatar id="c" name="陈思远" size="lg" />}
      />
      <Banner tone="warn" icon={CloudOff} side="已存 2 条">
        无网络，提交后先存手机
      </Banner>
      <SearchBar value={words} onChange={setWords} />
      <Card>
        <NumberStrip columns="76px 84px 84px 1fr">
          <NumberTile label="拜访" value="3" of="/3" pace={{ done: 1 }} />
          <NumberTile label="跟进" value="4" of="/10" pace={{ done: 0.4 }} />
          <NumberTile label="计划" value="4" of="/10" pace={{ done: 0.4 }} />
          <NumberTile label="本月(万)" value="96.5" of="/240" pace={{ done: 0.4, expected: 0.41 }} />
        </NumberStrip>
      </Card>
      <Section title="给你的" side={<button type="button">全部 3</button>} />
      <Card>
        <ListRow
          lead={<Avatar id="s" name="沈知行" />}
          title="「含标定总价」对比周五上午发你"
          text="答复你的求助 · 明锐 · 26 分钟前"
          tail={<TextButton onPress={() => toast('已读', { onUndo: () => {} })}>看</TextButton>}
        />
        <ListRow
          lead={<Hourglass size={18} className="c3" />}
          title="借样机 1 套，周一演示用"
          note="林嘉怡处理中 · 已等 3 小时 10 分"
          tail={<TextButton onPress={() => toast('已催')}>催一下</TextButton>}
        />
      </Card>
      <Section title="今天到期" count="6 项" />
      <Card>
        {['B', 'A'].map((letter, index) => (
          <ListRow
            key={letter}
            over={index === 0}
            inset={68}
            lead={
              <span style={{ width: 46, flex: 'none' }} className={index === 0 ? 'cwarn' : ''}>
                <b className="t14">{index === 0 ? '逾期' : '17:00'}</b>
                <span className="t12 c3" style={{ display: 'block' }}>
                  2 天
                </span>
              </span>
            }
            title="上海启衡医疗器械"
            mark={<IntentLetter intent={letter} />}
            text="发合同范本，确认验收标准"
            note="原定 3/10 · 已改期 1 次"
            tail={
              <span className="row">
                <ActionButton icon={Phone} label="打电话" href="tel:1" />
                <ActionButton icon={index ? Navigation : Mail} label="邮件" onPress={() => {}} />
              </span>
            }
          />
        ))}
      </Card>
      <Section title="记跟进" />
      <Card>
        <Row label="客户" one inset={80}>
          <span className="vals">
            <Chip onPress={() => {}}>苏州明锐电子</Chip>
          </span>
        </Row>
        <Row label="方式" one inset={80}>
          <span className="vals">
            <Chip>
              <MapPin size={14} />
              上门拜访
            </Chip>
            <Chip onPress={() => setWhen(true)}>今天 14:30</Chip>
          </span>
        </Row>
        <Row label="异议" one inset={80}>
          <span className="vals">
            <Chip warn>价格</Chip>
            <Chip warn>竞品 锐控科技</Chip>
            <AddChip label="加异议" onPress={() => {}} />
          </span>
        </Row>
        <Row label="意向" one inset={80}>
          <IntentPick letters={['A', 'B', 'C', 'D']} last="B" value={intent} onChange={setIntent} />
        </Row>
        <Row one inset={14}>
          <span className="grow">
            <b>还差 1 样：</b>意向变没变
          </span>
          <FixChip onPress={() => setIntent('B')}>不变</FixChip>
        </Row>
      </Card>
      <Section title="客户进展" side="6 家 · ★ 重点客户在前" />
      <Card>
        <ListRow
          lead={<KeyStar label="重点客户" />}
          title="苏州明锐电子"
          mark={<IntentLetter intent="A" from="B" />}
          text="认可二期方案，产线增至 6 条"
          tail={<span className="t13 c2">86.0 万 · 62%</span>}
        />
        <div className="ngrid">
          <NumberCell label="拜访 /3" value="3" open onOpen={() => {}} />
          <NumberCell label="跟进 /10" value="8" onOpen={() => {}} />
          <NumberCell label="签单" value="0" onOpen={() => {}} />
          <NumberCell label="回款" value="12.2" unit="万" onOpen={() => {}} />
        </div>
      </Card>
      <Section title="填写" side={<Tag tone="ok">@沈知行</Tag>} />
      <Card pad>
        <div className="col g12">
          <Segmented
            label="范围"
            fill
            choices={[
              { value: 'day', label: '日' },
              { value: 'week', label: '周' },
              { value: 'month', label: '月' },
            ]}
            value={kind}
            onChange={setKind}
          />
          <TextField label="姓名" value={words} onChange={setWords} required error="必填" />
          <TextArea label="问题与建议" value={words} onChange={setWords} placeholder="今天学到什么，一句就够" />
          <SelectField
            label="来源"
            value={null}
            options={[
              { value: 'a', label: '展会' },
              { value: 'b', label: '转介绍' },
            ]}
            onChange={() => {}}
          />
          <StageBar
            stages={['初步接洽', '需求确认', '方案交流', '报价', '谈判'].map((label) => ({ key: label, label }))}
            current="方案交流"
          />
          <Pace done={0.17} expected={0.41} tall />
        </div>
      </Card>
      <Section title="状态" />
      <Card>
        <Skeleton rows={2} avatar />
        <EmptyState
          title="今天的计划都完成了"
          text="明天有 3 项。现在可以提交日报。"
          actions={
            <Button size="sm" icon={<Plus size={14} />}>
              看明天
            </Button>
          }
        />
      </Card>
      <div className="p-end" />
      <DateTimeSheet open={when} onClose={() => setWhen(false)} title="什么时候" value={at} onChange={setAt} />
      <Footer>
        <Button>存草稿</Button>
        <Button kind="pri" className="grow" onClick={() => toast('已提交', { onUndo: () => {} })}>
          提交跟进
        </Button>
      </Footer>
    </>
  )
}

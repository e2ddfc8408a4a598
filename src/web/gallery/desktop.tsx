import { Download, MessageSquareText, Phone } from 'lucide-react'
import { useState } from 'react'
import type { Condition } from '../lib/filter.ts'
import type { FieldMeta } from '../lib/meta.ts'
import { DataTable } from '../ui/desktop/data-table.tsx'
import { EvidenceDrawer, EvidenceItem } from '../ui/desktop/evidence-drawer.tsx'
import { FilterBar } from '../ui/desktop/filter-bar.tsx'
import { KpiStrip, KpiTile, PageBody, PageHeader, Panel } from '../ui/desktop/page.tsx'
import { RecordForm } from '../ui/desktop/record-form.tsx'
import { Button, Segmented } from '../ui/fields.tsx'
import { Sparkline, StepTrend } from '../ui/lines.tsx'
import { Avatar, Change, EvidenceNumber, IntentLetter, Pace, StageBar, Status, Tag } from '../ui/marks.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { toast } from '../ui/toast.tsx'

const fields: FieldMeta[] = [
  { key: 'name', label: '名称', kind: 'text', required: true, filterable: true },
  { key: 'ownerId', label: '负责人', kind: 'user', filterable: true },
  {
    key: 'industry',
    label: '行业',
    kind: 'option',
    filterable: true,
    options: [
      { key: 'a', label: '电子' },
      { key: 'b', label: '食品' },
    ],
  },
  { key: 'amount', label: '金额', kind: 'money', filterable: true },
  { key: 'closeOn', label: '预计签约', kind: 'date', filterable: true },
  { key: 'at', label: '下一步', kind: 'dateTime', filterable: true },
  { key: 'tags', label: '标签', kind: 'options', options: [{ key: 'x', label: '重点' }] },
  { key: 'custom.key', label: '重点客户', kind: 'checkbox', filterable: true, custom: true },
  { key: 'note', label: '备注', kind: 'longText' },
]

const people = ['林嘉怡', '陈思远', '王浩然', '赵子墨'].map((name, index) => ({
  id: name,
  name,
  visits: 4 - index,
  share: 0.55 - index * 0.13,
}))

/** Every desktop part beside the mock-ups; only while developing. */
export default function DesktopGallery() {
  const [conditions, setConditions] = useState<Condition[]>([
    { field: 'industry', op: 'in', value: ['a'] },
    { field: 'closeOn', op: 'within', value: 'thisMonth' },
  ])
  const [evidence, setEvidence] = useState(false)
  const [sort, setSort] = useState<string | undefined>('-visits')
  const [range, setRange] = useState('day')
  return (
    <>
      <PageHeader
        title="团队日报"
        actions={
          <>
            <Button size="sm" icon={<Download size={14} />}>
              导出
            </Button>
            <Button size="sm" kind="pri" onClick={() => toast('已提交', { onUndo: () => {} })}>
              写点评
            </Button>
          </>
        }
      >
        <Segmented
          small
          label="范围"
          choices={[
            { value: 'day', label: '日' },
            { value: 'week', label: '周' },
          ]}
          value={range}
          onChange={setRange}
        />
        <span className="t12 c3">数据截至 21:20</span>
      </PageHeader>
      <PageBody>
        <KpiStrip>
          <KpiTile
            label="日报提交"
            change="按时 8"
            value="9"
            unit="/10 人"
            pace={{ done: 0.9 }}
            note="迟交 1 · 待交 1"
            onOpen={() => setEvidence(true)}
          />
          <KpiTile
            label="拜访"
            change={<Change value={-18} text="18%" />}
            value="20"
            unit="/30 次"
            pace={{ done: 0.67, tone: 'warn' }}
            note="少 10 次"
            onOpen={() => setEvidence(true)}
          />
          <KpiTile
            label="本月达成"
            change={<Change value={-5} text="5.5 点" />}
            value="35.4%"
            pace={{ done: 0.354, expected: 0.409 }}
            note="756.8 / 2,140 万"
          />
        </KpiStrip>
        <FilterBar fields={fields} value={conditions} onChange={setConditions} />
        <DataTable
          label="成员"
          rows={people}
          sort={sort}
          onSort={setSort}
          onOpen={(row) => toast(row.name)}
          columns={[
            {
              key: 'name',
              title: '销售',
              render: (row) => (
                <span className="row g6">
                  <Avatar id={row.id} name={row.name} />
                  <span className="m">{row.name}</span>
                </span>
              ),
            },
            {
              key: 'visits',
              title: '拜访',
              align: 'right',
              sortBy: 'visits',
              render: (row) => <EvidenceNumber onOpen={() => setEvidence(true)}>{row.visits}</EvidenceNumber>,
            },
            {
              key: 'line',
              title: '近 10 日',
              render: (row) => (
                <Sparkline
                  values={[3, 2, 3, 4, 3, 2, row.visits]}
                  target={3}
                  tone={row.visits < 2 ? 'bad' : undefined}
                />
              ),
            },
            { key: 'intent', title: '意向', render: () => <IntentLetter intent="A" from="B" /> },
            {
              key: 'share',
              title: '本月达成',
              render: (row) => (
                <span className="row g6">
                  <Pace done={row.share} expected={0.41} width={60} />
                  {Math.round(row.share * 100)}%
                </span>
              ),
            },
            { key: 'state', title: '日报', render: () => <Status tone="ok">18:02</Status> },
            { key: 'finding', title: '异常', render: (row) => row.visits < 2 && <Tag tone="bad">拜访骤降</Tag> },
          ]}
        />
        <div className="row g12" style={{ alignItems: 'stretch' }}>
          <div className="grow">
            <Panel title="编辑" note="字段由模板决定">
              <RecordForm
                fields={fields}
                record={{ name: '苏州明锐电子', amount: 860000, custom: {} }}
                onSubmit={() => new Promise((resolve) => setTimeout(resolve, 500))}
              />
            </Panel>
          </div>
          <div style={{ width: 348 }} className="col g12">
            <Panel title="意向">
              <StepTrend
                label="从 C 升到 A"
                points={['C', 'C', 'B', 'B', 'A'].map((intent, index) => ({ intent, label: `3/${index + 1}` }))}
              />
              <StageBar
                stages={['初步接洽', '需求确认', '方案交流', '报价', '谈判'].map((label) => ({ key: label, label }))}
                current="方案交流"
              />
            </Panel>
            <Panel title="动态">
              <Timeline
                items={[
                  { id: '1', day: '今天', icon: Phone, content: <span>约采购李慧确认比价时间</span> },
                  { id: '2', day: '今天', icon: MessageSquareText, content: <span>认可二期方案</span> },
                ]}
              />
              <EmptyState title="没有更多了" />
            </Panel>
          </div>
        </div>
      </PageBody>
      <EvidenceDrawer
        open={evidence}
        onClose={() => setEvidence(false)}
        title="依据：雷同跟进 2 条"
        note="王浩然 · 3/6–3/12"
        definition="相似度 ≥ 90%"
        query={{ data: [1, 2], error: undefined }}
        row={(item) => (
          <EvidenceItem
            key={item}
            head="3/12 16:05 · 电话 · 与 3/11 相似 96%"
            side={<span className="cbad">没有下一步</span>}
            title="宁波海晟精密机械"
          >
            「电话联系客户，客户表示再考虑考虑。」
          </EvidenceItem>
        )}
      />
    </>
  )
}

import { useState } from 'react';
import { ApiProblem } from '../../src/api/problem';
import { Band } from '../../src/ui/Band';
import { Button, IconButton } from '../../src/ui/Button';
import { Card } from '../../src/ui/Card';
import { Chips } from '../../src/ui/Chips';
import { BarList } from '../../src/ui/chart/BarList';
import { DotGrid } from '../../src/ui/chart/DotGrid';
import { TwinChart } from '../../src/ui/chart/TwinChart';
import { EventList, LogList } from '../../src/ui/EventList';
import { ExplainedFigure } from '../../src/ui/explained/Explained';
import { Facts } from '../../src/ui/Facts';
import { FigureStrip } from '../../src/ui/FigureStrip';
import {
  Checkbox,
  DateField,
  FileDrop,
  MoneyField,
  type Pick,
  PickField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '../../src/ui/fields';
import { Masked, Redacted } from '../../src/ui/Hidden';
import { LaneBoard, LaneLegend } from '../../src/ui/lanes/LaneBoard';
import { Dialog, Drawer } from '../../src/ui/Modal';
import { Notice } from '../../src/ui/Notice';
import { Halves, Page, Split } from '../../src/ui/Page';
import { Progress } from '../../src/ui/Progress';
import { RecordForm } from '../../src/ui/record/RecordForm';
import { RecordTable } from '../../src/ui/record/RecordTable';
import { SkeletonRows } from '../../src/ui/Skeleton';
import { Steps } from '../../src/ui/Steps';
import { AsOfNotice, Empty, ErrorState, NoAccess, Refused } from '../../src/ui/states';
import { Tabs } from '../../src/ui/Tabs';
import { Tag } from '../../src/ui/Tag';
import { useToast } from '../../src/ui/Toast';
import { DataTable } from '../../src/ui/table/DataTable';
import { annualLeave, assignmentMeta, assignmentRows, laneStrips, laneTasks, manyRows } from './fixtures';

/** Every component at a glance, for looking at it in both themes, languages and widths. */
export function Gallery() {
  return (
    <main style={{ padding: '20px var(--gutter) 80px', maxWidth: 1240, margin: '0 auto' }}>
      <Page
        title="组件一览"
        tag={<Tag tone="warn">新</Tag>}
        sub="高级后端工程师 P7，云平台 / 检索；汇报给周文博。评估于 2026-11-20，2027-02-18 自动失效。"
        crumbs={['提醒', '离职预警', 'RT-2026-1187']}
        actions={
          <>
            <Button>留任措施</Button>
            <Button>暂缓</Button>
            <Button look="primary">记录面谈</Button>
          </>
        }
      >
        <Steps titles={['上传', '映射', '校验', '试导入', '完成']} now={2} />
        <Figures />
        <Split aside={<Aside />}>
          <Card
            title="并行泳道"
            note="六方同时进行，虚线箭头表示先后"
            extra="截至 02-01 10:30"
            flush
            foot={<LaneLegend shown={['done', 'open', 'overdue', 'blocked', 'scheduled']} />}
          >
            <LaneBoard {...laneStrips} tasks={laneTasks} onOpen={() => undefined} />
          </Card>
          <Charts />
          <Events />
        </Split>
        <Halves>
          <States />
          <Inputs />
        </Halves>
        <Records />
        {/* Too tall for a picture of the whole page. */}
        {window.location.search === '?many' && <Many />}
      </Page>
    </main>
  );
}

function Figures() {
  return (
    <FigureStrip
      items={[
        {
          key: 'a',
          label: '任务',
          value: '8',
          unit: '/ 19 项完成',
          note: '2 项进行中，1 项超时',
          detail: () => <p>口径：流程中所有非“不适用”的任务。</p>,
        },
        { key: 'b', label: '距最后工作时刻', value: '2', unit: '天 7 小时 30 分', note: '2027-02-03 18:00' },
        { key: 'c', label: '有问题', value: '37', unit: '行', tone: 'warn', note: '29 行有确定建议' },
        { key: 'd', label: '结清金额，实发', value: '¥33,889.44', note: '待财务复核' },
        { key: 'e', label: '离职证明', value: '已备好，待签发', word: true, note: '编号 RH-2027-000318' },
      ]}
    />
  );
}

function Aside() {
  return (
    <>
      <Card title="关注度" note="只分档，不给百分比">
        <div className="stack">
          <Band now="elevated" previous="medium" />
          <Facts
            items={[
              ['把握程度', '中等，相似情形 412 人'],
              [
                '手机',
                <Masked key="m" mask="138 **** 6120" label="显示手机" reveal={async () => '138 0000 6120'} />,
              ],
              ['基本工资', <Redacted key="r" />],
              [
                '未休年休假工资',
                <ExplainedFigure
                  key="e"
                  title="未休年休假工资"
                  value="¥7,696.55"
                  explanation={annualLeave}
                  note="算于 2027-02-01 10:12"
                />,
              ],
            ]}
          />
        </div>
      </Card>
      <Card title="上次回测" note="2026 年上半年">
        <DotGrid hits={31} hitLabel="6 个月内离职" restLabel="没有离开，69 人" />
      </Card>
      <Notice tone="info" icon="lock" title="只用于支持。">
        不得作为解除、降级、降薪或考核的依据。
      </Notice>
      <Notice icon="guard" title="从不使用：">
        病假、孕产、申诉与仲裁、工会活动。
      </Notice>
      <Progress title="正在导入" share={0.42} detail="2,010 / 4,775 行" onCancel={() => undefined} />
      <Progress title="正在核验" share={null} />
    </>
  );
}

const periods = ['25Q2', '25Q3', '25Q4', '26Q1', '26Q2', '26Q3'];
const score = { name: '绩效得分', values: [89, 90, 92, 91, 83, 74] };
const leave = [{ name: '事假天数', values: [0.5, 0, 0.5, 0, 2.5, 4], digits: 1 }];
const marks = [
  { period: '26Q1', text: '离职申请，撤回' },
  { period: '26Q2', text: '调薪 8.3%' },
];

function Charts() {
  return (
    <>
      <Card title="同一条时间线" note="上为绩效得分，下为事假天数，按季">
        <TwinChart
          label="绩效得分从 92 降到 74，同期事假从 0.5 天升到 4 天"
          periods={periods}
          line={score}
          bars={leave}
          marks={marks}
        />
      </Card>
      <Card title="主动离职率，按部门" note="近 12 个月，虚线为集团 12.6%，橙色高于集团">
        <BarList
          reference={12.6}
          items={[
            { key: '1', name: '销售 / 华南', size: 24.1, value: '24.1%' },
            { key: '2', name: '客户成功', size: 19.6, value: '19.6%' },
            { key: '3', name: '云平台 / 计算', size: 12.1, value: '12.1%', note: '38 人' },
            { key: '4', name: '云平台 / 存储', size: 8.8, value: '8.8%' },
          ]}
        />
      </Card>
    </>
  );
}

function Events() {
  const [tab, setTab] = useState<'overview' | 'pay'>('overview');
  return (
    <Card flush>
      <Tabs
        label="林若曦"
        items={[
          { key: 'overview', title: '概览' },
          { key: 'pay', title: '薪酬' },
        ]}
        value={tab}
        onChange={setTab}
      >
        <div style={{ padding: 16 }}>
          {tab === 'overview' ? (
            <EventList
              items={[
                {
                  id: '1',
                  at: '2026-11-18',
                  title: '合同将在 43 天后到期',
                  tag: '提醒',
                  tone: 'warn',
                  text: '固定期限合同（第二次）到期日 2026-12-31。',
                  by: '系统规则 CT-03',
                },
                {
                  id: '2',
                  at: '2026-04-01',
                  title: '调动：搜索推荐组 → 大模型应用组',
                  tag: '调动',
                  tone: 'brand',
                  text: '汇报对象由周文博变更为程景行。',
                },
                { id: '3', at: '2025-01-01', title: '晋升：P6 → P7', tag: '晋升', tone: 'info' },
              ]}
            />
          ) : (
            <LogList
              items={[
                {
                  id: '1',
                  at: '2026-11-20T01:12:00Z',
                  title: '已通知张明远本人',
                  text: '站内与邮件，已读 11-20 10:05',
                },
                { id: '2', at: '2026-11-20T01:10:00Z', title: '分派给 HRBP 沈静怡' },
              ]}
            />
          )}
        </div>
      </Tabs>
    </Card>
  );
}

function States() {
  const problem = new ApiProblem({
    title: '',
    detail: '薪酬服务 8 秒内没有答复。你的修改没有丢，其余内容可以继续使用。',
    status: 503,
    code: 'pay.timeout',
    request_id: 'req_01JD7Q2M8K',
  });
  const refusal = new ApiProblem({
    title: '',
    detail: '条件里有“申请劳动仲裁”。法律保护的行为不能用来推高任何人的关注度。',
    status: 409,
    code: 'rules.protected',
    article: '劳动法第七十七条',
  });
  return (
    <div className="stack">
      <ErrorState problem={problem} what="工资明细" onRetry={() => undefined} />
      <NoAccess permission="alert.read" />
      <Refused problem={refusal} action={<Button size="small">换一个条件</Button>} />
      <Empty title="没有需要你处理的异议" action={<Button size="small">看已办结的 14 件</Button>}>
        员工提出异议后会出现在这里，并带着答复期限。
      </Empty>
      <AsOfNotice title="正在看 2026-03-15 已知的 2026-02-01">之后的变更没有显示。</AsOfNotice>
      <Card>
        <SkeletonRows count={3} />
      </Card>
    </div>
  );
}

const someone: Pick = { id: '1', title: '张明远', hint: 'YC001187 高级后端工程师' };

function Inputs() {
  const toast = useToast();
  const [text, setText] = useState('');
  const [day, setDay] = useState<string | null>('2026-11-20');
  const [fen, setFen] = useState<number | null>(2_860_000);
  const [reason, setReason] = useState<string | null>(null);
  const [pick, setPick] = useState<Pick | null>(null);
  const [find] = useState(() => async () => [someone, { id: '2', title: '张明慧', hint: 'YC001188' }]);
  const [checked, setChecked] = useState(true);
  const [choice, setChoice] = useState<'agree' | 'resign' | null>('resign');
  const [chip, setChip] = useState<'all' | 'probation'>('all');
  const [open, setOpen] = useState<'drawer' | 'dialog' | null>(null);
  return (
    <Card title="输入" extra={<IconButton icon="more" label="更多" />}>
      <div className="stack">
        <Chips
          label="视图"
          value={chip}
          onChange={setChip}
          items={[
            { key: 'all', title: '全部', count: 4741 },
            { key: 'probation', title: '试用期', count: 180 },
          ]}
        />
        <TextField label="岗位" value={text} onChange={setText} required error={text ? null : '此项必填'} />
        <DateField label="最后工作日" value={day} onChange={setDay} hint="提前三十日书面通知" />
        <MoneyField label="基本工资" value={fen} onChange={setFen} />
        <SelectField
          label="离职原因"
          value={reason}
          onChange={setReason}
          options={[{ value: 'pay', title: '薪酬' }]}
        />
        <PickField label="接手人" value={pick} onChange={setPick} find={find} />
        <TextArea label="说明" value="" onChange={() => undefined} />
        <Checkbox label="我已阅读并确认" checked={checked} onChange={setChecked} />
        <RadioGroup
          label="依据"
          value={choice}
          onChange={setChoice}
          choices={[
            { value: 'resign', title: '书面辞职', note: '劳动合同法第三十七条' },
            { value: 'agree', title: '协商一致', note: '劳动合同法第三十六条，需支付经济补偿' },
          ]}
        />
        <FileDrop accept=".csv" onFile={() => undefined} />
        <div className="row">
          <Button onClick={() => setOpen('drawer')}>抽屉</Button>
          <Button look="danger" onClick={() => setOpen('dialog')}>
            对话框
          </Button>
          <Button
            look="quiet"
            icon="bell"
            onClick={() => toast({ text: '已采用 29 项建议，原值保留。', undo: () => undefined })}
          >
            通知
          </Button>
          <Button busy>保存中</Button>
          <Button disabled>不可用</Button>
        </div>
        <div className="row">
          <Tag>中性</Tag>
          <Tag tone="good">在职</Tag>
          <Tag tone="warn">待确认</Tag>
          <Tag tone="bad">已拒绝</Tag>
          <Tag tone="info">试用期</Tag>
          <Tag tone="brand">生效</Tag>
        </div>
        <Drawer
          open={open === 'drawer'}
          title="发起调动"
          onClose={() => setOpen(null)}
          foot={<Button look="primary">提交</Button>}
        >
          正文
        </Drawer>
        <Dialog
          open={open === 'dialog'}
          title="撤销这次导入？"
          onClose={() => setOpen(null)}
          foot={<Button look="danger">撤销导入</Button>}
        >
          4,775 行会恢复到导入前的样子。
        </Dialog>
      </div>
    </Card>
  );
}

function Records() {
  const options = (target: string) =>
    target === 'catalogue:working_time' ? [{ value: 'standard', title: '标准工时' }] : undefined;
  return (
    <Halves>
      <Card title="RecordTable" flush>
        <RecordTable
          meta={assignmentMeta}
          rows={assignmentRows}
          label="任职"
          onOpen={() => undefined}
          actions={() => <Button size="small">结束</Button>}
        />
      </Card>
      <Card title="RecordForm">
        <RecordForm
          meta={assignmentMeta}
          submitTitle="保存"
          onSubmit={async () => undefined}
          options={options}
          find={async () => [someone]}
          onCancel={() => undefined}
        />
      </Card>
    </Halves>
  );
}

function Many() {
  return (
    <Card title="三千行" flush>
      <DataTable
        label="人员"
        rows={manyRows}
        rowKey={(row) => row.id}
        selectedKey="2"
        columns={[
          {
            key: 'name',
            title: '姓名',
            phone: 'lead',
            cell: (row) => (
              <>
                <a href="#row">{row.name}</a> <span className="muted small">{row.number}</span>
              </>
            ),
          },
          { key: 'unit', title: '部门', cell: (row) => row.unit },
          { key: 'since', title: '入职日期', width: '110px', cell: (row) => row.since },
          {
            key: 'state',
            title: '状态',
            width: '80px',
            phone: 'side',
            cell: () => <Tag tone="good">在职</Tag>,
          },
        ]}
      />
    </Card>
  );
}

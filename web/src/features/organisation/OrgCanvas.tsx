import {
  Background,
  BaseEdge,
  type Edge,
  type EdgeProps,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useNodesState,
  useReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useText } from '../../i18n/useText';
import { Button, IconButton } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { cardHeight, cardWidth, place } from './layout';
import styles from './organisation.module.css';

/** A card on the canvas: a unit, a place that a unit leaves, or the rest of its siblings. */
export interface CanvasCard {
  key: string;
  parent: string | null;
  rest?: number;
  /** What the card is called when it is read aloud. */
  label: string;
  body: ReactNode;
  look?: string;
  /** Whether it may be dragged, and whether something may be dropped on it. */
  movable?: boolean;
  receives?: boolean;
  children?: number;
  open?: boolean;
}

interface CanvasProps {
  label: string;
  cards: CanvasCard[];
  selected: string | null;
  /** The card to fly to; a new object flies again. */
  target: { key: string } | null;
  onSelect: (key: string) => void;
  onToggle?: (key: string) => void;
  onRest?: (parent: string) => void;
  onDrop?: (moved: string, onto: string) => void;
}

interface CardData extends Record<string, unknown> {
  card: CanvasCard;
  selected: boolean;
  onSelect: CanvasProps['onSelect'];
  onToggle: CanvasProps['onToggle'];
  onRest: CanvasProps['onRest'];
}

const nodeTypes = { card: CardNode };
const edgeTypes = { elbow: Elbow };

export function OrgCanvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Stage {...props} />
    </ReactFlowProvider>
  );
}

function Stage({ label, cards, selected, target, onSelect, onToggle, onRest, onDrop }: CanvasProps) {
  const t = useText();
  const flow = useReactFlow();
  const laid = useMemo(() => place(cards), [cards]);
  const wanted = useMemo(() => {
    const byKey = new Map(cards.map((card) => [card.key, card]));
    return laid.flatMap((at): Node<CardData>[] => {
      const card = byKey.get(at.key);
      if (!card) return [];
      const data = { card, selected: card.key === selected, onSelect, onToggle, onRest };
      return [
        {
          id: at.key,
          type: 'card',
          position: { x: at.x, y: at.y },
          data,
          draggable: Boolean(onDrop && card.movable),
          width: cardWidth,
          height: card.rest === undefined ? cardHeight : 32,
        },
      ];
    });
  }, [cards, laid, selected, onSelect, onToggle, onRest, onDrop]);
  const [nodes, setNodes, onNodesChange] = useNodesState(wanted);
  useEffect(() => setNodes(wanted), [wanted, setNodes]);
  const edges = useMemo(
    () =>
      laid.flatMap((at): Edge[] =>
        at.depth === 0 || !at.parent
          ? []
          : [
              {
                id: `${at.parent}-${at.key}`,
                source: at.parent,
                target: at.key,
                sourceHandle: at.depth === 1 ? 'down' : 'side',
                targetHandle: at.depth === 1 ? 'top' : 'left',
                type: 'elbow',
                data: { beside: at.depth === 1 },
                focusable: false,
              },
            ],
      ),
    [laid],
  );
  useFlight(target, laid);
  const stage = useRef<HTMLDivElement>(null);
  /** The root on top, as wide as the stage, yet never too small to read. */
  const fitWidth = (width: number) => {
    const right = Math.max(...laid.map((card) => card.x + cardWidth), cardWidth);
    const zoom = Math.min(1, Math.max(0.7, (width - 32) / right));
    void flow.setViewport({ x: Math.max(16, (width - right * zoom) / 2), y: 16, zoom });
  };
  const dropped = (_: unknown, node: Node<CardData>) => {
    // Several cards may lie below the dragged one: the nearest is meant.
    const away = (other: Node) =>
      Math.hypot(other.position.x - node.position.x, other.position.y - node.position.y);
    const onto = flow
      .getIntersectingNodes(node)
      .filter((other) => (other as Node<CardData>).data.card.receives)
      .sort((a, b) => away(a) - away(b))[0];
    setNodes(wanted);
    if (onto) onDrop?.(node.id, onto.id);
  };
  return (
    <div ref={stage} className={styles.stage}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        aria-label={label}
        onInit={() => fitWidth(stage.current?.clientWidth ?? 0)}
        onNodesChange={onNodesChange}
        onNodeDragStop={dropped}
        nodesFocusable={false}
        edgesFocusable={false}
        nodesConnectable={false}
        minZoom={0.2}
        maxZoom={1.5}
        proOptions={{ hideAttribution: true }}
      >
        <Background gap={18} size={1} className={styles.dots} />
      </ReactFlow>
      <div className={styles.tools}>
        <IconButton icon="plus" label={t('org.zoom.in')} onClick={() => void flow.zoomIn()} />
        <IconButton icon="minus" label={t('org.zoom.out')} onClick={() => void flow.zoomOut()} />
        <Button size="small" onClick={() => void flow.fitView({ maxZoom: 1, padding: 0.06, duration: 200 })}>
          {t('org.zoom.all')}
        </Button>
      </div>
    </div>
  );
}

/** From the parent down and across: along one line to all that stand beside each other, along another to a column. */
function Elbow({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<Edge<{ beside: boolean }>>) {
  const middle = sourceY + 20;
  const path = data?.beside
    ? `M${sourceX} ${sourceY}V${middle}H${targetX}V${targetY}`
    : `M${sourceX} ${sourceY}V${targetY}H${targetX}`;
  return <BaseEdge path={path} />;
}

/** Flies to a card once it stands on the canvas. */
function useFlight(target: CanvasProps['target'], laid: ReturnType<typeof place>) {
  const flow = useReactFlow();
  const done = useRef<CanvasProps['target']>(null);
  useEffect(() => {
    if (!target || done.current === target) return;
    const at = laid.find((card) => card.key === target.key);
    if (!at) return;
    done.current = target;
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    void flow.setCenter(at.x + cardWidth / 2, at.y + cardHeight / 2, { zoom: 1, duration: calm ? 0 : 400 });
  }, [target, laid, flow]);
}

function CardNode({ data }: NodeProps<Node<CardData>>) {
  const t = useText();
  const { card, selected, onSelect, onToggle, onRest } = data;
  const handles = (
    <>
      <Handle
        type="target"
        position={Position.Top}
        id="top"
        className={styles.handle}
        isConnectable={false}
      />
      <Handle
        type="target"
        position={Position.Left}
        id="left"
        className={styles.handle}
        isConnectable={false}
      />
      <Handle
        type="source"
        position={Position.Bottom}
        id="down"
        className={styles.handle}
        isConnectable={false}
      />
      <Handle
        type="source"
        position={Position.Bottom}
        id="side"
        className={styles.handle}
        style={{ left: 8 }}
        isConnectable={false}
      />
    </>
  );
  if (card.rest !== undefined)
    return (
      <>
        {handles}
        <button type="button" className={styles.rest} onClick={() => card.parent && onRest?.(card.parent)}>
          {card.body}
        </button>
      </>
    );
  return (
    <>
      {handles}
      <button
        type="button"
        className={cx(styles.unit, card.look, selected && styles.selected)}
        aria-pressed={selected}
        onClick={() => onSelect(card.key)}
      >
        <span className="visually-hidden">{card.label}</span>
        {card.body}
      </button>
      {onToggle && (card.children ?? 0) > 0 && (
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={card.open ?? false}
          aria-label={t(card.open ? 'org.fold' : 'org.unfold', { name: card.label })}
          onClick={() => onToggle(card.key)}
        >
          {card.open ? '−' : '+'}
        </button>
      )}
    </>
  );
}

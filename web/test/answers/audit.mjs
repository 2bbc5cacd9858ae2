// The trail.
const entries = Array.from({ length: 14 }, (_, index) => ({
  seq: 18402 - index,
  at: `2026-11-20T02:${String(31 - index).padStart(2, '0')}:52Z`,
  actor: 'a1',
  actor_login: ['han.pei', 'shen.jingyi', null][index % 3],
  operation: ['grant_role', 'reveal_field', 'hire_person', 'transfer_person'][index % 4],
  action: ['create', 'read', 'create', 'supersede'][index % 4],
  record: ['grant', 'person', 'employment', 'assignment'][index % 4],
  record_id: 'r1',
  subject: index % 4 ? 'p0' : null,
  reason: index % 2 ? '离职结算核对' : null,
  changes:
    index % 4 === 3
      ? [
          {
            field: 'position',
            class: 'directory',
            old: '后端工程师',
            new: '高级后端工程师',
            old_digest: 'aa',
            new_digest: 'bb',
          },
          {
            field: 'unit_id',
            class: 'directory',
            old: null,
            new: null,
            old_digest: '7d2091ab7d2091ab00',
            new_digest: '7d2091ab7d2091ab01',
          },
        ]
      : [],
  redacted: index % 4 === 3 ? ['unit_id'] : [],
}));
const root = '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328';
const note = `renhe.example\n8\n${Buffer.from(root, 'hex').toString('base64')}\n\n— renhe.example AAAAAAAA\n`;
const proof = {
  seq: 0,
  size: 8,
  leaf: '',
  root,
  checkpoint: note,
  verifier_key: 'renhe.example+00000000+AAAA',
  path: [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ],
};

export const answers = {
  'GET /audit/entries': { items: entries, next_cursor: null, total: null },
  'GET /audit/status': { size: 18402, root, checkpoint: note, verifier_key: 'renhe.example+00000000+AAAA' },
  'GET /audit/entries/18402/proof': proof,
  'POST /audit/verification': { whole: true, size: 18402, root, checkpoints: 312, erased: 1, first: null },
};

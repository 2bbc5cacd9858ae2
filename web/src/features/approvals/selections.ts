export const approvalSelections = ['mine', 'asked', 'decided'] as const;
export type ApprovalSelection = (typeof approvalSelections)[number];

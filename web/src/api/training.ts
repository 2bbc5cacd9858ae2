import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { ApiProblem } from './problem';

export const trainingStages = ['queued', 'reading', 'fitting', 'scoring', 'done', 'failed'] as const;

export interface TrainingView {
  id: string;
  requested_by: string | null;
  requested_at: string;
  stage: (typeof trainingStages)[number];
  /** 0 to 100. */
  progress: number;
  problem: string | null;
  problem_params: Record<string, string>;
  model_id: string | null;
  finished_at: string | null;
}

/** The newest training, asked for again while it runs; null before the first. */
export const trainingQuery = queryOptions({
  queryKey: ['training'],
  queryFn: async ({ signal }) => {
    try {
      return await api.get<TrainingView>('/insights/trainings/latest', undefined, signal);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) return null;
      throw error;
    }
  },
  refetchInterval: (query) => (query.state.data && !query.state.data.finished_at ? 1000 : false),
});

export const requestTraining = () => api.post<TrainingView>('/insights/trainings');

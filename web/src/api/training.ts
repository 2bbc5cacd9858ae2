import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { ApiProblem } from './problem';
import type { TrainingView } from './types';

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

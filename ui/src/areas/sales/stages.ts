/** Stages to choose from, each with its pipeline where there are several. */
import type { Option } from '@/design';
import type { Pipeline } from '@/host/generated';

export const stageOptions = (pipelines: readonly Pipeline[]): Option[] =>
  pipelines.flatMap(({ name, stages }) =>
    stages.map((stage) => ({
      id: stage.id,
      text: stage.name,
      note: pipelines.length > 1 ? name : undefined,
    })),
  );

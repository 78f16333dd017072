import type { CourseChoice, PictureParams } from '../lsp/protocol.ts';
import { safeOrder } from '../scenario/safe-order.ts';
import { simulate } from '../scenario/simulate.ts';
import type { Timeline } from '../scenario/timeline.ts';
import { variants, type Variant } from '../scenario/variants.ts';

/** One of the courses that a scenario may take, and which there are. */
export interface TimelineCourse {
  /** Among the timelines of the file. */
  readonly index: number;
  readonly timeline: Timeline;
  readonly course: string;
  readonly courses: readonly CourseChoice[];
}

/**
 * Returns the course of a timeline that somebody has chosen, and which there are: what is written,
 * its other possible worlds, orders for each `anyOrder`, and a safe order of the whole. One that
 * there is not any more is the main one.
 */
export function courseOf(
  main: Timeline,
  { courses: chosen, timeline: index }: Pick<PictureParams, 'courses' | 'timeline'>,
): TimelineCourse {
  const id = chosen?.find(({ timeline }) => timeline === index)?.course;
  const courses = [...variants(main).map(variantCourse), ...safeCourse(main)];
  const found = courses.find((course) => course.id === id);
  return {
    index,
    timeline: found?.timeline() ?? main,
    course: found?.id ?? mainId,
    courses: courses.map((course) => ({ id: course.id, label: course.label })),
  };
}

const mainId = 'main';

interface Course extends CourseChoice {
  readonly timeline: () => Timeline;
}

function variantCourse({ kind, title, timeline }: Variant): Course {
  switch (kind) {
    case 'main':
      return { id: mainId, label: `as written: ${title}`, timeline: () => timeline };
    case 'world':
      return { id: `world: ${title}`, label: `if ${title}`, timeline: () => timeline };
    case 'order':
      return {
        id: `order: ${title}`,
        label: `in the order ${title} (${timeline.outcome})`,
        timeline: () => timeline,
      };
  }
}

/** Offered where the order written does not succeed. */
function safeCourse(main: Timeline): readonly Course[] {
  const order = main.outcome === 'succeeds' ? undefined : safeOrder(main);
  if (!order) return [];
  const { scenario, deployments } = main;
  const steps = order.flatMap((index) => scenario.steps[index] ?? []);
  const timeline = (): Timeline =>
    simulate({ ...scenario, steps }, (step) => {
      return deployments?.get(step) ?? { problem: 'the template is not known' };
    });
  return [{ id: 'order: safe', label: 'the steps in a safe order', timeline }];
}

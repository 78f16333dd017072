import type { Read } from '../base/source.ts';
import type { StepView, TimelineView } from '../lsp/protocol.ts';
import { claimsText } from '../report/claims-text.ts';
import { deviceText } from '../report/device-text.ts';
import { timelineRemark } from '../report/timeline-remark.ts';
import { timelineSlices } from '../report/timeline-svg.ts';
import type { Moment } from '../scenario/timeline.ts';
import { rangeOrTop } from './ranges.ts';
import type { TimelineCourse } from './timeline-courses.ts';

/** Returns a timeline as the panel shows it. */
export function timelineView(
  { index, timeline, course, courses }: TimelineCourse,
  read: Read,
): TimelineView {
  return {
    index,
    name: timeline.scenario.name,
    device: deviceText(timeline, '×'),
    outcome: timeline.outcome,
    remark: timelineRemark(timeline) ?? null,
    courses,
    course,
    picture: timelineSlices(timeline),
    steps: timeline.moments.map((moment) => stepView(moment, read)),
  };
}

function stepView(moment: Moment, read: Read): StepView {
  const { at } = moment.step;
  return {
    title: moment.title,
    outcome: moment.outcome,
    reason: moment.reason ?? null,
    claims: claimsText(moment.claims),
    uri: at.uri,
    range: rangeOrTop(read, at),
  };
}

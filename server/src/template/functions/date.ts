import { t, translatable } from '../../base/l10n.ts';
import type { Value } from '../value.ts';
import type { ArmFunction } from './arm-function.ts';
import { formatInstant, ISO_FORMAT } from './date-format.ts';
import { eager, integer, online, optional, string } from './define.ts';
import { isInRange, parseDuration, parseInstant, TICKS_PER_SECOND, type Ticks } from './instant.ts';
import { failure, integer as exact, text } from './make.ts';

/** The functions for dates and times. */
export const dateFunctions: readonly ArmFunction[] = [
  eager({
    name: 'dateTimeAdd',
    category: 'date',
    returns: 'string',
    documentation:
      'Adds an ISO 8601 duration, which may be negative, to a date and time. A year counts 365 days, a month 30.',
    takes: [
      string('base', 'A date and time, such as 2020-04-07T14:53:14Z.'),
      string('duration', 'An ISO 8601 duration, such as P1D or -PT2H.'),
      optional(string('format', 'A .NET date format for the result.')),
    ],
    call([base, duration, format]) {
      const start = parseInstant(base);
      if (!start) return notADate(base);
      const span = parseDuration(duration);
      if (span === undefined)
        return failure(t("'{0}' is not an ISO 8601 duration such as P1D", duration));
      return written(start.ticks + span, format ?? (start.iso ? ISO_FORMAT : 'G'));
    },
  }),
  eager({
    name: 'dateTimeFromEpoch',
    category: 'date',
    returns: 'string',
    documentation: 'The date and time a number of seconds after the start of 1970, in ISO 8601.',
    takes: [integer('epochTime', 'Seconds after 1970-01-01T00:00:00Z.')],
    call: ([seconds]) => written(seconds * TICKS_PER_SECOND, ISO_FORMAT),
  }),
  eager({
    name: 'dateTimeToEpoch',
    category: 'date',
    returns: 'int',
    documentation: 'How many seconds after the start of 1970 a date and time is.',
    takes: [string('dateTime', 'A date and time in ISO 8601.')],
    call([given]) {
      const instant = parseInstant(given);
      if (!instant) return notADate(given);
      const { ticks } = instant;
      const fraction = ((ticks % TICKS_PER_SECOND) + TICKS_PER_SECOND) % TICKS_PER_SECOND;
      return exact((ticks - fraction) / TICKS_PER_SECOND);
    },
  }),
  online({
    name: 'utcNow',
    category: 'date',
    returns: 'string',
    documentation: 'The date and time of the deployment; only for default values of parameters.',
    takes: [optional(string('format', 'A .NET date format; without one, yyyyMMddTHHmmssZ.'))],
    unknownBecause: translatable('utcNow is the time of the deployment'),
  }),
];

function notADate(given: string): Value {
  return failure(t("'{0}' is not a date and time", given));
}

function written(ticks: Ticks, format: string): Value {
  if (!isInRange(ticks)) return failure(t('the date lies outside the years 1 to 9999'));
  const result = formatInstant(ticks, format);
  return result === undefined ? failure(t("'{0}' is not a date format", format)) : text(result);
}

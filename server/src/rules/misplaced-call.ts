import { t } from '../base/l10n.ts';
import { sameName } from '../syntax/node.ts';
import type { CallWithin } from '../template/calls.ts';
import type { ExpressionPlace } from '../template/written-expressions.ts';

/** Returns why Azure refuses a call where it stands, or `undefined` when it does not. */
export function misplacedCall(call: CallWithin, place: ExpressionPlace): string | undefined {
  if (!isBoundToPlace(call)) return undefined;
  return outsideLoop(call, place) ?? outsideLambda(call) ?? inWrongSection(call, place);
}

/** Most functions may be called anywhere: one look is enough. */
function isBoundToPlace({ name }: CallWithin): boolean {
  return name !== undefined && (BOUND.has(name) || name.startsWith('list'));
}

const BOUND: ReadonlySet<string> = new Set([
  'copyindex',
  'lambda',
  'lambdavariables',
  'newguid',
  'reference',
  'utcnow',
  'variables',
]);

function outsideLoop(
  { call, name: called }: CallWithin,
  { loops }: ExpressionPlace,
): string | undefined {
  if (called !== 'copyindex') return undefined;
  if (loops.length === 0) return t('copyIndex may only be used inside a loop');
  const [name] = call.args;
  if (name?.kind !== 'string') return undefined;
  // A loop whose name is computed, or that needs none, may be the one that is meant.
  if (loops.some((loop) => loop === undefined || loop.startsWith('['))) return undefined;
  if (loops.some((loop) => sameName(loop ?? '', name.value))) return undefined;
  return t("copyIndex is not inside a loop called '{0}'", name.value);
}

function outsideLambda({
  call,
  name: called,
  argumentOf,
  lambdaVariables,
}: CallWithin): string | undefined {
  if (called === 'lambda' && !argumentOf) {
    return t('a lambda may only be an argument of map, filter and the like');
  }
  if (called !== 'lambdavariables') return undefined;
  const [name] = call.args;
  if (name?.kind !== 'string' || !lambdaVariables) return undefined;
  if (lambdaVariables.some((variable) => sameName(variable, name.value))) return undefined;
  return t("no lambda around it has an argument '{0}'", name.value);
}

function inWrongSection({ call, name }: CallWithin, place: ExpressionPlace): string | undefined {
  if (name === undefined) return undefined;
  const isDefault = place.section === 'parameters';
  if (isDefault && name === 'variables') {
    return t('the default of a parameter sees no variables');
  }
  if (!isDefault && (name === 'newguid' || name === 'utcnow')) {
    return t('{0} may only be used in the default of a parameter', call.name.text);
  }
  const isOnline = name === 'reference' || /^list(?!$)[a-z]+$/.test(name);
  if (isOnline && isDefault) {
    return t('{0} may not be used in the default of a parameter', call.name.text);
  }
  return isOnline && place.section === 'variables'
    ? t('{0} may not be used in a variable', call.name.text)
    : undefined;
}

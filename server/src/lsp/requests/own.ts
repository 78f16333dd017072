import { normalizeUri } from '../../base/uri.ts';
import { deviceStatus } from '../../features/device-status.ts';
import { deviceChoices } from '../../features/devices.ts';
import { expandedTemplate } from '../../features/expanded-template.ts';
import { factPage, factTopics } from '../../features/fact-pages.ts';
import { deviceQuestion, nameDevice } from '../../features/name-device.ts';
import { parameterFileChoices } from '../../features/parameter-files.ts';
import { safeOrders } from '../../features/safe-order.ts';
import { runScenarios, scenarioOutline } from '../../features/scenario-tests.ts';
import { picture, simulate } from '../../features/simulate.ts';
import {
  deviceQuestionRequest,
  devicesRequest,
  deviceStatusRequest,
  expandRequest,
  factPageRequest,
  factTopicsRequest,
  nameDeviceRequest,
  parameterFilesRequest,
  pictureRequest,
  safeOrderRequest,
  scenarioOutlineRequest,
  scenarioRunRequest,
  simulateRequest,
  type DeviceQuestionParams,
  type DeviceStatusParams,
  type ExpandParams,
  type FactPageParams,
  type NameDeviceParams,
  type ParameterFilesParams,
  type PictureParams,
  type SafeOrderParams,
  type ScenarioFileParams,
  type SimulateParams,
} from '../protocol.ts';
import type { RequestContext } from './request-context.ts';

/** Answers the requests that only our own client makes. */
export function registerOwn({ connection, answer, analysis, clientUri }: RequestContext): void {
  connection.onRequest(
    devicesRequest,
    answer('devices', () => Promise.resolve(deviceChoices())),
  );
  connection.onRequest(
    deviceStatusRequest,
    answer('device status', async (params: DeviceStatusParams, settle) => {
      const uri = normalizeUri(params.uri);
      return (await settle(() => deviceStatus(analysis, { ...params, uri }))).value;
    }),
  );
  connection.onRequest(
    deviceQuestionRequest,
    answer('device question', async ({ uri }: DeviceQuestionParams, settle) => {
      return (await settle(() => deviceQuestion(analysis, normalizeUri(uri)))).value;
    }),
  );
  connection.onRequest(
    nameDeviceRequest,
    answer('name device', async (params: NameDeviceParams, settle) => {
      const uri = normalizeUri(params.uri);
      return (await settle(() => nameDevice(analysis, { ...params, uri }, clientUri))).value;
    }),
  );
  connection.onRequest(
    factTopicsRequest,
    answer('fact topics', () => Promise.resolve(factTopics())),
  );
  connection.onRequest(
    factPageRequest,
    answer('fact page', ({ id }: FactPageParams) => Promise.resolve(factPage(id))),
  );
  connection.onRequest(
    simulateRequest,
    answer('simulate', async (params: SimulateParams, settle) => {
      const uri = normalizeUri(params.uri);
      return (await settle(() => simulate(analysis, { ...params, uri }))).value;
    }),
  );
  connection.onRequest(
    pictureRequest,
    answer('picture', async (params: PictureParams, settle) => {
      const uri = normalizeUri(params.uri);
      return (await settle(() => picture(analysis, { ...params, uri }))).value;
    }),
  );
  connection.onRequest(
    safeOrderRequest,
    answer('safe order', async (params: SafeOrderParams, settle) => {
      const uri = normalizeUri(params.uri);
      return (await settle(() => safeOrders(analysis, { ...params, uri }))).value;
    }),
  );
  connection.onRequest(
    parameterFilesRequest,
    answer('parameter files', async ({ uri }: ParameterFilesParams, settle) => {
      const template = normalizeUri(uri);
      return (await settle(() => parameterFileChoices(analysis, template, clientUri))).value;
    }),
  );
  connection.onRequest(
    expandRequest,
    answer('expand template', async ({ uri }: ExpandParams, settle) => {
      return (await settle(() => expandedTemplate(analysis, normalizeUri(uri)))).value;
    }),
  );
  connection.onRequest(
    scenarioOutlineRequest,
    answer('scenario outline', async ({ uri }: ScenarioFileParams, settle) => {
      return (await settle(() => scenarioOutline(analysis, normalizeUri(uri)))).value;
    }),
  );
  connection.onRequest(
    scenarioRunRequest,
    answer('scenario run', async ({ uri }: ScenarioFileParams, settle) => {
      return (await settle(() => runScenarios(analysis, normalizeUri(uri)))).value;
    }),
  );
}

import fc from 'fast-check';

const name = fc.constantFrom('a', 'b', 'c');

const size = fc.constantFrom(
  'Standard_NC4as_T4_v3',
  'Standard_NC8as_T4_v3',
  'Standard_NC4as_A2',
  'Standard_F4s',
  'Standard_F16s',
);

/** A step on one of three VMs, as text; few enough names that steps meet. */
export const stepText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(name, size).map(([vm, of]) => `createVm: { name: ${vm}, size: ${of} }`),
  },
  { weight: 2, arbitrary: fc.constant('configureKubernetes: {}') },
  { weight: 2, arbitrary: name.map((vm) => `stop: ${vm}`) },
  { weight: 1, arbitrary: name.map((vm) => `stop: { vm: ${vm}, stayProvisioned: true }`) },
  { weight: 2, arbitrary: name.map((vm) => `start: ${vm}`) },
  { weight: 1, arbitrary: name.map((vm) => `delete: ${vm}`) },
  {
    weight: 1,
    arbitrary: fc.tuple(name, size).map(([vm, of]) => `resize: { vm: ${vm}, size: ${of} }`),
  },
  { weight: 1, arbitrary: name.map((vm) => `installGpuExtension: { vm: ${vm} }`) },
  { weight: 1, arbitrary: fc.constant('removeKubernetes: {}') },
  { weight: 1, arbitrary: fc.constantFrom('reboot: {}', 'update: { to: "2205" }') },
);

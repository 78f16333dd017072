import { isExpected, momentFinding } from './judging/moment-finding.ts';
import { defineRule } from './judging/rule.ts';
import { fixedOrderFix, safeOrderFix } from './fixing/safe-order-fix.ts';

/** Whether steps work out depends on an order that nobody has fixed, or that another one is better than. */
export default defineRule({
  id: 'unsafe-order',
  severity: 'warning',
  title: 'Works out in some orders only',
  description:
    'Steps in `anyOrder` may be done in every order, and some of the orders fail. HPN VMs on Pro GPU are to be created before other VMs.',
  because: ['claims.kubernetes-takes-all', 'vm-size.hpn'],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2607" }
images: { myimage: windows-server-2019-core }
steps:
  - anyOrder:
#   ^^^^^^^^^ the order configureKubernetes and createVm vm1…
      - configureKubernetes: {}
      # with the driver
      - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverWindows, version: "1.5" }
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2607" }
images: { myimage: windows-server-2019-core }
steps:
  - createVm: { name: vm1, size: Standard_F4s, image: myimage }
  - createVm: { name: vm2, size: Standard_F8s_HPN, image: myimage }
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HPN VMs are to be created before others on this device, and a VM without HPN runs already
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2607" }
images: { myimage: windows-server-2019-core }
steps:
  - anyOrder:
      - createVm: { name: vm1, size: Standard_F4s, image: myimage }
      - createVm: { name: vm2, size: Standard_F4s, image: myimage }
`,
    ],
  },
  check: {
    *scenario(subject) {
      for (const moment of subject.timeline.moments) {
        if (moment.cause?.kind !== 'order' || isExpected(moment)) continue;
        const { index, step } = moment;
        yield {
          ...momentFinding(moment),
          at: step.action === 'anyOrder' ? keyOf(step.at) : step.at,
          severity: 'warning',
          fixes:
            step.action === 'anyOrder'
              ? fixedOrderFix(subject, index)
              : safeOrderFix(subject, ({ moments }) =>
                  moments.every(({ cause }) => cause?.kind !== 'order'),
                ),
        };
      }
    },
  },
});

/** The whole of an `anyOrder` is too much to underline. */
function keyOf<T extends { readonly span: { readonly start: number } }>({ span, ...rest }: T) {
  return { ...rest, span: { start: span.start, end: span.start + 'anyOrder:'.length } };
}

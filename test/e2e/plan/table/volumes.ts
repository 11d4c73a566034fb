import { change, JOB, type Row } from './row';

const VOLUME = '/spec/template/spec/volumes/1';
const MOUNT = '/spec/template/spec/containers/0/volumeMounts/0';

/** A change of one volume's source. */
const source = (before: object, after: object): Row =>
  change(JOB, VOLUME, { name: 'x', ...before }, { name: 'x', ...after });

const mount = (before: object, after: object): Row => {
  const workspace = { name: 'git-repo', mountPath: '/work' };
  return change(JOB, MOUNT, { ...workspace, ...before }, { ...workspace, ...after });
};

const token = (more: object) => ({ projected: { sources: [{ serviceAccountToken: { path: 'x', ...more } }] } });
const own = (more: object) => ({
  ephemeral: {
    volumeClaimTemplate: {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...more },
    },
  },
});
const CLAIM = { persistentVolumeClaim: { claimName: 'x' } };

export const volumeRows: readonly Row[] = [
  change(JOB, VOLUME, undefined, { name: 'x', emptyDir: {} }),
  change(JOB, VOLUME, { name: 'x', emptyDir: {} }, undefined),
  source({ emptyDir: {} }, { emptyDir: { medium: '' } }),
  source({ emptyDir: {} }, { emptyDir: { medium: 'Memory' } }),
  source({ emptyDir: {} }, { emptyDir: { sizeLimit: '1Gi' } }),
  source({ emptyDir: { sizeLimit: '1Gi' } }, { emptyDir: { sizeLimit: '1024Mi' } }),
  source({ emptyDir: { sizeLimit: '1Gi' } }, { emptyDir: { sizeLimit: '2Gi' } }),
  source({}, { emptyDir: {} }),
  source({ emptyDir: {} }, { configMap: { name: 'x' } }),
  source({ configMap: { name: 'x' } }, { configMap: { name: 'y' } }),
  source({ configMap: { name: 'x' } }, { configMap: { name: 'x', defaultMode: 420 } }),
  source({ configMap: { name: 'x' } }, { configMap: { name: 'x', defaultMode: 256 } }),
  source({ configMap: { name: 'x' } }, { configMap: { name: 'x', items: [] } }),
  source({ configMap: { name: 'x' } }, { configMap: { name: 'x', items: [{ key: 'a', path: 'b' }] } }),
  source({ configMap: { name: 'x' } }, { configMap: { name: 'x', optional: false } }),
  source({ secret: { secretName: 'x' } }, { secret: { secretName: 'y' } }),
  source({ secret: { secretName: 'x' } }, { secret: { secretName: 'x', defaultMode: 420 } }),
  source({ secret: { secretName: 'x' } }, { secret: { secretName: 'x', defaultMode: 256 } }),
  source({ secret: { secretName: 'x' } }, { secret: { secretName: 'x', optional: false } }),
  source(token({}), token({ expirationSeconds: 3600 })),
  source(token({}), token({ expirationSeconds: 7200 })),
  source(token({}), token({ audience: '' })),
  source(token({}), { projected: { ...token({}).projected, defaultMode: 420 } }),
  source(
    { downwardAPI: { items: [{ path: 'x', fieldRef: { fieldPath: 'metadata.labels' } }] } },
    { downwardAPI: { defaultMode: 420, items: [{ path: 'x', fieldRef: { fieldPath: 'metadata.labels' } }] } },
  ),
  source(
    { downwardAPI: { items: [{ path: 'x', fieldRef: { fieldPath: 'metadata.labels' } }] } },
    { downwardAPI: { items: [{ path: 'x', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.labels' } }] } },
  ),
  source({ hostPath: { path: '/x' } }, { hostPath: { path: '/x', type: '' } }),
  source({ hostPath: { path: '/x' } }, { hostPath: { path: '/y' } }),
  source({ nfs: { server: 'x', path: '/x' } }, { nfs: { server: 'x', path: '/x', readOnly: false } }),
  source({ nfs: { server: 'x', path: '/x' } }, { nfs: { server: 'x', path: '/x', readOnly: true } }),
  source({ csi: { driver: 'x' } }, { csi: { driver: 'x', readOnly: false } }),
  source({ csi: { driver: 'x' } }, { csi: { driver: 'x', volumeAttributes: {} } }),
  source(own({}), own({ volumeMode: 'Filesystem' })),
  source(own({}), own({ resources: { requests: { storage: '1024Mi' } } })),
  source(own({}), own({ resources: { requests: { storage: '2Gi' } } })),
  source(own({}), own({ storageClassName: 'x' })),
  source({ image: { reference: 'x:1' } }, { image: { reference: 'x:1', pullPolicy: 'IfNotPresent' } }),
  source({ image: { reference: 'x:1' } }, { image: { reference: 'x:1', pullPolicy: 'Always' } }),
  source({ image: { reference: 'x' } }, { image: { reference: 'x', pullPolicy: 'Always' } }),
  source(CLAIM, { persistentVolumeClaim: { claimName: 'x', readOnly: false } }),
  source(CLAIM, { persistentVolumeClaim: { claimName: 'x', readOnly: true } }),
  source(CLAIM, { persistentVolumeClaim: { claimName: 'y' } }),
  source(
    { iscsi: { targetPortal: 'x', iqn: 'iqn.2001-04.com.example:x', lun: 0 } },
    {
      iscsi: { targetPortal: 'x', iqn: 'iqn.2001-04.com.example:x', lun: 0, iscsiInterface: 'default' },
    },
  ),
  source(
    { secret: { secretName: 'x', items: [{ key: 'a', path: 'b' }] } },
    {
      secret: { secretName: 'x', items: [{ key: 'a', path: 'b', mode: 256 }] },
    },
  ),
  source(
    { fc: { targetWWNs: ['50060e801049cfd1'], lun: 0 } },
    {
      fc: { targetWWNs: ['50060e801049cfd1'], lun: 0, readOnly: false },
    },
  ),
  source({ downwardAPI: {} }, { downwardAPI: { items: [] } }),
  source({ projected: { sources: [] } }, { projected: {} }),
  source(
    { ephemeral: own({}).ephemeral },
    {
      ephemeral: { volumeClaimTemplate: { metadata: {}, ...own({}).ephemeral.volumeClaimTemplate } },
    },
  ),
  change(JOB, '/spec/template/spec/volumes/1', undefined, { name: 'x', configMap: { name: 'x' } }),
  mount({}, { readOnly: false }),
  mount({}, { readOnly: true }),
  mount({}, { subPath: '' }),
  mount({}, { subPath: 'x' }),
  mount({}, { mountPath: '/x' }),
  mount({}, { mountPropagation: 'None' }),
  mount({ readOnly: true }, { readOnly: true, recursiveReadOnly: 'Disabled' }),
];

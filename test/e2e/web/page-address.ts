// The worker of the extension host hides `location`.
if (!Reflect.get(globalThis, 'location')) {
  Object.defineProperty(globalThis, 'location', { value: { search: '', pathname: '' } });
}

export {};

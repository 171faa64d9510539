export default { base: './', logLevel: 'warn', build: { modulePreload: { polyfill: false } } };

import vue from '@vitejs/plugin-vue';

const template = { compilerOptions: { isCustomElement: (tag) => tag === 'title-precheck' } };

export default { base: './', logLevel: 'warn', plugins: [vue({ template })], build: { modulePreload: { polyfill: false } } };

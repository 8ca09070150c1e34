// ES modules in node_modules made into CommonJS, as many projects do.
export default {
  transform: { '\\.js$': ['babel-jest', { presets: [['@babel/preset-env', { targets: { node: 'current' } }]] }] },
  transformIgnorePatterns: ['/node_modules/(?!@unet/)'],
};

// What a page must ask for, so that the bundle has it.
import '@unet/backends/wasm';
import '@unet/backends/webgl';
import '@unet/backends/webgpu';

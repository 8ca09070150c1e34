import { backend, engine, env, getBackend } from '@tensorflow/tfjs-core';
import { checkFunction } from '@unet/tensor/internal';
import { type BufferManager, whileKeepingBuffers } from './device/reuse-limit.ts';

/**
 * Compiles the programs that `work` would run on a GPU, all at the same time and without blocking, where the first run of `work` itself would
 * stop for each of them in turn. Nothing is computed: `work` runs with values that mean nothing, so it must be synchronous, must not look at
 * values, and must make and dispose all tensors that it changes, such as the state of a training step. Tensors that it leaves are disposed.
 *
 * Programs depend on shapes: let `work` do what will be done, at the same sizes. GPU memory is taken as in a real run. Nothing else may use
 * the backend until the promise settles.
 *
 * Works on `webgl` and `webgpu`; does nothing on other backends, which compile nothing.
 * @throws what `work` throws, or Error if a program does not compile; the backend is then as before
 * @example
 * await compileAhead(() => {
 *   const state = createTrainingState(createUNet(config), optimizer);
 *   trainStep(state, batch, { optimizer, learningRate: 0 });
 *   disposeTrainingState(state);
 * });
 */
export async function compileAhead(work: () => void): Promise<void> {
  checkFunction('compileAhead', 'work', work);
  const name = getBackend() as string | null;
  if (name === 'webgl') await compileWebgl(work);
  if (name === 'webgpu') await compileWebgpu(work);
}

interface WebglBackend {
  /** Compiled programs; without their places of uniforms as long as they are being compiled. */
  readonly binaryCache: Record<string, WebglBinary>;
  readonly gpgpu: {
    readonly gl: WebGLRenderingContext;
    readonly parallelCompilationExtension: { readonly COMPLETION_STATUS_KHR: number } | null;
    deleteProgram(program: WebGLProgram): void;
  };
  checkCompileCompletionAsync(): Promise<unknown>;
  getUniformLocations(): void;
}

interface WebglBinary {
  readonly webGLProgram: WebGLProgram;
  readonly variablesLocations: unknown;
}

interface WebgpuBackend {
  /** Compiled programs, or promises of those that are being compiled. */
  readonly pipelineCache: Record<string, unknown>;
  readonly bufferManager: BufferManager;
  readonly commandEncoder: unknown;
  endComputePassEncoder(): void;
  submitQueue(): void;
  checkCompileCompletionAsync(): Promise<void>;
}

async function compileWebgl(work: () => void): Promise<void> {
  const webgl = backend() as unknown as WebglBackend;
  try {
    runWith('ENGINE_COMPILE_ONLY', work);
    await untilCompiled(webgl);
    await webgl.checkCompileCompletionAsync();
    webgl.getUniformLocations();
  } catch (error) {
    // What is half made would be taken for whole by the next run.
    for (const [key, { webGLProgram, variablesLocations }] of Object.entries(webgl.binaryCache)) {
      if (variablesLocations !== null) continue;
      webgl.gpgpu.deleteProgram(webGLProgram);
      delete webgl.binaryCache[key];
    }
    throw error;
  }
}

/** Milliseconds between two looks at what is being compiled. */
const PATIENCE = 5;

/** The backend's own check waits for animation frames, and there are none while a page is hidden. */
async function untilCompiled({ binaryCache, gpgpu }: WebglBackend): Promise<void> {
  const { gl, parallelCompilationExtension: extension } = gpgpu;
  if (extension === null) return;
  for (const { webGLProgram } of Object.values(binaryCache)) {
    while (gl.getProgramParameter(webGLProgram, extension.COMPLETION_STATUS_KHR) === false) {
      await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    }
  }
}

async function compileWebgpu(work: () => void): Promise<void> {
  const webgpu = backend() as unknown as WebgpuBackend;
  // Copies to buffers wait in the queue meanwhile: none of these buffers may be destroyed before they are submitted.
  await whileKeepingBuffers(webgpu.bufferManager, async () => {
    try {
      runWith('WEBGPU_ENGINE_COMPILE_ONLY', work);
      await webgpu.checkCompileCompletionAsync();
    } catch (error) {
      for (const [key, pipeline] of Object.entries(webgpu.pipelineCache)) {
        if (pipeline instanceof Promise) delete webgpu.pipelineCache[key];
      }
      throw error;
    } finally {
      if (webgpu.commandEncoder) {
        webgpu.endComputePassEncoder();
        webgpu.submitQueue();
      }
    }
  });
}

/** Runs work with a flag set, and disposes what it leaves. */
function runWith(flag: string, work: () => void): void {
  const before = env().getBool(flag);
  env().set(flag, true);
  engine().startScope('compileAhead');
  try {
    work();
  } finally {
    engine().endScope();
    env().set(flag, before);
  }
}

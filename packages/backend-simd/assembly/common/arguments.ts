/** Arguments of a job lie in memory, 4 bytes each: `int` and `pointer` read whole numbers and addresses, `float` single floats. */

@inline
export function int(job: usize, index: i32): i32 {
  return load<i32>(job + (<usize>index << 2));
}

@inline
export function pointer(job: usize, index: i32): usize {
  return <usize>load<u32>(job + (<usize>index << 2));
}

@inline
export function float(job: usize, index: i32): f32 {
  return load<f32>(job + (<usize>index << 2));
}

/** A table that a job brings along: as many instances of an unmanaged class as `length` says, one behind the other. */
@unmanaged
export class List<Item> {
  length: i32;

  @inline
  @operator('[]')
  get(index: i32): Item {
    return changetype<Item>(changetype<usize>(this) + offsetof<List<Item>>() + <usize>index * offsetof<Item>());
  }
}

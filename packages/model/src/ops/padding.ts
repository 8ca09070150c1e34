/** 'valid': only where the kernel fits, as in the paper. 'same': zeros around the input, the size stays. */
export type Padding = 'valid' | 'same';

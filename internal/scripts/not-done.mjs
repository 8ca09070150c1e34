/** The exit code of a check that could not be made: EX_TEMPFAIL of sysexits.h, "try again later". */
export const NOT_DONE = 75;

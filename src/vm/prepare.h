/* Initialization in two halves: what every start has in common, and what the command line, the environment
 * and the host add to it. */
#ifndef KR_PREPARE_H
#define KR_PREPARE_H

/* The first half, unless it is done already. 0; -1 with an exception. */
int kr_init_prepare(void);
/* Between the two: empties memory that is free, so that an image of all memory packs well. */
void kr_init_scrub(void);
/* The second half, once kr_flags are known: hash seed, sys.flags, os.environ. 0; -1 with an exception, or it
 * was told. */
int kr_init_settle(void);
/* Imports site, if it is wanted (kr_flags.no_site). 0; -1 with an exception. */
int kr_init_site(void);

#endif

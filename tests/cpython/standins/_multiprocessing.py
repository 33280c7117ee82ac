"""test_concurrent_futures wants it to be there, also for its tests of threads."""

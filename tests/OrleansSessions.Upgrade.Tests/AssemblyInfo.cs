// They start processes: one test at a time, so that none waits for another's.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

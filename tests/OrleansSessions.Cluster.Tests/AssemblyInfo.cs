// One cluster at a time: it needs the whole machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

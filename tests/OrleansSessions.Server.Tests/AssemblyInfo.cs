// Clusters of 16 stream agents and two silos each: one at a time, or they starve each other on a small machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

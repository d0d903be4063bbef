using OrleansSessions.PostgreSql.Tests;

[assembly: AssemblyFixture(typeof(SharedServer))]

// They share one server: one at a time, so that what one measures is not another's load.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

using OrleansSessions.Packages.Tests;

// Packed once for all tests.
[assembly: AssemblyFixture(typeof(PackedSolution))]

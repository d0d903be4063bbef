namespace OrleansSessions.Readme.Tests;

/// <summary>A command of the documents that is not run as it stands, and the test that does what it does.</summary>
/// <param name="Text">The command.</param>
/// <param name="Test">The file of the test.</param>
/// <param name="Reason">Why it is not run as it stands.</param>
internal sealed record MappedCommand(string Text, string Test, string Reason)
{
    public static IReadOnlyList<MappedCommand> All { get; } =
    [
        new("dotnet test", "tests/OrleansSessions.Readme.Tests/CommandTests.cs", "It is what runs this."),
        new(
            "dotnet pack --output artifacts/packages",
            "tests/OrleansSessions.Packages.Tests/PackedSolution.cs",
            "Run there into a temporary folder."),
        new(
            "docker compose up --build",
            "tests/OrleansSessions.Cluster.Tests/ComposeFileTests.cs",
            "The tests need no container engine: the file is checked by docker-compose itself, and the cluster tests run what is in it as processes."),
        new(
            "dotnet build && for i in $(seq 50); do dotnet run --no-build --project tests/OrleansSessions.Server.Tests || break; done",
            "tests/OrleansSessions.Server.Tests/SessionLifeTests.cs",
            "All tests of that project run once here; fifty times take an hour."),
        new(
            "FUZZ=1000000 FUZZ_REQUESTS=500000 dotnet run -c Release --project tests/OrleansSessions.Host.Tests -- -class '*Fuzzing*' -showliveoutput",
            "tests/OrleansSessions.Host.Tests/Fuzzing/HttpFuzzTests.cs",
            "Run with small numbers; these take long."),
        new(
            "STREAM_READERS=1000 STREAM_RATE=50000 STREAM_SECONDS=60 dotnet run -c Release --project tests/OrleansSessions.Host.Tests -- -class '*StreamLoadTests' -showliveoutput",
            "tests/OrleansSessions.Host.Tests/Load/StreamLoadTests.cs",
            "Run with small numbers; these need the machine for themselves."),
        new(
            "OVERLOAD_SECONDS=60 dotnet run -c Release --project tests/OrleansSessions.Host.Tests -- -class '*OverloadTests' -showliveoutput",
            "tests/OrleansSessions.Host.Tests/Load/OverloadTests.cs",
            "Run for some seconds; a minute needs the machine for itself."),
        new(
            "FAULTS=54 FAULTS_RATE=14000 FAULTS_EVENTS=10000000 FAULTS_FREEZE=30 dotnet run -c Release --project tests/OrleansSessions.Cluster.Tests -- -class '*ClusterFaultTests' -diagnostics",
            "tests/OrleansSessions.Cluster.Tests/ClusterFaultTests.cs",
            "Run with few faults; these take a quarter of an hour."),
        new(
            "dotnet format analyzers src/OrleansSessions.Server/OrleansSessions.Server.csproj --diagnostics RS0016 ORLEANS0016 ORLEANS0022",
            "src/OrleansSessions.Server/PublicAPI.Unshipped.txt",
            "It changes files of the repository; the build fails where they are not as it would make them."),
    ];
}

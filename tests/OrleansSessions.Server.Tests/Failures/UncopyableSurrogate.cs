namespace OrleansSessions.Server.Tests;

[GenerateSerializer, Alias("tests.uncopyable")]
internal struct UncopyableSurrogate
{
    [Id(0)]
    public int Value;
}

namespace OrleansSessions.Server.Tests;

[GenerateSerializer, Alias("tests.unwritable")]
internal struct UnwritableSurrogate
{
    [Id(0)]
    public int Value;
}

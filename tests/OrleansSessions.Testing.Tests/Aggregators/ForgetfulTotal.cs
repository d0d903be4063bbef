namespace OrleansSessions.Testing.Tests;

/// <summary>A sum that is lost when it is stored.</summary>
[GenerateSerializer, Alias("testing.forgetfultotal")]
public sealed class ForgetfulTotal
{
    [Id(0)]
    public int Count { get; set; }

    [field: NonSerialized]
    public int Sum { get; set; }
}

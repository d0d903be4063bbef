using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using OrleansSessions.Fields;

namespace OrleansSessions.Client.Tests;

/// <summary>What goes over the wire comes back as it was.</summary>
public sealed class WireTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public void Dispose() => services.Dispose();

    [Fact]
    public void Serialize_Batch_ComesBack()
    {
        var batch = new SessionBatch<string>(
        [
            new("a", "x"),
            new("b", "y", new DateTimeOffset(2024, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)), TimeSpan.FromSeconds(5)),
        ]);

        var back = Assert.IsType<SessionBatch<string>>(RoundTrip<SessionBatch>(batch));

        Assert.Equal(batch.Events.ToArray(), back.Events.ToArray());
    }

    [Fact]
    public void Serialize_ClosedSession_ComesBack()
    {
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var session = new ClosedSession<decimal>
        {
            Id = "id",
            Sessionizer = "s",
            Key = "k",
            Start = start,
            LastEvent = start.AddSeconds(1),
            End = start.AddSeconds(2),
            Count = 2,
            Reason = CloseReason.Failed,
            Error = "error",
            Result = 1.5m,
        };

        Assert.Equal<ClosedSession>(session, RoundTrip<ClosedSession>(session));
    }

    [Fact]
    public void Serialize_FieldEvent_ComesBack()
    {
        var item = new FieldEvent(
        [
            new("n", FieldValue.Of(1.50m)), new("t", FieldValue.Of("x")), new("b", FieldValue.Of(true)), new("r", FieldValue.OfRaw("[1]")), new("0", default),
        ]);

        Assert.Equal(item.Fields, RoundTrip(item).Fields);
    }

    [Fact]
    public void Serialize_TruncatedException_KeepsWhatItNames()
    {
        var back = Assert.IsType<SessionLogTruncatedException>(RoundTrip<Exception>(new SessionLogTruncatedException(3, 5, 9)));

        Assert.Equal((3, 5L, 9L), (back.Partition, back.Requested, back.Oldest));
        Assert.Contains("oldest left is 9", back.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("1.0", "1")]
    [InlineData("-0.0", "0")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void FieldValue_EqualNumbers_HaveOneForm(string number, string form) =>
        Assert.Equal(form, FieldValue.Of(decimal.Parse(number)).Number.ToString());

    private T RoundTrip<T>(T value)
    {
        var serializer = services.GetRequiredService<Serializer<T>>();
        return serializer.Deserialize(serializer.SerializeToArray(value))!;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace OrleansSessions.Upgrade.Tests;

/// <summary>What the serializer gives a field that was not written, as the rules for changing an aggregator say.</summary>
public sealed class AddedFieldTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    [Fact]
    public void Deserialize_TypeHasAConstructorWithoutParameters_TheInitializerHolds() =>
        Assert.Equal(new Visit { Number = 7, Page = "/a" }, Convert<OldVisit, Visit>(new OldVisit { Number = 7, Page = "/a" }));

    [Fact]
    public void Deserialize_PositionalRecord_HasTheTypesDefaultInsteadOfTheParameters()
    {
        var read = Convert<OldVisit, PositionalVisit>(new OldVisit { Number = 7, Page = "/a" });

        Assert.Equal(new PositionalVisit(7, "/a", Depth: 0), read);
    }

    [Fact]
    public void Deserialize_FieldOfAnotherTypeBesideTheOldOne_EachVersionReadsTheOther()
    {
        Assert.Equal(7m, Convert<OldTotal, NewTotal>(new OldTotal { Sum = 7 }).Sum);
        Assert.Equal(7, Convert<NewTotal, OldTotal>(NewTotal.Of(7.5m)).Sum);
        Assert.Equal(7.5m, Convert<NewTotal, NewTotal>(NewTotal.Of(7.5m)).Sum);
    }

    public void Dispose() => services.Dispose();

    private TTo Convert<TFrom, TTo>(TFrom value) => services.GetRequiredService<Serializer<TTo>>()
        .Deserialize(services.GetRequiredService<Serializer<TFrom>>().SerializeToArray(value))!;
}

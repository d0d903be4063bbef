namespace OrleansSessions.Server.Tests;

[RegisterConverter]
internal sealed class UncopyableConverter : IConverter<Uncopyable, UncopyableSurrogate>
{
    public Uncopyable ConvertFromSurrogate(in UncopyableSurrogate surrogate) => new(surrogate.Value);

    public UncopyableSurrogate ConvertToSurrogate(in Uncopyable value) =>
        value.Value < 0 ? throw new InvalidOperationException($"{value.Value} has no copy.") : new UncopyableSurrogate { Value = value.Value };
}

namespace OrleansSessions.Server.Tests;

[RegisterConverter]
internal sealed class UnwritableConverter : IConverter<Unwritable, UnwritableSurrogate>
{
    public Unwritable ConvertFromSurrogate(in UnwritableSurrogate surrogate) => new(surrogate.Value);

    public UnwritableSurrogate ConvertToSurrogate(in Unwritable value) =>
        value.Value < 0 ? throw new InvalidOperationException($"{value.Value} has no form.") : new UnwritableSurrogate { Value = value.Value };
}

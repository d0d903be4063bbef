namespace OrleansSessions.Server;

[RegisterConverter]
internal sealed class ExactSumConverter : IConverter<ExactSum, ExactSumSurrogate>
{
    public ExactSum ConvertFromSurrogate(in ExactSumSurrogate surrogate) => new(surrogate.Whole, surrogate.Fraction);

    public ExactSumSurrogate ConvertToSurrogate(in ExactSum value) => new() { Whole = value.Whole, Fraction = value.Fraction };
}

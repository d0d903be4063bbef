namespace OrleansSessions.Server;

[RegisterConverter]
internal sealed class ExactAverageConverter : IConverter<ExactAverage, ExactAverageSurrogate>
{
    public ExactAverage ConvertFromSurrogate(in ExactAverageSurrogate surrogate) => new(surrogate.Sum, surrogate.Count);

    public ExactAverageSurrogate ConvertToSurrogate(in ExactAverage value) => new() { Sum = value.Sum, Count = value.Count };
}

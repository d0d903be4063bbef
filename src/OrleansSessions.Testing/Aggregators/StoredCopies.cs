using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace OrleansSessions.Testing;

/// <summary>What comes back of a value that Orleans' serializer has written, as a store or another silo gets it.</summary>
internal sealed class StoredCopies : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly Serializer serializer;

    public StoredCopies() => serializer = services.GetRequiredService<Serializer>();

    public T Of<T>(T value) => serializer.Deserialize<T>(serializer.SerializeToArray(value))!;

    public void Dispose() => services.Dispose();
}

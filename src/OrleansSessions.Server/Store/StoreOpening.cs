namespace OrleansSessions.Server;

/// <summary>Who opens a store.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="OtherSilos">The other silos that are active in the cluster now.</param>
public sealed record StoreOpening(string Silo, IReadOnlyCollection<string> OtherSilos);

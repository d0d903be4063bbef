namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>A key with open sessions.</summary>
/// <param name="Key">The key.</param>
/// <param name="Silo">The silo that has it.</param>
/// <param name="Start">The start of its oldest open session.</param>
/// <param name="Count">The number of events of its largest open session.</param>
public sealed record OpenKeyItem(string Key, string Silo, DateTimeOffset Start, long Count);

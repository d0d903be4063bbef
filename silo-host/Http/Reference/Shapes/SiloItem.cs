namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>What a silo has of a sessionizer.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="OpenKeys">How many keys have an open session.</param>
/// <param name="ClosedKeys">How many keys are remembered after their session.</param>
/// <param name="SetAside">Keys whose state can not be read.</param>
internal sealed record SiloItem(string Silo, long OpenKeys, long ClosedKeys, IReadOnlyList<string> SetAside);

namespace OrleansSessions.Upgrade;

/// <summary>The sessionizers, the same in both versions.</summary>
public static class VisitNames
{
    /// <summary>Whose types have more fields afterwards.</summary>
    public static SessionName<Visit, VisitSummary> Visits { get; } = new("visits");

    /// <summary>Whose accumulator can not be read by the other version, against the rules.</summary>
    public static SessionName<Visit, long> Reshaped { get; } = new("reshaped");
}

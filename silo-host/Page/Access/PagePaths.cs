namespace OrleansSessions.Host.Page.Access;

/// <summary>Where a browser is by itself rather than a caller of the API: only there a sign-in counts instead of a key in a header.</summary>
internal static class PagePaths
{
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string Dashboard = "/dashboard";
    public const string Circuits = "/_blazor";
    public const string Scripts = "/_framework";

    public static bool Includes(PathString path) =>
        path == "/" || path == SignIn || path == SignOut || path.StartsWithSegments(Circuits) || path.StartsWithSegments(Dashboard);
}

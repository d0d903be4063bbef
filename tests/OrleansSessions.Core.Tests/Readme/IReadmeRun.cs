namespace OrleansSessions.Core.Tests;

/// <summary>Runs the rows of a README table in their order.</summary>
internal interface IReadmeRun
{
    /// <summary>The row as it should be written: what was given in it, and what really follows.</summary>
    string[] Run(string[] row);
}

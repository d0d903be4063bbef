namespace OrleansSessions.PostgreSql.Tests;

/// <summary>A result that can not be written as JSON.</summary>
internal sealed class SelfReference
{
    public SelfReference Self => this;
}
